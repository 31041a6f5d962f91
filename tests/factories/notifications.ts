import { notify, type Telling } from "#app/domains/notifications/notify.service.server.ts";
import { dispatchOnce } from "#app/outbox/dispatch.server.ts";
import { dealLoansMails } from "#app/outbox/mails/deal-loans.server.ts";
import { dealTermsMails } from "#app/outbox/mails/deal-terms.server.ts";
import { dealsMails } from "#app/outbox/mails/deals.server.ts";
import { toMails } from "#app/outbox/to-mails.server.ts";
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

/** Lets everything recorded about deals be told, and gives who was told of the causes that begin so, with what. */
export async function toldOfDeal(db: Db, dealId: string, cause: string): Promise<{ userId: string; title: string }[]> {
  while ((await dispatchOnce(db, [toMails([dealsMails, dealTermsMails, dealLoansMails])])) > 0);
  const rows = await db.notification.findMany({ where: { subjectId: dealId, causeKey: { startsWith: cause } }, select: { userId: true, words: true } });
  return rows.map(({ userId, words }) => ({ userId, title: (words as { en: { title: string } }).en.title })).sort((a, b) => a.userId.localeCompare(b.userId));
}
