import { findOfferForMail } from "#app/domains/passports/passports.repository.server.ts";
import { notify, type MailWords } from "#app/domains/notifications/notify.service.server.ts";
import { translator } from "#app/platform/i18n.server.ts";
import type { Locale } from "#app/shared/i18n.ts";
import type { MailHandlers } from "../to-mails.server.ts";

type Offered = { passportId: string; fromName: string; maker: string; model: string };

/** The words of the mail to whoever is offered a battery. */
export function batteryOfferMail(locale: Locale, input: Offered & { name: string }): MailWords & { subject: string } {
  const t = translator(locale, "passports");
  const values = { from: input.fromName, battery: `${input.maker} ${input.model}`, name: input.name };
  return {
    subject: t("mails.offered.subject", values),
    paragraphs: [t("mails.offered.hello", values), t("mails.offered.text", values)],
    action: { label: t("mails.offered.action"), path: `/passports/${input.passportId}` },
    footer: t("mails.offered.footer"),
  };
}

/** Tells the people of a party that a battery waits for their answer. */
export const passportsMails: MailHandlers = {
  async "passports.offered"(db, event) {
    const { transferId } = event.payload;
    const found = await findOfferForMail(db, transferId);
    if (!found) return;
    for (const userId of found.userIds) {
      await notify(db, {
        kind: "deal_request",
        causeKey: `passports.offered:${transferId}:${userId}`,
        userId,
        partyId: found.toPartyId,
        subject: { type: "battery_offer", id: transferId },
        path: `/passports/${found.passportId}`,
        trueWhile: ["offered"],
        words: (locale) => ({ title: batteryOfferMail(locale, { ...found, name: "" }).subject }),
        mail: (locale, { name }) => batteryOfferMail(locale, { ...found, name }),
      });
    }
  },
};
