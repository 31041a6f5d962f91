import { communityBySlug } from "#app/domains/communities/communities.repository.server.ts";
import { entryDetail } from "#app/domains/impact/entries.repository.server.ts";
import { movedWords } from "#app/domains/impact/ui/subject.ts";
import { viewListing } from "#app/domains/listings/listing-page.service.server.ts";
import { photoSources } from "#app/domains/listings/ui/listing-words.ts";
import type { Db } from "#app/platform/db/database.server.ts";
import { translator } from "#app/platform/i18n.server.ts";
import type { Locale } from "#app/shared/i18n.ts";

/** A picture that may stand for a page, in pixels. */
export type LinkPicture = { url: string; width: number; height: number };

/** What a page is called elsewhere. Addresses are paths. */
export type LinkDescription = { path: string; title: string; author: { name: string; path: string | null } | null; pictures: LinkPicture[] };

/** What stands for pages without a photo of their own. */
const ourPictures: LinkPicture[] = [
  { url: "/og.png", width: 1200, height: 630 },
  { url: "/apple-touch-icon.png", width: 180, height: 180 },
];

const communityPath = (slug: string) => `/communities/${encodeURIComponent(slug)}`;

/** Describes the page at a path as a visitor sees it; null where a visitor sees nothing, or where it is a page of another kind. */
export async function describeLink(db: Db, path: string, locale: Locale): Promise<LinkDescription | null> {
  const [, kind, id = ""] = /^\/(listings|communities|impact\/entries)\/([\p{L}\p{N}_-]{1,100})\/?$/u.exec(path) ?? [];
  if (kind === "listings") return describeListing(db, id);
  if (kind === "communities") return describeCommunity(db, id);
  return kind ? describeEntry(db, id, locale) : null;
}

async function describeListing(db: Db, id: string): Promise<LinkDescription | null> {
  const found = await viewListing(db, null, { listingId: id });
  if (!found.ok) return null;
  const { title, giver, photos } = found.value;
  const page = giver.slug && (giver.kind === "recycler" ? `/recyclers/${encodeURIComponent(giver.slug)}` : communityPath(giver.slug));
  return { path: `/listings/${found.value.id}`, title, author: { name: giver.name, path: page }, pictures: photos[0] ? picturesOf(photos[0]) : ourPictures };
}

/** The sizes a photo is kept in: each inside its width and twice that height, never larger than the photo. */
function picturesOf(photo: { key: string; width: number; height: number }): LinkPicture[] {
  return [1200, 400].map((width) => {
    const scale = Math.min(1, width / photo.width, (width * 2) / photo.height);
    return { url: photoSources(photo.key).src.replace("/400.", `/${width}.`), width: Math.round(photo.width * scale), height: Math.round(photo.height * scale) };
  });
}

async function describeCommunity(db: Db, slug: string): Promise<LinkDescription | null> {
  const found = await communityBySlug(db, { slug, userId: null });
  const path = communityPath(slug);
  return found && { path, title: found.name, author: { name: found.name, path }, pictures: ourPictures };
}

async function describeEntry(db: Db, id: string, locale: Locale): Promise<LinkDescription | null> {
  const entry = await entryDetail(db, id, []);
  if (!entry) return null;
  const t = translator(locale, "impact");
  return { path: `/impact/entries/${entry.id}`, title: `${t("entry.breadcrumb")}: ${movedWords(t, entry, locale)}`, author: null, pictures: ourPictures };
}
