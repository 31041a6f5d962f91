import { record } from "#app/outbox/record.server.ts";
import { inTransaction, type Db, type Tx } from "#app/platform/db/database.server.ts";
import { env } from "#app/platform/env.server.ts";
import { translator } from "#app/platform/i18n.server.ts";
import { composeMail } from "#app/platform/mail/layout.server.ts";
import { queueMail } from "#app/platform/mail/mail.repository.server.ts";
import { isLocale, locales, type Locale } from "#app/shared/i18n.ts";
import { newId } from "#app/shared/ids.ts";
import { ensureDigestDue } from "./digests.repository.server.ts";
import { defaultChoice, isChangeable, usualTimes, type Choice, type NotificationKind, type SubjectType } from "./kinds.ts";
import { findRecipient, insertNotification, type Recipient, type Words } from "./notifications.repository.server.ts";
import { nextDigestAt, quietUntil } from "./times.rules.ts";
import { signLink, type LinkScope } from "./unsubscribe-token.server.ts";

/** A mail's words in one language. `path` leads within the product. */
export type MailWords = {
  /** The title of the notification unless said otherwise. */
  subject?: string;
  paragraphs: string[];
  action?: { label: string; path: string };
  /** Things listed one below the other. */
  items?: { label: string; note?: string; path: string }[];
  footer: string;
  /** Small links below the footer, before the way out. */
  links?: { label: string; path: string }[];
};

/** Something to tell one person. */
export type Telling = {
  /** Its id, where the caller keeps it. */
  id?: string;
  kind: NotificationKind;
  /** What caused it, with the person in it where several are told: the same key again tells nothing. */
  causeKey: string;
  userId: string;
  /** Which of the person's parties it concerns; null for the person alone. */
  partyId: string | null;
  subject: { type: SubjectType; id: string };
  /** Where it leads, within the product, without a query. What leads to the same place is one group. */
  path: string;
  /** Marks of the subject (app/flows/still-true.server.ts), one of which must hold when it is mailed later. None: it stays true. */
  trueWhile?: readonly string[];
  /** Ways that the subject itself has switched off, whatever was chosen for the kind. */
  only?: { inApp: boolean; mail: boolean };
  /** What stands on the pages and in digests. No address, no code. */
  words: (locale: Locale) => { title: string; text?: string };
  /** What stands in a mail of its own. */
  mail: (locale: Locale, person: { name: string }) => MailWords;
};

/**
 * The one door to telling somebody something. Writes the notification and, as the person chose for this kind and party,
 * queues its mail (after their quiet hours), leaves it for a digest, or does neither. False when the cause has been told
 * already or the person is gone.
 */
export async function notify(db: Db, telling: Telling, now: Date = new Date()): Promise<boolean> {
  return inTransaction(db, async (tx) => {
    const partyId = telling.partyId ?? "";
    const to = await findRecipient(tx, { userId: telling.userId, partyId, kind: telling.kind });
    if (!to) return false;
    const chosen = effectiveChoice(telling.kind, to);
    const choice = telling.only ? { inApp: chosen.inApp && telling.only.inApp, mail: telling.only.mail ? chosen.mail : ("none" as const) } : chosen;
    const id = telling.id ?? newId();
    const written = await insertNotification(tx, {
      id,
      causeKey: telling.causeKey,
      userId: to.userId,
      partyId,
      kind: telling.kind,
      subjectType: telling.subject.type,
      subjectId: telling.subject.id,
      path: telling.path,
      words: wordsOf(telling),
      trueWhile: telling.trueWhile ?? [],
      inApp: choice.inApp,
      mail: choice.mail,
      createdAt: now,
    });
    if (!written) return false;
    if (choice.mail === "at_once") await mailAtOnce(tx, telling, to, { id, now });
    else if (choice.mail !== "none") {
      const dueAt = nextDigestAt(now, to.timeZone, to.digestHour ?? usualTimes.digestHour, choice.mail);
      await ensureDigestDue(tx, { userId: to.userId, period: choice.mail, dueAt });
    }
    if (choice.inApp) await record(tx, { type: "notifications.changed", payload: { userId: to.userId }, topics: [`user:${to.userId}`] });
    return true;
  });
}

/** What holds for a kind: the person's own choice, or the published default. Security cannot be turned off. */
export function effectiveChoice(kind: NotificationKind, chosen: Pick<Recipient, "inApp" | "mail" | "partyKind" | "digestsOff">): Choice {
  const usual = defaultChoice(kind, chosen.partyKind);
  if (!isChangeable(kind)) return usual;
  const mail = chosen.mail ?? usual.mail;
  const inDigest = mail === "daily" || mail === "weekly";
  return { inApp: chosen.inApp ?? usual.inApp, mail: inDigest && chosen.digestsOff ? "none" : mail };
}

function wordsOf(telling: Telling): Words {
  const entries = locales.map((locale) => {
    const { title, text = "" } = telling.words(locale);
    return [locale, { title, text }];
  });
  return Object.fromEntries(entries) as Words;
}

async function mailAtOnce(tx: Tx, telling: Telling, to: Recipient, { id, now }: { id: string; now: Date }): Promise<void> {
  const locale = isLocale(to.locale) ? to.locale : "en";
  const words = telling.mail(locale, { name: to.name });
  const scope = isChangeable(telling.kind) ? { userId: to.userId, kind: telling.kind as LinkScope["kind"], partyId: telling.partyId ?? "", linkVersion: to.linkVersion } : null;
  const quiet = to.quietFromMinute === null || to.quietUntilMinute === null ? null : { fromMinute: to.quietFromMinute, untilMinute: to.quietUntilMinute };
  await queueMail(tx, {
    ...composeNotice(locale, { ...words, subject: words.subject ?? telling.words(locale).title }, scope),
    causeKey: telling.causeKey,
    userId: to.userId,
    to: to.email,
    kind: telling.kind,
    notificationId: id,
    sendAfter: (isChangeable(telling.kind) ? quietUntil(now, to.timeZone, quiet) : null) ?? undefined,
  });
}

type ComposedNotice = { subject: string; text: string; html: string; headers?: Record<string, string> };

/**
 * A mail with the way out of it: the links below it, and the headers by which a mail program offers the same with one
 * press (RFC 8058). With `scope` null neither: such mails cannot be turned off.
 */
export function composeNotice(
  locale: Locale,
  words: MailWords & { subject: string; items?: { heading?: string | undefined; label: string; note?: string | undefined; path: string }[] },
  scope: LinkScope | null,
): ComposedNotice {
  const t = translator(locale, "notifications");
  const origin = env().PUBLIC_URL;
  const link = scope ? `${origin}/unsubscribe/${signLink(scope)}` : null;
  const mail = composeMail({
    locale,
    subject: words.subject,
    paragraphs: words.paragraphs,
    items: words.items?.map(({ path, ...item }) => ({ ...item, url: `${origin}${path}` })),
    action: words.action && { label: words.action.label, url: `${origin}${words.action.path}` },
    footer: words.footer,
    links: link ? [...(words.links ?? []).map(({ label, path }) => ({ label, url: `${origin}${path}` })), { label: t("mail.stop", { kind: t(`kinds.${scope?.kind ?? "digest"}`) }), url: link }, { label: t("mail.choices"), url: `${origin}/account/notifications` }] : undefined,
  });
  return link ? { ...mail, headers: { "List-Unsubscribe": `<${link}>`, "List-Unsubscribe-Post": "List-Unsubscribe=One-Click" } } : mail;
}
