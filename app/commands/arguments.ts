/** What stands behind a command's name. */
export type Arguments =
  | { ok: true; words: string[]; flags: ReadonlySet<string>; values: ReadonlyMap<string, string> }
  | { ok: false; problem: string };

/** Reads words, flags such as `--json`, and options with a value such as `--out DIR` or `--out=DIR`. */
export function readArguments(args: readonly string[], known: { flags?: readonly string[]; values?: readonly string[] }): Arguments {
  const words: string[] = [];
  const flags = new Set<string>();
  const values = new Map<string, string>();
  for (let at = 0; at < args.length; at += 1) {
    const arg = args[at] ?? "";
    if (!arg.startsWith("--")) {
      words.push(arg);
      continue;
    }
    const divide = arg.indexOf("=");
    const name = arg.slice(2, divide < 0 ? undefined : divide);
    if (divide < 0 && known.flags?.includes(name)) flags.add(name);
    else if (known.values?.includes(name)) {
      const value = divide < 0 ? args[++at] : arg.slice(divide + 1);
      if (value === undefined || value === "") return { ok: false, problem: `--${name} wants a value.` };
      values.set(name, value);
    } else return { ok: false, problem: `There is no option ${arg}.` };
  }
  return { ok: true, words, flags, values };
}
