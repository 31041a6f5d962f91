import { useTranslation } from "#app/ui/i18n.ts";
import { conditionsOf } from "#app/shared/material-units.ts";
import { formatMass } from "#app/shared/units.ts";
import { Avatar } from "#app/ui/avatar.tsx";
import { Badge } from "#app/ui/badge.tsx";
import { Card } from "#app/ui/card.tsx";
import { DefinitionList } from "#app/ui/definition-list.tsx";
import { useConditionWords } from "#app/ui/forms/material-fields.tsx";
import { Link } from "#app/ui/remix.ts";
import { DateTime } from "#app/ui/time.tsx";
import { isCountEstimate } from "../counted.rules.ts";
import type { ListingView } from "../listing-page.service.server.ts";
import { useAttributeFacts } from "./attribute-facts.ts";
import { formatPrice, whatKey } from "./listing-words.ts";

/** What it costs, large; "free" and "wanted" in words. */
export function ListingPrice({ listing, locale }: { listing: ListingView; locale: string }) {
  const { t } = useTranslation("listings");
  if (listing.offer !== "sale" || listing.priceMinor === null) {
    return listing.offer === "wanted" ? <Badge tone="marigold">{t("offers.wanted")}</Badge> : <span className="text-2xl font-semibold text-leaf">{t(`offers.${listing.offer}`)}</span>;
  }
  const price = formatPrice(listing.priceMinor, listing.currency ?? "EUR", locale);
  return <span className="tabular text-2xl font-semibold text-leaf">{listing.unitsInitial > 1 ? t("card.each", { price }) : price}</span>;
}

/** What it is, how much, where and until when. */
export function ListingFacts({ listing, locale }: { listing: ListingView; locale: string }) {
  const { t } = useTranslation(["listings", "materials"]);
  const conditions = useConditionWords(locale);
  const attributeFacts = useAttributeFacts(listing, locale);
  const mass = listing.massGrams === null ? t("facts.massUnknown") : t(listing.kind === "goods" ? "facts.massEach" : "facts.massLot", { mass: formatMass(listing.massGrams, locale) });
  const items = [
    { term: t("facts.what"), value: t(whatKey(listing)) },
    ...(listing.condition ? [{ term: t("facts.condition"), value: `${t(`conditions.${listing.condition}`)} (${t(`conditionHints.${listing.condition}`)})` }] : []),
    ...attributeFacts,
    ...(listing.unitsInitial > 1 ? [{ term: t("facts.amount"), value: t("facts.amountLeft", { left: listing.unitsAvailable, all: listing.unitsInitial }) }] : []),
    ...(listing.loanDays === null ? [] : [{ term: t("facts.loanDays"), value: t("facts.loanDaysValue", { count: listing.loanDays }) }]),
    ...(listing.swapFor ? [{ term: t("page.swapFor"), value: listing.swapFor }] : []),
    ...(listing.lightGift ? [{ term: t("form.offer"), value: t("page.lightGift") }] : []),
    ...(listing.countUnit && listing.countHundredths !== null ? [{ term: t("materials:counted.label"), value: t(`materials:counted.amount.${listing.countUnit}`, { count: listing.countHundredths / 100 }) }] : []),
    { term: t("facts.mass"), value: isCountEstimate(listing) ? `${mass} (${t("materials:counted.estimate")})` : mass },
    ...(listing.material !== null && listing.offer !== "wanted" && conditionsOf(listing.material).length > 0 ? [{ term: t("materials:conditions.stated"), value: conditions(listing.material, listing.materialConditions).map((sentence) => <span key={sentence} className="block">{sentence}</span>) }] : []),
    { term: t("facts.place"), value: t("facts.placeCoarse", { place: listing.placeLabel }) },
    ...(listing.expiresAt ? [{ term: t("facts.until"), value: <DateTime at={listing.expiresAt} locale={locale} timeZone={listing.timeZone} format="date" /> }] : []),
  ];
  return <DefinitionList items={items} />;
}

const avatarKinds = { household: "household", community: "community", recycler: "recycler", producer: "other", authority: "other" } as const;

/** Who stands behind it, and how often they kept their word. */
export function ListingGiver({ listing }: { listing: ListingView }) {
  const { t } = useTranslation("listings");
  const { giver } = listing;
  const page = giver.slug ? (giver.kind === "recycler" ? `/recyclers/${giver.slug}` : `/communities/${giver.slug}`) : null;
  return (
    <Card as="section" tone="sunken" padding="sm" aria-label={listing.offer === "wanted" ? t("giver.titleWanted") : t("giver.title")} className="flex items-center gap-3">
      <Avatar name={giver.name} kind={avatarKinds[giver.kind]} decorative />
      <div className="grid min-w-0">
        {page ? (
          <Link to={page} className="link font-semibold">
            {giver.name}
          </Link>
        ) : (
          <span className="font-semibold">{giver.name}</span>
        )}
        <span className="text-sm text-ink-soft">{t("giver.completed", { count: giver.completedCount })}</span>
      </div>
    </Card>
  );
}
