import { parseArgs } from "node:util";
import { countCorrections } from "../../app/domains/impact/proof.repository.server.ts";
import { publishedStatistics, KEPT_FOR_MS } from "../../app/domains/statistics/statistics.service.server.ts";
import { fillCommunities, fillCorrections, fillParties, fillRegions } from "./fill-sums.ts";
import { inTurn, inTwoSizes, line } from "./two-sizes.ts";

const MONTHS = 24;
/** Households for each community. */
const HOUSEHOLDS = 2;

/**
 * The statistics page over the sums of few communities and of many, in one run, in turn. Both publish the same cells; the large database has also
 * the sums of all communities and households, and their corrections in the ledger.
 */
export async function benchStatistics(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: {
      communities: { type: "string", default: "20000" },
      rows: { type: "string", default: "10000000" },
      corrections: { type: "string", default: "300000" },
      regions: { type: "string", default: "36" },
      calls: { type: "string", default: "60" },
      makings: { type: "string", default: "10" },
      json: { type: "boolean", default: false },
    },
  });
  const [communities, rows, corrections, regions, calls, makings] = [values.communities, values.rows, values.corrections, values.regions, values.calls, values.makings].map(Number) as [number, number, number, number, number, number];
  await inTwoSizes(
    { communities, rows },
    async (pool, size) => {
      await fillCommunities(pool, size.communities, size.rows);
      await fillRegions(pool, { regions, months: MONTHS, rows: size.rows });
      await fillParties(pool, HOUSEHOLDS * size.communities);
      await fillCorrections(pool, { corrections: Math.round((corrections * size.communities) / communities), months: MONTHS });
    },
    async (few, many) => {
      // Every making is of a time at which the one before is too old to be shown.
      const at = (call: number) => new Date(Date.parse("2026-11-26T12:00:00Z") + call * KEPT_FOR_MS);
      const cells = new Set<number>();
      const made = await inTurn([few, many], makings, async ({ db }, call, timed) => void cells.add((await timed("made anew", () => publishedStatistics(db, at(call)))).cells.length));
      const [count = 0] = cells;
      if (cells.size !== 1 || count === 0) throw new Error(`not the same cells on both sides: ${[...cells].join(" and ")}`);
      const page = await inTurn([few, many], calls, async ({ db }, _, timed) => {
        await timed("publishedStatistics, kept", () => publishedStatistics(db, at(makings - 1)));
        for (const [step, period] of [["countCorrections", null], ["countCorrections of a month", "2026-08"]] as const) {
          const found = await timed(step, () => countCorrections(db, period));
          if (found === 0) throw new Error("no corrections measure nothing");
        }
      });
      const [making] = made;
      const { rows: counted } = await many.pool.query<{ totals: string }>(`SELECT count(*) AS totals FROM impact_total`);
      if (values.json) console.log(JSON.stringify({ node: process.versions.node, communities, rows, corrections, regions, cells: count, calls, makings, making, page, totals: counted[0]?.totals }));
      else {
        if (making) console.log(line("statistics made anew", making, 1.3));
        for (const one of page) console.log(one.step === "whole" ? line("page, statistics kept", one, 1.3) : line(`  ${one.step}`, one));
        console.log(`cells published on both sides: ${count}; rows of sums on the large one: ${counted[0]?.totals ?? ""}`);
      }
    },
  );
}
