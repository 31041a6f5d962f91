import { inTransaction, type Db } from "#app/platform/db/database.server.ts";
import { translator } from "#app/platform/i18n.server.ts";
import type { Locale } from "#app/shared/i18n.ts";
import { newId } from "#app/shared/ids.ts";
import { isTimeZone } from "./account.schema.ts";
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
