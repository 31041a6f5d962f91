import { mkdtempSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { expect, it } from "vitest";
import type { Database } from "#app/platform/db/database.server.ts";
import * as frame from "#app/routes/embed.leaderboard.ts";
import * as svg from "#app/routes/embed.leaderboard[.]svg.ts";
import { formatCo2e, formatCo2eRange } from "#app/shared/units.ts";
import { periodAt, periodBefore, periodDays } from "#app/shared/periods.ts";
import { ledgerHistory } from "#tests/factories/ledger-history.ts";
import { askRoute, serveRoutesFrom } from "#tests/setup/ask-route.ts";
import { describeDatabases } from "#tests/setup/test-database.ts";
import { totalRange } from "../impact.totals.ts";
import { newSigningKey } from "../log/signed-note.server.ts";
import { metricsOf, METRIC_ROUTES, type BoardMetric, type BoardScope } from "./boards.schema.ts";
import { readBoard, standingOf } from "./boards.service.server.ts";
import { decideHold, holdEntry } from "./holds.service.server.ts";

type Db = Database["db"];

interface Line {
  id: string; root: string; kind: string; route: string; spread: Record<string, number>; squares: string; partyId: string; communityId: string | null; partyDay: string; communityDay: string | null;
  ppm: number; co2e: number; mass: number; measured: number;
}

const LINES = `SELECT e.id, coalesce(e.corrects_id, e.id) AS root, e.kind::text AS kind, e.route, e.spread, e.independent_squares::text AS squares, s.party_id AS "partyId", s.community_id AS "communityId",
  s.party_day AS "partyDay", s.community_day AS "communityDay", s.ppm, coalesce(s.co2e_grams, 0)::float AS co2e, s.moved_grams::float AS mass, s.measured_grams::float AS measured
  FROM ledger_entry e JOIN ledger_share s ON s.entry_id = e.id ORDER BY e.id, s.side`;

interface Naive { id: string; co2e: number; low: number; high: number; entries: number; coverage: number | null; held: number }

const away = (value: number) => Math.sign(value) * Math.round(Math.abs(value));
const share = (value: number, ppm: number) => away((value * ppm) / 1e6);

/** One party's or community's sums over a period, line by line. */
function sumOf(lines: readonly Line[], id: string, input: { isCommunity: boolean; period: string; metric: BoardMetric; held: ReadonlyMap<string, string> }): Naive {
  const days = periodDays(input.period);
  const routes = METRIC_ROUTES[input.metric];
  const mine = new Map<string, Line>();
  for (const line of lines) {
    const [who, day] = input.isCommunity ? [line.communityId, line.communityDay ?? ""] : [line.partyId, line.partyDay];
    if (who !== id || (days && (day < days.from || day > days.to)) || (routes[0] !== "all" && !routes.includes(line.route))) continue;
    const known = mine.get(line.id);
    mine.set(line.id, known ? { ...known, ppm: known.ppm + line.ppm, co2e: known.co2e + line.co2e, mass: known.mass + line.mass, measured: known.measured + line.measured } : line);
  }
  const sum = { co2e: 0, entries: 0, mass: 0, measured: 0, squares: 0 };
  const spread: Record<string, number> = {};
  const held = new Set<string>();
  for (const line of mine.values()) {
    const hold = input.held.get(line.root);
    if (hold === "held") held.add(line.root);
    if (hold === "held" || hold === "upheld") continue;
    sum.co2e += line.co2e;
    sum.mass += line.mass;
    sum.measured += line.measured;
    sum.entries += line.kind === "entry" ? 1 : line.kind === "reversal" ? -1 : 0;
    sum.squares += away((Number(line.squares) * line.ppm * line.ppm) / 1e12);
    for (const [factor, mg] of Object.entries(line.spread)) spread[factor] = (spread[factor] ?? 0) + share(mg, line.ppm) / 1000;
  }
  const range = totalRange({ totalGrams: sum.co2e, correlatedByKey: spread, independentSquares: sum.squares / 1e6 });
  return { id, co2e: sum.co2e, low: range.lowGrams, high: range.highGrams, entries: sum.entries, coverage: sum.mass > 0 ? sum.measured / sum.mass : null, held: held.size };
}

/** A board as it must be: id, what is ranked, low, central, high, entries, coverage, held; best first. */
function naiveBoard(lines: readonly Line[], who: readonly { id: string; heads: number }[], input: { scope: BoardScope; period: string; metric: BoardMetric; held: ReadonlyMap<string, string> }) {
  const isCommunity = input.scope === "communities";
  const sum = (id: string, period = input.period) => sumOf(lines, id, { ...input, isCommunity, period });
  const counts = (one: Naive, least: number) => one.entries >= least && (one.low !== 0 || one.high !== 0);
  const row = (one: Naive, ranked: number, change: (grams: number) => number = (grams) => grams) => ({ id: one.id, ranked, co2e: change(one.co2e), low: change(one.low), high: change(one.high), entries: one.entries, coverage: one.coverage, held: one.held });
  const rows = who.flatMap(({ id, heads }) => {
    const now = sum(id);
    if (input.metric === "improvement") {
      const then = sum(id, periodBefore(input.period) ?? "none");
      return counts(now, 3) && counts(then, 3) ? [{ ...row(now, now.co2e - then.co2e), co2e: now.co2e - then.co2e, low: now.low - then.high, high: now.high - then.low }] : [];
    }
    if (!counts(now, 1) || (input.metric === "per_head" && heads < (isCommunity ? 3 : 1))) return [];
    if (input.metric !== "per_head") return [row(now, now.co2e)];
    // All communities of these tests have three to nine members: one class.
    const all = who.map((one) => ({ ...one, sum: sum(one.id) })).filter((one) => counts(one.sum, 1) && one.heads >= (isCommunity ? 3 : 1));
    const [n, g, e] = [all.reduce((t, one) => t + one.heads, 0), all.reduce((t, one) => t + one.sum.co2e, 0), all.reduce((t, one) => t + one.sum.entries, 0)];
    const phi = g ** 2 / (n * e);
    const a = Math.max(0, all.reduce((t, one) => t + one.heads * (one.sum.co2e / one.heads - g / n) ** 2, 0) / n - (phi * all.length) / n);
    const w = phi === 0 ? 1 : a / (a + phi / heads);
    return [row(now, away(g / n + w * (now.co2e / heads - g / n)), (grams) => away(grams / heads))];
  });
  return rows.sort((one, other) => other.ranked - one.ranked || (one.id < other.id ? -1 : 1));
}

describeDatabases("every board and widget", (open) => {
  it("equals a recomputation from the ledger's rows, over a random history with holds", async () => {
    const db: Db = open();
    serveRoutesFrom(db, mkdtempSync(path.join(os.tmpdir(), "roundabout-boards-")));
    const { listed, hidden } = await ledgerHistory(db, { seed: 11, steps: 60, key: newSigningKey("boards.example/ledger") });
    for (const [n, id] of listed.entries()) await db.party.update({ where: { id }, data: { memberCount: 3 + 4 * n } });
    const within = listed[0] ?? "";
    const households = await db.party.findMany({ where: { kind: "household", homeCommunityId: within }, select: { id: true, headcount: true } });
    await db.boardChoice.createMany({ data: households.map(({ id }) => ({ partyId: id, stands: true, communityId: within, changedByUserId: "x", changedAt: new Date() })) });
    const moderator = await db.user.create({ data: { id: "moderator", name: "M", email: "m@example.org", isOperator: true } });
    const actor = { userId: moderator.id, userName: "M", locale: "en" as const, isOperator: true, party: { id: "none", kind: "household" as const, name: "", timeZone: "UTC" }, role: "owner" as const };
    // Corrected entries among them: their corrections are left out with them.
    const corrected = await db.ledgerEntry.findMany({ where: { correctsId: { not: null } }, distinct: ["correctsId"], take: 3, orderBy: { seq: "asc" }, select: { correctsId: true } });
    const plain = await db.ledgerEntry.findMany({ where: { kind: "entry", status: "ok" }, take: 4, orderBy: { seq: "asc" }, select: { id: true } });
    const roots = [...new Set([...corrected.map((row) => row.correctsId ?? ""), ...plain.map((row) => row.id)])];
    expect(corrected.length).toBeGreaterThan(0);
    for (const [n, entryId] of roots.entries()) {
      const held = await db.$transaction((tx) => holdEntry(tx, { entryId, reason: "same_pair", at: new Date() }));
      if (held.ok && n % 3 > 0) await decideHold(db, actor, { holdId: held.value.id, version: 1, verb: n % 3 === 1 ? "uphold" : "release", answer: "seen" });
    }
    const held = new Map((await db.boardHold.findMany()).map((row) => [row.entryId, row.state as string]));
    expect(new Set(held.values()).size).toBe(3);

    const lines = await db.$queryRawUnsafe<Line[]>(LINES);
    const recyclers = await db.party.findMany({ where: { kind: "recycler" }, select: { id: true } });
    const communities = await db.party.findMany({ where: { id: { in: listed } }, select: { id: true, memberCount: true } });
    const who = { communities: communities.map((one) => ({ id: one.id, heads: one.memberCount })), recyclers: recyclers.map(({ id }) => ({ id, heads: 0 })), households: households.map((one) => ({ id: one.id, heads: one.headcount })) };
    const now = new Date();
    const month = periodAt("month", now);
    const periods = ["all", periodBefore(month) ?? "", periodBefore(periodAt("week", now), 4) ?? "", periodAt("season", now)];
    const compared = new Map<string, number>();
    let standing = 0;
    for (const scope of ["communities", "recyclers", "households"] as const) {
      for (const metric of metricsOf(scope)) {
        for (const period of periods.filter((one) => metric !== "improvement" || one !== "all")) {
          const board = await readBoard(db, { scope, withinId: scope === "households" ? within : "all", metric, period, limit: 100 });
          const expected = naiveBoard(lines, who[scope], { scope, metric, period, held });
          const name = `${scope} ${metric} ${period}`;
          expect(board.rows.map((row) => [row.partyId, row.rankGrams, row.co2eGrams, row.entryCount, row.coverage, row.heldCount]), name).toEqual(expected.map((row) => [row.id, row.ranked, row.co2e, row.entries, row.coverage, row.held]));
          expect(board.rows.map((row) => row.rank), name).toEqual(expected.map((row) => 1 + expected.filter((other) => other.ranked > row.ranked).length));
          for (const [n, row] of board.rows.entries()) {
            expect(Math.abs(row.lowGrams - (expected[n]?.low ?? NaN)), name).toBeLessThanOrEqual(2);
            expect(Math.abs(row.highGrams - (expected[n]?.high ?? NaN)), name).toBeLessThanOrEqual(2);
          }
          expect(JSON.stringify(board)).not.toContain(hidden);
          for (const kind of [scope, metric]) compared.set(kind, (compared.get(kind) ?? 0) + board.rows.length);
          if (board.rows[0]) {
            standing += 1;
            expect((await standingOf(db, { scope, withinId: scope === "households" ? within : "all", metric, period, partyId: board.rows[0].partyId }))?.entry).toEqual(board.rows[0]);
          }
          if (scope === "households") continue;
          const query = `?scope=${scope}&metric=${metric}&period=${period}`;
          const [page, drawing] = [await (await askRoute(db, frame.loader, null, {}, { query })).text(), await (await askRoute(db, svg.loader, null, {}, { query })).text()];
          for (const row of expected.slice(0, 5)) {
            for (const figure of [formatCo2e(row.co2e, "en"), formatCo2eRange(board.rows.find((one) => one.partyId === row.id)?.lowGrams ?? 0, board.rows.find((one) => one.partyId === row.id)?.highGrams ?? 0, "en", { besideGrams: row.co2e })]) {
              expect(page, name).toContain(figure);
              expect(drawing, name).toContain(figure);
            }
          }
        }
      }
    }
    // Nothing was equal because there was nothing.
    for (const kind of ["communities", "recyclers", "households", "total", "per_head", "reuse", "recycling", "improvement"]) expect(compared.get(kind) ?? 0, kind).toBeGreaterThan(0);
    expect(standing).toBeGreaterThan(20);
  });
});
