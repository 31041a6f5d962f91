import { isMaterialGroup, type MaterialGroup } from "#app/shared/materials.ts";

/** Who says how it is at a point now, strongest first. */
export const reportSources = ["staff", "device", "user"] as const;
export type ReportSource = (typeof reportSources)[number];

/** For how long a report says something, in minutes: staff look around all day, a device measures again soon, a visitor has left. */
export const MINUTES_VALID: Readonly<Record<ReportSource, number>> = { staff: 240, device: 30, user: 60 };
/** The most reports one person may make in an hour, at all points; those who run a point have no limit there. */
export const REPORTS_PER_HOUR = 20;

export const queueLevels = ["none", "short", "long"] as const;
export const fillLevels = ["empty", "quarter", "half", "most", "full"] as const;
/** Of what something is said: the queue, or the containers of a group of materials. */
export type ReportSubject = "queue" | MaterialGroup;

/** True for something a report can be about. */
export function isReportSubject(text: string): text is ReportSubject {
  return text === "queue" || isMaterialGroup(text);
}

/** A report as it is kept. Instants as ISO text. */
export interface StateReport {
  subject: ReportSubject;
  level: number;
  minutes: number | null;
  source: ReportSource;
  at: string;
  expiresAt: string;
}

/** How it is at a point now: one report for each subject. */
export interface LiveState {
  queue: StateReport | null;
  fill: StateReport[];
}

/**
 * The reports that hold at an instant: of each subject the newest of the strongest source whose report has not expired. Exactly at
 * its end a report has.
 */
export function liveState(reports: readonly StateReport[], now: Date): LiveState {
  const at = now.getTime();
  const bySubject = new Map<ReportSubject, StateReport>();
  for (const report of reports) {
    if (Date.parse(report.expiresAt) <= at || Date.parse(report.at) > at) continue;
    const known = bySubject.get(report.subject);
    if (!known || outweighs(report, known)) bySubject.set(report.subject, report);
  }
  return { queue: bySubject.get("queue") ?? null, fill: [...bySubject.values()].filter((one) => one.subject !== "queue").sort((a, b) => b.level - a.level || a.subject.localeCompare(b.subject)) };
}

function outweighs(a: StateReport, b: StateReport): boolean {
  const strength = reportSources.indexOf(a.source) - reportSources.indexOf(b.source);
  return strength !== 0 ? strength < 0 : a.at > b.at;
}
