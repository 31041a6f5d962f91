import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData, useSearchParams } from "@remix-run/react";
import { useState } from "react";
import { useTranslation } from "#app/ui/i18n.ts";
import { listingsFeedPath, listingsFeedTitle } from "#app/domains/listings/feed.server.ts";
import { estimateListing } from "#app/flows/estimate-listing.server.ts";
import { listHiddenPartyIds } from "#app/domains/blocks/blocks.service.server.ts";
import { currentActor } from "#app/domains/identity/actor.server.ts";
import { placeOfParty } from "#app/domains/listings/listing-page.repository.server.ts";
import { listingSorts, paramsOf, readListingQuery, withParams } from "#app/domains/listings/listings.query.ts";
import { countFacets } from "#app/domains/listings/facets.service.server.ts";
import { findMapPlaces, searchListings } from "#app/domains/listings/search.service.server.ts";
import { ActiveFilters, useActiveFilters } from "#app/domains/listings/ui/active-filters.tsx";
import { FiltersPanel } from "#app/domains/listings/ui/filters-panel.tsx";
import { ListingCard } from "#app/domains/listings/ui/listing-card.tsx";
import { ListingDrawings } from "#app/domains/listings/ui/listing-drawing.tsx";
import { ListingsMap } from "#app/domains/listings/ui/listings-map.tsx";
import { NearMeButton } from "#app/domains/listings/ui/near-me-button.tsx";
import { SearchBox } from "#app/domains/listings/ui/search-box.tsx";
import { countNew } from "#app/domains/searches/searches.service.server.ts";
import { database } from "#app/platform/db/database.server.ts";
import { env } from "#app/platform/env.server.ts";
import { requestLocale, translator } from "#app/platform/i18n.server.ts";
import { useLive } from "#app/realtime/use-live.ts";
import { useHydrated } from "#app/ui/assistive.tsx";
import { Badge } from "#app/ui/badge.tsx";
import { LinkButton } from "#app/ui/buttons.tsx";
import { Chip } from "#app/ui/chip.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { feedLink } from "#app/ui/feed-link.ts";
import { Pagination } from "#app/ui/navigation.tsx";
import { PageHeader } from "#app/ui/page.tsx";

export async function loader({ request }: LoaderFunctionArgs) {
  const params = new URL(request.url).searchParams;
  const asked = readListingQuery(params);
  const [db, actor, locale] = [await database(), await currentActor(request), requestLocale(request)];
  const query = actor ? { ...asked, hiddenPartyIds: await listHiddenPartyIds(db, actor.party.id) } : asked;
  const page = await searchListings(db, query);
  const isNearly = page.isNearly;
  const [facets, place, map, newFinds] = await Promise.all([
    countFacets(db, query, { isNearly }),
    actor ? placeOfParty(db, actor.party.id) : null,
    params.get("view") === "map" ? findMapPlaces(db, query, { isNearly }) : null,
    actor ? countNew(db, actor.userId) : 0,
  ]);
  const settings = env();
  const hasPlace = place && place.latitude !== null && place.longitude !== null;
  return {
    locale,
    title: translator(locale, "listings")("title"),
    feed: { path: listingsFeedPath(asked, locale), title: listingsFeedTitle(asked, locale) },
    query: asked,
    map: map && { ...map, tileUrl: settings.MAP_TILE_URL ?? null, attribution: settings.MAP_ATTRIBUTION ?? "" },
    newFinds,
    userId: actor?.userId ?? null,
    canSave: paramsOf(asked).toString() !== "",
    cards: page.cards.map((card) => ({ card, estimate: estimateListing(card) })),
    nextCursor: page.nextCursor,
    isNearly,
    facets,
    isSignedIn: actor !== null,
    place: hasPlace ? { label: place.placeLabel ?? "", latitude: Number(place.latitude?.toFixed(2)), longitude: Number(place.longitude?.toFixed(2)) } : null,
  };
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: `${data?.title ?? ""} · Roundabout` }, ...(data ? [feedLink(data.feed.path, data.feed.title)] : [])];

/** On the phone the open filters are a sheet over the list; on a wide screen they always stand beside it. */
const sheet =
  "fixed inset-x-0 top-24 bottom-0 z-40 overflow-y-auto overscroll-contain rounded-t-sheet border-t border-line bg-surface p-5 pb-32 shadow-float lg:static lg:z-auto lg:overflow-visible lg:rounded-none lg:border-0 lg:bg-transparent lg:p-0 lg:shadow-none";

