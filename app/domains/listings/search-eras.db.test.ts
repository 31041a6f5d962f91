import { expect, it } from "vitest";
import { joinSql, sql } from "#app/platform/db/sql.server.ts";
import { chance } from "#tests/factories/chance.ts";
import { createListing } from "#tests/factories/listings.ts";
import { createPerson } from "#tests/factories/people.ts";
import { describeDatabases } from "#tests/setup/test-database.ts";
import { erasBetween, spansBefore } from "./search-eras.ts";
import { newestMatches } from "./search-sql.repository.server.ts";

const hour = 3_600_000;

describeDatabases("reading the newest part first", (open) => {
  it("finds what reading all of it finds, wherever the part begins", async () => {
    const db = open();
    const owner = await createPerson(db);
    const next = chance(11);
    const now = Date.parse("2026-05-01T12:00:00Z");
    for (let n = 0; n < 80; n += 1) {
      const age = next() ** 4 * 30_000 * hour;
      await createListing(db, owner, { searchText: next() < 0.4 ? "oak chair" : next() < 0.5 ? "oak table" : "pine table", sortAt: new Date(now - age) });
    }
    const conditions = joinSql([sql`l.state = 'published'`, sql`l.words @@ to_tsquery('simple', 'oak & (chair | table)')`], " AND ");
    const columns = sql`l.id, l.sort_at`;
    const ids = async (options: Parameters<typeof newestMatches>[2]) => {
      const rows = await db.$queryRaw<{ id: string }[]>(sql`SELECT id FROM ${newestMatches(columns, conditions, options)} l ORDER BY sort_at DESC, id DESC LIMIT ${options.limit}`);
      return rows.map((row) => row.id);
    };
    for (const limit of [1, 7, 25, 100]) {
      const whole = await ids({ limit, spans: [], byWords: true });
      for (const hours of [0.5, 3, 20, 150, 1_000, 9_000, 80_000]) {
        const spans = spansBefore(null, now, [(hours * hour) / 16, hours * hour]);
        for (const byWords of [true, false]) expect({ hours, ids: await ids({ limit, spans, byWords }) }).toEqual({ hours, ids: whole });
      }
    }
  });

  it("stops at what is enough, and never leaves a newer one out for an older", async () => {
    const db = open();
    const now = Date.parse("2026-05-01T12:00:00Z");
    const rows = async (enough: number) => db.$queryRaw<{ id: string }[]>(sql`
      SELECT id FROM ${newestMatches(sql`l.id, l.sort_at`, sql`l.state = 'published' AND l.words @@ to_tsquery('simple', 'oak')`, { limit: 100, enough, spans: spansBefore(null, now, [50 * hour, 3_000 * hour]), byWords: true })} l ORDER BY sort_at DESC, id DESC`);
    const whole = (await rows(100)).map((row) => row.id);
    const some = (await rows(5)).map((row) => row.id);
    expect(some.length).toBeGreaterThanOrEqual(5);
    expect(some.length).toBeLessThan(whole.length);
    expect(whole.slice(0, some.length)).toEqual(some);
  });

  it("reads nothing older than its parts where it is told so, and everything where there are none", async () => {
    const db = open();
    const now = Date.parse("2026-05-01T12:00:00Z");
    const spans = spansBefore(null, now, [50 * hour, 3_000 * hour]);
    const rows = async (options: Pick<Parameters<typeof newestMatches>[2], "spans" | "onlySpans">) => db.$queryRaw<{ id: string; sort_at: Date }[]>(sql`
      SELECT id, sort_at FROM ${newestMatches(sql`l.id, l.sort_at`, sql`l.state = 'published' AND l.words @@ to_tsquery('simple', 'oak')`, { limit: 100, byWords: false, ...options })} l ORDER BY sort_at DESC, id DESC`);
    const whole = await rows({ spans: [] });
    const from = spans.at(-1)?.from ?? new Date(0);
    const newer = whole.filter((row) => row.sort_at >= from);
    expect(newer.length).toBeGreaterThan(0);
    expect(newer.length).toBeLessThan(whole.length);
    expect(await rows({ spans, onlySpans: true })).toEqual(newer);
    expect(await rows({ spans: [], onlySpans: true })).toEqual(whole);
  });

  it("gives a listing the eras that the service computes for its instant", async () => {
    for (const at of ["2026-05-01T12:34:56.789Z", "1999-12-31T23:59:59.999Z", "2026-05-01T00:00:00Z"]) {
      const rows = await open().$queryRaw<{ eras: number[] }[]>(sql`SELECT listing_eras(${new Date(at)}::timestamptz) AS eras`);
      const time = Date.parse(at);
      const levels = [1, 8, 64, 512, 4_096].map((hours, level) => level * 100_000_000 + Math.floor(time / (hours * hour)));
      expect(rows[0]?.eras).toEqual(levels);
      for (const length of [hour, 100 * hour, 5_000 * hour, 50_000 * hour]) {
        const { from, eras } = erasBetween({ from: time - length, to: time });
        expect(rows[0]?.eras.some((era) => eras.includes(era))).toBe(true);
        expect(from.getTime()).toBeLessThanOrEqual(time - length);
        expect(eras.length).toBeLessThanOrEqual(18);
      }
    }
  });
});
