import { systemClock, type Clock } from "#app/platform/clock.server.ts";
import { transact, type Db, type Tx } from "#app/platform/db/database.server.ts";
import { record } from "#app/outbox/record.server.ts";
import type { Actor, Role } from "#app/shared/actor.ts";
import { newId } from "#app/shared/ids.ts";
import { err, ok, type Result } from "#app/shared/result.ts";
import { lockStock, writeAct, type NewAct, type NewLot, type SettledOrigin, type StockLot } from "./acts.repository.server.ts";
import { raiseAlarm } from "./alarm.service.server.ts";
import type { CustodyError } from "./custody.errors.ts";
import type { CountLot, DeliverLot, MergeLots, SplitLot } from "./custody.schema.ts";
import { begin, contaminationOf, draw, ownPlace, type ActDone } from "./draw.server.ts";
import { spreadOver, sumOf } from "./mass.rules.ts";

type Done = ActDone & { settled: SettledOrigin[] };

/**
 * Divides a lot into new ones; what is not given to a part stays in it. CUSTODY.NOT_FOUND, NOT_ALLOWED, STALE (the lot holds something
 * else than the form showed; details.grams), NOT_ENOUGH. The act's id comes from the form: a repeat finds the lots it made.
 */
export async function splitLot(db: Db, actor: Actor, input: SplitLot, clock: Clock = systemClock): Promise<Result<ActDone, CustodyError>> {
  return onLot(db, actor, { ...input, kind: "split" }, clock, async (tx, act, lot) => {
    const total = input.parts.reduce((sum, grams) => sum + grams, 0);
    if (total > lot.grams) return err("CUSTODY.NOT_ENOUGH", { grams: lot.grams });
    const drawn = await draw(tx, [{ id: lot.id, grams: total }]);
    const lots = input.parts.map((grams): NewLot => ({ id: newId(), kind: "split", material: lot.material, isSorted: lot.isSorted, madeGrams: grams, contaminationPermille: lot.contaminationPermille }));
    const origins = spreadOver(drawn.origins, input.parts);
    await writeAct(tx, act, {
      lots,
      edges: lots.map((child) => ({ parentId: lot.id, childId: child.id, grams: child.madeGrams })),
      taken: drawn.taken,
      parts: lots.flatMap((child, index) => (origins[index] ?? []).map((part) => ({ lotId: child.id, originId: part.id, grams: part.grams }))),
      postings: [
        { account: "stock", lotId: lot.id, material: lot.material, grams: -total },
        ...lots.map((child) => ({ account: "stock" as const, lotId: child.id, material: lot.material, grams: child.madeGrams })),
      ],
    });
    return ok({ actId: act.id, lotIds: lots.map((child) => child.id), changed: true, settled: [] });
  });
}

/**
 * Puts lots of one kind together into a new one. CUSTODY.NOT_FOUND, NOT_ALLOWED, STALE (one of them is gone meanwhile), NOT_ONE_KIND
 * (several materials, or sorted with unsorted). A repeat finds the lot it made.
 */
export async function mergeLots(db: Db, actor: Actor, input: MergeLots, clock: Clock = systemClock): Promise<Result<ActDone, CustodyError>> {
  return transact<Result<ActDone, CustodyError>>(db, async (tx) => {
    const started = await start(tx, actor, { ...input, kind: "merge" }, clock);
    if (!started.ok) return started;
    const { act, earlier } = started.value;
    if (earlier) return ok(earlier);
    const wanted = [...new Set(input.lotIds)];
    const lots = await lockStock(tx, { pointId: act.pointId, lotIds: wanted });
    if (lots.length !== wanted.length) return err("CUSTODY.STALE");
    const [first] = lots;
    if (!first || wanted.length < 2) return err("CUSTODY.PARTS_INVALID");
    if (lots.some((lot) => lot.material !== first.material || lot.isSorted !== first.isSorted)) return err("CUSTODY.NOT_ONE_KIND");
    const drawn = await draw(tx, lots.map(({ id, grams }) => ({ id, grams })));
    const child: NewLot = { id: newId(), kind: "merge", material: first.material, isSorted: first.isSorted, madeGrams: sumOf(lots), contaminationPermille: contaminationOf(lots, drawn.lots) };
    await writeAct(tx, act, {
      lots: [child],
      edges: lots.map((lot) => ({ parentId: lot.id, childId: child.id, grams: lot.grams })),
      taken: drawn.taken,
      parts: drawn.origins.map((part) => ({ lotId: child.id, originId: part.id, grams: part.grams })),
      postings: [
        ...lots.map((lot) => ({ account: "stock" as const, lotId: lot.id, material: lot.material, grams: -lot.grams })),
        { account: "stock", lotId: child.id, material: child.material, grams: child.madeGrams },
      ],
    });
    await tell(tx, act);
    return ok({ actId: act.id, lotIds: [child.id], changed: true });
  });
}

