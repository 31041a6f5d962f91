const files = import.meta.glob<Record<string, unknown>>("./en/*.json", { eager: true, import: "default" });

/** Every catalogue of this language, by namespace. One chunk in the browser. */
const catalogue: Record<string, Record<string, unknown>> = Object.fromEntries(
  Object.entries(files).map(([file, words]) => [file.slice(file.lastIndexOf("/") + 1, -".json".length), words]),
);
export default catalogue;
