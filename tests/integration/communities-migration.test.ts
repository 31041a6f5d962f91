import { readFileSync, readdirSync } from "node:fs";
import path from "node:path";
import { expect, it } from "vitest";
import { openMemoryPglite } from "#app/platform/db/adapters.server.ts";

const folder = path.resolve("prisma/migrations");
const names = readdirSync(folder).filter((name) => /^\d/.test(name)).sort();
const script = (name: string) => readFileSync(path.join(folder, name, "migration.sql"), "utf8");

it("a community that was hidden or by invitation becomes private with all it lists; an open one keeps its listings", async () => {
  const client = await openMemoryPglite();
  const from = names.findIndex((name) => name.endsWith("_community_life"));
  for (const name of names.slice(0, from)) await client.exec(script(name));
  await client.exec(`
    INSERT INTO party (id, kind, name, slug, time_zone, join_policy, is_listed, invite_token, updated_at) VALUES
      ('open', 'community', 'o', 'o', 'UTC', 'open', true, NULL, now()), ('invite', 'community', 'i', 'i', 'UTC', 'invite', true, 'secret', now()),
      ('hidden', 'community', 'h', 'h', 'UTC', 'ask', false, NULL, now()), ('house', 'household', 'x', 'x', 'UTC', 'invite', false, NULL, now());
    INSERT INTO "user" (id, name, email, updated_at) VALUES ('g', 'g', 'g@example.org', now());
    INSERT INTO listing (id, owner_party_id, created_by_user_id, kind, offer, category, title, condition, place_label, search_text, state, updated_at)
      SELECT p || '-' || s, p, 'g', 'goods', 'free', 'wooden_chair', s, 'good', 'here', s, s::listing_state, now()
      FROM unnest(ARRAY['open', 'invite', 'hidden', 'house']) p, unnest(ARRAY['draft', 'pending_review', 'published', 'paused', 'reserved', 'completed', 'expired', 'held']) s;
    INSERT INTO listing_hold (listing_id, cause, from_state, created_at) SELECT p || '-held', 'case:1', 'published', now() FROM unnest(ARRAY['open', 'hidden']) p;`);
  await client.exec(script(names[from] ?? ""));
  const rows = async (query: string) => (await client.query(query)).rows;
  expect(await rows(`SELECT id, join_policy AS door, is_listed AS listed FROM party WHERE kind = 'community' ORDER BY id`)).toEqual([
    { id: "hidden", door: "invite", listed: false },
    { id: "invite", door: "invite", listed: false },
    { id: "open", door: "open", listed: true },
  ]);
  expect(await rows(`SELECT id FROM listing WHERE state::text <> title ORDER BY id`)).toEqual([{ id: "hidden-published" }, { id: "hidden-reserved" }, { id: "invite-published" }, { id: "invite-reserved" }]);
  expect(await rows(`SELECT DISTINCT state FROM listing WHERE state::text <> title`)).toEqual([{ state: "paused" }]);
  expect(await rows(`SELECT subject_id AS id, from_state AS was, to_state AS now FROM transition ORDER BY 1`)).toEqual([
    { id: "hidden-published", was: "published", now: "paused" },
    { id: "hidden-reserved", was: "reserved", now: "paused" },
    { id: "invite-published", was: "published", now: "paused" },
    { id: "invite-reserved", was: "reserved", now: "paused" },
  ]);
  expect(await rows(`SELECT listing_id AS id, from_state AS was FROM listing_hold ORDER BY 1`)).toEqual([{ id: "hidden-held", was: "paused" }, { id: "open-held", was: "published" }]);
  await client.close();
});
