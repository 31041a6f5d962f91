import type { Connection } from "../../app/platform/db/adapters.server.ts";

/** Writes `count` published listings around Málaga, of five owners, in one statement. */
export async function fillListings(connection: Connection, count: number): Promise<void> {
  await connection.runScript(`
    INSERT INTO party (id, kind, name, slug, updated_at)
    SELECT 'bench-' || n, 'household', 'Bench household ' || n, 'bench-' || n, now() FROM generate_series(1, 5) n;

    INSERT INTO listing (id, owner_party_id, created_by_user_id, kind, offer, category, title, description, condition, mass_grams,
      price_minor, currency, latitude, longitude, coarse_latitude, coarse_longitude, place_label, time_zone, state, published_at,
      sort_at, expires_at, search_text, updated_at)
    SELECT 'bench-' || lpad(n::text, 9, '0'), 'bench-' || (1 + n % 5), 'bench', 'goods',
      (ARRAY['sale', 'free', 'wanted'])[1 + n % 3]::listing_offer,
      (ARRAY['wooden_chair', 'laptop', 'bicycle', 'jeans', 'kettle', 'sofa', 'smartphone'])[1 + n % 7],
      (ARRAY['Oak chair', 'Laptop', 'City bicycle', 'Blue jeans', 'Kettle', 'Two-seat sofa', 'Phone'])[1 + n % 7] || ' ' || n,
      'In good order, from a home without smoke.', 'good', 500 + n % 9000,
      CASE WHEN n % 3 = 0 THEN 500 + n % 20000 END, CASE WHEN n % 3 = 0 THEN 'EUR' END,
      lat, lon, lat, lon, 'Quarter ' || n % 40, 'Europe/Madrid', 'published', now(),
      now() - n * interval '1 second', now() + interval '60 days',
      lower((ARRAY['oak chair', 'laptop', 'city bicycle', 'blue jeans', 'kettle', 'two seat sofa', 'phone'])[1 + n % 7]) || ' ' || n, now()
    FROM generate_series(1, ${Math.floor(count)}) n,
      LATERAL (SELECT 36.65 + (n * 7919 % 10000) / 50000.0 AS lat, -4.6 + (n * 104729 % 10000) / 40000.0 AS lon) place;
    ANALYZE listing;`);
}
