import type { Feed, FeedEntry } from "#app/platform/feeds/atom.server.ts";
import type { Db } from "#app/platform/db/database.server.ts";
import { translator } from "#app/platform/i18n.server.ts";
import type { Locale } from "#app/shared/i18n.ts";
import { formatMass } from "#app/shared/units.ts";
import { paramsOf, type ListingQuery } from "./listings.query.ts";
import { newestOf, type ListingCard } from "./search.service.server.ts";
import { formatPrice, photoSources, whatKey } from "./ui/listing-words.ts";

/** How many listings a feed holds. */
export const feedSize = 50;

/** The address of the feed of a search; the language stands in it, because feed readers ask for none. */
export function listingsFeedPath(query: ListingQuery, locale: Locale): string {
  const params = paramsOf(query);
  params.set("lang", locale);
  return `/listings.atom?${params}`;
}

/** What the feed of a search is called. */
export function listingsFeedTitle(query: ListingQuery, locale: Locale): string {
  const t = translator(locale, "listings");
  return query.q ? t("feed.titleFound", { q: query.q }) : t("feed.title");
}

/** The newest listings of a search, as anybody sees them: whose they are is not said. */
export async function listingsFeed(db: Db, query: ListingQuery, locale: Locale): Promise<Feed> {
  const found = await newestOf(db, query, feedSize);
  const params = paramsOf(query).toString();
  return {
    path: listingsFeedPath(query, locale),
    pagePath: params ? `/listings?${params}` : "/listings",
    title: `${listingsFeedTitle(query, locale)} · Roundabout`,
    subtitle: translator(locale, "listings")("feed.subtitle"),
    locale,
    entries: found.map(({ card, at }) => entryOf(card, at, locale)),
  };
}

function entryOf(card: ListingCard, updated: Date, locale: Locale): FeedEntry {
  const t = translator(locale, "listings");
  const price = card.offer === "sale" && card.priceMinor !== null ? formatPrice(card.priceMinor, card.currency ?? "EUR", locale) : t(`offers.${card.offer}`);
  const facts = [price, t(whatKey(card)), card.condition && t(`conditions.${card.condition}`), card.kind === "material" && card.massGrams !== null ? formatMass(card.massGrams, locale) : null, card.placeLabel];
  return { path: `/listings/${card.id}`, title: card.title, summary: facts.filter(Boolean).join(" · "), updated, image: card.photo && { url: photoSources(card.photo.key).src, type: "image/webp" } };
}
