import { createHash, randomBytes, timingSafeEqual } from "node:crypto";
import { record } from "#app/outbox/record.server.ts";
import type { Topic } from "#app/outbox/events.ts";
import { transact, type Db, type Tx } from "#app/platform/db/database.server.ts";
import { keyedHash } from "#app/platform/keyed-hash.server.ts";
import { hasRole, type Actor } from "#app/shared/actor.ts";
import { err, ok, type Result } from "#app/shared/result.ts";
import type { ErasureError } from "./erasure.errors.ts";
import * as rows from "./erasure.repository.server.ts";
import { certificateNumber, certificateText, checkLength, checkWords, deviceKindOf, gateChoices, methodsFor, readCertificateNumber, readCheck, serialTail, withoutChoice, type ErasureCause, type ErasureMethod } from "./erasure.rules.ts";
import type { ChooseInput, EraseInput, ErasureRef, ErasureView } from "./erasure.schema.ts";

/** The hand-over that devices belong to, as the flow that asks found it. */
export type HandOver = {
  type: ErasureCause;
  /** The present one of its ids. */
  id: string;
  ids: readonly string[];
  ownerPartyId: string;
  recyclerPartyId: string;
  /** Materials and categories that change hands. */
  subjects: readonly string[];
  /** `open`: nothing has changed hands yet. `moved`: it lies with the recycler and is not theirs yet. `over`: it came to nothing. */
  stage: "open" | "moved" | "handed_over" | "over";
};

export type ErasureMoved = { erasureId: string; state: "chosen" | "erased" | "withdrawn"; version: number };

/** More rows than this for one hand-over is a mistake of a program. */
const maxRows = 50;

/**
 * The giver's choice for devices of a hand-over that is still ahead; the recycler's staff may write down a wish they were told. The same id again finds
 * the same choice. Errors: ERASURE.NOT_FOUND for everybody who is no side, NOT_ALLOWED, HOLDS_NO_DATA, HANDED_OVER_WRONG_STATE, TOO_MANY, KEY_TAKEN.
 */
export async function chooseErasure(tx: Tx, actor: Actor, handOver: HandOver, input: ChooseInput, now: Date): Promise<Result<ErasureMoved, ErasureError>> {
  const side = sideOf(actor, handOver);
  if (!side) return err("ERASURE.NOT_FOUND");
  if (!hasRole(actor.role, side === "owner" ? "member" : "staff")) return err("ERASURE.NOT_ALLOWED");
  if (side === "recycler" && !(gateChoices as readonly string[]).includes(input.choice)) return err("ERASURE.NOT_ALLOWED");
  const known = await rows.findErasure(tx, input.erasureId);
  if (known) return isSame(known, handOver, input) ? ok({ erasureId: known.id, state: known.state, version: known.version }) : err("ERASURE.KEY_TAKEN");
  if (handOver.stage !== "open") return err("ERASURE.HANDED_OVER_WRONG_STATE");
  if (!handOver.subjects.includes(input.subject) || deviceKindOf(input.subject) === null) return err("ERASURE.HOLDS_NO_DATA");
  if ((await rows.listOfCause(tx, handOver)).length >= maxRows) return err("ERASURE.TOO_MANY");
  const inserted = await rows.insertErasure(tx, {
    id: input.erasureId,
    causeType: handOver.type,
    causeId: handOver.id,
    subject: input.subject,
    deviceKind: input.deviceKind,
    deviceCount: input.deviceCount,
    choice: input.choice,
    serialHash: input.serialNumber === null ? null : keyedHash("erased device", input.serialNumber),
    serialTail: input.serialNumber === null ? null : serialTail(input.serialNumber),
    ownerPartyId: handOver.ownerPartyId,
    recyclerPartyId: handOver.recyclerPartyId,
    chosenByUserId: actor.userId,
    toldAtGate: side === "recycler",
    now,
  });
  if (!inserted) return err("ERASURE.KEY_TAKEN");
  await rows.insertErasureTransition(tx, { id: input.erasureId, from: null, to: "chosen", userId: actor.userId, partyId: actor.party.id, role: `${side}:${actor.role}`, reason: input.choice, at: now });
  await tell(tx, { id: input.erasureId, causeType: handOver.type, causeId: handOver.id, ownerPartyId: handOver.ownerPartyId, recyclerPartyId: handOver.recyclerPartyId }, "erasure.changed");
  return ok({ erasureId: input.erasureId, state: "chosen", version: 1 });
}

function isSame(known: rows.ErasureRow, handOver: HandOver, input: ChooseInput): boolean {
  return known.causeType === handOver.type && handOver.ids.includes(known.causeId) && known.subject === input.subject && known.choice === input.choice && known.deviceCount === input.deviceCount;
}

function sideOf(actor: Actor, row: { ownerPartyId: string; recyclerPartyId: string }): "owner" | "recycler" | null {
  if (row.ownerPartyId === actor.party.id) return "owner";
  return row.recyclerPartyId === actor.party.id ? "recycler" : null;
}

