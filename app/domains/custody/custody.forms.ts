import { newId } from "#app/shared/ids.ts";
import { parseKilograms, runInput, weighedLine, type ConsignmentInput, type RunInput, type WeighedLine } from "./custody.schema.ts";

/**
 * Forms with as many fields as there are lines. Each reads a FormData into its input, or into what is wrong at which field; what was typed
 * comes back as it was.
 */
export type FormRead<T> = { input: T | null; errors: Record<string, string>; typed: Record<string, string>; chosen: string[] };

/** What was typed and ticked, for showing it again. */
export function typedOf(form: FormData): { typed: Record<string, string>; chosen: string[] } {
  const typed: Record<string, string> = {};
  const chosen: string[] = [];
  for (const [name, value] of form) {
    if (typeof value !== "string") continue;
    if (name === "lots") chosen.push(value);
    else typed[name] = value;
  }
  return { typed, chosen };
}

/** The name of a stock kind in forms: material and whether it was sorted. */
export function kindKey(kind: { material: string; isSorted: boolean }): string {
  return `${kind.material}.${kind.isSorted ? "sorted" : "raw"}`;
}

/** A plan of a consignment: `kg.KIND` fields, and lots ticked by id; `lotKinds` says of which kind a lot is. */
export function readConsignmentForm(form: FormData, lotKinds: ReadonlyMap<string, string>): FormRead<ConsignmentInput> {
  const { typed, chosen } = typedOf(form);
  const errors: Record<string, string> = {};
  const lines: ConsignmentInput["lines"] = [];
  for (const [name, text] of Object.entries(typed)) {
    if (!name.startsWith("kg.")) continue;
    const grams = parseKilograms(text);
    if (grams === null) continue;
    if (grams === undefined || grams === 0) {
      errors[name] = "errors:mass";
      continue;
    }
    const kind = name.slice("kg.".length);
    const [material = "", state] = kind.split(".");
    lines.push({ id: newId(), material, isSorted: state === "sorted", grams, lotIds: chosen.filter((lotId) => lotKinds.get(lotId) === kind) });
  }
  if (!typed.toPointId) errors.toPointId = "errors:choose";
  if (lines.length === 0 && Object.keys(errors).every((name) => name === "toPointId")) errors.lines = "custody:new.nothing";
  if ((typed.note ?? "").length > 300) errors.note = "errors:tooLong|max=300";
  if ((typed.vehicle ?? "").trim().length > 60) errors.vehicle = "errors:tooLong|max=60";
  const { consignmentId = "", fromPointId = "", toPointId = "", note = "", vehicle = "" } = typed;
  const isFine = Object.keys(errors).length === 0;
  return { input: isFine ? { consignmentId, fromPointId, toPointId, note: note.trim(), vehicle: vehicle.trim(), lines } : null, errors, typed, chosen };
}

/** A plan as its form would have been filled in. */
export function plannedForm(plan: { toPointId: string; note: string; vehicle: string; lines: readonly { material: string; isSorted: boolean; grams: number; chosen: readonly { id: string }[] }[] }): Pick<FormRead<ConsignmentInput>, "typed" | "chosen"> {
  const { toPointId, note, vehicle, lines } = plan;
  return {
    typed: { toPointId, note, vehicle, ...Object.fromEntries(lines.map((line) => [`kg.${kindKey(line)}`, String(line.grams / 1000)])) },
    chosen: lines.flatMap((line) => line.chosen.map((lot) => lot.id)),
  };
}

/** What a scale said of the lines of a consignment: `kg.ID`, `reason.ID` and `note.ID`. */
export function readWeights(form: FormData, lineIds: readonly string[]): FormRead<WeighedLine[]> {
  const { typed, chosen } = typedOf(form);
  const errors: Record<string, string> = {};
  const lines = lineIds.flatMap((lineId): WeighedLine[] => {
    const read = weighedLine.safeParse({ lineId, grams: typed[`kg.${lineId}`], reason: typed[`reason.${lineId}`], note: typed[`note.${lineId}`] });
    if (read.success) return [read.data];
    for (const issue of read.error.issues) errors[`${issue.path[0] === "grams" ? "kg" : String(issue.path[0])}.${lineId}`] = issue.message;
    return [];
  });
  return { input: Object.keys(errors).length === 0 ? lines : null, errors, typed, chosen };
}

/** How many outputs the form of a run has. */
export const OUTPUT_FIELDS = [0, 1, 2, 3] as const;

/** A run: `in`, `material.N` and `kg.N` of what came out, `residue`, `reason`, `note`, and lots ticked by id. */
export function readRunForm(form: FormData): FormRead<RunInput> {
  const { typed, chosen } = typedOf(form);
  const errors: Record<string, string> = {};
  const mass = (name: string, isNeeded: boolean): number | null => {
    const grams = parseKilograms(typed[name] ?? "");
    if (grams === undefined || (grams === 0 && isNeeded)) errors[name] = "errors:mass";
    else if (grams === null && isNeeded) errors[name] = "errors:required";
    return grams ?? null;
  };
  const inGrams = mass("in", true);
  const outputs = OUTPUT_FIELDS.flatMap((index) => {
    const grams = mass(`kg.${index}`, false);
    const material = typed[`material.${index}`] ?? "";
    if (grams !== null && grams > 0 && material === "") errors[`material.${index}`] = "errors:choose";
    return grams !== null && grams > 0 && material !== "" ? [{ material, grams }] : [];
  });
  const residueGrams = mass("residue", false) ?? 0;
  const read = runInput.safeParse({ actId: typed.actId, pointId: typed.pointId, material: typed.material, grams: inGrams ?? 1, lotIds: chosen, outputs, residueGrams, reason: typed.reason === "" ? null : (typed.reason ?? null), note: typed.note ?? "" });
  if (!read.success) for (const issue of read.error.issues) errors[fieldOf(issue.path)] ??= issue.message;
  return { input: read.success && Object.keys(errors).length === 0 ? read.data : null, errors, typed, chosen };
}

function fieldOf(path: readonly PropertyKey[]): string {
  const [first, second] = path;
  return first === "outputs" && typeof second === "number" ? `material.${second}` : String(first);
}
