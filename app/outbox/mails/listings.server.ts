import { expiryCause } from "#app/domains/listings/listings.repository.server.ts";
import { findForMail, type ListingForMail } from "#app/domains/listings/listing-page.repository.server.ts";
import { dayOf } from "#app/domains/listings/listings.rules.ts";
import type { Db } from "#app/platform/db/database.server.ts";
import { env } from "#app/platform/env.server.ts";
import { translator } from "#app/platform/i18n.server.ts";
import { composeMail } from "#app/platform/mail/layout.server.ts";
import { queueMail } from "#app/platform/mail/mail.repository.server.ts";
import { isLocale } from "#app/shared/i18n.ts";
import type { MailHandlers } from "../to-mails.server.ts";

/** Mails about a listing's deadline: a day ahead, and when it has passed. None about a listing that has gone on meanwhile. */
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

async function send(db: Db, input: { listing: ListingForMail; listingId: string; kind: "expiring" | "expired"; causeKey: string }): Promise<void> {
  const { listing, kind } = input;
  const locale = isLocale(listing.locale) ? listing.locale : "en";
  const t = translator(locale, "listings");
  const words = { title: listing.title, name: listing.userName, day: listing.expiresAt ? dayOf(listing.expiresAt, listing.timeZone) : "" };
  const mail = composeMail({
    locale,
    subject: t(`mails.${kind}.subject`, words),
    paragraphs: [t("mails.greeting", words), t(`mails.${kind}.body`, words)],
    action: { label: t(`mails.${kind}.action`), url: `${env().PUBLIC_URL}/listings/${input.listingId}` },
    footer: t("mails.footer"),
  });
  await queueMail(db, { causeKey: input.causeKey, userId: listing.userId, to: listing.email, ...mail });
}
