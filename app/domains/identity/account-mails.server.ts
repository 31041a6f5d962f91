import { translator } from "#app/platform/i18n.server.ts";
import { composeMail } from "#app/platform/mail/layout.server.ts";
import type { Locale } from "#app/shared/i18n.ts";

/** The mails that let people into their account. They cannot be turned off. */
export const accountLetters = ["verify", "reset", "exists"] as const;
export type AccountLetter = (typeof accountLetters)[number];

/** A mail with the link that does what it says. */
export function accountMail(locale: Locale, letter: AccountLetter, input: { name: string; url: string }): { subject: string; text: string; html: string } {
  const t = translator(locale, "mails");
  return composeMail({
    locale,
    subject: t(`${letter}.subject`),
    paragraphs: [t("greeting", { name: input.name }), t(`${letter}.body`)],
    action: { label: t(`${letter}.action`), url: input.url },
    footer: t(`${letter}.footer`),
  });
}
