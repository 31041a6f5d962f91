import { env } from "#app/platform/env.server.ts";
import { translator } from "#app/platform/i18n.server.ts";
import { composeMail } from "#app/platform/mail/layout.server.ts";
import type { Locale } from "#app/shared/i18n.ts";

/** The mail to somebody who said that they leave: when, and how to stay. */
export function leavingMail(locale: Locale, input: { name: string; dueAt: Date }): { subject: string; text: string; html: string } {
  const t = translator(locale, "my-data");
  return composeMail({
    locale,
    subject: t("mails.leaving.subject"),
    paragraphs: [t("mails.leaving.greeting", { name: input.name }), t("mails.leaving.body", { at: `${input.dueAt.toISOString().slice(0, 16).replace("T", " ")} UTC` })],
    action: { label: t("mails.leaving.action"), url: `${env().PUBLIC_URL}/account/data` },
    footer: t("mails.leaving.footer"),
  });
}