/**
 * Writes what a lot weighs now, with the reason: less counts as lost, more as a surplus without a giver. For managers.
 * CUSTODY.NOT_FOUND, NOT_ALLOWED, STALE, NOTHING_CHANGED. `settled` names loads of the ledger that are accounted for by this.
 */
export async function countLot(db: Db, actor: Actor, input: CountLot, clock: Clock = systemClock): Promise<Result<Done, CustodyError>> {
  return onLot(db, actor, { ...input, kind: "count", role: "manager" }, clock, async (tx, act, lot) => {
    const change = input.grams - lot.grams;
    if (change === 0) return err("CUSTODY.NOTHING_CHANGED");
    const words = { reason: input.reason, note: input.note };
    const postings = [
      { account: "stock" as const, lotId: lot.id, material: lot.material, grams: change, ...words },
      { account: "adjustment" as const, lotId: lot.id, material: lot.material, grams: -change, ...words },
    ];
    if (change > 0) {
      const originId = newId();
      await writeAct(tx, act, { postings, origins: [{ id: originId, ledgerEntryId: null, lotId: lot.id, grams: change, isRecovered: lot.isSorted }], parts: [{ lotId: lot.id, originId, grams: change }] });
      await raiseAlarm(tx, act);
      return ok({ actId: act.id, lotIds: [lot.id], changed: true, settled: [] });
    }
    const drawn = await draw(tx, [{ id: lot.id, grams: -change }]);
    // What a run has sorted is accounted for already.
    const ended = lot.isSorted ? [] : drawn.origins.map((part) => ({ originId: part.id, recovered: 0, residue: 0, lost: part.grams }));
    const settled = await writeAct(tx, act, { postings, taken: drawn.taken, ended });
    await raiseAlarm(tx, act);
    return ok({ actId: act.id, lotIds: [lot.id], changed: true, settled });
  });
}

/**
 * Sorted material leaves for a buyer that is not on the platform; `note` says who. CUSTODY.NOT_FOUND, NOT_ALLOWED, STALE, NOT_ENOUGH,
 * NOT_SORTED (what nobody sorted can only go to somebody who will).
 */
export async function deliverLot(db: Db, actor: Actor, input: DeliverLot, clock: Clock = systemClock): Promise<Result<ActDone, CustodyError>> {
  return onLot(db, actor, { ...input, kind: "deliver" }, clock, async (tx, act, lot) => {
    if (!lot.isSorted) return err("CUSTODY.NOT_SORTED");
    if (input.grams > lot.grams) return err("CUSTODY.NOT_ENOUGH", { grams: lot.grams });
    const drawn = await draw(tx, [{ id: lot.id, grams: input.grams }]);
    await writeAct(tx, act, {
      taken: drawn.taken,
      postings: [
        { account: "stock", lotId: lot.id, material: lot.material, grams: -input.grams },
        { account: "delivered", lotId: lot.id, material: lot.material, grams: input.grams },
      ],
    });
    return ok({ actId: act.id, lotIds: [lot.id], changed: true, settled: [] });
  });
}

type Start = { actId: string; pointId: string; kind: NewAct["kind"]; note?: string; role?: Role };

async function start(tx: Tx, actor: Actor, input: Start, clock: Clock): Promise<Result<{ act: NewAct; earlier: ActDone | null }, CustodyError>> {
  const place = await ownPlace(tx, actor, input.pointId, input.role);
  if (!place.ok) return place;
  const act: NewAct = { id: input.actId, kind: input.kind, pointId: input.pointId, partyId: actor.party.id, actorUserId: actor.userId, note: input.note ?? "", at: clock.now() };
  const begun = await begin(tx, act);
  return begun.ok ? ok({ act, earlier: begun.value }) : begun;
}

/** A verb on one lot that holds what the form showed. */
async function onLot(
  db: Db,
  actor: Actor,
  input: Start & { lotId: string; shownGrams: number },
  clock: Clock,
  work: (tx: Tx, act: NewAct, lot: StockLot) => Promise<Result<Done, CustodyError>>,
): Promise<Result<Done, CustodyError>> {
  return transact<Result<Done, CustodyError>>(db, async (tx) => {
    const started = await start(tx, actor, input, clock);
    if (!started.ok) return started;
    const { act, earlier } = started.value;
    if (earlier) return ok({ ...earlier, settled: [] });
    const [lot] = await lockStock(tx, { pointId: input.pointId, lotIds: [input.lotId] });
    if (!lot) return err("CUSTODY.STALE", { grams: 0 });
    if (lot.grams !== input.shownGrams) return err("CUSTODY.STALE", { grams: lot.grams });
    const done = await work(tx, act, lot);
    if (done.ok) await tell(tx, act);
    return done;
  });
}

async function tell(tx: Tx, act: NewAct): Promise<void> {
  await record(tx, { type: "custody.changed", payload: { pointId: act.pointId }, topics: [`point:${act.pointId}`, `party:${act.partyId}`] });
}
