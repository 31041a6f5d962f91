/** The first place where two JSON values differ. */
export interface Difference {
  field: string;
  expected: unknown;
  found: unknown;
}

/** Null when both say the same. Fields are looked at in the order of `expected`; one that only `found` has comes last. */
export function firstDifference(expected: unknown, found: unknown, field = ""): Difference | null {
  if (expected === found) return null;
  if (!isBranch(expected) || !isBranch(found) || Array.isArray(expected) !== Array.isArray(found)) return { field, expected: shown(expected), found: shown(found) };
  for (const key of Object.keys(expected)) {
    const difference = firstDifference(own(expected, key), own(found, key), inner(field, key));
    if (difference) return difference;
  }
  const more = Object.keys(found).find((key) => !Object.hasOwn(expected, key));
  return more === undefined ? null : { field: inner(field, more), expected: null, found: shown(own(found, more)) };
}

type Branch = Readonly<Record<string, unknown>>;

function isBranch(value: unknown): value is Branch {
  return typeof value === "object" && value !== null;
}

function own(value: Branch, key: string): unknown {
  return Object.hasOwn(value, key) ? value[key] : undefined;
}

function inner(field: string, key: string): string {
  return field === "" ? key : `${field}.${key}`;
}

/** As it can stand in a report: JSON has no undefined. */
function shown(value: unknown): unknown {
  return value === undefined ? null : value;
}
