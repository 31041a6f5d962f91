import { parseArgs } from "node:util";
import pg from "pg";
import { countFacets } from "../../../app/domains/listings/facets.service.server.ts";
import { readListingQuery } from "../../../app/domains/listings/listings.query.ts";
import { searchListings } from "../../../app/domains/listings/search.service.server.ts";
import { suggest } from "../../../app/domains/listings/suggest.service.server.ts";
import { connectPostgres } from "../../../app/platform/db/adapters.server.ts";
import { migrateAndConnect, type Database } from "../../../app/platform/db/database.server.ts";
import { chance } from "../../factories/chance.ts";
import { adminQuery, databaseUrl, findPostgres } from "../../setup/databases.ts";
import { commonWords, fillForSearch, towns } from "./fill.ts";

type Work = (round: number) => Promise<number>;
type Contender = { name: string; work: Work; milliseconds: number[] };
type Case = { key: string; what: string; goal: string; contenders: Contender[] };

/** One figure of the report: median and 99th percentile of one call, and how many times faster than the first contender of its case. */
type Line = { key: string; what: string; name: string; p50Ms: number; p99Ms: number; perSecond: number; ratio: number | null; goal: string };

const columns = `l.id, l.kind::text AS kind, l.offer::text AS offer, l.category, l.material, l.title, l.condition, l.mass_grams AS "massGrams",
  l.units_available AS "unitsAvailable", l.price_minor AS "priceMinor", l.currency, l.place_label AS "placeLabel", l.sort_at AS "sortAt"`;
const withPhoto = (inner: string, order: string) => `SELECT p.*, photo.storage_key AS "photoKey", photo.alt AS "photoAlt" FROM (${inner}) p
  LEFT JOIN LATERAL (SELECT storage_key, alt FROM listing_photo WHERE listing_id = p.id ORDER BY position, id LIMIT 1) photo ON true ORDER BY ${order}`;

/**
 * Measures the search through its service beside raw `pg` with prepared statements, over generated listings in a database
 * of its own. Prints JSON. Needs a PostgreSQL.
 */
export async function benchSearch(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: {
      rows: { type: "string", default: "1000000" },
      seed: { type: "string", default: "1" },
      rounds: { type: "string", default: "3" },
      calls: { type: "string", default: "200" },
      keep: { type: "string" },
    },
  });
  const adminUrl = await findPostgres();
  if (!adminUrl) throw new Error("the search's bench needs a PostgreSQL (TEST_DATABASE_URL names one)");
  const name = values.keep ?? `roundabout_bench_${process.pid}`;
  const { rows: known } = await adminQuery(adminUrl, `SELECT 1 FROM pg_database WHERE datname = '${name}'`);
  if (known.length === 0) await adminQuery(adminUrl, `CREATE DATABASE ${name} TEMPLATE template0 ENCODING 'UTF8'`);
  const url = databaseUrl(adminUrl, name);
  const connection = connectPostgres(url, { maxConnections: 4 });
  const database = await migrateAndConnect(connection);
  const raw = new pg.Client({ connectionString: url });
  try {
    await raw.connect();
    const filling = performance.now();
    if (known.length === 0) await fillForSearch(connection, { rows: Number(values.rows), seed: Number(values.seed), say });
    const fillSeconds = Math.round((performance.now() - filling) / 1000);
    const { rows: counted } = await raw.query<{ count: number }>("SELECT count(*)::int AS count FROM listing");
    const { rows: rare } = await raw.query<{ word: string }>("SELECT word FROM listing_word WHERE word ~ '^[a-z]{6}$' ORDER BY md5(word) LIMIT 200");
    const cases = casesOver(database.db, raw, { seed: Number(values.seed), rareWords: rare.map((row) => row.word) });
    const lines = [];
    for (const one of cases) {
      await measure(one, Number(values.rounds), Number(values.calls));
      lines.push(...report(one));
      say(lines.slice(-one.contenders.length).map((line) => `${line.key.padEnd(5)} ${line.name.padEnd(34)} p50 ${line.p50Ms} ms, p99 ${line.p99Ms} ms${line.ratio === null ? "" : `, ${line.ratio} times`}`).join("\n"));
    }
    console.log(JSON.stringify({ rows: counted[0]?.count, seed: Number(values.seed), rounds: Number(values.rounds), callsPerRound: Number(values.calls), fillSeconds, node: process.versions.node, figures: lines }, null, 2));
  } finally {
    await raw.end();
    await database.close();
    if (!values.keep) await adminQuery(adminUrl, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
  }
}

