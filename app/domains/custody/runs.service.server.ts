import { systemClock, type Clock } from "#app/platform/clock.server.ts";
import { transact, type Db } from "#app/platform/db/database.server.ts";
import { record } from "#app/outbox/record.server.ts";
import type { Actor } from "#app/shared/actor.ts";
import { newId } from "#app/shared/ids.ts";
import { err, ok, type Result } from "#app/shared/result.ts";
import { lockStock, writeAct, type Ended, type NewAct, type NewLot, type SettledOrigin } from "./acts.repository.server.ts";
import { raiseAlarm } from "./alarm.service.server.ts";
import type { CustodyError } from "./custody.errors.ts";
import { needsReason } from "./custody.rules.ts";
import { runInput, type RunInput } from "./custody.schema.ts";
import { begin, draw, ownPlace, type ActDone } from "./draw.server.ts";
import { divide, gather, spreadOver, sumOf, takeInOrder } from "./mass.rules.ts";

/**
 * A run of the sorting line: lots of one material go in, sorted material and residue come out; what is missing is loss. Every gram of
 * every load in it is said to have been recovered, to be residue or to be lost, by its share of what went in. `settled` names loads that
 * are accounted for by this to the last gram.
 *
 * CUSTODY.NOT_FOUND, NOT_ALLOWED, WRONG_WAY (a collection point sorts nothing), NOT_ENOUGH (details.grams), OUTPUT_TOO_MUCH (more came
 * out than went in), PARTS_INVALID (nothing came out), REASON_NEEDED (more is missing than scales differ), ID_TAKEN. A repeat finds the
 * lots the run made.
 */
export async function treatLots(db: Db, actor: Actor, input: RunInput, clock: Clock = systemClock): Promise<Result<ActDone & { settled: SettledOrigin[] }, CustodyError>> {
  const run = runInput.parse(input);
  const outputs = gather(run.outputs.map((one) => ({ id: one.material, grams: one.grams }))).map(({ id, grams }) => ({ material: id, grams }));
  const recovered = sumOf(outputs);
  const lostGrams = run.grams - recovered - run.residueGrams;
  return transact<Result<ActDone & { settled: SettledOrigin[] }, CustodyError>>(db, async (tx) => {
    const place = await ownPlace(tx, actor, run.pointId);
    if (!place.ok) return place;
    if (place.value.tier === "collection") return err("CUSTODY.WRONG_WAY");
    const act: NewAct = { id: run.actId, kind: "treat", pointId: run.pointId, partyId: actor.party.id, actorUserId: actor.userId, note: run.note, at: clock.now() };
    const begun = await begin(tx, act);
    if (!begun.ok) return begun;
    if (begun.value) return ok({ ...begun.value, settled: [] });
    if (lostGrams < 0) return err("CUSTODY.OUTPUT_TOO_MUCH", { grams: -lostGrams });
    if (recovered + run.residueGrams === 0) return err("CUSTODY.PARTS_INVALID");
    if (needsReason(run.grams, run.grams - lostGrams) && (run.reason === null || (run.reason === "other" && run.note === ""))) return err("CUSTODY.REASON_NEEDED");
    const here = await lockStock(tx, { pointId: run.pointId, kind: { material: run.material, isSorted: false } });
    const lots = run.lotIds.length === 0 ? here : here.filter((lot) => run.lotIds.includes(lot.id));
    const heaps = takeInOrder(lots, run.grams);
    if (!heaps) return err("CUSTODY.NOT_ENOUGH", { grams: sumOf(lots) });

    const drawn = await draw(tx, heaps);
    const made = outputs.map((output): NewLot => ({ id: newId(), kind: "recovered", material: output.material, isSorted: true, madeGrams: output.grams, contaminationPermille: 0 }));
    const ends = spreadOver(drawn.origins, [...outputs.map((output) => output.grams), run.residueGrams, lostGrams]);
    const parts = ends.slice(0, made.length);
    const ended = new Map<string, Ended>(drawn.origins.map((origin) => [origin.id, { originId: origin.id, recovered: 0, residue: 0, lost: 0 }]));
    ends.forEach((heap, index) => {
      const where = index < made.length ? "recovered" : index === made.length ? "residue" : "lost";
      for (const part of heap) (ended.get(part.id) as Ended)[where] += part.grams;
    });
    const [firstIn] = heaps;
    const settled = await writeAct(tx, act, {
      lots: made,
      // Which gram of which lot went into which output nobody can say: each lot has its share of each.
      edges: edgesOf(heaps, made),
      taken: drawn.taken,
      parts: made.flatMap((lot, index) => (parts[index] ?? []).map((part) => ({ lotId: lot.id, originId: part.id, grams: part.grams }))),
      ended: [...ended.values()],
      postings: [
        ...heaps.map((heap) => ({ account: "stock" as const, lotId: heap.id, material: run.material, grams: -heap.grams })),
        ...(firstIn
          ? [
              { account: "processed" as const, lotId: firstIn.id, material: run.material, grams: recovered },
              { account: "residue" as const, lotId: firstIn.id, material: run.material, grams: run.residueGrams },
              { account: "loss" as const, lotId: firstIn.id, material: run.material, grams: lostGrams, reason: run.reason, note: run.note },
            ]
          : []),
        ...made.flatMap((lot) => [
          { account: "stock" as const, lotId: lot.id, material: lot.material, grams: lot.madeGrams },
          { account: "processed" as const, lotId: lot.id, material: lot.material, grams: -lot.madeGrams },
        ]),
      ],
    });
    await raiseAlarm(tx, act);
    await record(tx, { type: "custody.changed", payload: { pointId: act.pointId }, topics: [`point:${act.pointId}`, `party:${act.partyId}`] });
    return ok({ actId: act.id, lotIds: made.map((lot) => lot.id), changed: true, settled });
  });
}

/** How much of each lot that went in became each lot that came out, in grams; a share below a gram still is an edge of one. */
function edgesOf(heaps: readonly { id: string; grams: number }[], made: readonly NewLot[]): { parentId: string; childId: string; grams: number }[] {
  return made.flatMap((lot) => {
    const shares = divide(lot.madeGrams, heaps.map((heap) => heap.grams));
    return heaps.map((heap, index) => ({ parentId: heap.id, childId: lot.id, grams: Math.max(1, shares[index] ?? 0) }));
  });
}
