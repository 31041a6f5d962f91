import { useTranslation } from "#app/ui/i18n.ts";
import { formatMass } from "#app/shared/units.ts";
import { DefinitionList } from "#app/ui/definition-list.tsx";
import { Link } from "#app/ui/remix.ts";
import { TimeRange } from "#app/ui/time.tsx";
import { isProposed } from "../deals.rules.ts";
import type { DealView } from "../deals.schema.ts";
import { usePriceWords } from "./terms-words.ts";

type Place = { placeLabel: string; exactAddress: string | null; latitude: number | null; longitude: number | null } | null;

/** What, how much, when and where. The exact place is there only when the loader was allowed to give it. */
export function DealFacts({ deal, exactPlace, locale, viewerTimeZone }: { deal: DealView; exactPlace: Place; locale: string; viewerTimeZone: string }) {
  const { t } = useTranslation(["deals", "goods", "materials"]);
  const { listing } = deal;
  const name = listing.material ? t(`materials:names.${listing.material}`) : listing.category ? t(`goods:names.${listing.category}`) : null;
  const moved = deal.movedUnits === null ? null : t("page.movedOf", { moved: deal.movedUnits, units: deal.units });
  const declared = listing.massGrams === null ? null : formatMass(listing.massGrams * (deal.movedUnits ?? deal.units), locale);
  const priceWords = usePriceWords(locale);
  const price = deal.terms.price ? priceWords(deal.terms.price, deal.terms.units) : null;
  const isUninspected = deal.kind === "inspected" && ["requested", "offered", "countered", "accepted", "scheduled", "inspecting"].includes(deal.state);
  // Once it is known what is paid, a note of its own says so.
  const { paidBySide } = deal.terms;
  const priceNote = paidBySide ? t("terms.onTopFrom", { name: deal.parties[paidBySide].name }) : isUninspected ? t("inspection.subjectShort") : deal.settledMinor === null ? t("page.priceHint") : "";
  const items = [
    name ? { term: t("page.what"), value: name } : null,
    { term: t("page.amount"), value: t("page.unitsOf", { count: deal.units }) },
    price ? { term: t(deal.kind === "swap" ? "terms.onTop" : "page.price"), value: <Noted text={price} note={priceNote} /> } : null,
    deal.terms.loanDays ? { term: t("loan.term"), value: t("loan.termDays", { count: deal.terms.loanDays }) } : null,
    deal.terms.swap
      ? {
          term: t("terms.inReturn"),
          value: (
            <Link to={`/listings/${deal.terms.swap.listingId}`} className="link text-sky wrap-anywhere">
              {deal.terms.swap.units > 1 ? `${deal.terms.swap.units} × ` : ""}
              {deal.terms.swap.title}
            </Link>
          ),
        }
      : null,
    moved && deal.movedUnits !== deal.units ? { term: t("page.moved"), value: moved } : null,
    deal.measuredGrams !== null ? { term: t("page.measured"), value: formatMass(deal.measuredGrams, locale) } : null,
    deal.measuredGrams === null && declared ? { term: t(deal.weightConfirmed ? "page.confirmed" : "page.declared"), value: declared } : null,
    deal.agreed ? { term: t("page.when"), value: <When deal={deal} agreed={deal.agreed} locale={locale} viewerTimeZone={viewerTimeZone} /> } : null,
    deal.agreed ? { term: t("page.where"), value: deal.agreed.place } : null,
    exactPlace && (exactPlace.exactAddress || exactPlace.latitude !== null)
      ? { term: t("page.exact"), value: <Exact place={exactPlace} note={t("page.exactHint")} /> }
      : listing.placeLabel
        ? { term: t("page.coarse"), value: <Noted text={listing.placeLabel} note={isProposed(deal.state) ? t("page.coarseHint") : ""} /> }
        : null,
  ];
  return <DefinitionList items={items.filter((item) => item !== null)} />;
}

/** The time, whether both said yes to it, and the way into a calendar. */
function When({ deal, agreed, locale, viewerTimeZone }: { deal: DealView; agreed: NonNullable<DealView["agreed"]>; locale: string; viewerTimeZone: string }) {
  const { t } = useTranslation("deals");
  const isAhead = deal.state === "accepted" || deal.state === "scheduled";
  return (
    <>
      <TimeRange from={agreed.startsAt} to={agreed.endsAt} locale={locale} timeZone={deal.listing.timeZone} viewerTimeZone={viewerTimeZone} />
      {isAhead ? <span className="block text-sm text-ink-soft">{t(agreed.agreedAt ? "time.yes" : "time.waits")}</span> : null}
      {isAhead ? (
        <a href={`/deals/${deal.id}.ics`} download className="link inline-flex min-h-9 items-center text-sky">
          {t("time.calendar")}
        </a>
      ) : null}
    </>
  );
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

function Noted({ text, note }: { text: string; note: string }) {
  return (
    <>
      {text}
      {note ? <span className="block text-sm text-ink-soft">{note}</span> : null}
    </>
  );
}
