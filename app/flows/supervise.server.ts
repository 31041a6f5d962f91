import { listAlarms, listTroubledDeliveries, type SupervisedAlarm, type SupervisedDelivery } from "#app/domains/custody/supervised.repository.server.ts";
import type { LicenceView } from "#app/domains/licences/licences.schema.ts";
import { findSupervised, listMovesOf, listSupervised, listSupervisedMoves, type LicenceMove } from "#app/domains/licences/supervised.repository.server.ts";
import { listPointsOfRegion } from "#app/domains/points/supervised.repository.server.ts";
import { listRegions } from "#app/domains/supervision/regions.repository.server.ts";
import { maySupervise, regionAsked, type SupervisionError } from "#app/domains/supervision/supervision.rules.ts";
import { regionOf, type Part, type Period } from "#app/domains/supervision/supervision.schema.ts";
import { audit, listAudit } from "#app/domains/trust/audit.repository.server.ts";
import type { AuditAction } from "#app/domains/trust/audit-actions.ts";
import { systemClock, type Clock } from "#app/platform/clock.server.ts";
import { transact, type Db, type Tx } from "#app/platform/db/database.server.ts";
import type { Actor } from "#app/shared/actor.ts";
import { LICENCE_BOUND } from "#app/shared/licences.ts";
import { err, ok, type Result } from "#app/shared/result.ts";

/** Rows of each kind on the page; the files have all. */
const SHOWN = 50;
/** When its own people looked before: so many of the last times. */
const LOOKS_SHOWN = 10;
/** A file has at most so many rows; for more, a shorter period is asked. */
const MAX_ROWS = 10_000;

/** The rows of each part. */
export interface Supervised {
  licences: LicenceView[];
  decisions: LicenceMove[];
  alarms: SupervisedAlarm[];
  deliveries: SupervisedDelivery[];
}

/** What an authority sees: its regions, the one looked at, and what happened there in a period; `more` names the parts that go on beyond what is shown. */
export interface SupervisionView extends Supervised {
  regions: string[];
  region: string;
  pointCount: number;
  /** Points of the country whose part nobody knows; they are in nobody's part. */
  unknownPointCount: number;
  more: Part[];
  /** When its own people looked before, the newest first. */
  looks: { at: Date; action: string; region: string; period: string; who: string | null }[];
}

type Asked = { region: string | null; period: Period };

/** The region of this authority that is asked for, or why there is none. */
async function ownRegion(db: Db, actor: Actor, asked: string | null): Promise<Result<{ regions: string[]; region: string }, SupervisionError>> {
  if (!maySupervise(actor)) return err("SUPERVISION.NOT_ALLOWED");
  const regions = await listRegions(db, actor.party.id);
  if (regions.length === 0) return err("SUPERVISION.NO_REGION");
  const region = regionAsked(regions, asked);
  return region === null ? err("SUPERVISION.NOT_FOUND") : ok({ regions, region });
}

type Reader<P extends Part> = (db: Db, input: { region: string; period: Period; pointIds: readonly string[]; now: Date; limit: number }) => Promise<Supervised[P]>;

const readers: { [P in Part]: Reader<P> } = {
  licences: (db, { region, period, now, limit }) => listSupervised(db, { ...regionOf(region), ...period, now, limit }),
  decisions: (db, { region, period, limit }) => listSupervisedMoves(db, { ...regionOf(region), ...period, limit }),
  alarms: (db, { pointIds, period, limit }) => listAlarms(db, { pointIds, ...period, limit }),
  deliveries: (db, { pointIds, period, now, limit }) => listTroubledDeliveries(db, { pointIds, ...period, materials: LICENCE_BOUND, now, limit }),
};

/**
 * What an authority's staff reads of one of its regions in a period; that they looked is noted in the record, in the same transaction.
 * Errors: SUPERVISION.NOT_ALLOWED (no staff of an authority), NO_REGION (none is stated), NOT_FOUND (another's region).
 */
