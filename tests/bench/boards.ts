import { parseArgs } from "node:util";
import { metricsOf } from "../../app/domains/impact/boards/boards.schema.ts";
import { boardPeriods, keepBoards, readBoard, standingOf, trendsOf } from "../../app/domains/impact/boards/boards.service.server.ts";
import { platformTotals } from "../../app/domains/impact/totals.repository.server.ts";
import { fillCommunities } from "./fill-sums.ts";
import { inTurn, inTwoSizes, line, type Compared } from "./two-sizes.ts";

/** The board's page over few communities and over many, in one run, in turn: everything that it asks of the database, each by itself and as a whole. */
export async function benchBoards(args: string[]): Promise<void> {
  const { values } = parseArgs({ args, options: { communities: { type: "string", default: "20000" }, rows: { type: "string", default: "10000000" }, calls: { type: "string", default: "60" }, json: { type: "boolean", default: false } } });
  const [communities, rows, calls] = [Number(values.communities), Number(values.rows), Number(values.calls)];
  const now = new Date("2026-11-26T12:00:00Z");
  const partyId = "c00000013";
  await inTwoSizes({ communities, rows }, (pool, size) => fillCommunities(pool, size.communities, size.rows), async (few, many) => {
    const pages: { metric: string; period: string; steps: Compared[] }[] = [];
    for (const metric of metricsOf("communities")) {
      const key = { metric, period: metric === "improvement" ? "2026-11" : metric === "reuse" ? "2026-W47" : metric === "recycling" ? "2026-Q4" : "all" };
      const steps = await inTurn([few, many], calls, async ({ name, db }, _, timed) => {
        const board = await timed("readBoard", () => readBoard(db, { ...key, now }));
        if (board.rows.length === 0) throw new Error(`${name}: an empty board measures nothing`);
        await timed("standingOf", () => standingOf(db, { ...key, partyId, now }));
        await timed("platformTotals", () => platformTotals(db, key.period));
        await timed("boardPeriods", () => boardPeriods(db, now));
        await timed("trendsOf", () => trendsOf(db, { ...key, rows: board.rows, now }));
      });
      pages.push({ ...key, steps });
      if (!values.json) for (const one of steps) console.log(one.step === "whole" ? line(`${metric} ${key.period}`, one, 1.3) : line(`  ${one.step}`, one));
    }
    await many.pool.query(`UPDATE board_change SET number = number + 1`);
    const started = performance.now();
    const computed = await keepBoards(many.db, new Date(now.getTime() + 600_000));
    const computedMs = performance.now() - started;
    const { rows: counted } = await many.pool.query<{ totals: string; spreads: string }>(`SELECT (SELECT count(*) FROM impact_total) AS totals, (SELECT count(*) FROM impact_spread) AS spreads`);
    if (values.json) console.log(JSON.stringify({ node: process.versions.node, communities, rows, calls, pages, computed, computedMs, ...counted[0] }));
    else console.log(`the timer computes ${computed} large boards anew in ${Math.round(computedMs)} ms; rows of sums: ${counted[0]?.totals ?? ""}, of their errors: ${counted[0]?.spreads ?? ""}`);
  });
}
