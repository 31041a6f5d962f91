import { notify, type MailWords } from "#app/domains/notifications/notify.service.server.ts";
import { selectCorrectionFacts, type CorrectionFacts } from "#app/domains/points/corrections/corrections.repository.server.ts";
import { translator } from "#app/platform/i18n.server.ts";
import type { Locale } from "#app/shared/i18n.ts";
import type { MailHandlers } from "../to-mails.server.ts";

export const correctionLetters = ["accepted", "declined"] as const;
type Letter = (typeof correctionLetters)[number];

/** Whoever proposed a correction is told what came of it. */
export const pointsMails: MailHandlers = {
  async "points.correction-decided"(db, event) {
    const facts = await selectCorrectionFacts(db, event.payload.correctionId);
    if (!facts || facts.state === "open") return;
    const letter = facts.state;
    await notify(db, {
      kind: "point_correction",
      causeKey: `points.${letter}:${event.payload.correctionId}`,
      userId: facts.proposerUserId,
      partyId: facts.proposerPartyId,
      subject: { type: "correction", id: event.payload.correctionId },
      path: `/points/${facts.pointId}`,
      trueWhile: [letter],
      words: (locale) => ({ title: correctionMail(locale, letter, facts, "").subject }),
      mail: (locale, { name }) => correctionMail(locale, letter, facts, name),
    });
  },
};

/** The words of a mail about a correction. */
export function correctionMail(locale: Locale, letter: Letter, facts: Pick<CorrectionFacts, "kind" | "reason" | "pointId" | "pointName">, name: string): MailWords & { subject: string } {
  const t = translator(locale, "point-care");
  const values = { name, point: facts.pointName || t("somePoint"), what: t(`corrections.kinds.${facts.kind}`), reason: facts.reason ?? "" };
  return {
    subject: t(`mails.${letter}.subject`, values),
    paragraphs: [t(`mails.${letter}.text`, values), ...(facts.reason ? [t("mails.declined.reason", values)] : [])],
    action: { label: t("mails.action"), path: `/points/${facts.pointId}` },
    footer: t("mails.footer"),
  };
}