const query = (params: Record<string, string>) => readListingQuery(new URLSearchParams(params));

/** What is asked, the same for every contender of a case: drawn from the seed by the number of the call. */
function casesOver(db: Database["db"], raw: pg.Client, { seed, rareWords }: { seed: number; rareWords: readonly string[] }): Case[] {
  const drawn = (round: number, salt: number) => chance(seed * 7_919 + salt * 104_729 + round)();
  const pick = <T>(list: readonly T[], round: number, salt: number) => list[Math.floor(drawn(round, salt) * list.length)] as T;
  const categories = ["smartphone", "laptop", "sofa", "bicycle", "kettle", "wardrobe", "toys"];
  const pair = (round: number): [string, string] => {
    const first = pick(commonWords.slice(0, 20), round, 1);
    const second = pick(commonWords.slice(0, 20).filter((word) => word !== first), round, 2);
    return [first, second];
  };
  const spot = (round: number) => {
    const [lat, lon] = pick(towns, round, 3);
    return { latitude: lat + (drawn(round, 4) - 0.5) * 0.2, longitude: lon + (drawn(round, 5) - 0.5) * 0.3 };
  };
  const prepared = async (name: string, text: string, args: unknown[]) => (await raw.query({ name, text, values: args })).rows.length;
  const listed = async (params: Record<string, string>) => (await searchListings(db, query(params))).cards.length;
  const contender = (name: string, work: Work): Contender => ({ name, work, milliseconds: [] });

  const plainWords = withPhoto(`SELECT ${columns} FROM (SELECT l.* FROM listing l WHERE l.state = 'published' AND l.words @@ to_tsquery('simple', $1) OFFSET 0) l ORDER BY l.sort_at DESC, l.id DESC LIMIT 25`, `p."sortAt" DESC, p.id DESC`);
  const here = "ll_to_earth($1, $2)";
  const place = "ll_to_earth(l.coarse_latitude, l.coarse_longitude)";
  const nearest = withPhoto(
    `SELECT ${columns}, earth_distance(${place}, ${here}) AS "distanceMetres", (${place} <-> ${here}) AS "sortKey" FROM listing l
     WHERE l.state = 'published' AND l.coarse_latitude IS NOT NULL AND earth_box(${here}, 5000) @> ${place} AND earth_distance(${place}, ${here}) <= 5000
     ORDER BY ${place} <-> ${here} LIMIT 25`,
    `p."sortKey", p.id`,
  );
  const keyset = withPhoto(`SELECT ${columns} FROM listing l WHERE l.state = 'published' AND l.category = $1 AND l.offer = $2::listing_offer AND (l.sort_at, l.id) < ($3, $4) ORDER BY l.sort_at DESC, l.id DESC LIMIT 25`, `p."sortAt" DESC, p.id DESC`);
  const keysetAny = keyset.replace("l.category = $1 AND l.offer = $2::listing_offer AND (l.sort_at, l.id) < ($3, $4)", "l.kind = 'goods' AND (l.offer <> 'sale' OR l.price_minor <= $1)");
  const pageAfter = (round: number) => {
    const at = new Date(Date.now() - Math.floor(drawn(round, 6) * 30 * 86_400_000));
    return { at, cursor: Buffer.from(JSON.stringify(["newest", at.toISOString(), "z"])).toString("base64url") };
  };
  return [
    {
      key: "P3",
      what: "keyset page of 24, newest, category and offer",
      goal: "ratio 0.6",
      contenders: [
        contender("raw pg, prepared", (n) => prepared("keyset", keyset, [pick(categories, n, 7), pick(["free", "sale"], n, 8), pageAfter(n).at, "z"])),
        contender("service", (n) => listed({ category: pick(categories, n, 7), offer: pick(["free", "sale"], n, 8), sort: "newest", after: pageAfter(n).cursor })),
      ],
    },
    {
      key: "P3b",
      what: "first page of 24, newest, kind and price",
      goal: "ratio 0.6",
      contenders: [contender("raw pg, prepared", () => prepared("keyset-any", keysetAny, [5_000])), contender("service", () => listed({ kind: "goods", max: "50", sort: "newest" }))],
    },
    {
      key: "P4",
      what: "two common words",
      goal: "ratio 5, p99 30 ms",
      contenders: [
        contender("the plain GIN query, raw, prepared", (n) => prepared("words", plainWords, [pair(n).join(" & ")])),
        contender("service, newest first", (n) => listed({ q: pair(n).join(" "), sort: "newest" })),
        contender("service, best match first", (n) => listed({ q: pair(n).join(" ") })),
        contender("service, a common and a rare word", (n) => listed({ q: `${pair(n)[0]} ${pick(rareWords, n, 9)}`, sort: "newest" })),
      ],
    },
    {
      key: "P5",
      what: "within 5 km, nearest first",
      goal: "ratio 0.8",
      contenders: [
        contender("raw pg, prepared", (n) => prepared("nearest", nearest, [spot(n).latitude, spot(n).longitude])),
        contender("service", (n) => listed({ lat: String(spot(n).latitude), lon: String(spot(n).longitude), km: "5" })),
      ],
    },
    {
      key: "facets",
      what: "counts of every facet",
      goal: "p99 60 ms",
      contenders: [
        contender("no choice made", async () => (await countFacets(db, query({}))).total),
        contender("category, offer and price chosen", async (n) => (await countFacets(db, query({ category: pick(categories, n, 7), offer: "sale", max: "50" }))).total),
        contender("two common words", async (n) => (await countFacets(db, query({ q: pair(n).join(" ") }))).total),
        contender("within 5 km", async (n) => (await countFacets(db, query({ lat: String(spot(n).latitude), lon: String(spot(n).longitude), km: "5" }))).total),
      ],
    },
    {
      key: "suggest",
      what: "suggestions while typing",
      goal: "p99 20 ms",
      contenders: [
        contender("three letters of a word", async (n) => (await suggest(db, { text: pair(n)[0].slice(0, 3), choices: [] })).length),
        contender("a word and two letters", async (n) => (await suggest(db, { text: `${pair(n)[0]} ${pair(n)[1].slice(0, 2)}`, choices: [] })).length),
      ],
    },
  ];
}

/** Each contender in turn, several rounds; the first round only warms up. */
async function measure({ contenders }: Case, rounds: number, calls: number): Promise<void> {
  for (let round = 0; round <= rounds; round += 1) {
    for (const contender of contenders) {
      for (let n = 0; n < (round === 0 ? Math.ceil(calls / 5) : calls); n += 1) {
        const started = performance.now();
        await contender.work(round * calls + n);
        if (round > 0) contender.milliseconds.push(performance.now() - started);
      }
    }
  }
}

function report({ key, what, goal, contenders }: Case): Line[] {
  const at = (values: number[], share: number) => [...values].sort((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))] ?? Number.NaN;
  const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const round = (value: number) => Math.round(value * 100) / 100;
  const [limit] = contenders;
  return contenders.map(({ name, milliseconds }) => ({
    key,
    what,
    name,
    p50Ms: round(at(milliseconds, 0.5)),
    p99Ms: round(at(milliseconds, 0.99)),
    perSecond: Math.round(1000 / mean(milliseconds)),
    ratio: limit && name !== limit.name ? round(mean(limit.milliseconds) / mean(milliseconds)) : null,
    goal,
  }));
}

function say(text: string): void {
  process.stderr.write(`${text}\n`);
}
