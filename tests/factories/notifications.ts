import { notify, type Telling } from "#app/domains/notifications/notify.service.server.ts";
import type { Database } from "#app/platform/db/database.server.ts";
import type { Actor } from "#app/shared/actor.ts";
import { newId } from "#app/shared/ids.ts";

type Db = Database["db"];

/** Tells somebody something; what is not said is about their account and stays true. */
export async function tell(db: Db, to: Actor, input: Partial<Telling> & { title?: string } = {}, now?: Date): Promise<boolean> {
  const title = input.title ?? "Something happened";
  return notify(
    db,
    {
      kind: "deal_progress",
      causeKey: newId(),
      userId: to.userId,
      partyId: to.party.id,
      subject: { type: "account", id: to.userId },
      path: "/account",
      words: (locale) => ({ title: locale === "en" ? title : `中文 ${title}`, text: "" }),
      mail: (locale, { name }) => ({ paragraphs: [`${locale}: ${name}`], action: { label: "Open", path: "/account" }, footer: "Because." }),
      ...input,
    },
    now,
  );
}
