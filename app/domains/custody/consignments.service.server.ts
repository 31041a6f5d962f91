import { systemClock, type Clock } from "#app/platform/clock.server.ts";
import { transact, type Db, type Tx } from "#app/platform/db/database.server.ts";
import { record } from "#app/outbox/record.server.ts";
import type { Topic } from "#app/outbox/events.ts";
import { hasRole, type Actor } from "#app/shared/actor.ts";
import { newId } from "#app/shared/ids.ts";
import { err, ok, type Result } from "#app/shared/result.ts";
import { beginAct, lockStock, writeAct, type NewAct, type NewLot, type NewPosting, type Written } from "./acts.repository.server.ts";
import { findConsignment, insertDraft, lotNumbers, moveConsignment, noteMove, rewriteDraft, setLineLot, type ConsignmentRecord, type LineRow } from "./consignments.repository.server.ts";
import type { CustodyError } from "./custody.errors.ts";
import { goesUp, moveOf, verbsFor, type ConsignmentState, type ConsignmentVerb, type Side } from "./custody.rules.ts";
import type { ConsignmentInput, ConsignmentPlan, ConsignmentView, PlaceFacts } from "./custody.schema.ts";
import { contaminationOf, draw, ownPlace } from "./draw.server.ts";
import { takeInOrder } from "./mass.rules.ts";
import { findPlace } from "./places.repository.server.ts";

/** Where a consignment stands after a verb. */
export type ConsignmentMoved = { consignmentId: string; state: ConsignmentState; version: number };

/** A consignment as a form knows it. */
export type ConsignmentRef = { consignmentId: string; version: number };

/**
 * Plans what goes from one of the actor's points to another point. Nothing is kept back for it until it is sent. The id comes from the
 * form: a repeat finds the draft. CUSTODY.NOT_FOUND, NOT_ALLOWED, SAME_POINT, WRONG_WAY (down the tiers), MATERIAL_REFUSED
 * (details.materials), LINES_INVALID (a material twice), ID_TAKEN.
 */
export async function draftConsignment(db: Db, actor: Actor, input: ConsignmentInput, clock: Clock = systemClock): Promise<Result<ConsignmentMoved, CustodyError>> {
  const at = clock.now();
  return transact<Result<ConsignmentMoved, CustodyError>>(db, async (tx) => {
    const from = await ownPlace(tx, actor, input.fromPointId);
    if (!from.ok) return from;
    const to = await findPlace(tx, input.toPointId);
    if (!to) return err("CUSTODY.NOT_FOUND");
    const fits = fitsPlaces(from.value, to, input);
    if (!fits.ok) return fits;
    const written = await insertDraft(tx, { ...input, fromPartyId: from.value.partyId, toPartyId: to.partyId, userId: actor.userId, at });
    const consignment = await findConsignment(tx, input.consignmentId);
    if (!consignment || consignment.fromPartyId !== actor.party.id) return err("CUSTODY.ID_TAKEN");
    if (written) await noteMove(tx, { id: consignment.id, from: null, to: "draft", actor, role: `sender:${actor.role}`, reason: null, at });
    return ok({ consignmentId: consignment.id, state: consignment.state, version: consignment.version });
  });
}

/**
 * Changes a plan: what goes, where to, and with which vehicle; from where stays. For the sender's staff, as long as it has not left.
 * Errors as `prepareMove` (STALE with the present version, also for a form that was sent before), and those of `draftConsignment`.
 */
