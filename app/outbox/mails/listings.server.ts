import { expiryMark } from "#app/domains/listings/listing-marks.repository.server.ts";
import { expiryCause } from "#app/domains/listings/listings.repository.server.ts";
import { findForMail, type ListingForMail } from "#app/domains/listings/listing-page.repository.server.ts";
import { dayOf } from "#app/domains/listings/listings.rules.ts";
import { notify, type MailWords } from "#app/domains/notifications/notify.service.server.ts";
import type { Db } from "#app/platform/db/database.server.ts";
import { translator } from "#app/platform/i18n.server.ts";
import type { Locale } from "#app/shared/i18n.ts";
import type { MailHandlers } from "../to-mails.server.ts";

type Name = "expiring" | "expired";

/** What is told about a listing's deadline: a day ahead, and when it has passed. None about a listing that has gone on meanwhile. */
export const listingsMails: MailHandlers = {
  async "listings.expiring"(db, event) {
    const listing = await findForMail(db, event.payload.listingId);
    if (listing?.state !== "published" || !listing.expiresAt) return;
    await send(db, { listing, listingId: event.payload.listingId, kind: "expiring", causeKey: expiryCause(event.payload.listingId, listing.expiresAt) });
  },
  async "listings.expired"(db, event) {
    const listing = await findForMail(db, event.payload.listingId);
    if (listing?.state !== "expired") return;
    await send(db, { listing, listingId: event.payload.listingId, kind: "expired", causeKey: `listing-expired:${event.payload.listingId}:${event.id}` });
  },
};

async function send(db: Db, input: { listing: ListingForMail; listingId: string; kind: Name; causeKey: string }): Promise<void> {
  const { listing, kind } = input;
  const values = { title: listing.title, day: listing.expiresAt ? dayOf(listing.expiresAt, listing.timeZone) : "" };
  await notify(db, {
    kind: "listing_expiry",
    causeKey: input.causeKey,
    userId: listing.userId,
    partyId: listing.ownerPartyId,
    subject: { type: "listing", id: input.listingId },
    path: `/listings/${input.listingId}`,
    trueWhile: kind === "expired" ? ["expired"] : [expiryMark("published", listing.expiresAt)],
    words: (locale) => ({ title: translator(locale, "listings")(`mails.${kind}.subject`, values) }),
    mail: (locale, { name }) => listingMail(locale, { kind, listingId: input.listingId, name, ...values }),
  });
}

/** The words of a mail about a listing's deadline. */
export function listingMail(locale: Locale, input: { kind: Name; listingId: string; name: string; title: string; day: string }): MailWords & { subject: string } {
  const t = translator(locale, "listings");
  return {
    subject: t(`mails.${input.kind}.subject`, input),
    paragraphs: [t("mails.greeting", input), t(`mails.${input.kind}.body`, input)],
    action: { label: t(`mails.${input.kind}.action`), path: `/listings/${input.listingId}` },
    footer: t("mails.footer"),
  };
}
