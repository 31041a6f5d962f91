import { correctWeight, restateEntry, reverseEntry, verifyEntry } from "#app/domains/impact/corrections.service.server.ts";
import { calculateGoodsLot } from "#app/domains/impact/impact.coverage.ts";
import { calculate } from "#app/domains/impact/impact.formula.ts";
import type { Calculators, MovedLot } from "#app/domains/impact/ledger.rules.ts";
import { recordLots } from "#app/domains/impact/ledger.service.server.ts";
import { advanceLedger, signCheckpoint } from "#app/domains/impact/log.service.server.ts";
import type { SigningKey } from "#app/domains/impact/log/signed-note.server.ts";
import type { Database } from "#app/platform/db/database.server.ts";
import { GOODS } from "#app/shared/goods.ts";
import { newId } from "#app/shared/ids.ts";
import { MATERIALS } from "#app/shared/materials.ts";
import { chance } from "./chance.ts";
import { goodsLot, materialLot } from "./impact.ts";
import { createParty, createPerson } from "./people.ts";

type Db = Database["db"];

const pick = <T>(next: () => number, list: readonly T[]): T => list[Math.floor(next() * list.length)] as T;

/** Newer figures as an edition might bring them: every material as if the publisher called it mixed recyclables. */
const newer: Calculators = {
  material: ({ id, massGrams, basis, contamination }) =>
    calculate({ id, route: "recycle", material: "Mixed Recyclables", massKg: massGrams / 1000, weightBasis: basis, ...(contamination ? { contamination } : {}) }),
  goods: calculateGoodsLot,
};

/** Everybody in the history: households of two listed communities and of one that is not, recyclers, and a household without a home. */
async function cast(db: Db) {
  const listed = [await createParty(db, "community", { name: "Sunny Street", timeZone: "Asia/Shanghai" }), await createParty(db, "community", { name: "Elm Court" })];
  const hidden = await createParty(db, "community", { name: "Quiet Lane", isListed: false });
  const homes = [...listed, hidden, listed[0]].map((one) => one?.party.id ?? "");
  const people = [await createPerson(db)];
  for (const communityId of homes) people.push(await createPerson(db, { communityId }));
  const recyclers = [await createParty(db, "recycler"), await createParty(db, "recycler", { timeZone: "Pacific/Auckland" })];
  return { listed, hidden, people: people.map((one) => one.party.id), recyclers: recyclers.map((one) => one.party.id) };
}

/**
 * A history with everything a ledger can hold: loads and goods, late ones, uncovered ones, loads on their way and at its end, resales of
 * numbered items, outcomes, corrected weights, newer figures and reversals. Signs a checkpoint now and then.
 */
export async function ledgerHistory(db: Db, input: { seed: number; steps: number; key: SigningKey }): Promise<{ listed: string[]; hidden: string }> {
  const next = chance(input.seed);
  const { listed, hidden, people, recyclers } = await cast(db);
  const loads: string[] = [];
  const goods: string[] = [];
  const serials = ["s1", "s2"].map((serial) => `${serial}-${newId()}`);
  const sides = (takers: readonly string[]) => ({ giverPartyId: pick(next, people), takerPartyId: pick(next, takers) });
  const when = () => new Date(Date.now() - Math.floor(next() * 120) * 86_400_000);
  const weights = () => {
    const grams = next() < 0.1 ? null : 1 + Math.floor(next() * 90_000);
    return next() < 0.7 ? { measuredGrams: grams, declaredConfirmedGrams: null } : { measuredGrams: null, declaredConfirmedGrams: grams };
  };
  const load = (more: Partial<MovedLot> = {}) =>
    materialLot({ ...sides(recyclers), material: pick(next, MATERIALS).code, weights: weights(), contaminationPermille: pick(next, [0, 0, 35]), occurredAt: when(), ...more });
  const record = (lots: readonly MovedLot[]) => db.$transaction((tx) => recordLots(tx, lots)).then((rows) => rows.map((row) => row.entryId));
  const at = new Date();
  const one = (ids: readonly string[]) => pick(next, ids);
  const acts: (() => Promise<unknown>)[] = [
    async () => loads.push(...(await record([load(), load()]))),
    async () => goods.push(...(await record([goodsLot({ ...sides(people), category: pick(next, GOODS).code, condition: pick(next, ["new", "good", "broken", null]), itemCount: 1 + Math.floor(next() * 4), occurredAt: when() })]))),
    async () => {
      // One lot on its way through two hands to a recycler.
      const lotId = newId();
      await record([load({ ...sides(people), lotId })]);
      loads.push(...(await record([load({ lotId })])));
    },
    async () => goods.push(...(await record([goodsLot({ ...sides(people), category: "jeans", serialHash: pick(next, serials), condition: pick(next, ["good", "fair", "worn"]), occurredAt: when() })]))),
    () => db.$transaction((tx) => verifyEntry(tx, { outcomeId: newId(), entryId: one(loads), treatment: "as_recorded", at })),
    () => db.$transaction((tx) => verifyEntry(tx, { outcomeId: newId(), entryId: one(loads), treatment: pick(next, ["not_treated", { netGrams: 700, contaminationPermille: 20 }] as const), at })),
    () => db.$transaction((tx) => correctWeight(tx, { correctionId: newId(), entryId: one(loads), netGrams: Math.floor(next() * 9000), contaminationPermille: 10, note: "the tare was wrong", at })),
    () => db.$transaction((tx) => restateEntry(tx, { restatementId: newId(), entryId: one(loads), at, calculators: newer })),
    () => db.$transaction((tx) => reverseEntry(tx, { entryId: one([...loads, ...goods]), reason: "mistake", at })),
    async () => {
      await advanceLedger(db);
      await signCheckpoint(db, input.key, new Date());
    },
  ];
  // Each kind of act at least once, then any.
  await acts[0]?.();
  await acts[3]?.();
  for (let step = 0; step < input.steps; step += 1) await (acts[step] ?? pick(next, [...acts, ...acts.slice(0, 4)]))();
  await advanceLedger(db);
  await signCheckpoint(db, input.key, new Date());
  return { listed: listed.map((community) => community.party.id), hidden: hidden.party.id };
}
