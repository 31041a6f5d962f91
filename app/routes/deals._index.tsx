import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useTranslation } from "#app/ui/i18n.ts";
import { listDisputes } from "#app/domains/deals/disputes.repository.server.ts";
import { listDeals } from "#app/domains/deals/deals.service.server.ts";
import { DealCard } from "#app/domains/deals/ui/deal-card.tsx";
import { currentActor } from "#app/domains/identity/actor.server.ts";
import { database } from "#app/platform/db/database.server.ts";
import { requestLocale, translator } from "#app/platform/i18n.server.ts";
import { LinkButton } from "#app/ui/buttons.tsx";
import { Card } from "#app/ui/card.tsx";
import { Chip } from "#app/ui/chip.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { Pagination } from "#app/ui/navigation.tsx";
import { PageHeader } from "#app/ui/page.tsx";
import { Link } from "#app/ui/remix.ts";

export async function loader({ request }: LoaderFunctionArgs) {
  const locale = requestLocale(request);
  const title = translator(locale, "deals")("title");
  const url = new URL(request.url);
  const actor = await currentActor(request);
  const asked = url.searchParams.get("side");
  const filter = {
    open: url.searchParams.get("show") !== "done",
    side: asked === "giver" || asked === "taker" ? asked : undefined,
    listingId: url.searchParams.get("listing") ?? undefined,
    cursor: url.searchParams.get("after") ?? undefined,
  } as const;
  if (!actor) return { signedIn: false as const, title, locale, back: `${url.pathname}${url.search}` };
  const db = await database();
  const list = await listDeals(db, actor, filter);
  const disputes = actor.isOperator ? await listDisputes(db) : [];
  return { signedIn: true as const, title, locale, ...filter, ...list, disputes };
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [{ title: `${page?.title ?? ""} · Roundabout` }];

type Filter = { open: boolean; side?: "giver" | "taker" | undefined; listingId?: string | undefined };

function hrefOf(filter: Filter, after?: string): string {
  const query = new URLSearchParams();
  if (!filter.open) query.set("show", "done");
  if (filter.side) query.set("side", filter.side);
  if (filter.listingId) query.set("listing", filter.listingId);
  if (after) query.set("after", after);
  return query.size > 0 ? `/deals?${query.toString()}` : "/deals";
}

export default function Deals() {
  const page = useLoaderData<typeof loader>();
  const { t } = useTranslation("deals");
  if (!page.signedIn) {
    return (
      <div className="content">
        <PageHeader title={t("title")} lead={t("lead")} />
        <EmptyState
          kind="deals"
          title={t("visitor.title")}
          action={
            <>
              <LinkButton to={`/sign-in?returnTo=${encodeURIComponent(page.back)}`}>{t("visitor.signIn")}</LinkButton>
              <LinkButton to="/sign-up" variant="secondary">
                {t("visitor.signUp")}
              </LinkButton>
            </>
          }
        >
          {t("visitor.text")}
        </EmptyState>
      </div>
    );
  }
  const filter: Filter = { open: page.open, side: page.side, listingId: page.listingId };
  const sides = [undefined, "giver", "taker"] as const;
  return (
    <div className="content pb-10">
      <PageHeader title={t("title")} lead={t("lead")} />
      {page.disputes.length > 0 ? (
        <Card as="section" tone="clay" aria-labelledby="disputes-title" className="mb-5">
          <h2 id="disputes-title" className="text-lg">
            <Link to="/moderation/disputes" className="link text-ink">
              {t("list.disputes")}
            </Link>
          </h2>
          <ul className="mt-2 grid gap-1">
            {page.disputes.map((dispute) => (
              <li key={dispute.id}>
                <Link to={`/deals/${dispute.id}`} className="link inline-block py-1 text-ink">
                  {dispute.title}
                </Link>
              </li>
            ))}
          </ul>
        </Card>
      ) : null}
      <nav aria-label={t("list.tabs")} className="mb-3 flex flex-wrap gap-2">
        <Chip to={hrefOf({ ...filter, open: true })} selected={page.open} count={page.counts.open}>
          {t("list.open")}
        </Chip>
        <Chip to={hrefOf({ ...filter, open: false })} selected={!page.open} count={page.counts.done}>
          {t("list.done")}
        </Chip>
      </nav>
      <nav aria-label={t("list.sides")} className="mb-5 flex flex-wrap gap-2">
        {sides.map((side) => (
          <Chip key={side ?? "all"} to={hrefOf({ ...filter, side })} selected={page.side === side}>
            {t(`list.${side ?? "all"}`)}
          </Chip>
        ))}
        {page.listingId ? <Chip removeTo={hrefOf({ ...filter, listingId: undefined })}>{t("list.ofListing")}</Chip> : null}
      </nav>
      {page.lines.length === 0 ? (
        <EmptyState
          kind="deals"
          title={t(page.open ? "empty.open" : "empty.done")}
          action={
            <>
              <LinkButton to="/listings">{t("empty.browse")}</LinkButton>
              <LinkButton to="/listings/new" variant="secondary">
                {t("empty.list")}
              </LinkButton>
            </>
          }
        >
          {t(page.open ? "empty.openText" : "empty.doneText")}
        </EmptyState>
      ) : (
        <ul className="grid gap-3 lg:grid-cols-2">
          {page.lines.map((line) => (
            <DealCard key={line.id} line={line} locale={page.locale} />
          ))}
        </ul>
      )}
      {page.nextCursor || page.lines.length > 29 ? <Pagination nextTo={page.nextCursor ? hrefOf(filter, page.nextCursor) : null} firstTo={hrefOf(filter)} /> : null}
    </div>
  );
}