/**
 * Takes a choice back, by the giver, before the hand-over; another one is made instead. `handOver` is asked for once the row is locked. Errors:
 * ERASURE.NOT_FOUND, NOT_ALLOWED, HANDED_OVER_WRONG_STATE, WRONG_STATE and STALE with the present `state` and `version`.
 */
export async function withdrawErasure(db: Db, actor: Actor, input: ErasureRef, handOverOf: (tx: Tx, cause: { type: ErasureCause; id: string }) => Promise<HandOver | null>, now: Date): Promise<Result<ErasureMoved, ErasureError>> {
  return transact<Result<ErasureMoved, ErasureError>>(db, async (tx) => {
    const row = await rows.lockErasure(tx, input.erasureId);
    if (!row || sideOf(actor, row) === null) return err("ERASURE.NOT_FOUND");
    if (sideOf(actor, row) !== "owner" || !hasRole(actor.role, "member")) return err("ERASURE.NOT_ALLOWED");
    const handOver = await handOverOf(tx, { type: row.causeType, id: row.causeId });
    if (row.state !== "chosen") return err("ERASURE.WRONG_STATE", { state: row.state, version: row.version });
    if (handOver?.stage === "moved" || handOver?.stage === "handed_over") return err("ERASURE.HANDED_OVER_WRONG_STATE");
    if (!(await rows.swapErasure(tx, { id: row.id, version: input.version, to: "withdrawn", now }))) return err("ERASURE.STALE", { state: row.state, version: row.version });
    await rows.insertErasureTransition(tx, { id: row.id, from: "chosen", to: "withdrawn", userId: actor.userId, partyId: actor.party.id, role: `owner:${actor.role}`, reason: row.choice, at: now });
    await tell(tx, row, "erasure.changed");
    return ok({ erasureId: row.id, state: "withdrawn", version: input.version + 1 });
  });
}

/**
 * What the recycler did, once the devices are theirs: writes it down and issues the certificate, for good. Errors: ERASURE.NOT_FOUND for everybody but
 * the two sides, NOT_ALLOWED, NOT_HANDED_OVER_WRONG_STATE, TOO_WEAK (details.methods that will do), WRONG_STATE and STALE with `state` and `version`.
 */
export async function recordErasure(db: Db, actor: Actor, input: EraseInput, handOverOf: (tx: Tx, cause: { type: ErasureCause; id: string }) => Promise<HandOver | null>, now: Date): Promise<Result<ErasureMoved & { number: string }, ErasureError>> {
  return transact<Result<ErasureMoved & { number: string }, ErasureError>>(db, async (tx) => {
    const row = await rows.lockErasure(tx, input.erasureId);
    if (!row || sideOf(actor, row) === null) return err("ERASURE.NOT_FOUND");
    if (sideOf(actor, row) !== "recycler" || !hasRole(actor.role, "staff")) return err("ERASURE.NOT_ALLOWED");
    if (row.state !== "chosen") return err("ERASURE.WRONG_STATE", { state: row.state, version: row.version });
    if ((await handOverOf(tx, { type: row.causeType, id: row.causeId }))?.stage !== "handed_over") return err("ERASURE.NOT_HANDED_OVER_WRONG_STATE");
    if (!methodsFor(row.choice).includes(input.method)) return err("ERASURE.TOO_WEAK", { methods: methodsFor(row.choice) });
    const number = certificateNumber(now.getUTCFullYear(), randomBytes(8));
    const text = certificateText({
      number,
      certifiedBy: actor.party.name,
      deviceKind: row.deviceKind,
      deviceCount: row.deviceCount,
      serialHash: row.serialHash,
      choice: row.choice,
      method: input.method,
      tool: input.tool,
      erasedAt: now.toISOString(),
    });
    const done = { method: input.method, tool: input.tool, erasedByUserId: actor.userId, erasedAt: now, certifiedBy: actor.party.name, certificateNumber: number, certificateHash: sha256(text) };
    if (!(await rows.swapErasure(tx, { id: row.id, version: input.version, to: "erased", now, done }))) return err("ERASURE.STALE", { state: row.state, version: row.version });
    await rows.insertErasureTransition(tx, { id: row.id, from: "chosen", to: "erased", userId: actor.userId, partyId: actor.party.id, role: `recycler:${actor.role}`, reason: input.method, at: now });
    await tell(tx, row, "erasure.certified");
    return ok({ erasureId: row.id, state: "erased", version: input.version + 1, number });
  });
}

function sha256(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}

async function tell(tx: Tx, row: Pick<rows.ErasureRow, "id" | "causeType" | "causeId" | "ownerPartyId" | "recyclerPartyId">, type: "erasure.changed" | "erasure.certified"): Promise<void> {
  const topics: Topic[] = [`${row.causeType}:${row.causeId}`, `party:${row.ownerPartyId}`, `party:${row.recyclerPartyId}`];
  await record(tx, { type, payload: { erasureId: row.id }, topics });
}