export async function editConsignment(db: Db, actor: Actor, input: ConsignmentPlan, clock: Clock = systemClock): Promise<Result<ConsignmentMoved, CustodyError>> {
  return transact<Result<ConsignmentMoved, CustodyError>>(db, async (tx) => {
    const prepared = await prepareMove(tx, actor, "edit", input);
    if (!prepared.ok) return prepared;
    const consignment = prepared.value;
    const from = await ownPlace(tx, actor, consignment.fromPointId);
    if (!from.ok) return from;
    const to = await findPlace(tx, input.toPointId);
    if (!to) return err("CUSTODY.NOT_FOUND");
    const fits = fitsPlaces(from.value, to, input);
    if (!fits.ok) return fits;
    if (!(await rewriteDraft(tx, { ...input, toPartyId: to.partyId }))) return staleNow(tx, consignment.id);
    await noteMove(tx, { id: consignment.id, from: "draft", to: "draft", actor, role: `sender:${actor.role}`, reason: null, at: clock.now() });
    await record(tx, { type: "custody.changed", payload: { pointId: consignment.fromPointId }, topics: [`point:${consignment.fromPointId}`, `party:${consignment.fromPartyId}`] });
    return ok({ consignmentId: consignment.id, state: "draft", version: consignment.version + 1 });
  });
}

async function staleNow(tx: Tx, consignmentId: string): Promise<Result<never, CustodyError>> {
  const present = await findConsignment(tx, consignmentId);
  return err("CUSTODY.STALE", { state: present?.state, version: present?.version });
}

function fitsPlaces(from: PlaceFacts, to: PlaceFacts, input: Pick<ConsignmentInput, "lines">): Result<null, CustodyError> {
  if (from.id === to.id) return err("CUSTODY.SAME_POINT");
  if (!goesUp(from.tier, to.tier)) return err("CUSTODY.WRONG_WAY");
  const kinds = input.lines.map((line) => `${line.material} ${line.isSorted}`);
  if (new Set(kinds).size !== kinds.length) return err("CUSTODY.LINES_INVALID");
  const refused = input.lines.map((line) => line.material).filter((material) => !to.accepts.includes(material));
  return refused.length > 0 ? err("CUSTODY.MATERIAL_REFUSED", { materials: [...new Set(refused)] }) : ok(null);
}

/** On which sides of a consignment the actor stands; drafts are the sender's alone. */
export function sidesOf(actor: Actor, consignment: Pick<ConsignmentRecord, "fromPartyId" | "toPartyId" | "state">): Side[] {
  const isPrivate = consignment.state === "draft" || consignment.state === "discarded";
  return [
    ...(consignment.fromPartyId === actor.party.id ? (["sender"] as const) : []),
    ...(consignment.toPartyId === actor.party.id && (!isPrivate || consignment.fromPartyId === actor.party.id) ? (["receiver"] as const) : []),
  ];
}

/**
 * Reads a consignment for a verb: who asks, whether it is in the right state, whether it still is as the form showed it. A repeat of a move
 * that was made is CUSTODY.WRONG_STATE with the present state; CUSTODY.NOT_FOUND for those on neither side.
 */
export async function prepareMove(tx: Tx, actor: Actor, verb: ConsignmentVerb, ref: ConsignmentRef): Promise<Result<ConsignmentRecord, CustodyError>> {
  const consignment = await findConsignment(tx, ref.consignmentId);
  const sides = consignment ? sidesOf(actor, consignment) : [];
  if (!consignment || sides.length === 0) return err("CUSTODY.NOT_FOUND");
  const move = moveOf(verb);
  if (!sides.includes(move.by) || !hasRole(actor.role, "staff")) return err("CUSTODY.NOT_ALLOWED");
  if (consignment.state !== move.from) return err("CUSTODY.WRONG_STATE", { state: consignment.state, version: consignment.version });
  if (consignment.version !== ref.version) return err("CUSTODY.STALE", { state: consignment.state, version: consignment.version });
  return ok(consignment);
}

