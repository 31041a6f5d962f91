/**
 * The part of Structured Fields (RFC 9651) that HTTP Message Signatures and Content-Digest use: dictionaries whose members are
 * byte sequences, or inner lists of strings with parameters. Strict: what does not fit is null, never a guess.
 */

export type BareItem = { kind: "string" | "token"; value: string } | { kind: "integer"; value: number } | { kind: "boolean"; value: boolean } | { kind: "bytes"; value: Uint8Array };
export type Parameters = readonly (readonly [name: string, value: BareItem])[];
export type Item = { value: BareItem; parameters: Parameters };
export type InnerList = { items: readonly Item[]; parameters: Parameters };
export type Member = { list: InnerList } | { item: Item };

const keyPattern = /[a-z*][a-z0-9_\-.*]*/y;
const tokenPattern = /[A-Za-z*][A-Za-z0-9!#$%&'*+\-.^_`|~:/]*/y;
const integerPattern = /-?\d{1,15}(?![\d.])/y;
const stringPattern = /"((?:[\x20\x21\x23-\x5b\x5d-\x7e]|\\["\\])*)"/y;
const bytesPattern = /:([A-Za-z0-9+/]*={0,2}):/y;
const booleanPattern = /\?([01])/y;

class Reader {
  private position = 0;
  constructor(private readonly text: string) {}

  get isAtEnd(): boolean {
    return this.position >= this.text.length;
  }

  take(pattern: RegExp): RegExpExecArray | null {
    pattern.lastIndex = this.position;
    const found = pattern.exec(this.text);
    if (found) this.position += found[0].length;
    return found;
  }

  /** Steps over one exact text; false when something else stands there. */
  skip(text: string): boolean {
    if (!this.text.startsWith(text, this.position)) return false;
    this.position += text.length;
    return true;
  }

  /** Whether one exact text stands next. */
  isBefore(text: string): boolean {
    return this.text.startsWith(text, this.position);
  }

  spaces(alsoTabs = false): void {
    while (this.text[this.position] === " " || (alsoTabs && this.text[this.position] === "\t")) this.position += 1;
  }
}

function readBareItem(reader: Reader): BareItem | null {
  const text = reader.take(stringPattern);
  if (text) return { kind: "string", value: (text[1] ?? "").replace(/\\(["\\])/g, "$1") };
  const bytes = reader.take(bytesPattern);
  if (bytes) return readBytes(bytes[1] ?? "");
  const integer = reader.take(integerPattern);
  if (integer) return { kind: "integer", value: Number(integer[0]) };
  const flag = reader.take(booleanPattern);
  if (flag) return { kind: "boolean", value: flag[1] === "1" };
  const token = reader.take(tokenPattern);
  return token ? { kind: "token", value: token[0] } : null;
}

function readBytes(base64: string): BareItem | null {
  const value = Buffer.from(base64, "base64");
  // Node reads past what does not belong there; only text that comes back as it was is taken.
  return value.toString("base64").replace(/=+$/, "") === base64.replace(/=+$/, "") ? { kind: "bytes", value } : null;
}

function readParameters(reader: Reader): Parameters | null {
  const parameters = new Map<string, BareItem>();
  while (reader.skip(";")) {
    reader.spaces();
    const key = reader.take(keyPattern)?.[0];
    if (key === undefined) return null;
    const value = reader.skip("=") ? readBareItem(reader) : ({ kind: "boolean", value: true } as const);
    if (value === null) return null;
    // The last one counts, at the place of the last one.
    parameters.delete(key);
    parameters.set(key, value);
  }
  return [...parameters];
}

function readItem(reader: Reader): Item | null {
  const value = readBareItem(reader);
  const parameters = value && readParameters(reader);
  return value && parameters ? { value, parameters } : null;
}

function readInnerList(reader: Reader): InnerList | null {
  if (!reader.skip("(")) return null;
  const items: Item[] = [];
  for (;;) {
    reader.spaces();
    if (reader.skip(")")) break;
    const item = readItem(reader);
    if (item === null || !(reader.isBefore(" ") || reader.isBefore(")"))) return null;
    items.push(item);
  }
  const parameters = readParameters(reader);
  return parameters && { items, parameters };
}

function writeBareItem(item: BareItem): string {
  switch (item.kind) {
    case "string":
      return `"${item.value.replace(/["\\]/g, "\\$&")}"`;
    case "bytes":
      return `:${Buffer.from(item.value).toString("base64")}:`;
    case "boolean":
      return item.value ? "?1" : "?0";
    default:
      return String(item.value);
  }
}

function writeParameters(parameters: Parameters): string {
  return parameters.map(([name, value]) => (value.kind === "boolean" && value.value ? `;${name}` : `;${name}=${writeBareItem(value)}`)).join("");
}

/** An item in its one canonical form. */
export function writeItem(item: Item): string {
  return writeBareItem(item.value) + writeParameters(item.parameters);
}

/** An inner list in its one canonical form. */
export function writeInnerList(list: InnerList): string {
  return `(${list.items.map(writeItem).join(" ")})${writeParameters(list.parameters)}`;
}

/** A dictionary by its keys, or null when the text is none. */
export function parseDictionary(text: string): Map<string, Member> | null {
  const reader = new Reader(text.trim());
  const members = new Map<string, Member>();
  while (!reader.isAtEnd) {
    const key = reader.take(keyPattern)?.[0];
    if (key === undefined || !reader.skip("=")) return null;
    const list = readInnerList(reader);
    const item = list ? null : readItem(reader);
    if (!list && !item) return null;
    members.delete(key);
    members.set(key, list ? { list } : { item: item as Item });
    reader.spaces(true);
    if (reader.isAtEnd) break;
    if (!reader.skip(",")) return null;
    reader.spaces(true);
    // Nothing after a comma is a mistake.
    if (reader.isAtEnd) return null;
  }
  return members;
}
