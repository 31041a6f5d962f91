import { z } from "zod";
import { fieldMessage } from "#app/shared/field-errors.ts";
import { isMaterialCode, type MaterialCode } from "#app/shared/materials.ts";
import { MAX_LINES } from "../pickups.rules.ts";
import { parseMass } from "../weights.rules.ts";
import { doorInput, placeOuts, type DoorInput, type HomePiece } from "./home.schema.ts";
import { gramsOfBag, isPieceCode, loadLines, MAX_PIECES } from "./pieces.ts";

/** What amounts are said in: bags of sixty litres, kilograms, or jin. */
export const amountUnits = ["bag", "kg", "jin"] as const;
export type AmountUnit = (typeof amountUnits)[number];
/** More bags than this of one material is a slip of the keyboard. */
export const MAX_BAGS = 200;

const typed = (max: number) => z.string().transform((text) => text.slice(0, max)).catch("").default("");
const typedBy = (isKey: (key: string) => boolean) =>
  z.record(z.string(), z.string()).transform((all): Record<string, string> => Object.fromEntries(Object.entries(all).filter(([key]) => isKey(key)).map(([key, text]) => [key, text.slice(0, 20)]))).catch({}).default({});

/** A home booking that is being filled in, as it was typed. Everything has a resting value, so that old drafts stay readable. */
export const homeDraftData = z.object({
  address: typed(300),
  latitude: typed(30),
  longitude: typed(30),
  floor: typed(10),
  hasLift: z.enum(["", "yes", "no"]).catch("").default(""),
  placeOut: z.enum(placeOuts).catch("door").default("door"),
  instructions: typed(600),
  areaId: z.string().nullable().catch(null).default(null),
  unit: z.enum(amountUnits).catch("bag").default("bag"),
  amounts: typedBy(isMaterialCode),
  pieces: typedBy(isPieceCode),
  note: typed(600),
  /** The hold, once there is one. */
  bookingId: z.string().nullable().catch(null).default(null),
  /** A hold that was lost, with the photos that were sent with it: the next one shows them too. */
  photosOf: z.string().nullable().catch(null).default(null),
});
export type HomeDraftData = z.output<typeof homeDraftData>;

/** Messages by the name of the form's field. */
export type FieldProblems = Record<string, string>;

/** What the first step's form says, put into the draft. */
export function withDoor(draft: HomeDraftData, form: FormData): HomeDraftData {
  const said = Object.fromEntries(["address", "latitude", "longitude", "floor", "hasLift", "placeOut", "instructions"].map((name) => [name, String(form.get(name) ?? "")]));
  return homeDraftData.parse({ ...draft, ...said });
}

/** What the second step's form says, put into the draft. Empty fields and zeros are as if they were not there. */
export function withLoad(draft: HomeDraftData, form: FormData): HomeDraftData {
  const saidBy = (prefix: string) => {
    const said: Record<string, string> = {};
    for (const [name, value] of form) if (name.startsWith(prefix) && typeof value === "string" && value.trim() && Number(value) !== 0) said[name.slice(prefix.length)] = value.trim();
    return said;
  };
  return homeDraftData.parse({ ...draft, unit: form.get("unit"), amounts: saidBy("amount-"), pieces: saidBy("piece-"), note: String(form.get("note") ?? "") });
}

/** The door of a draft, or what is wrong with it by field. */
export function doorOf(draft: HomeDraftData): { door: DoorInput; problems: null } | { door: null; problems: FieldProblems } {
  const number = (text: string) => (text.trim() === "" ? Number.NaN : Number(text.trim().replace(",", ".").replace("−", "-")));
  const parsed = doorInput.safeParse({
    address: draft.address,
    latitude: number(draft.latitude),
    longitude: number(draft.longitude),
    floor: draft.floor.trim() === "" ? null : number(draft.floor),
    hasLift: draft.hasLift === "" ? null : draft.hasLift === "yes",
    placeOut: draft.placeOut,
    instructions: draft.instructions,
  });
  if (parsed.success) return { door: parsed.data, problems: null };
  return { door: null, problems: Object.fromEntries(parsed.error.issues.toReversed().map((issue) => [String(issue.path[0]), issue.message])) };
}

/** What stands at the door: lines in grams for the slot, pieces by category. */
export type Load = { lines: { material: string; declaredGrams: number | null }[]; pieces: HomePiece[]; grams: number };

/**
 * The load of a draft in an area, or what is wrong with it by field (`amount-CODE`, `piece-CODE`, or `load` for the whole): no amount,
 * more materials than a booking holds, something the area does not take, more than one visit may be.
 */
export function loadOf(draft: HomeDraftData, area: { accepts: readonly string[]; maxVisitGrams: number | null }): { load: Load; problems: null } | { load: null; problems: FieldProblems } {
  const problems: FieldProblems = {};
  const amounts: { material: string; declaredGrams: number }[] = [];
  for (const [code, text] of Object.entries(draft.amounts)) {
    if (!area.accepts.includes(code)) continue;
    const grams = gramsOf(text, draft.unit, code as MaterialCode);
    if (grams === null) problems[`amount-${code}`] = draft.unit === "bag" ? fieldMessage("errors:tooLarge", { max: MAX_BAGS }) : "errors:mass";
    else amounts.push({ material: code, declaredGrams: grams });
  }
  const pieces: HomePiece[] = [];
  for (const [goods, text] of Object.entries(draft.pieces)) {
    const count = Number(text);
    if (!Number.isInteger(count) || count < 1 || count > MAX_PIECES) problems[`piece-${goods}`] = fieldMessage("errors:tooLarge", { max: MAX_PIECES });
    else pieces.push({ goods, pieces: count });
  }
  // What only another recycler takes stays in the draft, in case that one is chosen again.
  const lines = loadLines(amounts, pieces).filter((line) => area.accepts.includes(line.material));
  const kept = pieces.filter((one) => loadLines([], [one]).every((line) => area.accepts.includes(line.material)));
  const grams = lines.reduce((sum, line) => sum + (line.declaredGrams ?? 0), 0);
  if (Object.keys(problems).length > 0) return { load: null, problems };
  if (lines.length === 0) return { load: null, problems: { load: "home-pickup:what.nothing" } };
  if (lines.length > MAX_LINES) return { load: null, problems: { load: fieldMessage("home-pickup:what.tooMany", { max: MAX_LINES }) } };
  if (area.maxVisitGrams !== null && grams > area.maxVisitGrams) {
    return { load: null, problems: { load: fieldMessage("home-pickup:what.tooHeavy", { grams: Math.round(grams / 1000), max: Math.floor(area.maxVisitGrams / 1000) }) } };
  }
  return { load: { lines, pieces: kept, grams }, problems: null };
}

/** An amount as typed in grams; null when it is no amount. */
function gramsOf(text: string, unit: AmountUnit, code: MaterialCode): number | null {
  if (unit !== "bag") {
    const grams = parseMass(text, unit);
    return grams !== null && grams > 0 && grams <= 100_000_000 ? grams : null;
  }
  const bags = Number(text.replace(",", "."));
  return Number.isFinite(bags) && bags > 0 && bags <= MAX_BAGS ? Math.round(bags * gramsOfBag(code)) : null;
}