/** Carries a move out, as the first write of its verb: who comes second finds it made. */
export async function carryMove(
  tx: Tx,
  actor: Actor,
  verb: Exclude<ConsignmentVerb, "edit">,
  consignment: ConsignmentRecord,
  at: Date,
  change?: { vehicle?: string; seal?: string; reason?: string },
): Promise<Result<ConsignmentMoved, CustodyError>> {
  const { to, by } = moveOf(verb);
  if (!(await moveConsignment(tx, { consignment, to, actor, role: `${by}:${actor.role}`, at, ...(change ? { change } : {}) }))) {
    return staleNow(tx, consignment.id);
  }
  return ok({ consignmentId: consignment.id, state: to, version: consignment.version + 1 });
}

/** Whose pages show a consignment. */
export function topicsOf(consignment: Pick<ConsignmentRecord, "fromPointId" | "toPointId" | "fromPartyId" | "toPartyId">): Topic[] {
  const { fromPointId, toPointId, fromPartyId, toPartyId } = consignment;
  return [...new Set<Topic>([`point:${fromPointId}`, `point:${toPointId}`, `party:${fromPartyId}`, `party:${toPartyId}`])];
}

/**
 * Loads a draft and lets it leave: each line becomes one lot, taken from the oldest lots or from those chosen by hand. Nothing leaves that
 * is not there: CUSTODY.NOT_ENOUGH (details.lineId, details.grams: what there is). Else as `prepareMove`.
 */
export async function sendConsignment(
  db: Db,
  actor: Actor,
  input: ConsignmentRef & { vehicle: string; seal: string },
  clock: Clock = systemClock,
): Promise<Result<ConsignmentMoved, CustodyError>> {
  const at = clock.now();
  return transact<Result<ConsignmentMoved, CustodyError>>(db, async (tx) => {
    const prepared = await prepareMove(tx, actor, "send", input);
    if (!prepared.ok) return prepared;
    const consignment = prepared.value;
    const to = await findPlace(tx, consignment.toPointId);
    if (!to || to.partyId !== consignment.toPartyId) return err("CUSTODY.NOT_FOUND");
    const moved = await carryMove(tx, actor, "send", consignment, at, { vehicle: input.vehicle, seal: input.seal });
    if (!moved.ok) return moved;
    const act: NewAct = { id: newId(), kind: "send", pointId: consignment.fromPointId, partyId: consignment.fromPartyId, consignmentId: consignment.id, actorUserId: actor.userId, at };
    await beginAct(tx, act);
    const loaded = await loadLines(tx, consignment);
    if (!loaded.ok) return loaded;
    await writeAct(tx, act, loaded.value.written);
    for (const [lineId, lotId] of loaded.value.lotOfLine) await setLineLot(tx, lineId, lotId);
    await record(tx, { type: "custody.sent", payload: { consignmentId: consignment.id }, topics: topicsOf(consignment) });
    return moved;
  });
}

async function loadLines(tx: Tx, consignment: ConsignmentRecord): Promise<Result<{ written: Written; lotOfLine: Map<string, string> }, CustodyError>> {
  const here = await lockStock(tx, { pointId: consignment.fromPointId });
  const written = { postings: [] as NewPosting[], lots: [] as NewLot[], edges: [] as NonNullable<Written["edges"]>, taken: [] as NonNullable<Written["taken"]>, parts: [] as NonNullable<Written["parts"]> };
  const lotOfLine = new Map<string, string>();
  for (const line of consignment.lines) {
    const lots = here.filter((lot) => isForLine(lot, line));
    const heaps = takeInOrder(lots, line.grams);
    if (!heaps) return err("CUSTODY.NOT_ENOUGH", { lineId: line.id, material: line.material, grams: lots.reduce((sum, lot) => sum + lot.grams, 0) });
    const drawn = await draw(tx, heaps);
    const { material, isSorted, grams } = line;
    const child: NewLot = { id: newId(), kind: "consigned", material, isSorted, madeGrams: grams, contaminationPermille: contaminationOf(lots, heaps) };
    lotOfLine.set(line.id, child.id);
    written.lots.push(child);
    written.edges.push(...heaps.map((heap) => ({ parentId: heap.id, childId: child.id, grams: heap.grams })));
    written.taken.push(...drawn.taken);
    written.parts.push(...drawn.origins.map((part) => ({ lotId: child.id, originId: part.id, grams: part.grams })));
    written.postings.push(...heaps.map((heap) => ({ account: "stock" as const, lotId: heap.id, material, grams: -heap.grams })), { account: "sent", lotId: child.id, material, grams });
  }
  return ok({ written, lotOfLine });
}

