import { data, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData, useSearchParams } from "@remix-run/react";
import { useState } from "react";
import { useTranslation } from "#app/ui/i18n.ts";
import { currentActor } from "#app/domains/identity/actor.server.ts";
import { pointsForBag } from "#app/domains/points/bag/bag.service.server.ts";
import { findPoints, sourceCredits } from "#app/domains/points/points.service.server.ts";
import { bagOfUrl, changed, pointsHref, searchOfUrl } from "#app/domains/points/points-url.ts";
import { BagPicker, BagTrip } from "#app/domains/points/ui/bag.tsx";
import { Credits } from "#app/domains/points/ui/credits.tsx";
import { FinderMap } from "#app/domains/points/ui/finder.tsx";
import { PointRow } from "#app/domains/points/ui/point-row.tsx";
import { PointsFilters } from "#app/domains/points/ui/points-filters.tsx";
import { systemClock } from "#app/platform/clock.server.ts";
import { database } from "#app/platform/db/database.server.ts";
import { env } from "#app/platform/env.server.ts";
import { requestLocale, translator } from "#app/platform/i18n.server.ts";
import { LinkButton } from "#app/ui/buttons.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { Pagination } from "#app/ui/navigation.tsx";
import { PageHeader } from "#app/ui/page.tsx";

export async function loader({ request }: LoaderFunctionArgs) {
  const db = await database();
  const locale = requestLocale(request);
  const search = searchOfUrl(new URL(request.url).searchParams);
  const found = await findPoints(db, search);
  // An old or foreign cursor: the list starts again.
  const first = found.ok ? found : await findPoints(db, { ...search, cursor: undefined });
  if (!first.ok) throw data(null, { status: 400 });
  const actor = await currentActor(request);
  const bag = bagOfUrl(new URL(request.url).searchParams);
  const trip = bag.length > 0 ? await pointsForBag(db, { bag, center: first.value.center }) : null;
  const credits = await sourceCredits(db);
  const settings = env();
  return {
    ...first.value,
    trip,
    q: search.q ?? "",
    bounds: search.bounds ?? null,
    isNearYou: search.at !== undefined,
    isFirstPage: search.cursor === undefined,
    isOperator: actor?.isOperator ?? false,
    credits,
    tileUrl: settings.MAP_TILE_URL ?? null,
    mapAttribution: [settings.MAP_ATTRIBUTION, ...credits.map((credit) => credit.attribution)].filter(Boolean).join(" · "),
    now: systemClock.now().toISOString(),
    locale,
    title: translator(locale, "points")("title"),
  };
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [{ title: `${page?.title ?? ""} · Roundabout` }];

export default function PointsPage() {
  const page = useLoaderData<typeof loader>();
  const [params] = useSearchParams();
  const { t } = useTranslation("points");
  const [selectedId, setSelectedId] = useState<string | null>(null);
  const isMap = params.get("view") === "map";
  return (
    <div className="content grid gap-4 pb-8">
      <PageHeader title={t("title")} lead={<span className={isMap ? "hidden md:inline" : ""}>{t("lead")}</span>} />
      <PointsFilters params={params} q={page.q} />
      <BagPicker params={params} bag={page.trip?.bag ?? []} />
      {page.trip && !page.placeUnknown ? <BagTrip trip={page.trip} now={page.now} locale={page.locale} /> : null}
      <div className="flex items-center justify-between gap-3">
        <p className="text-ink-soft" aria-live="polite">
          {page.isNearYou ? t("nearYou") : page.place ? t("near", { place: page.place.label }) : page.bounds ? t("inMap") : null}
        </p>
        <LinkButton className="md:hidden" size="sm" variant="secondary" icon={isMap ? "list" : "map"} to={pointsHref(changed(params, { view: isMap ? null : "map" }))}>
          {t(isMap ? "showList" : "showMap")}
        </LinkButton>
      </div>
      <div className="grid items-start gap-5 md:grid-cols-[minmax(20rem,26rem)_1fr]">
        <div className={`min-w-0 ${isMap ? "hidden md:block" : ""}`}>
          <PointsList params={params} selectedId={selectedId} onPoint={setSelectedId} />
        </div>
        <FinderMap
          isAsked={isMap}
          params={params}
          points={page.points}
          center={page.center}
          bounds={page.bounds}
          selectedId={selectedId}
          onSelect={(id) => {
            setSelectedId(id);
            document.getElementById(`row-${id}`)?.scrollIntoView({ block: "nearest" });
          }}
          tileUrl={page.tileUrl}
          attribution={page.mapAttribution}
          className={`h-[calc(100dvh-16rem)] min-h-80 md:sticky md:top-20 md:block md:h-[calc(100dvh-7rem)] ${isMap ? "" : "hidden"}`}
        />
      </div>
      <Credits credits={page.credits} />
    </div>
  );
}

function PointsList({ params, selectedId, onPoint }: { params: URLSearchParams; selectedId: string | null; onPoint: (id: string) => void }) {
  const page = useLoaderData<typeof loader>();
  if (page.points.length === 0) return <NoPoints params={params} />;
  const next = page.nextCursor;
  return (
    <div className="grid gap-4">
      <ul className="grid gap-3">
        {page.points.map((point) => (
          <PointRow
            key={point.id}
            point={point}
            now={page.now}
            locale={page.locale}
            selected={point.id === selectedId}
            showDistance={page.place !== null || page.isNearYou}
            onPoint={() => onPoint(point.id)}
          />
        ))}
      </ul>
      <Pagination nextTo={next ? pointsHref(withCursor(params, next)) : null} firstTo={page.isFirstPage ? null : pointsHref(changed(params, {}))} />
    </div>
  );
}

function withCursor(params: URLSearchParams, cursor: string): URLSearchParams {
  const next = changed(params, {});
  next.set("cursor", cursor);
  return next;
}

const IMPORT_COMMAND = "npm run import:points -- FILE --source NAME";

/** Why nothing is here, and the way on: the words are not known, the filters are too narrow, or nothing was imported yet. */
function NoPoints({ params }: { params: URLSearchParams }) {
  const page = useLoaderData<typeof loader>();
  const { t } = useTranslation("points");
  const isNarrowed = ["group", "material", "open", "bookable", "operator", "bounds", "km"].some((name) => params.has(name));
  const kind = page.placeUnknown ? "place" : isNarrowed ? "filters" : "none";
  const actions = {
    place: <LinkButton to={pointsHref(changed(params, { q: null }))}>{t("empty.place.action")}</LinkButton>,
    filters: <LinkButton to={page.q ? `/points?${new URLSearchParams({ q: page.q })}` : "/points"}>{t("empty.filters.action")}</LinkButton>,
    none: <LinkButton to="/listings">{t("empty.none.action")}</LinkButton>,
  };
  return (
    <EmptyState kind="results" title={t(`empty.${kind}.title`, { place: page.q })} action={actions[kind]}>
      {t(`empty.${kind}.text`)}
      {kind === "none" && page.isOperator ? (
        <span className="mt-2 block">
          {t("empty.none.operator")} <code className="rounded bg-sunken px-1 py-0.5 text-sm">{IMPORT_COMMAND}</code>
        </span>
      ) : null}
    </EmptyState>
  );
}
