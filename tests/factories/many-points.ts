import type { Database } from "#app/platform/db/database.server.ts";
import { sql } from "#app/platform/db/sql.server.ts";

/**
 * Writes `count` containers in one statement: half of them in a city around 30.6, 104.1, the rest over the country around it. What each
 * takes follows from its number: two of six materials.
 */
export async function createManyPoints(db: Database["db"], count: number, prefix = "many"): Promise<void> {
  await db.$executeRaw(sql`
    INSERT INTO recycling_point (id, source_name, external_id, tier, site, latitude, longitude, time_zone, country_code, content_hash, updated_at)
    SELECT ${prefix} || '-' || lpad(n::text, 7, '0'), ${prefix}, n::text, 'collection', 'container',
      CASE WHEN n % 2 = 0 THEN 30.4 + (n::bigint * 7919 % 100003) / 250007.0 ELSE 22 + (n::bigint * 7919 % 100003) / 5882.5 END,
      CASE WHEN n % 2 = 0 THEN 103.9 + (n::bigint * 104729 % 100019) / 250047.0 ELSE 98 + (n::bigint * 104729 % 100019) / 6251.2 END,
      'Asia/Shanghai', 'CN', '', now()
    FROM generate_series(1, ${count}::int) n`);
  await db.$executeRaw(sql`
    INSERT INTO point_material (point_id, material)
    SELECT ${prefix} || '-' || lpad(n::text, 7, '0'), (ARRAY['cardboard', 'glass_bottles', 'pet', 'newspaper', 'aluminium_cans', 'clothes'])[1 + (n + k * (1 + n % 2)) % 6]
    FROM generate_series(1, ${count}::int) n, generate_series(0, 1) k`);
  await db.$executeRaw(sql`ANALYZE recycling_point, point_material`);
}
