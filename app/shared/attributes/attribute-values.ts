import { fieldMessage } from "../field-errors.ts";
import { attributesOf, type Attribute, type AttributesOwner } from "./attributes.ts";
import { toIsbn13 } from "./isbn.ts";

/** What is stored: only what was answered. Texts, ISBNs and choices are texts; numbers are whole. */
export type AttributeValues = Record<string, string | number | boolean>;

export type AttributeProblem = { code: string; message: string };

type Read = { value: string | number | boolean } | { problem: string } | null;

/**
 * Reads typed or sent values for what a category asks. Texts of a form and typed values of a program are both understood;
 * an empty one is no answer. What the category does not ask is left out, and named in `unknown`.
 */
export function readAttributes(what: AttributesOwner, raw: Readonly<Record<string, unknown>>): { values: AttributeValues; problems: AttributeProblem[]; unknown: string[] } {
  const asked = attributesOf(what);
  const values: AttributeValues = {};
  const problems: AttributeProblem[] = [];
  for (const one of asked) {
    const read = Object.hasOwn(raw, one.code) ? readOne(one, raw[one.code]) : null;
    if (read === null) continue;
    if ("problem" in read) problems.push({ code: one.code, message: read.problem });
    else values[one.code] = read.value;
  }
  if (Number(values.fits_from) > Number(values.fits_to)) problems.push({ code: "fits_to", message: fieldMessage("errors:tooSmall", { min: String(values.fits_from) }) });
  return { values, problems, unknown: Object.keys(raw).filter((code) => !asked.some((one) => one.code === code)) };
}

function readOne(one: Attribute, raw: unknown): Read {
  if (raw === null || raw === undefined || (typeof raw === "string" && raw.trim() === "")) return null;
  switch (one.kind) {
    case "text":
      return typeof raw === "string" ? readText(raw, one.maxLength) : { problem: "errors:invalid" };
    case "integer":
      return readInteger(one, raw);
    case "choice":
      return typeof raw === "string" && one.options.includes(raw) ? { value: raw } : { problem: "errors:choose" };
    case "boolean":
      if (raw === true || raw === "yes") return { value: true };
      return raw === false || raw === "no" ? { value: false } : { problem: "errors:choose" };
    case "isbn": {
      const isbn = typeof raw === "string" ? toIsbn13(raw) : null;
      return isbn ? { value: isbn } : { problem: "errors:isbn" };
    }
  }
}

/** One line without control signs and half characters, which no JSON of the database holds. */
function readText(raw: string, maxLength: number): Read {
  const text = raw.replace(/\p{Cc}|\p{Cs}/gu, " ").replace(/\s+/g, " ").trim();
  if (text === "") return null;
  return text.length > maxLength ? { problem: fieldMessage("errors:tooLong", { max: maxLength }) } : { value: text };
}

/** A text counts in units ("13.3" inches); a number sent by a program is what is stored (133 tenths). */
function readInteger(one: Extract<Attribute, { kind: "integer" }>, raw: unknown): Read {
  const value = typeof raw === "number" ? raw : typeof raw === "string" ? integerOf(raw, one.perUnit) : null;
  if (value === null || !Number.isSafeInteger(value)) return { problem: one.perUnit === 1 ? "errors:wholeNumber" : "errors:number" };
  if (value < one.min) return { problem: fieldMessage("errors:tooSmall", { min: String(one.min / one.perUnit) }) };
  if (value > one.max) return { problem: fieldMessage("errors:tooLarge", { max: String(one.max / one.perUnit) }) };
  return { value };
}

function integerOf(text: string, perUnit: 1 | 10): number | null {
  const plain = text.trim().normalize("NFKC").replace(",", ".");
  if (!(perUnit === 1 ? /^\d{1,9}$/ : /^\d{1,8}(\.\d)?$/).test(plain)) return null;
  return Math.round(Number(plain) * perUnit);
}

/** A stored value as the form shows it. */
export function attributeText(one: Attribute, value: AttributeValues[string] | undefined): string {
  if (value === undefined) return "";
  if (typeof value === "boolean") return value ? "yes" : "no";
  return one.kind === "integer" && typeof value === "number" ? String(value / one.perUnit) : String(value);
}

/** The words among the values that search finds a listing by. */
export function searchedWords(what: AttributesOwner, values: AttributeValues): string[] {
  return attributesOf(what).flatMap((one) => {
    const value = values[one.code];
    const isSearched = one.kind === "isbn" || (one.kind === "text" && one.searched);
    return isSearched && typeof value === "string" ? [value] : [];
  });
}

/** Whether something that was said is said otherwise now, or no more. What is added changes nothing for who asked before. */
export function contradicts(before: AttributeValues, after: AttributeValues): boolean {
  return Object.entries(before).some(([code, value]) => after[code] !== value);
}

/** Reads what the database holds; anything that is not a value is left out. */
export function storedAttributes(json: unknown): AttributeValues {
  if (typeof json !== "object" || json === null || Array.isArray(json)) return {};
  return Object.fromEntries(Object.entries(json).filter((pair): pair is [string, string | number | boolean] => ["string", "number", "boolean"].includes(typeof pair[1])));
}
