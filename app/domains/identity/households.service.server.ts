import { inTransaction, transact, type Db } from "#app/platform/db/database.server.ts";
import { translator } from "#app/platform/i18n.server.ts";
import type { Actor } from "#app/shared/actor.ts";
import type { Locale } from "#app/shared/i18n.ts";
import { newId } from "#app/shared/ids.ts";
import { ok, type Result } from "#app/shared/result.ts";
import { isTimeZone, type HouseholdInput } from "./account.schema.ts";
import { writeHousehold } from "./households.repository.server.ts";
import { householdsOf } from "./membership.repository.server.ts";
import { chooseHome } from "./membership.service.server.ts";
import { insertParty } from "./parties.repository.server.ts";
import { hasHousehold, lockUser } from "./sessions.repository.server.ts";

/** The zone to begin with when the browser did not tell its own. */
const zoneOfLocale: Record<Locale, string> = { en: "UTC", "zh-CN": "Asia/Shanghai" };

/**
 * Gives a person their household unless they have one: everybody has a party to act for from the first moment. Safe to
 * repeat and to run twice at once. Returns true when it made one.
 */
export async function ensureHousehold(
  db: Db,
  person: { userId: string; name: string; locale: Locale; timeZone?: string | null | undefined },
): Promise<boolean> {
  return inTransaction(db, async (tx) => {
    await lockUser(tx, person.userId);
    if (await hasHousehold(tx, person.userId)) return false;
    const timeZone = person.timeZone && isTimeZone(person.timeZone) ? person.timeZone : zoneOfLocale[person.locale];
    await insertParty(
      tx,
      {
        kind: "household",
        name: translator(person.locale, "account")("household.defaultName", { name: person.name }),
        slug: `home-${newId().replaceAll("-", "").slice(-12)}`,
        timeZone,
        isListed: false,
        joinPolicy: "invite",
      },
      person.userId,
    );
    return true;
  });
}

/** Two decimals are about a kilometre: enough for "near me", too little for a door. */
export function coarse(degrees: number | undefined): number | null {
  return degrees === undefined ? null : Math.round(degrees * 100) / 100;
}

/**
 * Changes the household the person speaks for, and the community it counts for. Coordinates are kept coarse whatever
 * comes in. COMMUNITIES.HOUSEHOLD_NOT_FOUND when the person speaks for none, COMMUNITIES.NOT_ALLOWED for a community
 * they do not belong to; then nothing changes.
 */
export async function updateHousehold(
  db: Db,
  actor: Pick<Actor, "userId">,
  input: HouseholdInput,
): Promise<Result<null, "COMMUNITIES.HOUSEHOLD_NOT_FOUND" | "COMMUNITIES.NOT_ALLOWED">> {
  return transact(db, async (tx) => {
    const home = await chooseHome(tx, actor, { communityId: input.homeCommunityId || null });
    if (!home.ok) return home;
    const [household] = await householdsOf(tx, actor.userId);
    if (household) {
      await writeHousehold(tx, {
        id: household.id,
        name: input.name,
        headcount: input.headcount,
        timeZone: input.timeZone,
        placeLabel: input.placeLabel || null,
        latitude: coarse(input.latitude),
        longitude: coarse(input.longitude),
      });
    }
    return ok(null);
  });
}
