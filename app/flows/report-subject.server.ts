import { mayKnowOf } from "#app/domains/communities/communities.repository.server.ts";
import { findForReport } from "#app/domains/messaging/withdraw.service.server.ts";
import { fileReport, findReportable, shownTo } from "#app/domains/trust/reports.service.server.ts";
import type { TrustError } from "#app/domains/trust/trust.errors.ts";
import type { SubjectKind } from "#app/domains/trust/trust.rules.ts";
import type { ReportInput, Subject } from "#app/domains/trust/trust.schema.ts";
import { systemClock, type Clock } from "#app/platform/clock.server.ts";
import type { Db } from "#app/platform/db/database.server.ts";
import type { Actor } from "#app/shared/actor.ts";
import { err, ok, type Result } from "#app/shared/result.ts";

/** A party, or a review about one, that its reader may know of; other things are asked for where they are found. */
async function mayKnow(db: Db, actor: Actor, { subject, id }: { subject: SubjectKind; id: string }): Promise<boolean> {
  const partyId = subject === "party" ? id : subject === "review" ? id.split(":")[0] : null;
  // What is not there is refused by the report itself.
  return !partyId || mayKnowOf(db, { partyId, userId: actor.userId, actingPartyId: actor.party.id });
}

/** What somebody is about to report, as its form shows it: of a message that was taken back or hidden, only that there was one. Errors: those of findReportable. */
export async function openReport(db: Db, actor: Actor, input: { subject: SubjectKind; id: string }): Promise<Result<Subject, TrustError>> {
  if (!(await mayKnow(db, actor, input))) return err("TRUST.NOT_FOUND");
  const found = await findReportable(db, actor, input, findForReport);
  return found.ok ? ok({ ...found.value, snapshot: shownTo(found.value.snapshot) }) : found;
}

/** Reports something, with a frozen copy of it: of a message what it said and showed, also where its author took it back. Errors: those of fileReport. */
export async function reportSubject(db: Db, actor: Actor, input: ReportInput, clock: Clock = systemClock): Promise<Result<{ reportId: string }, TrustError>> {
  if (!(await mayKnow(db, actor, input))) return err("TRUST.NOT_FOUND");
  return fileReport(db, actor, input, { readMessage: findForReport, clock });
}
