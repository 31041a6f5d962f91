import type { Db } from "#app/platform/db/database.server.ts";
import { kindKey, readConsignmentForm, type FormRead } from "./custody.forms.ts";
import { goesUp } from "./custody.rules.ts";
import type { ConsignmentInput, PlaceFacts } from "./custody.schema.ts";
import { destinationsFor } from "./places.repository.server.ts";
import { lotsHere, stockOf } from "./stock.repository.server.ts";
import type { LotRow } from "./stock.schema.ts";

/** How many lots of a point a plan's form offers; those it has chosen already come beside. */
const LOTS_OFFERED = 300;

export type PlanChoices = {
  destinations: Pick<PlaceFacts, "id" | "name" | "tier" | "partyName">[];
  stock: { material: string; isSorted: boolean; grams: number }[];
  lots: LotRow[];
};

type PlannedLine = { material: string; isSorted: boolean; chosen: readonly { id: string }[] };

/** What the form of a plan from a point offers, anew or with the lines it has: what was planned and is gone has to be seen to be taken out. */
export async function planChoices(db: Db, from: PlaceFacts, lines: readonly PlannedLine[] = [], offered = LOTS_OFFERED): Promise<PlanChoices> {
  const destinations = (await destinationsFor(db, from)).filter((one) => goesUp(from.tier, one.tier));
  const here = (await stockOf(db, { pointId: from.id, since: new Date() })).filter((row) => row.grams > 0);
  const gone = lines.filter((line) => !here.some((row) => kindKey(row) === kindKey(line))).map((line) => ({ ...line, grams: 0 }));
  const oldest = await lotsHere(db, { pointId: from.id, limit: offered });
  const beside = lines.flatMap((line) => line.chosen.map((lot) => lot.id)).filter((id) => !oldest.some((lot) => lot.id === id));
  return {
    destinations: destinations.map(({ id, name, tier, partyName }) => ({ id, name, tier, partyName })),
    stock: [...here, ...gone].map(({ material, isSorted, grams }) => ({ material, isSorted, grams })),
    lots: [...oldest, ...(beside.length > 0 ? await lotsHere(db, { pointId: from.id, lotIds: beside, limit: beside.length }) : [])],
  };
}

/** A plan's form, with the lots that are ticked in it looked up by themselves, however many lie there. */
export async function readPlan(db: Db, pointId: string, form: FormData): Promise<FormRead<ConsignmentInput>> {
  const ticked = form.getAll("lots").filter((value) => typeof value === "string").slice(0, 1000);
  const lots = ticked.length > 0 ? await lotsHere(db, { pointId, lotIds: ticked, limit: ticked.length }) : [];
  return readConsignmentForm(form, new Map(lots.map((lot) => [lot.id, kindKey(lot)])));
}
