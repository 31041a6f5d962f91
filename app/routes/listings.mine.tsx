import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { useTranslation } from "#app/ui/i18n.ts";
import { requireActor } from "#app/domains/identity/actor.server.ts";
import { listAwaitingReview } from "#app/domains/listings/listing-page.repository.server.ts";
import { anyWaitingClaim } from "#app/domains/listings/claims/claims.repository.server.ts";
import { listMine, type MyListing } from "#app/domains/listings/listing-page.service.server.ts";
import { ListingDrawing } from "#app/domains/listings/ui/listing-drawing.tsx";
import { formatPrice, photoSources } from "#app/domains/listings/ui/listing-words.ts";
import { ListingStateBadge } from "#app/domains/listings/ui/state-badge.tsx";
import { database } from "#app/platform/db/database.server.ts";
import { requestLocale, translator } from "#app/platform/i18n.server.ts";
import { useLive } from "#app/realtime/use-live.ts";
import { LinkButton } from "#app/ui/buttons.tsx";
import { Card } from "#app/ui/card.tsx";
import { Badge } from "#app/ui/badge.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { Pagination } from "#app/ui/navigation.tsx";
import { PageHeader, Section } from "#app/ui/page.tsx";
import { formatInstant } from "#app/ui/time.tsx";

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireActor(request);
  const db = await database();
  const after = new URL(request.url).searchParams.get("after");
  return {
    locale: requestLocale(request),
    title: translator(requestLocale(request), "listings")("mine.title"),
    party: { id: actor.party.id, name: actor.party.name },
    after,
    toReview: actor.isOperator ? await listAwaitingReview(db, 50) : [],
    claimsToDecide: actor.isOperator && (await anyWaitingClaim(db)),
    ...(await listMine(db, actor, { after })),
  };
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: `${data?.title ?? ""} · Roundabout` }];

export default function MyListings() {
  const { locale, party, rows, nextCursor, after, toReview, claimsToDecide } = useLoaderData<typeof loader>();
  const { t } = useTranslation("listings");
  useLive([`party:${party.id}`]);
  return (
    <div className="content pb-12">
      <PageHeader
        title={t("mine.title")}
        lead={t("mine.lead", { party: party.name })}
        actions={
          <LinkButton to="/listings/new" icon="plus">
            {t("empty.list")}
          </LinkButton>
        }
      />
      {toReview.length > 0 ? (
        <Section title={t("toReview.title")}>
          <ul className="grid gap-1">
            {toReview.map((listing) => (
              <li key={listing.id}>
                <Link className="link" to={`/listings/${listing.id}`}>
                  {listing.title}
                </Link>
              </li>
            ))}
          </ul>
        </Section>
      ) : null}
      {claimsToDecide ? (
        <p className="pb-4">
          <Link className="link" to="/moderation/claims">
            {t("claims:queue.link")}
          </Link>
        </p>
      ) : null}
      {rows.length === 0 ? (
        <EmptyState kind="listings" title={t("mine.empty")} action={<LinkButton to="/listings/new">{t("empty.list")}</LinkButton>}>
          {t("mine.emptyText")}
        </EmptyState>
      ) : (
        <ul className="grid gap-3">
          {rows.map((row) => (
            <Row key={row.id} row={row} locale={locale} />
          ))}
        </ul>
      )}
      <Pagination nextTo={nextCursor ? `/listings/mine?after=${nextCursor}` : null} firstTo={after ? "/listings/mine" : null} />
    </div>
  );
}

function Row({ row, locale }: { row: MyListing; locale: string }) {
  const { t } = useTranslation("listings");
  const price = row.offer === "sale" && row.priceMinor !== null ? formatPrice(row.priceMinor, row.currency ?? "EUR", locale) : t(`offers.${row.offer}`);
  const until = row.expiresAt && (row.state === "published" || row.state === "paused") ? t("mine.until", { date: formatInstant(row.expiresAt, { locale, timeZone: row.timeZone, format: "date" }) }) : null;
  const amount = row.unitsInitial > 1 ? t("facts.amountLeft", { left: row.unitsAvailable, all: row.unitsInitial }) : null;
  return (
    <Card as="li" padding="sm" className="relative flex items-center gap-4 transition-colors hover:border-line-strong has-focus-visible:outline-3 has-focus-visible:outline-focus">
      <div className="flex aspect-4/3 w-24 shrink-0 items-center justify-center overflow-hidden rounded-control bg-sunken">
        {row.photoKey ? <img src={photoSources(row.photoKey).src} alt="" width={96} height={72} loading="lazy" className="size-full object-cover" /> : <ListingDrawing category={row.category} material={row.material} size={64} />}
      </div>
      <div className="grid min-w-0 grow gap-1">
        <h2 className="truncate font-sans text-base font-semibold tracking-normal">
          <Link to={`/listings/${row.id}`} className="text-ink no-underline outline-none after:absolute after:inset-0">
            {row.title}
          </Link>
        </h2>
        <p className="text-sm text-ink-soft">{[price, amount, until].filter(Boolean).join(" · ")}</p>
        <p className="flex flex-wrap gap-2">
          <ListingStateBadge state={row.state} />
          {row.openRequests > 0 ? (
            <Badge tone="marigold" icon="message">
              {t("page.requests", { count: row.openRequests })}
            </Badge>
          ) : null}
        </p>
      </div>
    </Card>
  );
}
