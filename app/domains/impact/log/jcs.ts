/** RFC 8785, JSON Canonicalization Scheme: one text, and so one hash, for each JSON value. */

/** Characters that stand for themselves in a JSON string: printable ASCII without the quote and the backslash. */
const PLAIN = /^[ !#-[\]-~]*$/;

/** With the u flag pairs are one character, so this finds only surrogates that stand alone. */
const LONE_SURROGATE = /[\ud800-\udfff]/u;

/**
 * The canonical text of a JSON value (RFC 8785). Throws a TypeError on what JSON cannot say: NaN and infinities, undefined (also as a
 * member), functions, symbols, bigint, lone surrogates, and objects that are not plain, such as dates and maps. `toJSON` is not called.
 */
export function canonicalJson(value: unknown): string {
  switch (typeof value) {
    case "string":
      return quote(value);
    case "number":
      // ECMAScript's own text of a number is the one RFC 8785 prescribes; -0 becomes 0.
      if (!Number.isFinite(value)) throw new TypeError(`No JSON for the number ${value}.`);
      return String(value);
    case "boolean":
      return value ? "true" : "false";
    case "object":
      if (value === null) return "null";
      return Array.isArray(value) ? canonicalArray(value) : canonicalObject(value);
    default:
      throw new TypeError(`No JSON for a value of the type ${typeof value}.`);
  }
}

function canonicalArray(items: readonly unknown[]): string {
  let text = "[";
  for (let index = 0; index < items.length; index += 1) {
    if (index > 0) text += ",";
    text += canonicalJson(items[index]);
  }
  return `${text}]`;
}

function canonicalObject(value: object): string {
  if (!isPlain(value)) throw new TypeError("No JSON for an object that is not plain.");
  const members = value as Record<string, unknown>;
  // Without a comparison function `sort` goes by UTF-16 code units, as the RFC demands.
  const keys = Object.keys(members);
  if (keys.length > 1) keys.sort();
  let text = "{";
  for (let index = 0; index < keys.length; index += 1) {
    const key = keys[index] as string;
    if (index > 0) text += ",";
    text += `${quote(key)}:${canonicalJson(members[key])}`;
  }
  return `${text}}`;
}

/** A prototype that has none itself is the root of some realm: `instanceof` would refuse objects of another window. */
function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null || Object.getPrototypeOf(prototype) === null;
}

function quote(text: string): string {
  if (PLAIN.test(text)) return `"${text}"`;
  if (LONE_SURROGATE.test(text)) throw new TypeError("No JSON for a text with a lone surrogate.");
  return JSON.stringify(text);
}
