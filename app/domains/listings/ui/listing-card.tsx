import { useTranslation } from "#app/ui/i18n.ts";
import { formatDistance } from "#app/shared/geo.ts";
import { formatCo2eRange, formatMass } from "#app/shared/units.ts";
import { Badge } from "#app/ui/badge.tsx";
import { MediaCard } from "#app/ui/card.tsx";
import type { ListingCard as Card } from "../search.service.server.ts";
import { GradeBadge, RemanufacturedBadge, SellerBadge } from "./item-marks.tsx";
import { ListingDrawing, ListingDrawnAgain } from "./listing-drawing.tsx";
import { formatPrice, photoSources, whatKey } from "./listing-words.ts";

export type CardEstimate = { lowGrams: number; centralGrams: number; highGrams: number } | null;

type Props = {
  card: Card;
  estimate: CardEstimate;
  locale: string;
  eager: boolean;
  /** The page has `ListingDrawings` for its cards. */
  isDrawn?: boolean;
};

/** One listing in a list: photo or drawing, title, price, grade, place, and what taking it keeps out of the air. */
export function ListingCard({ card, estimate, locale, eager, isDrawn = false }: Props) {
  const { t } = useTranslation("listings");
  const amount = card.kind === "material" && card.massGrams !== null ? formatMass(card.massGrams, locale) : card.unitsAvailable > 1 ? t("card.units", { count: card.unitsAvailable }) : null;
  const facts = [
    card.condition ? t(`conditions.${card.condition}`) : card.kind === "material" ? t(whatKey(card)) : null,
    amount,
    card.distanceMetres === null ? card.placeLabel : `${card.placeLabel}, ${t("card.away", { distance: formatDistance(card.distanceMetres, locale) })}`,
  ];
  return (
    <MediaCard
      to={`/listings/${card.id}`}
      image={card.photo ? { ...photoSources(card.photo.key), sizes: "(min-width: 1024px) 240px, (min-width: 640px) 33vw, 50vw", alt: card.photo.alt || t("card.photoAlt", { title: card.title }) } : null}
      fallback={isDrawn ? <ListingDrawnAgain category={card.category} material={card.material} /> : <ListingDrawing category={card.category} material={card.material} />}
      title={card.title}
      price={card.offer === "sale" && card.priceMinor !== null ? formatPrice(card.priceMinor, card.currency ?? "EUR", locale) : t(`offers.${card.offer}`)}
      meta={facts.filter(Boolean).join(" · ")}
      badge={
        card.offer === "wanted" || card.grade !== null || card.remanufactured || card.sellerVerified ? (
          <>
            {card.offer === "wanted" ? <Badge tone="marigold">{t("offers.wanted")}</Badge> : null}
            <GradeBadge grade={card.grade} />
            {card.remanufactured ? <RemanufacturedBadge /> : null}
            {card.sellerVerified ? <SellerBadge /> : null}
          </>
        ) : null
      }
      figure={estimate ? t("card.keepsOut", { range: formatCo2eRange(estimate.lowGrams, estimate.highGrams, locale, { gas: true }) }) : null}
      headingLevel={2}
      eager={eager}
    />
  );
}
