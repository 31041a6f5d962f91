import { parseArgs } from "node:util";
import pg from "pg";
import { connectPostgres } from "../../app/platform/db/adapters.server.ts";
import { migrateAndConnect, type Database } from "../../app/platform/db/database.server.ts";
import { findMiscountedSlots } from "../../app/domains/pickups/bookings.repository.server.ts";
import { bookSlot, cancelBooking, rescheduleBooking } from "../../app/domains/pickups/bookings.service.server.ts";
import type { Actor } from "../../app/shared/actor.ts";
import { newId } from "../../app/shared/ids.ts";
import { createOwnPoint } from "../factories/pickups.ts";
import { createPerson } from "../factories/people.ts";
import { adminQuery, databaseUrl, findPostgres } from "../setup/databases.ts";

const WORKERS = 8;
const SPREAD = 1000;
const NOW = new Date("2026-06-01T06:00:00Z");
const clock = { now: () => NOW };

interface Figure {
  key: string;
  what: string;
  value: number;
  unit: string;
  goal?: number;
}

/** The least a booking can be: one conditional count and one row. */
const bareText = `WITH taken AS (UPDATE bare_slot SET taken = taken + 1 WHERE id = $1 AND taken + 1 <= capacity RETURNING id)
  INSERT INTO bare_booking (id, slot_id, party_id) SELECT $2, id, $3 FROM taken`;

/** The rows that ours writes (booking, line, history, event) and the same checks, by one prepared statement. */
const sameText = `WITH taken AS (
    UPDATE slot s SET taken_visits = taken_visits + 1, taken_grams = taken_grams + 1000, updated_at = $4
    WHERE s.id = $1 AND s.status = 'open' AND $4::timestamptz < s.starts_at - make_interval(mins => s.book_cutoff_minutes) AND taken_visits + 1 <= capacity_visits
      AND (s.capacity_grams IS NULL OR taken_grams + 1000 <= s.capacity_grams) AND s.waiting_min_grams IS NULL
      AND NOT EXISTS (SELECT 1 FROM booking o WHERE o.slot_id = s.id AND o.party_id = $3 AND o.takes_capacity AND o.state IN ('held', 'confirmed', 'checked_in', 'weighed'))
      AND EXISTS (SELECT 1 FROM point_material m WHERE m.point_id = s.point_id AND m.material = 'cardboard' AND m.accepts)
    RETURNING s.id, s.point_id, s.recycler_party_id),
  b AS (
    INSERT INTO booking (id, slot_id, point_id, recycler_party_id, party_id, booked_by_user_id, state, declared_grams, check_in_code, created_at, updated_at)
    SELECT $2, id, point_id, recycler_party_id, $3, $5, 'confirmed', 1000, $6, $4, $4 FROM taken RETURNING id),
  lined AS (INSERT INTO booking_line (id, booking_id, material, declared_grams) SELECT $7, id, 'cardboard', 1000 FROM b),
  noted AS (INSERT INTO transition (id, subject_type, subject_id, to_state, actor_user_id, actor_party_id, actor_role, at) SELECT $8, 'booking', id, 'confirmed', $5, $3, 'resident:owner', $4 FROM b),
  told AS (INSERT INTO outbox_event (type, payload) SELECT 'pickups.booked', jsonb_build_object('bookingId', id, 'topics', jsonb_build_array('booking:' || id)) FROM b)
  SELECT id FROM b`;

