import { empty, nameOfLeft, none, type AfterLeaving } from "#app/platform/personal-data/leaving.server.ts";
import { byUser } from "#app/platform/personal-data/personal-data.server.ts";
import { sql } from "#app/platform/db/sql.server.ts";

/** What accounts and parties keep of somebody who left: rows without a word, for what points at them. */
export const identityLeaving: AfterLeaving[] = [
  { table: "session", gone: true },
  { table: "account", gone: true },
  { table: "verification", gone: true, whose: byUser("value") },
  { table: "calendar_feed", gone: true },
  { table: "api_token", gone: true },
  { table: "membership", cleared: { request_text: none, removal_reason: none } },
  {
    table: "party",
    cleared: {
      name: sql`${nameOfLeft}`,
      slug: sql`'left-' || id`,
      description: empty,
      country_code: none,
      place_label: none,
      latitude: none,
      longitude: none,
      headcount: sql`1`,
      is_listed: sql`false`,
      invite_token: none,
      home_community_id: none,
      left_at: sql`now()`,
      version: sql`version + 1`,
    },
  },
  { table: "user", cleared: { name: sql`${nameOfLeft}`, email: sql`'left-' || id || '@left.invalid'`, email_verified: sql`false`, image: none, locale: sql`'en'`, is_operator: sql`false` } },
];
