import { estimatedDistances, usualDetour, usualSpeedKmPerHour, type DistanceTables } from "#app/domains/rounds/distances.ts";
import type { Problem } from "#app/domains/rounds/rounds.model.ts";
import { problemOfInput, roundsInput } from "#app/domains/rounds/rounds.schema.ts";
import { readSolomon } from "#app/domains/rounds/solomon.ts";
import { lineOfPath, lineOfSyntaxError } from "./json-line.ts";

export type RoundsFormat = "solomon" | "json";

/** A file's rounds: the problem, and what its distances are. */
export interface ReadRounds {
  name: string;
  problem: Problem;
  /** `euclidean` of Solomon's files are exact by definition; the others are what the provider says. */
  basis: DistanceTables["basis"] | "euclidean";
  /** One more word about the basis, for people. */
  assumes: string | null;
}

/** Reads a file of rounds; a problem is a sentence that begins with the line, where there is one. */
export async function readRounds(text: string, format: RoundsFormat): Promise<ReadRounds | { refused: string }> {
  return format === "solomon" ? readInstance(text) : readDay(text);
}

function readInstance(text: string): ReadRounds | { refused: string } {
  const read = readSolomon(text);
  if (!read.ok) return { refused: `line ${String(read.details?.line)}: ${String(read.details?.problem)}` };
  return { ...read.value, basis: "euclidean", assumes: null };
}

async function readDay(text: string): Promise<ReadRounds | { refused: string }> {
  let raw: unknown;
  try {
    raw = JSON.parse(text);
  } catch (error) {
    const line = lineOfSyntaxError(text, error);
    return { refused: `${line === null ? "" : `line ${line}: `}this is no JSON (${error instanceof Error ? error.message : String(error)}).` };
  }
  const parsed = roundsInput.safeParse(raw);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const path = issue?.path ?? [];
    return { refused: `line ${lineOfPath(text, path)}: ${path.length > 0 ? `${spelled(path)}: ` : ""}${issue?.message ?? "not the form that is expected"}.` };
  }
  const { name = "Rounds", detour = usualDetour, speedKmPerHour = usualSpeedKmPerHour } = parsed.data;
  const { problem, basis } = await problemOfInput(parsed.data, estimatedDistances({ detour, speedKmPerHour }), speedKmPerHour);
  return { name, problem, basis, assumes: `the way on the globe times ${detour}, at ${speedKmPerHour} km/h` };
}

/** ["stops", 3, "until"] as stops[3].until */
const spelled = (path: readonly PropertyKey[]): string => path.map((step) => (typeof step === "number" ? `[${step}]` : `.${String(step)}`)).join("").replace(/^\./, "");
