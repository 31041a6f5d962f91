import { holidayChoice } from "#app/domains/points/care/forms.ts";
import { findCarePoint } from "#app/domains/points/care/care.repository.server.ts";
import { partOfProposal, rulesOfDays } from "#app/domains/points/corrections/corrections.schema.ts";
import { applyFacts, claimCorrection, settle } from "#app/domains/points/corrections/corrections.service.server.ts";
import type { CorrectionRow } from "#app/domains/points/corrections/corrections.repository.server.ts";
import { countSeasons, coversTheYear, MAX_SEASONS, withPartOfYear } from "#app/domains/points/hours/part-of-year.ts";
import { systemClock, type Clock } from "#app/platform/clock.server.ts";
import { transact, type Db, type Tx } from "#app/platform/db/database.server.ts";
import type { Actor } from "#app/shared/actor.ts";
import { err, ok, type Result } from "#app/shared/result.ts";
import { changePointHours, closePointForGood, type HoursError } from "./change-point-hours.server.ts";

type Accepted = { correctionId: string; state: "accepted" | "declined" };

/**
 * Accepts a correction and writes what it says, in one transaction; words alone ("other") are for the operator to act on. A week for a part
 * of the year leaves the rest of the year, and what holds on dates, as it is: where nobody has said anything of it, it stays unknown and is not closed. Hours and closing may touch bookings: then the first answer is
 * POINTS.BOOKINGS_AFFECTED, as in `changePointHours`, and nothing is written.
 * Errors: POINTS.NOT_FOUND, NOT_ALLOWED, WRONG_STATE (details.state), STALE, TOO_MANY_SEASONS (details.max), BOOKINGS_AFFECTED.
 */
export async function acceptCorrection(
  db: Db,
  actor: Actor,
  input: { correctionId: string; version: number },
  options: { isConfirmed: boolean; clock?: Clock },
): Promise<Result<Accepted, HoursError>> {
  const { isConfirmed, clock = systemClock } = options;
  return transact<Result<Accepted, HoursError>>(db, async (tx) => {
    const claimed = await claimCorrection(tx, actor, input);
    if (!claimed.ok) return claimed;
    const now = clock.now();
    const applied = await apply(tx, actor, claimed.value, { isConfirmed, clock: { now: () => now } });
    if (!applied.ok) return applied;
    return settle(tx, actor, claimed.value, { to: "accepted", reason: null, now });
  });
}

async function apply(tx: Tx, actor: Actor, correction: CorrectionRow, options: { isConfirmed: boolean; clock: Clock }): Promise<Result<unknown, HoursError>> {
  const { pointId, kind, proposal } = correction;
  if (kind === "closed") return closePointForGood(tx, actor, { pointId }, options);
  if (kind !== "hours") return applyFacts(tx, actor, correction, options.clock.now());
  const point = await findCarePoint(tx, pointId, "9999");
  if (!point) return err("POINTS.NOT_FOUND");
  const part = partOfProposal(proposal);
  const seasons = withPartOfYear(point.rules, part, rulesOfDays(proposal.days ?? []));
  if (countSeasons(seasons) > MAX_SEASONS) return err("POINTS.TOO_MANY_SEASONS", { max: MAX_SEASONS });
  // Nothing that is certain was said of the rest of the year, so nothing falls away there either.
  const staysPartial = part !== null && ["none", "partial", "unparsed"].includes(point.hoursStatus) && !coversTheYear(part);
  const changed = await changePointHours(tx, actor, { pointId, version: point.version, seasons, staysPartial, holidayRule: holidayChoice(point), makeUpWeekday: point.makeUpWeekday }, options);
  return changed.ok ? ok(changed.value) : changed;
}
