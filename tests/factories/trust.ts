import type { Database } from "#app/platform/db/database.server.ts";
import { wordsMark } from "#app/domains/listings/corrected-words.service.server.ts";
import { claimCase } from "#app/domains/trust/cases.service.server.ts";
import type { DecisionKind, ReportReason, SubjectKind } from "#app/domains/trust/trust.rules.ts";
import { decideCase } from "#app/flows/decide-case.server.ts";
import { reportSubject } from "#app/flows/report-subject.server.ts";
import type { Clock } from "#app/platform/clock.server.ts";
import type { Actor } from "#app/shared/actor.ts";
import { must } from "./deals.ts";
import { createListing } from "./listings.ts";
import { createPerson } from "./people.ts";

type Db = Database["db"];

export type Reported = { caseId: string; reportId: string; listingId: string; owner: Actor; reporter: Actor };

/** A person who moderates. */
export function createModerator(db: Db): Promise<Actor> {
  return createPerson(db, { isOperator: true });
}

/** A published listing that somebody reported (or the given subject). */
export async function reportedListing(
  db: Db,
  input: { owner?: Actor; reporter?: Actor; reason?: ReportReason; clock?: Clock; subject?: { subject: SubjectKind; id: string }; listingId?: string } = {},
): Promise<Reported> {
  const owner = input.owner ?? (await createPerson(db));
  const reporter = input.reporter ?? (await createPerson(db));
  const listingId = input.listingId ?? (await createListing(db, owner)).id;
  const subject = input.subject ?? { subject: "listing" as const, id: listingId };
  const { reportId } = must(await reportSubject(db, reporter, { ...subject, reason: input.reason ?? "scam", text: "They ask for money first." }, input.clock));
  const { caseId } = await db.report.findUniqueOrThrow({ where: { id: reportId }, select: { caseId: true } });
  return { caseId, reportId, listingId, owner, reporter };
}

/** Takes a case for a moderator; the version to act on. */
export async function take(db: Db, moderator: Actor, caseId: string, clock?: Clock): Promise<number> {
  const { version } = await db.moderationCase.findUniqueOrThrow({ where: { id: caseId }, select: { version: true } });
  return must(await claimCase(db, moderator, { caseId, version }, clock)).version;
}

/** Takes and decides a case. */
export async function decide(db: Db, moderator: Actor, caseId: string, kind: DecisionKind, options: { until?: string; clock?: Clock; words?: { title: string; description: string } } = {}): Promise<string> {
  const version = await take(db, moderator, caseId, options.clock);
  const { listingId } = await db.moderationCase.findUniqueOrThrow({ where: { id: caseId }, select: { listingId: true } });
  const seen = options.words && listingId ? await db.listing.findUniqueOrThrow({ where: { id: listingId }, select: { title: true, description: true } }) : null;
  return must(await decideCase(db, moderator, { caseId, version, kind, rule: "scam", facts: "Payment was asked for before the hand-over.", until: options.until ?? null, newTitle: options.words?.title, newDescription: options.words?.description, ...(seen ? { wordsSeen: wordsMark(seen) } : {}) }, options.clock)).decisionId;
}

/** A clock that tests move. */
export function movingClock(at = new Date()): Clock & { at: Date } {
  const clock = { at, now: () => clock.at };
  return clock;
}
