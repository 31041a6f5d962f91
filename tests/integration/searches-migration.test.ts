import { readFileSync, readdirSync } from "node:fs";
import path from "node:path";
import { expect, it } from "vitest";
import { openMemoryPglite } from "#app/platform/db/adapters.server.ts";

const folder = path.resolve("prisma/migrations");
const names = readdirSync(folder).filter((name) => /^\d/.test(name)).sort();
const script = (name: string) => readFileSync(path.join(folder, name, "migration.sql"), "utf8");

it("what was chosen for each saved search becomes the party's choice, never more mails than before; finds that waited are told", async () => {
  const client = await openMemoryPglite();
  const from = names.findIndex((name) => name.endsWith("_searches_told"));
  for (const name of names.slice(0, from)) await client.exec(script(name));
  await client.exec(`
    INSERT INTO party (id, kind, name, slug, time_zone, updated_at) SELECT p, 'household', p, p, 'UTC', now() FROM unnest(ARRAY['pa', 'pb', 'pc', 'pd', 'giver']) p;
    INSERT INTO "user" (id, name, email, updated_at) SELECT u, u, u || '@example.org', now() FROM unnest(ARRAY['a', 'b', 'c', 'd', 'g']) u;
    INSERT INTO notification_choice (user_id, party_id, kind, in_app, mail) VALUES ('c', 'pc', 'search_alert', true, 'none'), ('d', 'pd', 'search_alert', false, 'weekly');
    INSERT INTO saved_search (id, user_id, party_id, name, params, anchors, mail, updated_at) VALUES
      ('a1', 'a', 'pa', 'n', 'q=x', '{*}', 'at_once', now()), ('a2', 'a', 'pa', 'n', 'q=x', '{*}', 'daily', now()), ('a3', 'a', 'pa', 'n', 'q=x', '{*}', 'none', now()),
      ('b1', 'b', 'pb', 'n', 'q=x', '{*}', 'at_once', now()), ('b2', 'b', 'pb', 'n', 'q=x', '{*}', 'none', now()),
      ('c1', 'c', 'pc', 'n', 'q=x', '{*}', 'daily', now()), ('d1', 'd', 'pd', 'n', 'q=x', '{*}', 'daily', now());
    INSERT INTO listing (id, owner_party_id, created_by_user_id, kind, offer, category, title, condition, place_label, search_text, state, updated_at)
      SELECT l, 'giver', 'g', 'goods', 'free', 'wooden_chair', l, 'good', 'here', l, 'published', now() FROM unnest(ARRAY['waits', 'mailed']) l;
    DELETE FROM listing_arrival;
    INSERT INTO saved_search_hit (search_id, listing_id, found_at, mailed_at) VALUES
      ('a2', 'waits', '2026-11-01T10:00:00Z', NULL), ('a3', 'waits', '2026-11-01T09:00:00Z', NULL), ('b1', 'mailed', '2026-11-01T08:00:00Z', now());`);
  await client.exec(script(names[from] ?? ""));
  const rows = async (query: string) => (await client.query(query)).rows;
  expect(await rows(`SELECT user_id AS u, mail, in_app AS shown FROM notification_choice ORDER BY 1`)).toEqual([
    { u: "a", mail: "daily", shown: true },
    { u: "b", mail: "at_once", shown: true },
    { u: "c", mail: "none", shown: true },
    { u: "d", mail: "daily", shown: false },
  ]);
  expect(await rows(`SELECT id FROM saved_search WHERE NOT mails ORDER BY id`)).toEqual([{ id: "a3" }, { id: "b2" }]);
  expect(await rows(`SELECT listing_id AS l, arrived_at AS at FROM listing_arrival`)).toEqual([{ l: "waits", at: new Date("2026-11-01T10:00:00Z") }]);
  expect(await rows(`SELECT search_id AS s FROM saved_search_hit ORDER BY 1`)).toEqual([{ s: "a3" }, { s: "b1" }]);
  await client.close();
});