function isForLine(lot: { id: string; material: string; isSorted: boolean }, line: LineRow): boolean {
  return lot.material === line.material && lot.isSorted === line.isSorted && (line.chosenLotIds.length === 0 || line.chosenLotIds.includes(lot.id));
}

/** Throws a draft away. Errors as `prepareMove`. */
export async function discardConsignment(db: Db, actor: Actor, ref: ConsignmentRef, clock: Clock = systemClock): Promise<Result<ConsignmentMoved, CustodyError>> {
  return transact<Result<ConsignmentMoved, CustodyError>>(db, async (tx) => {
    const prepared = await prepareMove(tx, actor, "discard", ref);
    return prepared.ok ? carryMove(tx, actor, "discard", prepared.value, clock.now()) : prepared;
  });
}

/** Refuses what stands at the gate, with the reason; it stays the sender's to take back. Errors as `prepareMove`, and CUSTODY.REASON_NEEDED. */
export async function refuseConsignment(db: Db, actor: Actor, input: ConsignmentRef & { reason: string }, clock: Clock = systemClock): Promise<Result<ConsignmentMoved, CustodyError>> {
  if (input.reason.trim() === "") return err("CUSTODY.REASON_NEEDED");
  return transact<Result<ConsignmentMoved, CustodyError>>(db, async (tx) => {
    const prepared = await prepareMove(tx, actor, "refuse", input);
    if (!prepared.ok) return prepared;
    const moved = await carryMove(tx, actor, "refuse", prepared.value, clock.now(), { reason: input.reason.trim() });
    if (moved.ok) await record(tx, { type: "custody.refused", payload: { consignmentId: input.consignmentId }, topics: topicsOf(prepared.value) });
    return moved;
  });
}

/** A consignment for somebody on one of its sides. CUSTODY.NOT_FOUND, NOT_ALLOWED. */
export async function openConsignment(db: Db, actor: Actor, id: string): Promise<Result<ConsignmentView, CustodyError>> {
  const consignment = await findConsignment(db, id);
  const sides = consignment ? sidesOf(actor, consignment) : [];
  if (!consignment || sides.length === 0) return err("CUSTODY.NOT_FOUND");
  if (!hasRole(actor.role, "staff")) return err("CUSTODY.NOT_ALLOWED");
  const [from, to] = [await findPlace(db, consignment.fromPointId), await findPlace(db, consignment.toPointId)];
  if (!from || !to) return err("CUSTODY.NOT_FOUND");
  const numbers = await lotNumbers(db, consignment.lines.flatMap((line) => [...line.chosenLotIds, ...(line.lotId ? [line.lotId] : [])]));
  const { id: consignmentId, number, state, version, vehicle, seal, note, reason } = consignment;
  return ok({
    id: consignmentId, number, state, version, vehicle, seal, note, reason, from, to,
    createdAt: consignment.createdAt.toISOString(),
    sentAt: consignment.sentAt?.toISOString() ?? null,
    closedAt: consignment.closedAt?.toISOString() ?? null,
    lines: consignment.lines.map(({ chosenLotIds, ...line }) => ({
      ...line,
      lotNumber: line.lotId ? (numbers.get(line.lotId) ?? null) : null,
      chosen: chosenLotIds.flatMap((lotId) => (numbers.has(lotId) ? [{ id: lotId, number: numbers.get(lotId) ?? 0 }] : [])),
    })),
    verbs: verbsFor(state, sides),
  });
}
