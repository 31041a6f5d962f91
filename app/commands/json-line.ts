/** Where in a text of valid JSON the value of a path begins, as a line number from 1; the line of the innermost thing there is where it is absent. */
export function lineOfPath(text: string, path: readonly PropertyKey[]): number {
  let at = afterSpace(text, 0);
  for (const step of path) {
    const inside = text[at] === "{" ? entryOf(text, at, step) : text[at] === "[" ? itemOf(text, at, Number(step)) : null;
    if (inside === null) break;
    at = inside;
  }
  return text.slice(0, at).split("\n").length;
}

/** The line of the place that `JSON.parse` names in its message; null where it names none. */
export function lineOfSyntaxError(text: string, error: unknown): number | null {
  const message = error instanceof Error ? error.message : "";
  const position = /position (\d+)/.exec(message)?.[1];
  if (position !== undefined) return text.slice(0, Number(position)).split("\n").length;
  return message.includes("end of JSON") ? text.split("\n").length : null;
}

function entryOf(text: string, from: number, key: PropertyKey): number | null {
  let at = afterSpace(text, from + 1);
  while (text[at] === '"') {
    const end = afterString(text, at);
    const value = afterSpace(text, afterSpace(text, end) + 1);
    if (JSON.parse(text.slice(at, end)) === key) return value;
    at = afterComma(text, afterValue(text, value));
  }
  return null;
}

function itemOf(text: string, from: number, index: number): number | null {
  let at = afterSpace(text, from + 1);
  for (let item = 0; at < text.length && text[at] !== "]"; item += 1) {
    if (item === index) return at;
    at = afterComma(text, afterValue(text, at));
  }
  return null;
}

const afterSpace = (text: string, from: number): number => from + (/^\s*/.exec(text.slice(from))?.[0].length ?? 0);
const afterComma = (text: string, from: number): number => {
  const at = afterSpace(text, from);
  return text[at] === "," ? afterSpace(text, at + 1) : at;
};

function afterString(text: string, from: number): number {
  let at = from + 1;
  while (at < text.length && text[at] !== '"') at += text[at] === "\\" ? 2 : 1;
  return at + 1;
}

function afterValue(text: string, from: number): number {
  let at = from;
  let depth = 0;
  while (at < text.length) {
    const sign = text[at] ?? "";
    if (sign === '"') at = afterString(text, at);
    else if (depth === 0 && /[,\]}\s]/.test(sign)) break;
    else {
      if ("{[".includes(sign)) depth += 1;
      if ("}]".includes(sign)) depth -= 1;
      at += 1;
      if (depth === 0 && "}]".includes(sign)) break;
      continue;
    }
    if (depth === 0) break;
  }
  return at;
}