/** Those of the subjects that may hold data and for which nobody has chosen yet. What was found stays so until the transaction ends. */
export async function subjectsWithoutChoice(tx: Tx, cause: rows.CauseIds, subjects: readonly string[]): Promise<string[]> {
  if (subjects.every((code) => deviceKindOf(code) === null)) return [];
  return withoutChoice(subjects, await rows.lockChosenSubjects(tx, cause));
}

/** What has been chosen for a hand-over, for its two sides; the caller has made sure that the actor is one. */
export async function erasuresOf(db: Db, cause: rows.CauseIds): Promise<ErasureView[]> {
  return viewsOf(db, await rows.listOfCause(db, cause));
}

/** One erasure, for the giver's people and the recycler's staff; for everybody else, operators too, there is none. */
export async function viewErasure(db: Db, actor: Actor, erasureId: string): Promise<Result<{ erasure: ErasureView; side: "owner" | "recycler" }, ErasureError>> {
  const row = await rows.findErasure(db, erasureId);
  const side = row && sideOf(actor, row);
  if (!row || !side || (side === "recycler" && !hasRole(actor.role, "staff"))) return err("ERASURE.NOT_FOUND");
  const [erasure] = await viewsOf(db, [row]);
  return erasure ? ok({ erasure, side }) : err("ERASURE.NOT_FOUND");
}

const pageSize = 20;

/** The acting party's own devices, newest first. */
export async function myErasures(db: Db, actor: Actor, input: { before: string | null }): Promise<{ erasures: ErasureView[]; next: string | null }> {
  return page(db, await rows.listOfOwner(db, { partyId: actor.party.id, before: input.before, limit: pageSize + 1 }));
}

/** Devices that came to the acting recycler: those still to be erased, or those that have been. ERASURE.NOT_ALLOWED for everybody but its staff. */
export async function staffErasures(db: Db, actor: Actor, input: { state: "chosen" | "erased"; before: string | null }): Promise<Result<{ erasures: ErasureView[]; next: string | null }, ErasureError>> {
  if (actor.party.kind !== "recycler" || !hasRole(actor.role, "staff")) return err("ERASURE.NOT_ALLOWED");
  return ok(await page(db, await rows.listOfRecycler(db, { partyId: actor.party.id, ...input, limit: pageSize + 1 })));
}

async function page(db: Db, found: rows.ErasureRow[]): Promise<{ erasures: ErasureView[]; next: string | null }> {
  const shown = found.slice(0, pageSize);
  return { erasures: await viewsOf(db, shown), next: found.length > pageSize ? (shown.at(-1)?.id ?? null) : null };
}

async function viewsOf(db: Db, found: readonly rows.ErasureRow[]): Promise<ErasureView[]> {
  const names = await rows.namesFor(db, found);
  return found.map((row) => ({
    id: row.id,
    cause: { type: row.causeType, id: row.causeId },
    subject: row.subject,
    deviceKind: row.deviceKind,
    deviceCount: row.deviceCount,
    choice: row.choice,
    serialTail: row.serialTail,
    toldAtGate: row.toldAtGate,
    ownerName: names.parties.get(row.ownerPartyId) ?? "",
    recyclerName: names.parties.get(row.recyclerPartyId) ?? "",
    state: row.state,
    version: row.version,
    createdAt: row.createdAt.toISOString(),
    certificate: certificateOf(row, names.erasedBy.get(row.id) ?? ""),
  }));
}

function certificateOf(row: rows.ErasureRow, erasedBy: string): ErasureView["certificate"] {
  const { certificateNumber: number, certificateHash: hash, certifiedBy, method, tool, erasedAt } = row;
  if (!number || !hash || !certifiedBy || !method || tool === null || !erasedAt) return null;
  const { deviceKind, deviceCount, serialHash, choice } = row;
  const text = certificateText({ number, certifiedBy, deviceKind, deviceCount, serialHash, choice, method, tool, erasedAt: erasedAt.toISOString() });
  return { number, check: checkWords(hash), hash, text, certifiedBy, method, tool, erasedBy, erasedAt: erasedAt.toISOString() };
}

/**
 * Whether a certificate with this number and these check characters exists, for anybody: what was done and on which day (UTC), and nothing else. Null
 * for a wrong number and for wrong characters alike.
 */
export async function verifyCertificate(db: Db, typed: { number: string; check: string }): Promise<{ method: ErasureMethod; erasedOn: string } | null> {
  const [number, check] = [readCertificateNumber(typed.number), readCheck(typed.check)];
  const found = number && check ? await rows.findCertificate(db, number) : null;
  if (!found || !check) return null;
  const length = Math.max(checkLength, Math.min(check.length, found.hash.length));
  if (!timingSafeEqual(Buffer.from(found.hash.slice(0, length).padEnd(64, " ")), Buffer.from(check.padEnd(64, " ")))) return null;
  return { method: found.method, erasedOn: found.erasedAt.toISOString().slice(0, 10) };
}