/** Measures bookings beside the same by raw prepared statements, in one run. Needs a PostgreSQL. */
export async function benchBookings(args: string[]): Promise<void> {
  const { values } = parseArgs({ args, options: { rounds: { type: "string", default: "3" }, seconds: { type: "string", default: "3" }, json: { type: "boolean", default: false } } });
  const adminUrl = await findPostgres();
  if (!adminUrl) throw new Error("the bench of bookings needs a PostgreSQL (TEST_DATABASE_URL names one)");
  const name = `roundabout_bench_${process.pid}`;
  await adminQuery(adminUrl, `CREATE DATABASE ${name}`);
  const url = databaseUrl(adminUrl, name);
  const database = await migrateAndConnect(connectPostgres(url, { maxConnections: WORKERS + 2 }));
  const pool = new pg.Pool({ connectionString: url, max: WORKERS });
  try {
    const figures = await measure(database.db, pool, { rounds: Number(values.rounds), seconds: Number(values.seconds) });
    if (values.json) console.log(JSON.stringify({ node: process.versions.node, workers: WORKERS, figures }));
    else for (const { key, what, value, unit, goal } of figures) console.log(`${key.padEnd(4)} ${what.padEnd(66)} ${format(value).padStart(10)} ${unit}${goal === undefined ? "" : `   goal ${goal}`}`);
  } finally {
    await pool.end();
    await database.close();
    await adminQuery(adminUrl, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
  }
}

const format = (value: number): string => (value >= 100 ? Math.round(value).toLocaleString("en") : value === 0 ? "0" : value.toPrecision(3));
const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

type Contender = { what: string; work: (slotId: string) => Promise<unknown> };

async function measure(db: Database["db"], pool: pg.Pool, options: { rounds: number; seconds: number }): Promise<Figure[]> {
  const { pointId, recycler } = await createOwnPoint(db, { materials: ["cardboard"] });
  const person = await createPerson(db);
  const someone = (): Actor => ({ ...person, party: { ...person.party, id: newId() } });
  const start = new Date("2026-06-02T00:00:00Z").getTime();
  const slots = Array.from({ length: SPREAD + 1 }, (_, n) => ({ id: newId(), pointId, recyclerPartyId: recycler.party.id, startsAt: new Date(start + n * 3_600_000), endsAt: new Date(start + (n + 1) * 3_600_000), capacityVisits: 10_000_000 }));
  await db.slot.createMany({ data: slots });
  await pool.query(`CREATE TABLE bare_slot (id text PRIMARY KEY, taken int NOT NULL DEFAULT 0, capacity int NOT NULL, CHECK (taken <= capacity));
    CREATE TABLE bare_booking (id text PRIMARY KEY, slot_id text NOT NULL REFERENCES bare_slot, party_id text NOT NULL, UNIQUE (slot_id, party_id));
    INSERT INTO bare_slot (id, capacity) SELECT id, capacity_visits FROM slot`);
  const [hot = "", ...many] = slots.map((slot) => slot.id);
  let turn = 0;
  const spread = () => many[(turn += 1) % many.length] ?? "";
  const asked = (slotId: string) => ({ bookingId: newId(), slotId, lines: [{ material: "cardboard", declaredGrams: 1_000 }], note: "" });
  const book = async (slotId: string, actor = someone()) => {
    const booked = await bookSlot(db, actor, asked(slotId), clock);
    if (!booked.ok) throw new Error(booked.error);
    return { actor, bookingId: booked.value.bookingId };
  };
  const contenders: Contender[] = [
    { what: "raw: one conditional update and one row", work: (slotId) => pool.query({ name: "bare", text: bareText, values: [slotId, newId(), newId()] }) },
    { what: "raw: the rows and checks of ours, one prepared statement", work: (slotId) => pool.query({ name: "same", text: sameText, values: [slotId, newId(), newId(), NOW, person.userId, String((turn += 1) % 1_000_000).padStart(6, "0"), newId(), newId()] }).catch(codeInUse) },
    { what: "ours: bookSlot", work: (slotId) => book(slotId) },
  ];
  const moves: Contender[] = [
    { what: "ours: book, then cancel (two acts)", work: async (slotId) => { const { actor, bookingId } = await book(slotId); await cancelBooking(db, actor, { bookingId }, clock); } },
    { what: "ours: book, then move (two acts)", work: async (slotId) => { const { actor, bookingId } = await book(slotId); await rescheduleBooking(db, actor, { bookingId, slotId: spread(), newBookingId: newId() }, clock); } },
  ];
  const seen = new Map<string, number[]>();
  for (let round = 0; round <= options.rounds; round += 1) {
    for (const [where, choose] of [["hot", () => hot], ["spread", spread]] as const) {
      for (const { what, work } of where === "hot" ? contenders : [...contenders, ...moves]) {
        const rate = await perSecond(round === 0 ? 1 : options.seconds, () => work(choose()));
        const key = `${what}, ${where}`;
        if (round > 0) seen.set(key, [...(seen.get(key) ?? []), rate]);
        process.stderr.write(`round ${round}  ${key.padEnd(70)} ${Math.round(rate)}/s\n`);
      }
    }
  }
  const medians = new Map([...seen].map(([key, rates]) => [key, median(rates)]));
  const of = (start: string, where: string) => medians.get([...medians.keys()].find((key) => key.startsWith(start) && key.endsWith(where)) ?? "") ?? Number.NaN;
  return [
    ...[...medians].map(([what, value]) => ({ key: "P6", what, value, unit: "/s" })),
    ...(["hot", "spread"] as const).flatMap((where) => [
      { key: "P6", what: `ours / one conditional update and one row, ${where}`, value: of("ours: bookSlot", where) / of("raw: one", where), unit: "", goal: 0.5 },
      { key: "P6", what: `ours / the same rows and checks by raw SQL, ${where}`, value: of("ours: bookSlot", where) / of("raw: the rows", where), unit: "" },
    ]),
    { key: "P6", what: "slots whose count is not the sum of their bookings", value: (await findMiscountedSlots(db)).length, unit: "", goal: 0 },
  ];
}

/** Six digits at a point run out in a bench of hundreds of thousands; ours draws others, the raw statement counts as done. */
function codeInUse(error: unknown): void {
  if ((error as { code?: string }).code !== "23505") throw error;
}

/** Runs `work` on all workers for some seconds; answers how often it was done per second. */
async function perSecond(seconds: number, work: () => Promise<unknown>): Promise<number> {
  const started = Date.now();
  const until = started + seconds * 1000;
  let done = 0;
  await Promise.all(
    Array.from({ length: WORKERS }, async () => {
      while (Date.now() < until) {
        await work();
        done += 1;
      }
    }),
  );
  return (done * 1000) / (Date.now() - started);
}
