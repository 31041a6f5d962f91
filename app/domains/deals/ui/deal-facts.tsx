import { numberFormat } from "#app/shared/formatters.ts";
import { useTranslation } from "#app/ui/i18n.ts";
import { formatMass } from "#app/shared/units.ts";
import { DefinitionList } from "#app/ui/definition-list.tsx";
import { TimeRange } from "#app/ui/time.tsx";
import type { DealView } from "../deals.schema.ts";

type Place = { placeLabel: string; exactAddress: string | null; latitude: number | null; longitude: number | null } | null;

/** What, how much, when and where. The exact place is there only when the loader was allowed to give it. */
export function DealFacts({ deal, exactPlace, locale, viewerTimeZone }: { deal: DealView; exactPlace: Place; locale: string; viewerTimeZone: string }) {
  const { t } = useTranslation(["deals", "goods", "materials"]);
  const { listing } = deal;
  const name = listing.material ? t(`materials:names.${listing.material}`) : listing.category ? t(`goods:names.${listing.category}`) : null;
  const moved = deal.movedUnits === null ? null : t("page.movedOf", { moved: deal.movedUnits, units: deal.units });
  const declared = listing.massGrams === null ? null : formatMass(listing.massGrams * (deal.movedUnits ?? deal.units), locale);
  const price = listing.offer === "sale" && listing.priceMinor !== null && listing.currency ? formatPrice(listing.priceMinor, listing.currency, locale) : null;
  const items = [
    name ? { term: t("page.what"), value: name } : null,
    { term: t("page.amount"), value: t("page.unitsOf", { count: deal.units }) },
    price ? { term: t("page.price"), value: <Noted text={price} note={t("page.priceHint")} /> } : null,
    moved && deal.movedUnits !== deal.units ? { term: t("page.moved"), value: moved } : null,
    deal.measuredGrams !== null ? { term: t("page.measured"), value: formatMass(deal.measuredGrams, locale) } : null,
    deal.measuredGrams === null && declared ? { term: t(deal.weightConfirmed ? "page.confirmed" : "page.declared"), value: declared } : null,
    deal.agreed ? { term: t("page.when"), value: <TimeRange from={deal.agreed.startsAt} to={deal.agreed.endsAt} locale={locale} timeZone={listing.timeZone} viewerTimeZone={viewerTimeZone} /> } : null,
    deal.agreed ? { term: t("page.where"), value: deal.agreed.place } : null,
    exactPlace && (exactPlace.exactAddress || exactPlace.latitude !== null)
      ? { term: t("page.exact"), value: <Exact place={exactPlace} note={t("page.exactHint")} /> }
      : listing.placeLabel
        ? { term: t("page.coarse"), value: <Noted text={listing.placeLabel} note={deal.state === "requested" ? t("page.coarseHint") : ""} /> }
        : null,
  ];
  return <DefinitionList items={items.filter((item) => item !== null)} />;
}

/** The address, and a link that opens the phone's own map at the very spot. */
function Exact({ place, note }: { place: NonNullable<Place>; note: string }) {
  const { t } = useTranslation("deals");
  const at = place.latitude !== null && place.longitude !== null ? `${place.latitude.toFixed(5)},${place.longitude.toFixed(5)}` : null;
  return (
    <>
      <Noted text={place.exactAddress ?? place.placeLabel} note={note} />
      {at ? (
        <a href={`geo:${at}`} className="link text-sky">
          {t("page.openMap", { at })}
        </a>
      ) : null}
    </>
  );
}

function formatPrice(minor: number, currency: string, locale: string): string {
  const format = numberFormat(locale, { style: "currency", currency });
  return format.format(minor / 10 ** (format.resolvedOptions().maximumFractionDigits ?? 2));
}

function Noted({ text, note }: { text: string; note: string }) {
  return (
    <>
      {text}
      {note ? <span className="block text-sm text-ink-soft">{note}</span> : null}
    </>
  );
}
