import { readFileSync } from "node:fs";
import type { Connection } from "../../../app/platform/db/adapters.server.ts";
import { GOODS } from "../../../app/shared/goods.ts";
import { searchText } from "../../../app/domains/listings/search-text.ts";

/** Words that many listings share, the commonest first: each is in about one of 4 to one of 60 listings. */
export const commonWords =
  "good home wood black white blue small large clean light working metal old red original box green oak vintage pair soft cable heavy glass spare corner brown pine cotton round".split(" ");

/** Towns the listings are scattered around; the first has the most. */
export const towns = [
  [52.52, 13.405],
  [48.137, 11.575],
  [53.551, 9.994],
  [50.938, 6.96],
  [31.23, 121.474],
  [39.904, 116.407],
  [51.507, -0.128],
  [48.857, 2.352],
  [36.721, -4.421],
  [55.953, -3.188],
] as const;

const quoted = (texts: readonly (string | number)[]) => `ARRAY[${texts.map((text) => (typeof text === "number" ? text : `'${text.replaceAll("'", "''")}'`)).join(",")}]`;
const syllables = "ba ke do lu mi te sa no ru vi ga pe to zu ri be ka so du li me ta nu fo ve gi pa ko ze ro bi ku la mo ne ti su fa de po".split(" ");

/** A number from 0 to below 1 that depends on the row, the place it is used at and the seed, and on nothing else. */
const draw = (seed: number, place: string) => `((hashint8extended(n * 64 + (${place}), ${seed}) & 2147483647)::float8 / 2147483648)`;

/** Rare words: the lower numbers are the commoner ones. */
function rareWord(seed: number, place: string): string {
  const at = `floor(power(${draw(seed, place)}, 3) * 30000)::int`;
  const list = quoted(syllables);
  return `(SELECT (${list})[1 + i % 40] || (${list})[1 + i / 40 % 40] || (${list})[1 + i / 1600 % 40] FROM (SELECT ${at} AS i) w)`;
}

/** Names of the categories; read from the file, because the catalogue's own door needs the build. */
function namesOf(locale: string): Record<string, string> {
  return (JSON.parse(readFileSync(`app/locales/${locale}/goods.json`, "utf8")) as { names: Record<string, string> }).names;
}

/** One of a list, the first the likeliest. */
const skewed = (seed: number, place: string, length: number, power: number) => `1 + floor(power(${draw(seed, place)}, ${power}) * ${length})::int`;

const indexesToRebuild = ["listing_words", "listing_place", "listing_public_newest", "listing_public_category", "listing_public_material", "listing_state_sort_at_id_idx", "listing_state_expires_at_idx", "listing_owner_party_id_state_idx"];

/**
 * Writes `rows` published listings into an empty, migrated PostgreSQL: goods of all categories around ten towns over sixty
 * days, the same for the same seed. Indexes are dropped and built again, and the words table is filled in one statement.
 * The index of letters is left out: it answers only what nothing else does.
 */
export async function fillForSearch(connection: Connection, options: { rows: number; seed: number; say: (text: string) => void }): Promise<void> {
  const { rows, seed, say } = options;
  const codes = GOODS.map((entry) => entry.code);
  const [english, chinese] = [namesOf("en"), namesOf("zh-CN")];
  const categoryWords = codes.map((code) => searchText([english[code] ?? "", chinese[code] ?? ""]));
  const titles = codes.map((code) => english[code] ?? code);
  const d = (place: string) => draw(seed, place);
  const common = (place: string) => `(${quoted(commonWords)})[${skewed(seed, place, commonWords.length, 1.6)}]`;
  const texts = [1, 2, 3, 4].map((k) => common(String(k))).concat([5, 6, 7, 8, 9, 10].map((k) => rareWord(seed, String(k))));
  await connection.runScript(`
    INSERT INTO party (id, kind, name, slug, updated_at)
    SELECT 'bench-' || n, 'household', 'Bench household ' || n, 'bench-' || n, now() FROM generate_series(1, 1000) n;
    ALTER TABLE listing DISABLE TRIGGER USER;
    DROP INDEX listing_parts_of_words;
    CREATE TABLE bench_index AS SELECT indexname::text AS name, indexdef AS made FROM pg_indexes WHERE indexname = ANY(${quoted(indexesToRebuild)});
    DO $$ DECLARE one record; BEGIN FOR one IN SELECT name FROM bench_index LOOP EXECUTE 'DROP INDEX ' || quote_ident(one.name); END LOOP; END $$;`);
  const step = 100_000;
  for (let from = 1; from <= rows; from += step) {
    await connection.runScript(`
      INSERT INTO listing (id, owner_party_id, created_by_user_id, kind, offer, category, title, description, condition, mass_grams,
        price_minor, currency, latitude, longitude, coarse_latitude, coarse_longitude, place_label, time_zone, state, published_at,
        sort_at, expires_at, search_text, updated_at)
      SELECT 'bench-' || lpad(n::text, 9, '0'), 'bench-' || (1 + n % 1000), 'bench', 'goods', offer::listing_offer,
        (${quoted(codes)})[c], (${quoted(titles)})[c] || ' ' || n, text,
        (ARRAY['new', 'good', 'fair', 'worn', 'broken'])[1 + floor(${d("20")} * 5)::int], 500 + n % 9000,
        CASE WHEN offer = 'sale' THEN 100 + floor(${d("21")} * 20000)::int END, CASE WHEN offer = 'sale' THEN 'EUR' END,
        lat, lon, lat, lon, 'Quarter ' || n % 40, 'Europe/Berlin', 'published', at, at, now() + interval '60 days',
        text || ' ' || (${quoted(categoryWords)})[c], at
      FROM generate_series(${from}, ${Math.min(rows, from + step - 1)}) n,
        LATERAL (SELECT ${skewed(seed, "12", codes.length, 1.7)} AS c, (ARRAY['free', 'sale', 'wanted'])[${skewed(seed, "13", 3, 1.5)}] AS offer,
          ${skewed(seed, "14", towns.length, 1.5)} AS town,
          date_trunc('milliseconds', now() - (${rows} - n) * interval '5184000 seconds' / ${rows} - ${d("15")} * interval '60 seconds') AS at) a,
        LATERAL (SELECT (${quoted(towns.map(([lat]) => lat))})[town] + (${d("16")} - 0.5) * 0.3 AS lat, (${quoted(towns.map(([, lon]) => lon))})[town] + (${d("17")} - 0.5) * 0.5 AS lon) p,
        LATERAL (SELECT ${texts.join(" || ' ' || ")} AS text) t;`);
    say(`${Math.min(rows, from + step - 1)} rows written`);
  }
  await connection.runScript(`
    INSERT INTO listing_photo (id, listing_id, position, storage_key, width, height, alt)
    SELECT id, id, 0, 'bench/' || id, 1200, 900, 'A photo' FROM listing WHERE right(id, 1) IN ('0', '3', '6');
    INSERT INTO listing_word (word) SELECT DISTINCT word COLLATE "C" FROM listing, unnest(tsvector_to_array(words)) AS word
      WHERE length(word) BETWEEN 2 AND 30 AND word !~ '^[0-9]+$' ON CONFLICT DO NOTHING;
    SET maintenance_work_mem = '512MB';
    DO $$ DECLARE one record; BEGIN FOR one IN SELECT made FROM bench_index LOOP EXECUTE one.made; END LOOP; END $$;
    RESET maintenance_work_mem;
    ALTER TABLE listing ENABLE TRIGGER USER;`);
  await connection.runScript("VACUUM ANALYZE listing");
  await connection.runScript("ANALYZE");
  say("indexes built");
}
