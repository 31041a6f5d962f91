import { findAlarm } from "#app/domains/custody/balance.repository.server.ts";
import { findConsignment } from "#app/domains/custody/consignments.repository.server.ts";
import { needsReason } from "#app/domains/custody/custody.rules.ts";
import { balanceId } from "#app/domains/custody/marks.repository.server.ts";
import { findPlace, managersOf } from "#app/domains/custody/places.repository.server.ts";
import { notify, type MailWords } from "#app/domains/notifications/notify.service.server.ts";
import type { Db } from "#app/platform/db/database.server.ts";
import { translator } from "#app/platform/i18n.server.ts";
import { dateFormat, numberFormat } from "#app/shared/formatters.ts";
import type { Locale } from "#app/shared/i18n.ts";
import { formatMass } from "#app/shared/units.ts";
import type { MailHandlers } from "../to-mails.server.ts";

export const consignmentLetters = ["sent", "received", "refused"] as const;
export type ConsignmentLetter = (typeof consignmentLetters)[number];

/** What a mail says of a consignment. Masses in grams. */
export type ConsignmentFacts = {
  id: string;
  number: number;
  fromName: string;
  toName: string;
  lines: readonly { material: string; isSorted: boolean; grams: number }[];
  sentGrams: number;
  receivedGrams: number;
  reason: string;
};

function consignmentWords(locale: Locale, letter: ConsignmentLetter, facts: ConsignmentFacts, name: string): { subject: string; text: string } {
  const t = translator(locale, "custody");
  const material = translator(locale, "materials");
  const what = facts.lines.map((line) => `${line.isSorted ? t("kind", { material: material(`names.${line.material}`) }) : material(`names.${line.material}`)} ${formatMass(line.grams, locale)}`);
  const values = {
    name, number: String(facts.number), from: facts.fromName, to: facts.toName, reason: facts.reason,
    what: new Intl.ListFormat(locale, { type: "unit" }).format(what), sent: formatMass(facts.sentGrams, locale), received: formatMass(facts.receivedGrams, locale),
  };
  return { subject: t(`mails.${letter}.subject`, values), text: t(`mails.${letter}.text`, values) };
}

/** The words of a mail about a consignment. */
export function consignmentMail(locale: Locale, letter: ConsignmentLetter, facts: ConsignmentFacts, name: string): MailWords & { subject: string } {
  const t = translator(locale, "custody");
  const { subject, text } = consignmentWords(locale, letter, facts, name);
  return { subject, paragraphs: [text], action: { label: t("mails.open"), path: `/staff/consignments/${facts.id}` }, footer: t("mails.footer") };
}

export type AlarmFacts = { pointId: string; pointName: string; month: string; unexplainedPermille: number };

/** The words of a mail about a month in which too much went missing. */
export function alarmMail(locale: Locale, facts: AlarmFacts, name: string): MailWords & { subject: string } {
  const t = translator(locale, "custody");
  const month = dateFormat(locale, { year: "numeric", month: "long", timeZone: "UTC" }).format(new Date(`${facts.month}-15T00:00:00Z`));
  const percent = numberFormat(locale, { maximumFractionDigits: 1 }).format(facts.unexplainedPermille / 10);
  return {
    subject: t("mails.alarm.subject", { point: facts.pointName }),
    paragraphs: [t("mails.alarm.text", { name, month, percent, point: facts.pointName })],
    action: { label: t("mails.openBalance"), path: `/staff/balance?point=${facts.pointId}&month=${facts.month}` },
    footer: t("mails.footer"),
  };
}

/** Tells the managers of one side of a consignment. Between two points of one recycler nobody is told what they did themselves. */
async function tell(db: Db, letter: ConsignmentLetter, consignmentId: string): Promise<void> {
  const consignment = await findConsignment(db, consignmentId);
  if (!consignment || consignment.state !== letter || consignment.fromPartyId === consignment.toPartyId) return;
  if (letter === "received" && !consignment.lines.some((line) => needsReason(line.grams, line.receivedGrams ?? 0))) return;
  const [from, to] = [await findPlace(db, consignment.fromPointId), await findPlace(db, consignment.toPointId)];
  const { lines } = consignment;
  const sum = (of: (line: (typeof lines)[number]) => number) => lines.reduce((all, line) => all + of(line), 0);
  const facts: ConsignmentFacts = {
    id: consignment.id, number: consignment.number, fromName: from?.name ?? "", toName: to?.name ?? "", lines, reason: consignment.reason ?? "",
    sentGrams: sum((line) => line.grams), receivedGrams: sum((line) => line.receivedGrams ?? 0),
  };
  const partyId = letter === "sent" ? consignment.toPartyId : consignment.fromPartyId;
  for (const userId of await managersOf(db, partyId)) {
    await notify(db, {
      kind: "custody",
      causeKey: `custody.${letter}:${consignmentId}:${userId}`,
      userId,
      partyId,
      subject: { type: "consignment", id: consignmentId },
      path: `/staff/consignments/${consignmentId}`,
      trueWhile: [letter],
      words: (locale) => ({ title: consignmentWords(locale, letter, facts, "").subject }),
      mail: (locale, { name }) => consignmentMail(locale, letter, facts, name),
    });
  }
}

/** The room's mails. Each has one cause per person, so a repeated event writes nothing. */
export const custodyMails: MailHandlers = {
  "custody.sent": (db, event) => tell(db, "sent", event.payload.consignmentId),
  "custody.received": (db, event) => tell(db, "received", event.payload.consignmentId),
  "custody.refused": (db, event) => tell(db, "refused", event.payload.consignmentId),
  async "custody.alarm"(db, event) {
    const { pointId, month } = event.payload;
    const [alarm, place] = [await findAlarm(db, { pointId, month }), await findPlace(db, pointId)];
    if (!alarm || !place) return;
    const facts = { pointId, month, pointName: place.name, unexplainedPermille: alarm.unexplainedPermille };
    for (const userId of await managersOf(db, alarm.partyId)) {
      await notify(db, {
        kind: "custody",
        causeKey: `custody.alarm:${pointId}:${month}:${userId}`,
        userId,
        partyId: alarm.partyId,
        subject: { type: "balance", id: balanceId(pointId, month) },
        path: "/staff/balance",
        trueWhile: ["raised"],
        words: (locale) => ({ title: alarmMail(locale, facts, "").subject }),
        mail: (locale, { name }) => alarmMail(locale, facts, name),
      });
    }
  },
};
