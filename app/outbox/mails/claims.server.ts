import { findClaimForMail } from "#app/domains/listings/claims/claims.repository.server.ts";
import { notify, type MailWords } from "#app/domains/notifications/notify.service.server.ts";
import { translator } from "#app/platform/i18n.server.ts";
import type { Locale } from "#app/shared/i18n.ts";
import type { MailHandlers } from "../to-mails.server.ts";

export const claimLetters = ["accepted", "refused"] as const;
export type ClaimLetter = (typeof claimLetters)[number];

/** What an operator decided about a green claim, with the reason; nothing where it has been decided anew or taken back meanwhile. */
export const claimsMails: MailHandlers = {
  async "listings.claim-decided"(db, event) {
    const { claimId, version } = event.payload;
    const claim = await findClaimForMail(db, claimId);
    const letter = claimLetters.find((name) => name === claim?.state);
    if (!claim || !letter || claim.version !== version) return;
    const words = { ...claim, reason: claim.reason ?? "" };
    for (const userId of claim.userIds) {
      await notify(db, {
        kind: "moderation",
        causeKey: `listings.claim:${claimId}:${version}:${userId}`,
        userId,
        partyId: claim.ownerPartyId,
        subject: { type: "claim", id: claimId },
        path: `/listings/${claim.listingId}/claims`,
        trueWhile: [letter],
        words: (locale) => {
          const { subject, reason } = claimWords(locale, letter, words);
          return { title: subject, text: reason };
        },
        mail: (locale, { name }) => claimMail(locale, { letter, name, ...words }),
      });
    }
  },
};

type Decided = { listingId: string; title: string; kind: string; percent: number | null; reason: string };

function claimWords(locale: Locale, letter: ClaimLetter, claim: Decided): { subject: string; reason: string; claim: string } {
  const t = translator(locale, "claims");
  const said = claim.percent === null ? t(`kinds.${claim.kind}`) : t("withPercent", { kind: t(`kinds.${claim.kind}`), percent: claim.percent });
  return { subject: t(`mails.${letter}.subject`, { claim: said, title: claim.title }), reason: letter === "refused" ? t("refusedBecause", { reason: claim.reason }) : "", claim: said };
}

/** The words of a mail about a decided claim. */
export function claimMail(locale: Locale, input: Decided & { letter: ClaimLetter; name: string }): MailWords & { subject: string } {
  const { letter, title } = input;
  const t = translator(locale, "claims");
  const { subject, reason, claim } = claimWords(locale, letter, input);
  return {
    subject,
    paragraphs: [t("mails.greeting", { name: input.name }), t(`mails.${letter}.body`, { claim, title }), ...(reason ? [reason] : []), ...(letter === "refused" ? [t("mails.refused.next")] : [])],
    action: { label: t(`mails.${letter}.action`), path: `/listings/${input.listingId}/claims` },
    footer: t("mails.footer"),
  };
}
