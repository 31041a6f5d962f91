import { record } from "#app/outbox/record.server.ts";
import { systemClock, type Clock } from "#app/platform/clock.server.ts";
import { inTransaction, transact, type Db, type Tx } from "#app/platform/db/database.server.ts";
import type { Actor } from "#app/shared/actor.ts";
import { err, ok, type Result } from "#app/shared/result.ts";
import {
  findLicence,
  insertLicence,
  insertLicenceTransition,
  insertNotice,
  isMember,
  listByState,
  listDocumentsToDrop,
  listNoticesDue,
  listOfParty,
  listPointIds,
  listRegister,
  setDocumentDropped,
  swapLicence,
  viewOf,
} from "./licences.repository.server.ts";
import { licenceMoves, mayHold, mayJudge, noticeDue, reasonsFor, type LicenceState, type LicenceVerb } from "./licences.rules.ts";
import type { LicenceView, MoveLicence, SubmitLicence } from "./licences.schema.ts";
import type { RegisterQuery } from "./register-query.ts";

/** Expected failures; the sentences are in the `licences` catalogue under `errors`. */
export type LicencesError =
  | "LICENCES.NOT_FOUND"
  | "LICENCES.NOT_ALLOWED"
  | "LICENCES.OWN_NOT_ALLOWED"
  | "LICENCES.WRONG_STATE"
  | "LICENCES.STALE"
  | "LICENCES.REASON_NEEDED"
  | "LICENCES.ALREADY_THERE";

export type LicenceMoved = { id: string; partyId: string; state: LicenceState; version: number };

/**
 * Hands a licence in for the acting recycler, with its document already in private storage; it waits to be looked at. The id comes
 * from the form: a repeat finds it. Errors: LICENCES.NOT_ALLOWED (managers of a recycler only), ALREADY_THERE (the same number of
 * the same issuer from the same day stands or waits already).
 */
export async function submitLicence(db: Db, actor: Actor, input: SubmitLicence, clock: Clock = systemClock): Promise<Result<LicenceMoved, LicencesError>> {
  return transact<Result<LicenceMoved, LicencesError>>(db, async (tx) => {
    if (!mayHold(actor)) return err("LICENCES.NOT_ALLOWED");
    const now = clock.now();
    const written = await insertLicence(tx, { ...input, partyId: actor.party.id, userId: actor.userId, timeZone: actor.party.timeZone, now });
    if (!written) {
      const known = await findLicence(tx, input.licenceId);
      return known?.partyId === actor.party.id ? ok({ id: known.id, partyId: known.partyId, state: known.state, version: known.version }) : err("LICENCES.ALREADY_THERE");
    }
    await insertLicenceTransition(tx, { licenceId: input.licenceId, from: null, to: "pending", actor, role: actor.role, reason: null, at: now });
    await record(tx, { type: "licences.submitted", payload: { licenceId: input.licenceId }, topics: ["moderation", `party:${actor.party.id}`] });
    return ok({ id: input.licenceId, partyId: actor.party.id, state: "pending", version: 1 });
  });
}

/**
 * Moves a licence: its holder takes it back; an operator or an authority accepts, refuses, suspends or reinstates it, never that of a
 * party they belong to. What a licence allowed ends with the move itself. Errors: LICENCES.NOT_FOUND, NOT_ALLOWED, OWN_NOT_ALLOWED,
 * REASON_NEEDED, WRONG_STATE and STALE (with the present state).
 */
export async function moveLicence(db: Db, actor: Actor, verb: LicenceVerb, input: MoveLicence, clock: Clock = systemClock): Promise<Result<LicenceMoved, LicencesError>> {
  return transact<Result<LicenceMoved, LicencesError>>(db, async (tx) => {
    const rule = licenceMoves[verb];
    const licence = await findLicence(tx, input.licenceId, true);
    const isTheirs = licence !== null && licence.partyId === actor.party.id;
    if (!licence || (!isTheirs && !mayJudge(actor))) return err("LICENCES.NOT_FOUND");
    const refusal = rule.by === "holder" ? (isTheirs && mayHold(actor) ? null : ("LICENCES.NOT_ALLOWED" as const)) : await refusalToJudge(tx, actor, licence.partyId);
    if (refusal) return err(refusal);
    const reason = input.reason.trim() || null;
    const reasonCode = verb === "refuse" || verb === "suspend" ? (reasonsFor[verb].find((code) => code === input.reasonCode) ?? null) : null;
    if (rule.needsReason && reason === null && reasonCode === null) return err("LICENCES.REASON_NEEDED");
    if (licence.version !== input.version) return err("LICENCES.STALE", { state: licence.state, version: licence.version });
    if (!rule.from.includes(licence.state)) return err("LICENCES.WRONG_STATE", { state: licence.state });
    const now = clock.now();
    const decidedBy = rule.by === "judge" ? { userId: actor.userId, at: now } : null;
    const done = await swapLicence(tx, { id: licence.id, from: licence.state, version: input.version, to: rule.to, reasonCode, reason, decidedBy });
    if (!done) return err("LICENCES.STALE", { state: licence.state });
    await insertLicenceTransition(tx, { licenceId: licence.id, from: licence.state, to: rule.to, actor, role: rule.by === "holder" ? actor.role : actor.isOperator ? "operator" : "authority", reason: [reasonCode, reason].filter(Boolean).join(": ") || null, at: now });
    await record(tx, { type: "licences.moved", payload: { licenceId: licence.id, version: input.version + 1, verb }, topics: await topicsOf(tx, licence.partyId) });
    return ok({ id: licence.id, partyId: licence.partyId, state: rule.to, version: input.version + 1 });
  });
}