export async function supervise(db: Db, actor: Actor, asked: Asked, clock: Clock = systemClock): Promise<Result<SupervisionView, SupervisionError>> {
  return transact<Result<SupervisionView, SupervisionError>>(db, async (tx) => {
    const own = await ownRegion(tx, actor, asked.region);
    if (!own.ok) return own;
    const now = clock.now();
    const { regions, region } = own.value;
    const { pointIds, unknownCount } = await listPointsOfRegion(tx, regionOf(region));
    const input = { region, period: asked.period, pointIds, now, limit: SHOWN + 1 };
    const [licences, decisions, alarms, deliveries] = [await readers.licences(tx, input), await readers.decisions(tx, input), await readers.alarms(tx, input), await readers.deliveries(tx, input)];
    const all = { licences, decisions, alarms, deliveries };
    const looks = await looksOf(tx, actor.party.id);
    await noteLook(tx, actor, "supervision.read", { region, period: asked.period, at: now });
    return ok({
      licences: licences.slice(0, SHOWN), decisions: decisions.slice(0, SHOWN), alarms: alarms.slice(0, SHOWN), deliveries: deliveries.slice(0, SHOWN),
      regions, region, pointCount: pointIds.length, unknownPointCount: unknownCount,
      more: (Object.keys(all) as Part[]).filter((part) => all[part].length > SHOWN),
      looks,
    });
  });
}

/**
 * All rows of one part, for a file; noted like a look. Errors as `supervise`, and SUPERVISION.TOO_MUCH where the period has more rows than
 * a file holds.
 */
export async function superviseAll<P extends Part>(db: Db, actor: Actor, asked: Asked & { part: P; file: string }, clock: Clock = systemClock): Promise<Result<{ region: string; rows: Supervised[P] }, SupervisionError>> {
  return transact<Result<{ region: string; rows: Supervised[P] }, SupervisionError>>(db, async (tx) => {
    const own = await ownRegion(tx, actor, asked.region);
    if (!own.ok) return own;
    const now = clock.now();
    const { region } = own.value;
    const { pointIds } = await listPointsOfRegion(tx, regionOf(region));
    const rows = await readers[asked.part](tx, { region, period: asked.period, pointIds, now, limit: MAX_ROWS + 1 });
    if (rows.length > MAX_ROWS) return err("SUPERVISION.TOO_MUCH");
    await noteLook(tx, actor, "supervision.exported", { region, period: asked.period, file: asked.file, at: now });
    return ok({ region, rows });
  });
}

/** One licence of one of the authority's regions with every step of it; noted. SUPERVISION.NOT_FOUND for a licence elsewhere. */
export async function superviseLicence(db: Db, actor: Actor, licenceId: string, clock: Clock = systemClock): Promise<Result<{ licence: LicenceView; moves: LicenceMove[] }, SupervisionError>> {
  return transact<Result<{ licence: LicenceView; moves: LicenceMove[] }, SupervisionError>>(db, async (tx) => {
    const own = await ownRegion(tx, actor, null);
    if (!own.ok) return own;
    const now = clock.now();
    for (const region of own.value.regions) {
      const licence = await findSupervised(tx, { ...regionOf(region), id: licenceId, now });
      if (!licence) continue;
      const moves = await listMovesOf(tx, licenceId);
      await audit(tx, { at: now, actorUserId: actor.userId, action: "supervision.read", subjectKind: "licence", subjectId: licenceId, details: { region, authority: actor.party.id } });
      return ok({ licence, moves });
    }
    return err("SUPERVISION.NOT_FOUND");
  });
}

async function noteLook(tx: Tx, actor: Actor, action: AuditAction, look: { region: string; period: Period; file?: string; at: Date }): Promise<void> {
  const details = { region: look.region, period: `${look.period.first}/${look.period.last}`, ...(look.file ? { file: look.file } : {}) };
  await audit(tx, { at: look.at, actorUserId: actor.userId, action, subjectKind: "party", subjectId: actor.party.id, details });
}

async function looksOf(db: Db, partyId: string): Promise<SupervisionView["looks"]> {
  const rows = await listAudit(db, { action: null, actorUserId: null, subjectId: partyId, before: null, limit: LOOKS_SHOWN });
  const text = (value: unknown) => (typeof value === "string" ? value : "");
  return rows.filter((row) => row.action.startsWith("supervision.")).map((row) => ({ at: row.at, action: row.action, region: text(row.details.region), period: text(row.details.period), who: row.actorName }));
}