export default function Listings() {
  const { locale, query, cards, nextCursor, isNearly, facets, isSignedIn, place, map, canSave, newFinds, userId } = useLoaderData<typeof loader>();
  const { t } = useTranslation("listings");
  const [params] = useSearchParams();
  const [selectedId, setSelectedId] = useState<string | null>(null);
  const hydrated = useHydrated();
  useLive(userId ? ["listings", `user:${userId}`] : ["listings"]);
  const active = useActiveFilters(query, params);
  const isOpen = params.get("filters") === "open";
  const sorts = listingSorts.filter((sort) => (sort === "nearest" ? query.near : sort === "relevance" ? query.q : true));
  const next = new URLSearchParams(params);
  if (nextCursor) next.set("after", nextCursor);

  return (
    <div className="content pb-12">
      <PageHeader
        title={t("title")}
        lead={t("lead")}
        actions={
          isSignedIn ? (
            <>
              <LinkButton to="/searches" variant="secondary" size="sm" icon="bell" aria-label={newFinds > 0 ? t("searches:save.linkNew", { count: newFinds }) : undefined}>
                {t("searches:save.link")}
                {newFinds > 0 ? <Badge tone="marigold">{newFinds > 99 ? "99+" : newFinds}</Badge> : null}
              </LinkButton>
              <LinkButton to="/listings/mine" variant="secondary" size="sm">
                {t("mine.link")}
              </LinkButton>
            </>
          ) : null
        }
      />
      <SearchBox q={query.q} params={params} />
      <div className={`grid gap-6 ${map ? "lg:grid-cols-[15rem_minmax(0,17rem)_minmax(0,1fr)]" : "lg:grid-cols-[15rem_minmax(0,1fr)]"}`}>
        <aside id="filters" aria-label={t("filters.title")} className={isOpen ? sheet : "hidden lg:block"}>
          {isOpen ? (
            <div className="mb-4 flex items-center justify-between gap-3 lg:hidden">
              <h2 className="text-lg">{t("filters.title")}</h2>
              <LinkButton to={withParams(params, { filters: null })} preventScrollReset size="sm">
                {t("filters.show")}
              </LinkButton>
            </div>
          ) : null}
          <FiltersPanel query={query} facets={facets} params={params} />
        </aside>
        <div className={`grid grid-cols-1 content-start gap-4 ${map ? "lg:col-span-2" : ""}`}>
          <div className="flex flex-wrap items-center gap-2">
            <span className="lg:hidden">
              <LinkButton size="sm" variant="secondary" icon="filter" to={withParams(params, { filters: isOpen ? null : "open" })} preventScrollReset>
                {t("filters.open")}
              </LinkButton>
            </span>
            <LinkButton size="sm" variant="secondary" icon={map ? "list" : "map"} to={withParams(params, { view: map ? null : "map", filters: null })} preventScrollReset>
              {t(map ? "searches:map.hide" : "searches:map.show")}
            </LinkButton>
            <NearMeButton params={params} place={place} />
            {canSave ? (
              <LinkButton size="sm" variant="secondary" icon="bell" to={`/searches/new?${params}`}>
                {t("searches:save.action")}
              </LinkButton>
            ) : null}
            {sorts.length > 1 ? (
              <nav aria-label={t("sort.label")} className="flex flex-wrap gap-2 sm:ms-auto">
                {sorts.map((sort) => (
                  <Chip key={sort} to={withParams(params, { sort })} selected={query.sort === sort}>
                    {t(`sort.${sort}`)}
                  </Chip>
                ))}
              </nav>
            ) : null}
          </div>
          <ActiveFilters filters={active} />
          {isNearly ? <p className="text-ink-soft">{t("search.nearly", { q: query.q })}</p> : null}
          {cards.length > 0 ? (
            <p role="status" className="text-sm text-ink-soft">
              {t(facets.isCut ? "search.resultsMany" : "search.results", { count: facets.total })}
            </p>
          ) : null}
          <div className={map ? "grid items-start gap-5 lg:grid-cols-[minmax(0,17rem)_minmax(0,1fr)]" : "grid gap-4"}>
            <div className={`grid min-w-0 gap-4 ${map && hydrated ? "max-lg:hidden" : ""}`}>
              {cards.length === 0 ? (
                <EmptyState
                  kind={active.length > 0 ? "results" : "listings"}
                  title={active.length > 0 ? t("empty.noMatch") : t("empty.title")}
                  action={
                    <>
                      {active.length > 0 ? (
                        <LinkButton to="/listings" variant="secondary">
                          {t("empty.clear")}
                        </LinkButton>
                      ) : null}
                      <LinkButton to="/listings/new">{t("empty.list")}</LinkButton>
                    </>
                  }
                >
                  {active.length > 0 ? t("empty.noMatchText") : t("empty.text")}
                </EmptyState>
              ) : (
                <>
                  <ListingDrawings cards={cards.map(({ card }) => card)} />
                  <ul className={`grid grid-cols-2 gap-3 sm:grid-cols-3 sm:gap-4 ${map ? "lg:grid-cols-1" : "xl:grid-cols-4"}`}>
                    {cards.map(({ card, estimate }, index) => (
                      <li key={card.id} id={`listing-${card.id}`} className={card.id === selectedId ? "rounded-card outline-3 outline-offset-2 outline-marigold" : ""}>
                        <ListingCard card={card} estimate={estimate} locale={locale} eager={index < 4} isDrawn />
                      </li>
                    ))}
                  </ul>
                </>
              )}
              {cards.length > 0 ? <Pagination nextTo={nextCursor ? `/listings?${next}` : null} firstTo={query.after ? withParams(params, {}) : null} /> : null}
            </div>
            {map ? (
              <ListingsMap
                places={map.places}
                isCut={map.isCut}
                bounds={query.bounds}
                params={params}
                tileUrl={map.tileUrl}
                attribution={map.attribution}
                selectedId={selectedId}
                onSelect={(id) => {
                  setSelectedId(id);
                  document.getElementById(`listing-${id}`)?.scrollIntoView({ block: "nearest" });
                }}
                className="h-[calc(100dvh-14rem)] min-h-80 lg:sticky lg:top-4 lg:h-[calc(100dvh-3rem)]"
              />
            ) : null}
          </div>
        </div>
      </div>
    </div>
  );
}
