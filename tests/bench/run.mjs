// @ts-check
/** `npm run bench`: what the product does per second, beside the limit of this machine in the same run. */
import { checkNode, ensureBuild, ensureClient, ensurePackages, root } from "../../server/setup.mjs";

const help = `npm run bench - measure the product against the limits of this machine, in one run

Usage: npm run bench [-- pages --rounds 3 --seconds 4 --listings 10000 --json]
       npm run bench -- search [--rows 1000000 --seed 1 --rounds 3 --calls 200]
       npm run bench -- rounds [--seeds 3 --seconds 1.5 --json]
       npm run bench -- bookings [--rounds 3 --seconds 3 --json]
       npm run bench -- boards [--communities 20000 --rows 10000000 --calls 60 --json]
       npm run bench -- statistics [--communities 20000 --rows 10000000 --corrections 300000 --regions 36 --calls 60 --makings 10 --json]
       npm run bench -- points [--points 100000 --calls 30 --json]
       npm run bench -- ledger [--rounds 3 --seconds 3 --entries 20000 --leaves 1000000 --json]

P1  listings page, rendered, 50 connections      against a bare Remix page of 24 cards from memory
P2  the same page for a visitor                  against Express and node:http answering the same bytes

search: P3 keyset pages, P4 two common words, P5 nearest within 5 km, facets and suggestions, through the service beside raw
        prepared statements, over generated listings in a database of its own (PostgreSQL; a million takes some three minutes). JSON.
ledger: P7 entries against bare inserts; how fast log and totals follow; P8 and P12 totals from kept sums; proofs; Merkle hashing.
bookings: P6 on one slot and over a thousand, beside raw prepared statements: the least a booking can be, and the same rows and checks. PostgreSQL.
boards: what the board's page asks of the database, over 25 communities and over 20,000 with the sums of ten million ledger rows. PostgreSQL.
statistics: what the statistics page asks, and its figures made anew, over the same two sizes; both publish the same cells. PostgreSQL.
points: the map's answers at five zooms, the list and a bag over generated recycling points, in a database of its own.
rounds: plans of published instances and generated days, beside the best known plans and nearest neighbour. No database.

Each round measures every contender once, in turn; medians and ratios are printed. Absolute figures move by 5-40 %
between runs on a shared machine: read the ratios. Uses PostgreSQL where one answers, else PGlite.`;
if (process.argv.includes("--help")) {
  console.log(help);
  process.exit(0);
}
process.chdir(root);
checkNode();
ensurePackages();
ensureClient();
ensureBuild();
const { register } = await import("tsx/esm/api");
register();
const [part = "pages", ...rest] = process.argv.slice(2);
if (part === "ledger") await (await import("./ledger.ts")).benchLedger(rest);
else if (part === "bookings") await (await import("./bookings.ts")).benchBookings(rest);
else if (part === "boards") await (await import("./boards.ts")).benchBoards(rest);
else if (part === "statistics") await (await import("./statistics.ts")).benchStatistics(rest);
else if (part === "points") await (await import("./points.ts")).benchPoints(rest);
else if (part === "rounds") (await import("./rounds.ts")).benchRounds(rest);
else if (part === "search") await (await import("./search/search.ts")).benchSearch(rest);
else await (await import("./bench.ts")).bench(part === "pages" ? rest : process.argv.slice(2));
process.exit(0);
