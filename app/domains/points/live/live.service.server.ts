import { z } from "zod";
import { record } from "#app/outbox/record.server.ts";
import { systemClock, type Clock } from "#app/platform/clock.server.ts";
import { inTransaction, transact, type Db } from "#app/platform/db/database.server.ts";
import { hasRole, type Actor } from "#app/shared/actor.ts";
import { fieldMessage } from "#app/shared/field-errors.ts";
import { MATERIAL_GROUPS } from "#app/shared/materials.ts";
import { err, ok, type Result } from "#app/shared/result.ts";
import { mayCare } from "../care/care.rules.ts";
import { findOperatorOf } from "../points.repository.server.ts";
import type { PointError } from "../points.errors.ts";
import { countReportsOf, deleteReportsBefore, endReports, findReport, insertReport, lockReporter, selectReports } from "./live.repository.server.ts";
import { liveState, MINUTES_VALID, REPORTS_PER_HOUR, type LiveState, type ReportSource } from "./live.rules.ts";

/** A report as it is made. `level` of a queue is 0 none, 1 short, 2 long; of containers quarters, 0 empty to 4 full. */
export const stateReportInput = z.object({
  reportId: z.uuid(),
  pointId: z.string().min(1),
  subject: z.enum(["queue", ...MATERIAL_GROUPS], { error: "errors:choose" }),
  level: z.coerce.number({ error: "errors:choose" }).int().min(0, { error: "errors:choose" }).max(4, { error: "errors:choose" }),
  minutes: z
    .union([z.literal("").transform(() => null), z.coerce.number({ error: "errors:wholeNumber" }).int({ error: "errors:wholeNumber" }).min(0, { error: "errors:positive" }).max(600, { error: fieldMessage("errors:tooLarge", { max: 600 }) })])
    .nullable()
    .default(null),
}).refine((input) => input.subject !== "queue" || input.level <= 2, { error: "errors:choose", path: ["level"] });
export type StateReportInput = z.output<typeof stateReportInput>;

/** Who reports: a person, whose words are the staff's at a point they run; or a device, whose place the caller has checked. */
export type Reporter = { actor: Actor } | { deviceId: string };

const MINUTE_MS = 60_000;
/** Reports are forgotten after this many days, and with them who made them. */
const DAYS_KEPT = 30;

/**
 * Says how it is at a point now. It holds for four hours from staff, half an hour from a device, an hour from anybody else. The id comes
 * from the caller: a repeat changes nothing. Errors: POINTS.NOT_FOUND, NOT_ALLOWED (viewers), RATE_LIMITED (details.perHour), KEY_REUSED.
 */
export async function reportState(db: Db, reporter: Reporter, input: StateReportInput, clock: Clock = systemClock): Promise<Result<{ source: ReportSource; expiresAt: string }, PointError>> {
  const now = clock.now();
  return transact<Result<{ source: ReportSource; expiresAt: string }, PointError>>(db, async (tx) => {
    const point = await findOperatorOf(tx, input.pointId);
    if (!point || point.closedSince !== null) return err("POINTS.NOT_FOUND");
    const actor = "actor" in reporter ? reporter.actor : null;
    if (actor && !hasRole(actor.role, "member")) return err("POINTS.NOT_ALLOWED");
    const source = !actor ? "device" : point.operatorPartyId !== null && mayCare(actor, point) ? "staff" : "user";
    const userId = actor?.userId ?? null;
    const deviceId = "deviceId" in reporter ? reporter.deviceId : null;
    const expiresAt = new Date(now.getTime() + MINUTES_VALID[source] * MINUTE_MS);
    if (userId) await lockReporter(tx, userId);
    const known = await findReport(tx, input.reportId);
    if (known) return known.pointId === input.pointId && known.userId === userId && known.deviceId === deviceId ? ok({ source, expiresAt: expiresAt.toISOString() }) : err("POINTS.KEY_REUSED");
    if (source === "user" && userId && (await countReportsOf(tx, { userId, since: new Date(now.getTime() - 60 * MINUTE_MS) })) >= REPORTS_PER_HOUR) {
      return err("POINTS.RATE_LIMITED", { perHour: REPORTS_PER_HOUR });
    }
    const { subject, level } = input;
    const minutes = subject === "queue" && level > 0 ? input.minutes : null;
    await insertReport(tx, { id: input.reportId, pointId: input.pointId, subject, level, minutes, source, userId, deviceId, at: now, expiresAt });
    await record(tx, { type: "points.state-reported", payload: { pointId: input.pointId }, topics: [`point:${input.pointId}`] });
    return ok({ source, expiresAt: expiresAt.toISOString() });
  });
}

/** How it is at some points now, by id; points of which nothing is known are not in it. */
export async function liveStates(db: Db, pointIds: readonly string[], now: Date): Promise<Map<string, LiveState>> {
  const reports = await selectReports(db, pointIds, now);
  return new Map([...reports].map(([id, list]) => [id, liveState(list, now)]));
}

/** The timer's work: has pages look again whose reports expired, and forgets old ones. How many points. Running twice changes nothing. */
export async function endStates(db: Db, now: Date): Promise<number> {
  return inTransaction(db, async (tx) => {
    const pointIds = await endReports(tx, { now, limit: 1000 });
    for (const pointId of pointIds) await record(tx, { type: "points.state-reported", payload: { pointId }, topics: [`point:${pointId}`] });
    await deleteReportsBefore(tx, new Date(now.getTime() - DAYS_KEPT * 86_400_000));
    return pointIds.length;
  });
}
