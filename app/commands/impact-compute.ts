/** `npm run --silent impact -- compute`: one JSON object a line in, one a line out, in order. Pure, so it runs anywhere. */

import { calculate } from "#app/domains/impact/impact.formula.ts";
import { computeInput, refusalOf } from "#app/domains/impact/impact.schema.ts";

interface ComputeOutput {
  id: string | number | null;
  co2eGrams: number | null;
  lowGrams: number | null;
  highGrams: number | null;
  status: "ok" | "not_covered" | "invalid";
  error?: string;
  factors: readonly string[];
}

/**
 * The answer to one line, itself one line of JSON without a line end. Never throws: whatever cannot be read or counted comes back with
 * the status `invalid` and `error` as `CODE: sentence`; where no publisher gives the figure the status is `not_covered` and grams are null.
 */
export function computeLine(line: string): string {
  return JSON.stringify(compute(line));
}

/** The answers to many lines, in order; empty lines are skipped. */
export function* computeLines(lines: Iterable<string>): Generator<string> {
  for (const line of lines) if (line.trim() !== "") yield computeLine(line);
}

function compute(line: string): ComputeOutput {
  let raw: unknown;
  try {
    raw = JSON.parse(line.trim());
  } catch {
    return invalid(null, "IMPACT.MALFORMED_JSON", "the line is not JSON");
  }
  if (typeof raw !== "object" || raw === null || Array.isArray(raw)) {
    return invalid(null, "IMPACT.NOT_AN_OBJECT", "expected one object");
  }
  // Many writers spell an absent optional field as null.
  const present = Object.fromEntries(Object.entries(raw).filter(([, value]) => value !== null));
  const id = typeof present.id === "string" || typeof present.id === "number" ? present.id : null;
  const parsed = computeInput.safeParse(present);
  if (!parsed.success) {
    const { error, detail } = refusalOf(parsed.error, present);
    return invalid(id, error, detail);
  }
  const result = calculate(parsed.data);
  if (result.status === "invalid") return invalid(id, result.error, result.detail);
  if (result.status === "not_covered") {
    return { id, co2eGrams: null, lowGrams: null, highGrams: null, status: "not_covered", factors: [] };
  }
  const { co2eGrams, lowGrams, highGrams, factorIds } = result;
  return { id, co2eGrams, lowGrams, highGrams, status: "ok", factors: factorIds };
}

function invalid(id: string | number | null, code: string, detail: string): ComputeOutput {
  const none = { co2eGrams: null, lowGrams: null, highGrams: null };
  return { id, ...none, status: "invalid", error: `${code}: ${detail}`, factors: [] };
}
