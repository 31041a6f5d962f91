import { findErasureForMail } from "#app/domains/erasure/erasure.repository.server.ts";
import type { DeviceKind } from "#app/domains/erasure/erasure.rules.ts";
import { notify, type MailWords } from "#app/domains/notifications/notify.service.server.ts";
import { translator } from "#app/platform/i18n.server.ts";
import type { Locale } from "#app/shared/i18n.ts";
import type { MailHandlers } from "../to-mails.server.ts";

type Signed = { erasureId: string; deviceKind: DeviceKind; recyclerName: string; number: string };

/** The words of the mail about a signed certificate. The check characters stand on its page only. */
export function erasureMail(locale: Locale, input: Signed & { name: string }): MailWords & { subject: string } {
  const t = translator(locale, "erasure");
  const values = { kind: t(`kinds.${input.deviceKind}`), recycler: input.recyclerName, number: input.number, name: input.name };
  return {
    subject: t("mails.certified.subject", values),
    paragraphs: [t("mails.certified.hello", values), t("mails.certified.text", values)],
    action: { label: t("mails.certified.action"), path: `/erasures/${input.erasureId}` },
    footer: t("mails.certified.footer"),
  };
}

/** Tells the giver that the certificate of their device is there. */
export const erasureMails: MailHandlers = {
  async "erasure.certified"(db, event) {
    const { erasureId } = event.payload;
    const found = await findErasureForMail(db, erasureId);
    if (!found) return;
    for (const userId of found.userIds) {
      await notify(db, {
        kind: "booking",
        causeKey: `erasure.certified:${erasureId}:${userId}`,
        userId,
        partyId: found.ownerPartyId,
        subject: { type: "erasure", id: erasureId },
        path: `/erasures/${erasureId}`,
        trueWhile: ["erased"],
        words: (locale) => ({ title: erasureMail(locale, { erasureId, ...found, name: "" }).subject }),
        mail: (locale, { name }) => erasureMail(locale, { erasureId, ...found, name }),
      });
    }
  },
};
