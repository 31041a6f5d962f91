import { dueMark, findToldSteps, ownsMark, type ToldSteps } from "#app/domains/benchmarking/told.repository.server.ts";
import { benchmarkPath } from "#app/domains/benchmarking/ui/benchmark-parts.tsx";
import { dayName } from "#app/domains/benchmarking/ui/benchmark-words.ts";
import type { Recipient, WaitingRow, Words } from "#app/domains/notifications/notifications.repository.server.ts";
import { composeNotice, notify, type MailWords } from "#app/domains/notifications/notify.service.server.ts";
import type { Db } from "#app/platform/db/database.server.ts";
import { translator } from "#app/platform/i18n.server.ts";
import { isLocale, locales, type Locale } from "#app/shared/i18n.ts";

export const stepLetters = ["owner", "due"] as const;
export type StepLetter = (typeof stepLetters)[number];

type Facts = Pick<ToldSteps, "cycleId" | "slug" | "communityName" | "title" | "steps">;

const markOf: Record<StepLetter, (step: string, dueOn: string | null) => string> = { owner: ownsMark, due: dueMark };

/** The words of a mail to whoever looks after steps of a round: they have become theirs, or one is due soon. `steps` must not be empty. */
export function stepMail(locale: Locale, letter: StepLetter, facts: Facts, name: string): MailWords & { subject: string } {
  const t = translator(locale, "benchmarking");
  const [first] = facts.steps;
  const path = benchmarkPath(facts.slug, `/${facts.cycleId}`);
  const values = { name, community: facts.communityName, title: facts.title, count: facts.steps.length, step: t(`steps.${first?.step ?? "topic"}`), when: first?.dueOn ? dayName(first.dueOn, locale) : "" };
  return {
    subject: t(`mails.${letter}.subject`, values),
    paragraphs: [t("mails.greeting", values), t(`mails.${letter}.body`, values)],
    items: facts.steps.map(({ step, dueOn }) => ({ label: t(`steps.${step}`), note: dueOn ? t("mails.until", { when: dayName(dueOn, locale) }) : t("mails.noDay"), path: `${path}#step-${step}` })),
    action: { label: t("mails.action"), path },
    footer: t("mails.footer"),
  };
}

/** The same as the list of notifications and a digest say it. */
function stepWords(locale: Locale, letter: StepLetter, facts: Facts): { title: string; text: string } {
  const { subject, items = [] } = stepMail(locale, letter, facts, "");
  return { title: subject, text: items.map(({ label, note }) => `${label} · ${note ?? ""}`).join("; ") };
}

/** Tells whoever looks after steps about them, once for each `causeKey`. */
export async function tellSteps(db: Db, letter: StepLetter, told: ToldSteps, causeKey: string): Promise<boolean> {
  return notify(db, {
    kind: "benchmark_step",
    causeKey,
    userId: told.userId,
    partyId: told.communityId,
    subject: { type: "benchmark_steps", id: told.cycleId },
    path: benchmarkPath(told.slug, `/${told.cycleId}`),
    trueWhile: told.steps.map(({ step, dueOn }) => markOf[letter](step, dueOn)),
    words: (locale) => stepWords(locale, letter, told),
    mail: (locale, { name }) => stepMail(locale, letter, told, name),
  });
}

/** What of it a notification's reader still has to do, with what it said; null when that is nothing. */
async function leftOf(db: Db, row: Pick<WaitingRow, "subjectId" | "userId" | "trueWhile">): Promise<{ letter: StepLetter; told: ToldSteps } | null> {
  const letter = row.trueWhile.some((mark) => mark.startsWith("due:")) ? "due" : "owner";
  const told = await findToldSteps(db, { cycleId: row.subjectId, userId: row.userId });
  const steps = (told?.steps ?? []).filter(({ step, dueOn }) => row.trueWhile.includes(markOf[letter](step, dueOn)));
  return told && steps.length > 0 ? { letter, told: { ...told, steps } } : null;
}

/** What a notification of steps says at this moment; null when none of them is its reader's to do any more. */
export async function stepWordsNow(db: Db, row: Pick<WaitingRow, "subjectId" | "userId" | "trueWhile">): Promise<Words | null> {
  const left = await leftOf(db, row);
  return left && (Object.fromEntries(locales.map((locale) => [locale, stepWords(locale, left.letter, left.told)])) as Words);
}

/** The mail of a notification of steps that had to wait, as it reads now; null when none of them is its reader's to do any more. */
export async function stepMailNow(db: Db, row: WaitingRow, to: Recipient): Promise<ReturnType<typeof composeNotice> | null> {
  const left = await leftOf(db, row);
  const locale = isLocale(to.locale) ? to.locale : "en";
  return left && composeNotice(locale, stepMail(locale, left.letter, left.told, to.name), { userId: row.userId, kind: "benchmark_step", partyId: row.partyId, linkVersion: to.linkVersion });
}
