import type { TFunction } from "i18next";
import { notify, type MailWords } from "#app/domains/notifications/notify.service.server.ts";
import type { NotificationKind } from "#app/domains/notifications/kinds.ts";
import { findAppeal } from "#app/domains/trust/appeals.repository.server.ts";
import { findDecision, findReport, listPartyPeople, listReporters, type DecisionRow } from "#app/domains/trust/decisions.repository.server.ts";
import { findMarkAppeal } from "#app/domains/trust/marks.repository.server.ts";
import { findSeller } from "#app/domains/trust/sellers.repository.server.ts";
import type { Db } from "#app/platform/db/database.server.ts";
import { translator } from "#app/platform/i18n.server.ts";
import type { Locale } from "#app/shared/i18n.ts";
import { formatInstant } from "#app/ui/time.tsx";
import type { MailHandlers } from "../to-mails.server.ts";

/**
 * What is told about reports, decisions, appeals and verifications. A statement of reasons goes out as a notice that cannot be turned
 * off, since the law asks that it arrives; the rest as its reader chose. Nothing names who reported or who decided.
 */
export const trustMails: MailHandlers = {
  "trust.reported": async (db, { payload }) => {
    const report = await findReport(db, payload.reportId);
    if (!report) return;
    await tell(db, { to: report.person.userId, partyId: null, cause: `trust.reported:${payload.reportId}`, about: payload.reportId, path: "/account/reports", name: "received", words: () => ({ title: report.title }) });
  },
  "trust.decided": async (db, { payload }) => decided(db, payload.decisionId),
  "trust.settled": async (db, { payload }) => decided(db, payload.decisionId),
  "trust.appeal-answered": async (db, { payload }) => {
    const appeal = await findAppeal(db, payload.appealId);
    const decision = appeal && (await findDecision(db, appeal.decisionId));
    if (!appeal || !decision || appeal.state === "open") return;
    const path = appeal.side === "affected" ? `/decisions/${decision.id}` : "/account/reports";
    const people = appeal.side === "affected" ? (await listPartyPeople(db, decision.partyId)).map((person) => person.userId) : [appeal.byUserId];
    for (const to of people) {
      await tell(db, { to, partyId: appeal.byPartyId, cause: `trust.appeal:${appeal.id}`, about: decision.id, path, name: appeal.state, words: () => ({ title: decision.snapshot.title, answer: appeal.answer }) });
    }
  },
  "trust.mark-answered": async (db, { payload }) => {
    const appeal = await findMarkAppeal(db, payload.appealId);
    if (!appeal || appeal.state === "open") return;
    const name = appeal.state === "upheld" ? "markUpheld" : "markRefused";
    await tell(db, { to: appeal.byUserId, partyId: appeal.partyId, cause: `trust.mark:${appeal.id}`, about: appeal.id, path: "/account/marks", name, words: () => ({ title: appeal.title, answer: appeal.answer }) });
  },
  "trust.seller-answered": async (db, { payload }) => seller(db, payload, { verified: "sellerVerified", refused: "sellerRefused" }),
  "trust.seller-expiring": async (db, { payload }) => seller(db, payload, { verified: "sellerExpiring" }),
  "trust.seller-expired": async (db, { payload }) => seller(db, payload, { expired: "sellerExpired" }),
};

/** The statement to the affected party as soon as something is in force, and the outcome to those who reported once it is final. */
async function decided(db: Db, decisionId: string): Promise<void> {
  const decision = await findDecision(db, decisionId);
  if (!decision) return;
  if (decision.kind !== "dismiss") {
    const name = ({ confirming: "held", final: "decided", refused: "lifted", reversed: null } as const)[decision.state];
    if (name) for (const person of await listPartyPeople(db, decision.partyId)) await tell(db, { to: person.userId, partyId: decision.partyId, cause: `trust.${name}:${decision.id}`, about: decision.id, path: `/decisions/${decision.id}`, name, words: statementWords(decision) });
  }
  if (decision.state !== "final") return;
  for (const reporter of await listReporters(db, decision.caseId)) {
    const name = decision.kind === "dismiss" ? "reportDismissed" : "reportActed";
    await tell(db, { to: reporter.userId, partyId: null, cause: `trust.outcome:${decision.id}`, about: decision.id, path: "/account/reports", name, words: () => ({ title: decision.snapshot.title }) });
  }
}

function statementWords(decision: DecisionRow): Telling["words"] {
  return (t, locale) => ({
    title: decision.snapshot.title,
    what: t(`effects.${decision.kind}`, { until: decision.restrictedUntil ? formatInstant(decision.restrictedUntil, { locale, timeZone: "UTC", format: "date" }) : "" }),
    rule: t(`reasons.${decision.rule}`),
    facts: decision.facts,
  });
}

async function seller(db: Db, payload: { partyId: string; version: number }, names: Partial<Record<string, TrustLetter>>): Promise<void> {
  const row = await findSeller(db, payload.partyId);
  const name = row && row.version === payload.version ? names[row.state] : undefined;
  if (!row || !name) return;
  for (const person of await listPartyPeople(db, row.partyId)) {
    await tell(db, {
      to: person.userId,
      partyId: row.partyId,
      cause: `trust.${name}:${row.partyId}:${row.version}`,
      about: row.partyId,
      path: "/account/verification",
      name,
      words: (_t, locale) => ({ party: row.partyName, reason: row.reason ?? "", date: row.expiresAt ? formatInstant(row.expiresAt, { locale, timeZone: "UTC", format: "date" }) : "" }),
    });
  }
}

type Telling = {
  to: string;
  partyId: string | null;
  cause: string;
  about: string;
  path: string;
  /** Of the catalogue: `mails.NAME.subject`, `.body`, `.action`. */
  name: TrustLetter;
  words: (t: TFunction, locale: Locale) => Record<string, string>;
};

async function tell(db: Db, telling: Telling): Promise<void> {
  const { name } = telling;
  await notify(db, {
    kind: trustLetters[name],
    causeKey: `${telling.cause}:${telling.to}`,
    userId: telling.to,
    partyId: telling.partyId,
    subject: { type: "account", id: telling.about },
    path: telling.path,
    words: (locale) => {
      const t = translator(locale, "trust");
      return { title: t(`mails.${name}.subject`, telling.words(t, locale)) };
    },
    mail: (locale, person) => trustMail(locale, { letter: name, name: person.name, path: telling.path, words: telling.words(translator(locale, "trust"), locale) }),
  });
}

/** Every letter of this room, with what kind of notice it is. */
export const trustLetters = {
  received: "moderation",
  reportActed: "moderation",
  reportDismissed: "moderation",
  held: "security",
  decided: "security",
  lifted: "security",
  upheld: "security",
  reversed: "security",
  markUpheld: "moderation",
  markRefused: "moderation",
  sellerVerified: "moderation",
  sellerRefused: "moderation",
  sellerExpiring: "moderation",
  sellerExpired: "moderation",
} as const satisfies Record<string, NotificationKind>;
export type TrustLetter = keyof typeof trustLetters;

/** The words of a mail of moderation. */
export function trustMail(locale: Locale, input: { letter: TrustLetter; name: string; path: string; words: Record<string, string> }): MailWords & { subject: string } {
  const t = translator(locale, "trust");
  const words = { ...input.words, name: input.name };
  return {
    subject: t(`mails.${input.letter}.subject`, words),
    paragraphs: [t("mails.greeting", words), ...t(`mails.${input.letter}.body`, words).split("\n\n")],
    action: { label: t(`mails.${input.letter}.action`), path: input.path },
    footer: t("mails.footer"),
  };
}
