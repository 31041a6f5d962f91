import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Form, useLoaderData, useSearchParams } from "@remix-run/react";
import { useTranslation } from "#app/ui/i18n.ts";
import { estimateListing } from "#app/flows/estimate-listing.server.ts";
import { listHiddenPartyIds } from "#app/domains/blocks/blocks.service.server.ts";
import { currentActor } from "#app/domains/identity/actor.server.ts";
import { placeOfParty } from "#app/domains/listings/listing-page.repository.server.ts";
import { listingSorts, readListingQuery, withParams } from "#app/domains/listings/listings.query.ts";
import { countFacets } from "#app/domains/listings/facets.service.server.ts";
import { searchListings } from "#app/domains/listings/search.service.server.ts";
import { ActiveFilters, useActiveFilters } from "#app/domains/listings/ui/active-filters.tsx";
import { FiltersPanel } from "#app/domains/listings/ui/filters-panel.tsx";
import { ListingCard } from "#app/domains/listings/ui/listing-card.tsx";
import { ListingDrawings } from "#app/domains/listings/ui/listing-drawing.tsx";
import { NearMeButton } from "#app/domains/listings/ui/near-me-button.tsx";
import { database } from "#app/platform/db/database.server.ts";
import { requestLocale, translator } from "#app/platform/i18n.server.ts";
import { useLive } from "#app/realtime/use-live.ts";
import { LinkButton, SubmitButton } from "#app/ui/buttons.tsx";
import { Chip } from "#app/ui/chip.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { Input } from "#app/ui/forms/inputs.tsx";
import { Pagination } from "#app/ui/navigation.tsx";
import { PageHeader } from "#app/ui/page.tsx";

export async function loader({ request }: LoaderFunctionArgs) {
  const [db, actor, locale] = [await database(), await currentActor(request), requestLocale(request)];
  const query = { ...readListingQuery(new URL(request.url).searchParams), hiddenPartyIds: actor ? await listHiddenPartyIds(db, actor.party.id) : [] };
  const page = await searchListings(db, query);
  const [facets, place] = await Promise.all([countFacets(db, query, { isNearly: page.isNearly }), actor ? placeOfParty(db, actor.party.id) : null]);
  const hasPlace = place && place.latitude !== null && place.longitude !== null;
  return {
    locale,
    title: translator(locale, "listings")("title"),
    // Whose things are left out is for the server alone.
    query: { ...query, hiddenPartyIds: [] },
    cards: page.cards.map((card) => ({ card, estimate: estimateListing(card) })),
    nextCursor: page.nextCursor,
    isNearly: page.isNearly,
    facets,
    isSignedIn: actor !== null,
    place: hasPlace ? { label: place.placeLabel ?? "", latitude: Number(place.latitude?.toFixed(2)), longitude: Number(place.longitude?.toFixed(2)) } : null,
  };
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: `${data?.title ?? ""} · Roundabout` }];

/** On the phone the open filters are a sheet over the list; on a wide screen they always stand beside it. */
const sheet =
  "fixed inset-x-0 top-24 bottom-0 z-40 overflow-y-auto overscroll-contain rounded-t-sheet border-t border-line bg-surface p-5 pb-32 shadow-float lg:static lg:z-auto lg:overflow-visible lg:rounded-none lg:border-0 lg:bg-transparent lg:p-0 lg:shadow-none";

export default function Listings() {
  const { locale, query, cards, nextCursor, isNearly, facets, isSignedIn, place } = useLoaderData<typeof loader>();
  const { t } = useTranslation("listings");
  const [params] = useSearchParams();
  useLive(["listings"]);
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
            <LinkButton to="/listings/mine" variant="secondary" size="sm">
              {t("mine.link")}
            </LinkButton>
          ) : null
        }
      />
      <Form action="/listings" method="get" role="search" className="mb-4 flex gap-2 md:hidden">
        {[...params].filter(([name]) => !["q", "after", "sort", "filters"].includes(name)).map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        <Input name="q" type="search" icon="search" aria-label={t("search.label")} placeholder={t("search.placeholder")} defaultValue={query.q} key={query.q} enterKeyHint="search" />
        <SubmitButton variant="secondary" className="shrink-0 whitespace-nowrap">
          {t("search.submit")}
        </SubmitButton>
      </Form>
      <div className="grid gap-6 lg:grid-cols-[15rem_minmax(0,1fr)]">
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
        <div className="grid content-start gap-4">
          <div className="flex flex-wrap items-center gap-2">
            <span className="lg:hidden">
              <LinkButton size="sm" variant="secondary" icon="filter" to={withParams(params, { filters: isOpen ? null : "open" })} preventScrollReset>
                {t("filters.open")}
              </LinkButton>
            </span>
            <NearMeButton params={params} place={place} />
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
              <ul className="grid grid-cols-2 gap-3 sm:grid-cols-3 sm:gap-4 xl:grid-cols-4">
                {cards.map(({ card, estimate }, index) => (
                  <li key={card.id}>
                    <ListingCard card={card} estimate={estimate} locale={locale} eager={index < 4} isDrawn />
                  </li>
                ))}
              </ul>
            </>
          )}
          {cards.length > 0 ? <Pagination nextTo={nextCursor ? `/listings?${next}` : null} firstTo={query.after ? withParams(params, {}) : null} /> : null}
        </div>
      </div>
    </div>
  );
}