async function refusalToJudge(tx: Tx, actor: Actor, partyId: string): Promise<LicencesError | null> {
  if (!mayJudge(actor)) return "LICENCES.NOT_ALLOWED";
  return (await isMember(tx, { userId: actor.userId, partyId })) ? "LICENCES.OWN_NOT_ALLOWED" : null;
}

/** The pages that show what a party may take: its own, its points', and what is offered and wanted. */
async function topicsOf(db: Db, partyId: string) {
  const points = await listPointIds(db, partyId);
  return ["moderation" as const, "listings" as const, `party:${partyId}` as const, ...points.map((id) => `point:${id}` as const)];
}

/** The acting recycler's licences, for its staff. LICENCES.NOT_ALLOWED for everybody else. */
export async function viewOwnLicences(db: Db, actor: Actor, clock: Clock = systemClock): Promise<Result<LicenceView[], LicencesError>> {
  if (actor.party.kind !== "recycler") return err("LICENCES.NOT_ALLOWED");
  return ok((await listOfParty(db, actor.party.id)).map((row) => viewOf(row, clock.now())));
}

const pageSize = 20;

/** Licences to look at: those that wait, or those decided that may be suspended and reinstated. LICENCES.NOT_ALLOWED for all but judges. */
export async function viewLicenceQueue(
  db: Db,
  actor: Actor,
  input: { show: "waiting" | "standing"; after: string | null },
  clock: Clock = systemClock,
): Promise<Result<{ licences: LicenceView[]; nextCursor: string | null }, LicencesError>> {
  if (!mayJudge(actor)) return err("LICENCES.NOT_ALLOWED");
  const rows = await listByState(db, { states: input.show === "waiting" ? ["pending"] : ["valid", "suspended"], afterId: input.after, limit: pageSize + 1 });
  const shown = rows.slice(0, pageSize);
  return ok({ licences: shown.map((row) => viewOf(row, clock.now())), nextCursor: rows.length > pageSize ? (shown.at(-1)?.id ?? null) : null });
}

const registerSize = 50;

/** All licences, for those who judge them to read; `nextCursor` is for the `after` of the next page. LICENCES.NOT_ALLOWED for everybody else. */
export async function viewRegister(db: Db, actor: Actor, query: RegisterQuery, clock: Clock = systemClock): Promise<Result<{ licences: LicenceView[]; nextCursor: string | null }, LicencesError>> {
  if (!mayJudge(actor)) return err("LICENCES.NOT_ALLOWED");
  const now = clock.now();
  const rows = await listRegister(db, { ...query, now, limit: registerSize + 1 });
  const shown = rows.slice(0, registerSize);
  const last = shown.at(-1);
  return ok({ licences: shown.map((row) => viewOf(row, now)), nextCursor: rows.length > registerSize && last ? `${last.validUntil}_${last.id}` : null });
}

/** Where a licence's document lies, for the holder's managers and for judges; for everybody else there is none. */
export async function licenceDocumentOf(db: Db, actor: Actor, licenceId: string): Promise<Result<{ key: string; type: string }, LicencesError>> {
  const licence = await findLicence(db, licenceId);
  const mayRead = licence !== null && (mayJudge(actor) || (mayHold(actor) && licence.partyId === actor.party.id));
  if (!licence || !mayRead || licence.documentDeletedAt !== null || licence.state === "refused" || licence.state === "withdrawn") return err("LICENCES.NOT_FOUND");
  return ok({ key: licence.documentKey, type: licence.documentType });
}

/**
 * The timer: announces the end of licences 60, 30 and 7 days before and when it has come, once each. Late or twice: the same end. That
 * a licence allows nothing after its last day needs no timer: every door compares the calendar. Returns how many were announced.
 */
export async function announceEnds(db: Db, now: Date): Promise<number> {
  let announced = 0;
  for (const due of await listNoticesDue(db, { now, limit: 200 })) {
    const daysBefore = noticeDue(due.daysLeft);
    if (daysBefore === null) continue;
    await inTransaction(db, async (tx) => {
      if (!(await insertNotice(tx, { licenceId: due.id, daysBefore, at: now }))) return;
      const topics = daysBefore === 0 ? await topicsOf(tx, due.partyId) : [`party:${due.partyId}` as const];
      await record(tx, { type: "licences.ending", payload: { licenceId: due.id, daysBefore, daysLeft: due.daysLeft }, topics });
      announced += 1;
    });
  }
  return announced;
}

/** Deletes the documents of licences that were refused or taken back; `remove` does not mind if a file is gone already. Returns how many. */
export async function dropLicenceDocuments(db: Db, remove: (key: string) => Promise<void>, now: Date): Promise<number> {
  const documents = await listDocumentsToDrop(db, 100);
  for (const { id, documentKey } of documents) {
    await remove(documentKey);
    await setDocumentDropped(db, id, now);
  }
  return documents.length;
}
