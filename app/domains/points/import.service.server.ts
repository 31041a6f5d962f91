import { record } from "#app/outbox/record.server.ts";
import { systemClock, type Clock } from "#app/platform/clock.server.ts";
import { inTransaction, type Db } from "#app/platform/db/database.server.ts";
import { err, ok, type Result } from "#app/shared/result.ts";
import { beginRun, endRun, storedHashes, writePoints, type Written } from "./import.repository.server.ts";
import { normalizeFileInTurns, type NormalizedFile } from "./import/normalize.server.ts";
import type { ImportReport } from "./points.schema.ts";

/** Points a transaction writes: small enough that requests get their turn between two of them. */
const BATCH_POINTS = 150;
/** Pages of more changed points than this look again by themselves, within seconds or at the next visit. */
const MAX_TOPICS = 1_000;

export interface ImportInput {
  /** The whole file. */
  text: string;
  /** What the source is called; with a point's external id it is the point's identity. */
  sourceName: string;
  /** For the report only. */
  fileName: string;
  /** `total` is null while rows are being read. */
  onProgress?: (progress: { phase: "read" | "write"; done: number; total: number | null }) => void;
}

export type ImportFailure = "POINTS.SOURCE_INVALID" | "POINTS.FILE_SHAPE_UNKNOWN" | "POINTS.FILE_UNREADABLE";

/** Letters, digits and `. _ -`, so that a name fits into an address and a file name. */
const SOURCE_NAME = /^[\p{L}\p{N}][\p{L}\p{N}._-]{0,79}$/u;

/**
 * Imports a file of recycling points. Doing it again changes nothing; a newer file changes only what is different in it.
 * Every row is accounted for in the report; what vanished from the file is reported and stays. Written in batches, each
 * in its own transaction: a cut leaves whole points, and the next run goes on from there.
 */
export async function importPoints(db: Db, input: ImportInput, clock: Clock = systemClock): Promise<Result<ImportReport, ImportFailure>> {
  if (!SOURCE_NAME.test(input.sourceName)) return err("POINTS.SOURCE_INVALID");
  const startedAt = clock.now();
  const stopwatch = performance.now();
  const read = await normalizeFileInTurns(input.text, {
    sourceName: input.sourceName,
    onProgress: (done) => input.onProgress?.({ phase: "read", done, total: null }),
  });
  if (!read.ok) return read;
  const file = read.value;

  const runId = await beginRun(db, { sourceName: input.sourceName, fileName: input.fileName, startedAt });
  const stored = await storedHashes(db, input.sourceName);
  // In order of id, so that two imports at once wait for each other instead of locking each other out.
  const changed = file.points
    .filter((point) => stored.get(point.externalId) !== point.contentHash)
    .sort((a, b) => (a.externalId < b.externalId ? -1 : 1));
  const written: Written = { created: [], updated: [], kept: [] };
  for (let start = 0; start < changed.length; start += BATCH_POINTS) {
    const points = changed.slice(start, start + BATCH_POINTS);
    const batch = await inTransaction(db, (tx) =>
      writePoints(tx, { sourceName: input.sourceName, sourceProfile: file.shape, points, now: startedAt }),
    );
    for (const kind of ["created", "updated", "kept"] as const) written[kind].push(...batch[kind]);
    input.onProgress?.({ phase: "write", done: start + points.length, total: changed.length });
    // Requests that came in meanwhile go first.
    await new Promise((resolve) => setImmediate(resolve));
  }

  const present = new Set(file.points.map((point) => point.externalId));
  const missing = [...stored.keys()].filter((externalId) => !present.has(externalId)).sort();
  const seconds = Math.round(performance.now() - stopwatch) / 1000;
  const report = reportOf({ runId, fileName: input.fileName, file, written, missing, seconds });
  await inTransaction(db, async (tx) => {
    await endRun(tx, { id: runId, report, finishedAt: clock.now() });
    await record(tx, {
      type: "points.imported",
      payload: { sourceName: input.sourceName, created: report.created, updated: report.updated },
      topics: written.updated.slice(0, MAX_TOPICS).map((id) => `point:${id}` as const),
    });
  });
  return ok(report);
}

function reportOf(of: {
  runId: string;
  fileName: string;
  file: NormalizedFile;
  written: Written;
  missing: string[];
  seconds: number;
}): ImportReport {
  const { file, written } = of;
  const report: ImportReport = {
    runId: of.runId,
    source: file.sourceName,
    file: of.fileName,
    shape: file.shape,
    attribution: file.profile.attribution,
    licence: file.profile.licenceId,
    read: file.read,
    created: written.created.length,
    updated: written.updated.length,
    unchanged: file.points.length - written.created.length - written.updated.length - written.kept.length,
    kept: written.kept.length,
    merged: file.merged,
    rejected: file.rejects.length,
    rejects: file.rejects,
    missing: of.missing,
    unknownTags: file.unknownTags,
    hours: { none: 0, weekly: 0, partial: 0, always: 0, unparsed: 0 },
    unreadHours: [],
    review: {},
    seconds: of.seconds,
  };
  for (const { externalId, openingHoursRaw, hours, reviewReasons } of file.points) {
    report.hours[hours?.status ?? "none"] += 1;
    if (hours && openingHoursRaw !== null && (hours.status === "unparsed" || hours.status === "partial")) {
      report.unreadHours.push({ externalId, status: hours.status, raw: openingHoursRaw, reason: hours.reason });
    }
    for (const reason of reviewReasons) report.review[reason] = (report.review[reason] ?? 0) + 1;
  }
  return report;
}
