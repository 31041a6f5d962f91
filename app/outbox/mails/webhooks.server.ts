import { listPartyPeople } from "#app/domains/trust/decisions.repository.server.ts";
import { notify, type MailWords } from "#app/domains/notifications/notify.service.server.ts";
import { findEndpoint } from "#app/domains/webhooks/webhooks.repository.server.ts";
import { translator } from "#app/platform/i18n.server.ts";
import type { Locale } from "#app/shared/i18n.ts";
import type { MailHandlers } from "../to-mails.server.ts";

/** What a party's owners and managers are told when an address of theirs was switched off; nothing where it has moved on meanwhile. */
export const webhooksMails: MailHandlers = {
  async "webhooks.switched-off"(db, { payload }) {
    const endpoint = await findEndpoint(db, payload.endpointId);
    if (endpoint?.state !== "failed" || endpoint.version !== payload.version) return;
    const { id, partyId } = endpoint;
    const facts = { endpointId: id, host: new URL(endpoint.url).host };
    for (const person of await listPartyPeople(db, partyId)) {
      await notify(db, {
        kind: "integration",
        causeKey: `webhooks.switched-off:${id}:${payload.version}:${person.userId}`,
        userId: person.userId,
        partyId,
        subject: { type: "webhook", id },
        path: `/account/webhooks/${id}`,
        trueWhile: ["failed"],
        words: (locale) => ({ title: switchedOffMail(locale, { ...facts, name: person.name }).subject }),
        mail: (locale, { name }) => switchedOffMail(locale, { ...facts, name }),
      });
    }
  },
};

/** The words of the mail about an address that was switched off. Only its host is named: its path may hold a secret. */
export function switchedOffMail(locale: Locale, input: { endpointId: string; host: string; name: string }): MailWords & { subject: string } {
  const t = translator(locale, "webhooks");
  return {
    subject: t("mails.switchedOff.subject", input),
    paragraphs: [t("mails.greeting", input), t("mails.switchedOff.body", input)],
    action: { label: t("mails.action"), path: `/account/webhooks/${input.endpointId}` },
    footer: t("mails.footer"),
  };
}
