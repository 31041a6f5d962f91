/** A message for a zod check: a catalogue key with its numbers, translated where it is shown (`translateError`). */
export function fieldMessage(key: string, values: Record<string, string | number> = {}): string {
  const pairs = Object.entries(values).map(([name, value]) => `|${name}=${value}`);
  return `${key}${pairs.join("")}`;
}

/** The sentence for a message made by `fieldMessage`; other texts pass through. */
export function translateError(t: (key: string, values?: Record<string, string>) => string, message: string): string {
  const [key = "", ...pairs] = message.split("|");
  if (!key.includes(":")) return message;
  return t(key, Object.fromEntries(pairs.map((pair) => pair.split("=") as [string, string])));
}
