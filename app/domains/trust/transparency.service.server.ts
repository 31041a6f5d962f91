import { systemClock, type Clock } from "#app/platform/clock.server.ts";
import type { Db } from "#app/platform/db/database.server.ts";
import { published, smallest, type Figure } from "./transparency.rules.ts";
import { countByMonth, mediansByMonth, type Count, type Measure } from "./transparency.repository.server.ts";
import { decisionKinds, publishedLimits, reportReasons, subjectKinds } from "./trust.rules.ts";

/** How far back the page goes. */
export const monthsShown = 24;

export type TransparencyMonth = {
  month: string;
  reports: { total: Figure; bySubject: Record<string, Figure>; byReason: Record<string, Figure> };
  decisions: { total: Figure; bySubject: Record<string, Figure>; byRule: Record<string, Figure>; byKind: Record<string, Figure>; detectedByRule: Figure; automated: Figure; refusedBySecondModerator: Figure };
  /** From the opening of a case to its decision; null with fewer than five decisions. */
  medianMinutesToDecision: number | null;
  appeals: { received: Figure; upheld: Figure; reversed: Figure };
  restrictions: { restricted: Figure; suspended: Figure };
  contestedMarks: { upheld: Figure; refused: Figure };
};

/** The public report: figures by month, newest first, and the limits that hold for everybody. */
export type Transparency = { months: TransparencyMonth[]; smallCells: { below: number; shownAs: "fewer_than_5" }; limits: typeof publishedLimits };

/** Counts everything of the last two years from the rows and puts it as it may be published. */
export async function transparency(db: Db, clock: Clock = systemClock): Promise<Transparency> {
  const now = clock.now();
  const since = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - (monthsShown - 1), 1));
  const [counts, medians] = [await countByMonth(db, since), await mediansByMonth(db, since)];
  const months = [...new Set([...counts.map((count) => count.month), ...medians.map((median) => median.month)])].sort().reverse();
  return {
    months: months.map((month) => monthOf(month, counts.filter((count) => count.month === month), medians.find((median) => median.month === month))),
    smallCells: { below: smallest, shownAs: "fewer_than_5" },
    limits: publishedLimits,
  };
}

function monthOf(month: string, counts: Count[], median: { minutes: number; count: number } | undefined): TransparencyMonth {
  const of = (measure: Measure, key?: string) => counts.filter((count) => count.measure === measure && (key === undefined || count.key === key)).reduce((sum, { count }) => sum + count, 0);
  const split = (measure: Measure, keys: readonly string[]) => Object.fromEntries(keys.map((key) => [key, published(of(measure, key))]));
  return {
    month,
    reports: { total: published(of("reports_by_subject")), bySubject: split("reports_by_subject", subjectKinds), byReason: split("reports_by_reason", reportReasons) },
    decisions: {
      total: published(of("decisions_by_kind")),
      bySubject: split("decisions_by_subject", subjectKinds),
      byRule: split("decisions_by_rule", reportReasons),
      byKind: split("decisions_by_kind", decisionKinds),
      detectedByRule: published(of("decisions_detected")),
      automated: published(of("decisions_automated")),
      refusedBySecondModerator: published(of("decisions_refused")),
    },
    medianMinutesToDecision: median && median.count >= smallest ? median.minutes : null,
    appeals: { received: published(of("appeals_received")), upheld: published(of("appeals_decided", "upheld")), reversed: published(of("appeals_decided", "reversed")) },
    restrictions: { restricted: published(of("restrictions_by_kind", "restricted")), suspended: published(of("restrictions_by_kind", "suspended")) },
    contestedMarks: { upheld: published(of("marks_decided", "upheld")), refused: published(of("marks_decided", "refused")) },
  };
}
