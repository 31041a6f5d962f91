import { record } from "#app/outbox/record.server.ts";
import { systemClock } from "#app/platform/clock.server.ts";
import { transact, type Db, type Tx } from "#app/platform/db/database.server.ts";
import { hasRole, type Actor } from "#app/shared/actor.ts";
import { err, ok, type Result } from "#app/shared/result.ts";
import type { TakebackError } from "./takeback.errors.ts";
import * as rows from "./takeback.repository.server.ts";
import { brandKey, slugFor } from "./takeback.rules.ts";
import type { InviteInput, PledgeInput, ProgrammeInput, ProgrammeRef, ProgrammeRow, ProgrammeView, RecyclerState, TakePartInput } from "./takeback.schema.ts";

type Answer<T> = Result<T, TakebackError>;

const mayManage = (actor: Actor, programme?: { producerPartyId: string }) => actor.party.kind === "producer" && hasRole(actor.role, "manager") && (programme === undefined || programme.producerPartyId === actor.party.id);

async function tell(tx: Tx, programmeId: string, partyIds: readonly string[]): Promise<void> {
  await record(tx, { type: "takeback.changed", payload: { programmeId }, topics: partyIds.map((id) => `party:${id}` as const) });
}

/** Opens a programme of the acting producer, by its managers. The same id again finds it. TAKEBACK.NOT_ALLOWED, KEY_TAKEN. */
export async function openProgramme(db: Db, actor: Actor, input: ProgrammeInput, clock = systemClock): Promise<Answer<{ slug: string }>> {
  if (!mayManage(actor)) return err("TAKEBACK.NOT_ALLOWED");
  return transact<Answer<{ slug: string }>>(db, async (tx) => {
    const now = clock.now();
    const { programmeId, ...facts } = input;
    const slug = slugFor(`${input.brand} ${input.name}`, programmeId);
    const inserted = await rows.insertProgramme(tx, { id: programmeId, slug, ...facts, brandKey: brandKey(input.brand), producerPartyId: actor.party.id, createdByUserId: actor.userId, now });
    if (!inserted) {
      const known = await rows.findProgramme(tx, { id: programmeId });
      return known?.producerPartyId === actor.party.id && known.name === input.name ? ok({ slug: known.slug }) : err("TAKEBACK.KEY_TAKEN");
    }
    await rows.insertTakebackTransition(tx, { programmeId, from: null, to: "open", actor, reason: null, at: now });
    await tell(tx, programmeId, [actor.party.id]);
    return ok({ slug });
  });
}

/** Closes a programme to new hand-overs, or opens it again. Errors: TAKEBACK.NOT_FOUND for others, NOT_ALLOWED, WRONG_STATE, STALE. */
export async function setProgrammeOpen(db: Db, actor: Actor, input: ProgrammeRef & { isOpen: boolean }, clock = systemClock): Promise<Answer<{ isOpen: boolean; version: number }>> {
  return transact<Answer<{ isOpen: boolean; version: number }>>(db, async (tx) => {
    const programme = await rows.findProgramme(tx, { id: input.programmeId });
    if (programme?.producerPartyId !== actor.party.id) return err("TAKEBACK.NOT_FOUND");
    if (!mayManage(actor, programme)) return err("TAKEBACK.NOT_ALLOWED");
    const present = { isOpen: programme.isOpen, version: programme.version };
    if (programme.version !== input.version) return err("TAKEBACK.STALE", present);
    if (programme.isOpen === input.isOpen) return err("TAKEBACK.WRONG_STATE", present);
    const now = clock.now();
    if (!(await rows.swapProgramme(tx, { id: programme.id, version: input.version, isOpen: input.isOpen, now }))) return err("TAKEBACK.STALE", present);
    await rows.insertTakebackTransition(tx, { programmeId: programme.id, from: programme.isOpen ? "open" : "closed", to: input.isOpen ? "open" : "closed", actor, reason: null, at: now });
    await tell(tx, programme.id, [actor.party.id]);
    return ok({ isOpen: input.isOpen, version: input.version + 1 });
  });
}

