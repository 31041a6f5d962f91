import { useTranslation } from "#app/ui/i18n.ts";
import { formatDistance } from "#app/shared/geo.ts";
import { MATERIAL_GROUPS, materialsOfGroup, type MaterialCode } from "#app/shared/materials.ts";
import { LinkButton, SubmitButton } from "#app/ui/buttons.tsx";
import { Card } from "#app/ui/card.tsx";
import { Checkbox } from "#app/ui/forms/inputs.tsx";
import { Icon } from "#app/ui/icons/icon.tsx";
import { Form, Link } from "#app/ui/remix.ts";
import type { BagAnswer } from "../bag/bag.service.server.ts";
import { MAX_BAG } from "../bag/bag.rules.ts";
import type { PointCard } from "../points.schema.ts";
import { changed, pointsHref } from "../points-url.ts";
import { OpenLine } from "./open-line.tsx";
import { pointLabel } from "./point-words.ts";

/** What is in the bag: groups with their materials. A plain form; everything stands in the address. */
export function BagPicker({ params, bag }: { params: URLSearchParams; bag: readonly MaterialCode[] }) {
  const { t } = useTranslation("points");
  const { t: tm } = useTranslation("materials");
  const kept = [...changed(params, { bag: null })];
  return (
    <details className="max-w-3xl rounded-card border border-line bg-surface px-4 py-2">
      <summary className="flex min-h-9 cursor-pointer flex-wrap items-center gap-2 font-semibold">
        <Icon name="chevron-down" size={16} />
        {t("bag.title")}
        {bag.length > 0 ? <span className="font-normal text-ink-soft">{bag.map((code) => tm(`names.${code}`)).join(t("refuses.comma"))}</span> : null}
      </summary>
      <Form method="get" action="/points" className="grid gap-3 pt-2" key={bag.join()}>
        {kept.map(([name, value]) => (
          <input key={`${name}=${value}`} type="hidden" name={name} value={value} />
        ))}
        <p className="text-sm text-ink-soft">{t("bag.hint", { max: MAX_BAG })}</p>
        {MATERIAL_GROUPS.map((group) => {
          const codes = materialsOfGroup(group);
          return (
            <details key={group} open={codes.some(({ code }) => bag.includes(code))} className="border-t border-line">
              <summary className="flex min-h-9 cursor-pointer items-center gap-2">
                <Icon name="chevron-down" size={16} />
                {tm(`groups.${group}`)}
              </summary>
              <div className="grid sm:grid-cols-2">
                {codes.map(({ code }) => (
                  <Checkbox key={code} name="bag" value={code} label={tm(`names.${code}`)} defaultChecked={bag.includes(code)} />
                ))}
              </div>
            </details>
          );
        })}
        <div className="flex flex-wrap gap-2">
          <SubmitButton icon="search">{t("bag.find")}</SubmitButton>
          {bag.length > 0 ? (
            <LinkButton to={pointsHref(changed(params, { bag: null }))} variant="quiet">
              {t("bag.empty")}
            </LinkButton>
          ) : null}
        </div>
      </Form>
    </details>
  );
}

/** Where the bag goes on one trip: one point for all, or two. */
export function BagTrip({ trip, now, locale }: { trip: BagAnswer; now: string; locale: string }) {
  const { t } = useTranslation("points");
  const { t: tm } = useTranslation("materials");
  const names = (codes: readonly MaterialCode[]) => codes.map((code) => tm(`names.${code}`)).join(t("refuses.comma"));
  const there = trip.bag.filter((code) => !trip.nowhere.includes(code));
  return (
    <section aria-label={t("bag.result")} className="grid max-w-3xl gap-3">
      {trip.one ? (
        <Card tone="leaf" className="grid gap-2">
          <h2 className="text-lg">{t("bag.one", { count: there.length })}</h2>
          <Stop point={trip.one.point} takes={names(there)} now={now} locale={locale} />
          <Way metres={trip.one.tripMetres} locale={locale} />
        </Card>
      ) : null}
      {trip.pair ? (
        <Card tone={trip.one ? "surface" : "leaf"} className="grid gap-2">
          <h2 className="text-lg">{t(trip.one ? "bag.pairShorter" : "bag.pair")}</h2>
          <ol className="grid list-decimal gap-2 ps-5">
            {trip.pair.stops.map((stop) => (
              <li key={stop.point.id}>
                <Stop point={stop.point} takes={names(stop.takes)} now={now} locale={locale} />
              </li>
            ))}
          </ol>
          <Way metres={trip.pair.tripMetres} locale={locale} />
        </Card>
      ) : null}
      {!trip.one && !trip.pair && there.length > 0 ? <p>{t("bag.noTrip")}</p> : null}
      {trip.nowhere.length > 0 ? <p className="text-ink-soft">{t("bag.nowhere", { list: names(trip.nowhere) })}</p> : null}
    </section>
  );
}

function Stop({ point, takes, now, locale }: { point: PointCard; takes: string; now: string; locale: string }) {
  const { t } = useTranslation("points");
  const { t: tm } = useTranslation("materials");
  return (
    <div className="grid gap-0.5">
      <p>
        <Link className="link font-semibold" to={`/points/${point.id}`}>
          {pointLabel({ ...point, materials: point.accepts }, t, tm)}
        </Link>
      </p>
      <p className="text-sm">{takes}</p>
      <p className="text-sm">
        <OpenLine hours={point.hours} timeZone={point.timeZone} now={now} locale={locale} />
      </p>
    </div>
  );
}

function Way({ metres, locale }: { metres: number; locale: string }) {
  const { t } = useTranslation("points");
  return (
    <p suppressHydrationWarning className="tabular text-sm text-ink-soft">
      {t("bag.way", { distance: formatDistance(metres, locale) })}
    </p>
  );
}
