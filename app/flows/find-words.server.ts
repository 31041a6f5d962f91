import { formatPrice } from "#app/domains/listings/ui/listing-words.ts";
import type { MailWords } from "#app/domains/notifications/notify.service.server.ts";
import type { TellableFind } from "#app/domains/searches/finds.repository.server.ts";
import { stopPath } from "#app/domains/searches/stop-token.server.ts";
import { translator } from "#app/platform/i18n.server.ts";
import type { Locale } from "#app/shared/i18n.ts";

/** So many finds are named in a mail, and in a line; the others are counted. */
const [namedInMail, namedInLine] = [8, 2];

type Found = { searchId: string; searchName: string; finds: readonly TellableFind[] };

/** What a search has found, as the list of notifications and a digest say it. `finds` must not be empty. */
export function findWords(locale: Locale, { searchName, finds }: Pick<Found, "searchName" | "finds">): { title: string; text: string } {
  const t = translator(locale, "searches");
  const [only, ...others] = finds;
  const more = finds.length - namedInLine;
  const names = finds.slice(0, namedInLine).map((find) => find.title);
  const list = new Intl.ListFormat(locale, { type: "conjunction" }).format(more > 0 ? [...names, t("found.more", { count: more })] : names);
  return { title: t("found.subject", { count: finds.length, name: searchName }), text: only && others.length === 0 ? `${only.title} · ${facts(locale, only)}` : list };
}

/** The mail about what a search has found, with a way to silence this search alone. `finds` must not be empty. */
export function findMail(locale: Locale, input: Found & { name: string }): MailWords & { subject: string } {
  const { finds, searchName, searchId } = input;
  const t = translator(locale, "searches");
  const more = finds.length - namedInMail;
  return {
    subject: t("found.subject", { count: finds.length, name: searchName }),
    paragraphs: [t("found.greeting", { name: input.name }), t("found.body", { count: finds.length, name: searchName })],
    items: finds.slice(0, namedInMail).map((find) => ({ label: find.title, note: facts(locale, find), path: `/listings/${find.listingId}` })),
    action: { label: more > 0 ? t("found.actionMore", { count: more }) : t("found.action"), path: `/searches/${searchId}` },
    footer: t("found.footer"),
    links: [{ label: t("found.stop", { name: searchName }), path: stopPath([searchId]) }],
  };
}

function facts(locale: Locale, find: TellableFind): string {
  const price = find.offer === "sale" && find.priceMinor !== null && find.currency ? formatPrice(find.priceMinor, find.currency, locale) : translator(locale, "listings")(`offers.${find.offer}`);
  return `${price} · ${find.placeLabel}`;
}