/** Asks a recycler to take part. Twice is once. Errors: TAKEBACK.NOT_FOUND, NOT_ALLOWED, CLOSED, RECYCLER_NOT_FOUND. */
export async function inviteRecycler(db: Db, actor: Actor, input: InviteInput, clock = systemClock): Promise<Answer<{ changed: boolean }>> {
  return transact<Answer<{ changed: boolean }>>(db, async (tx) => {
    const programme = await rows.findProgramme(tx, { id: input.programmeId });
    if (programme?.producerPartyId !== actor.party.id) return err("TAKEBACK.NOT_FOUND");
    if (!mayManage(actor, programme)) return err("TAKEBACK.NOT_ALLOWED");
    if (!programme.isOpen) return err("TAKEBACK.CLOSED");
    if (!(await rows.isRecycler(tx, input.recyclerPartyId))) return err("TAKEBACK.RECYCLER_NOT_FOUND");
    const now = clock.now();
    const changed = await rows.insertInvitation(tx, { ...input, now });
    if (changed) {
      await rows.insertTakebackTransition(tx, { programmeId: programme.id, from: null, to: "invited", actor, reason: input.recyclerPartyId, at: now });
      await tell(tx, programme.id, [actor.party.id, input.recyclerPartyId]);
    }
    return ok({ changed });
  });
}

const leadsTo: Record<RecyclerState, readonly RecyclerState[]> = { invited: ["joined", "left"], joined: ["left"], left: ["joined"] };

/** Takes part in a programme, or no longer, by the recycler's managers. Errors: TAKEBACK.NOT_FOUND where it was not asked, NOT_ALLOWED, WRONG_STATE, STALE. */
export async function takePart(db: Db, actor: Actor, input: TakePartInput, clock = systemClock): Promise<Answer<{ state: RecyclerState; version: number }>> {
  return transact<Answer<{ state: RecyclerState; version: number }>>(db, async (tx) => {
    const which = { programmeId: input.programmeId, recyclerPartyId: actor.party.id };
    const [programme, present] = [await rows.findProgramme(tx, { id: input.programmeId }), await rows.findRecyclerState(tx, which)];
    if (!programme || !present) return err("TAKEBACK.NOT_FOUND");
    if (!hasRole(actor.role, "manager")) return err("TAKEBACK.NOT_ALLOWED");
    if (present.version !== input.version) return err("TAKEBACK.STALE", present);
    if (!leadsTo[present.state].includes(input.to)) return err("TAKEBACK.WRONG_STATE", present);
    const now = clock.now();
    if (!(await rows.swapRecycler(tx, { ...which, version: input.version, to: input.to, now }))) return err("TAKEBACK.STALE", present);
    await rows.insertTakebackTransition(tx, { programmeId: programme.id, from: present.state, to: input.to, actor, reason: actor.party.id, at: now });
    await tell(tx, programme.id, [programme.producerPartyId, actor.party.id]);
    return ok({ state: input.to, version: input.version + 1 });
  });
}

/** A hand-over to a recycler, as the flow found it. `ids` are all that a moved booking has had. */
export type TakebackHandOver = { type: "booking" | "deal"; id: string; ids: readonly string[]; ownerPartyId: string; recyclerPartyId: string; subjects: readonly string[]; stage: "open" | "moved" | "handed_over" | "over" };

/**
 * The giver's word that all of a material or thing in a hand-over is of the programme's brand. Counts once it is complete. One programme per material; twice
 * changes nothing. Errors: TAKEBACK.HAND_OVER_NOT_FOUND for others, NOT_ALLOWED, NOT_FOUND, NOT_TAKEN (not its category, not its recycler), CLOSED, WRONG_STATE.
 */
