import { createHash } from "node:crypto";

/** Columns that number the rows of one export and say nothing about the place. */
const EXPORT_NUMBERS = new Set(["objid", "objectid"]);

/**
 * SHA-256 (hex) of a value's meaning: the order of keys and the numbering of an export have no influence, everything else has.
 * Equal hashes mean that a second import has nothing to write.
 */
export function contentHash(content: object): string {
  return createHash("sha256").update(JSON.stringify(content, sortKeys)).digest("hex");
}

function sortKeys(_key: string, value: unknown): unknown {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  const entries = Object.entries(value).filter(([name]) => !EXPORT_NUMBERS.has(name));
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)));
}