export async function pledge(tx: Tx, actor: Actor, handOver: TakebackHandOver | null, input: PledgeInput, now: Date): Promise<Answer<{ changed: boolean }>> {
  const begun = begin(actor, handOver, input.subject);
  if (!begun.ok) return begun;
  const programme = await rows.findProgramme(tx, { id: input.programmeId });
  if (!programme) return err("TAKEBACK.NOT_FOUND");
  if (!programme.isOpen) return err("TAKEBACK.CLOSED");
  const recycler = await rows.findRecyclerState(tx, { programmeId: programme.id, recyclerPartyId: begun.value.recyclerPartyId });
  if (recycler?.state !== "joined" || !programme.categories.includes(input.subject)) return err("TAKEBACK.NOT_TAKEN");
  const known = (await rows.listPledges(tx, begun.value)).find((one) => one.subject === input.subject);
  if (known) return known.programmeId === programme.id && known.itemCount === input.itemCount ? ok({ changed: false }) : err("TAKEBACK.WRONG_STATE");
  const { type, id } = begun.value;
  const changed = await rows.insertPledge(tx, { programmeId: programme.id, causeType: type, causeId: id, subject: input.subject, itemCount: input.itemCount, pledgedByUserId: actor.userId, now });
  if (!changed) return err("TAKEBACK.WRONG_STATE");
  await note(tx, actor, begun.value, { programmeId: programme.id, to: "pledged", now });
  return ok({ changed: true });
}

/** Takes that word back while the hand-over is ahead. Errors: TAKEBACK.HAND_OVER_NOT_FOUND, NOT_ALLOWED, WRONG_STATE. */
export async function unpledge(tx: Tx, actor: Actor, handOver: TakebackHandOver | null, input: { subject: string }, now: Date): Promise<Answer<{ changed: boolean }>> {
  const begun = begin(actor, handOver, input.subject);
  if (!begun.ok) return begun;
  const known = (await rows.listPledges(tx, begun.value)).find((one) => one.subject === input.subject);
  if (!known || !(await rows.deletePledge(tx, { causeType: begun.value.type, causeIds: begun.value.ids, subject: input.subject }))) return ok({ changed: false });
  await note(tx, actor, begun.value, { programmeId: known.programmeId, to: "unpledged", now });
  return ok({ changed: true });
}

function begin(actor: Actor, handOver: TakebackHandOver | null, subject: string): Answer<TakebackHandOver> {
  if (!handOver || (handOver.ownerPartyId !== actor.party.id && handOver.recyclerPartyId !== actor.party.id)) return err("TAKEBACK.HAND_OVER_NOT_FOUND");
  if (handOver.ownerPartyId !== actor.party.id || !hasRole(actor.role, "member")) return err("TAKEBACK.NOT_ALLOWED");
  if (!handOver.subjects.includes(subject)) return err("TAKEBACK.NOT_TAKEN");
  return handOver.stage === "open" ? ok(handOver) : err("TAKEBACK.WRONG_STATE");
}

async function note(tx: Tx, actor: Actor, handOver: TakebackHandOver, input: { programmeId: string; to: string; now: Date }): Promise<void> {
  await rows.insertTakebackTransition(tx, { programmeId: input.programmeId, from: null, to: input.to, actor, reason: `${handOver.type} ${handOver.id}`, at: input.now });
  await record(tx, { type: "takeback.changed", payload: { programmeId: input.programmeId }, topics: [`${handOver.type}:${handOver.id}`] });
}

/** A programme as anybody may read it: what it takes, where, and what came back so far. Null when there is none. */
export async function viewProgramme(db: Db, slug: string): Promise<ProgrammeView | null> {
  const programme = await rows.findProgramme(db, { slug });
  if (!programme) return null;
  const months = await rows.sumFigures(db, programme.id);
  const { id, name, brand, producerName, categories, regions, isOpen, description, version } = programme;
  return {
    id, slug, name, brand, producerName, categories, regions, isOpen, description, version, months,
    recyclers: (await rows.listRecyclers(db, id)).filter((recycler) => recycler.state === "joined"),
    total: { itemCount: months.reduce((sum, one) => sum + one.itemCount, 0), massGrams: months.reduce((sum, one) => sum + one.massGrams, 0) },
  };
}

/** Open programmes that take a thing of this brand and category. */
export async function programmesForBrand(db: Db, input: { brand: unknown; subject: string | null }): Promise<ProgrammeRow[]> {
  const key = typeof input.brand === "string" ? brandKey(input.brand) : "";
  const found = key === "" || input.subject === null ? [] : await rows.listOfBrand(db, { brandKey: key, subject: input.subject });
  return found.map(({ id, slug, name, brand, producerName, categories, regions, isOpen }) => ({ id, slug, name, brand, producerName, categories, regions, isOpen }));
}
