import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { listNetworks } from "#app/domains/communities/networks/networks.repository.server.ts";
import { NetworkItem } from "#app/domains/communities/ui/network-parts.tsx";
import { database } from "#app/platform/db/database.server.ts";
import { requestLocale, translator } from "#app/platform/i18n.server.ts";
import { useLive } from "#app/realtime/use-live.ts";
import { LinkButton } from "#app/ui/buttons.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { useTranslation } from "#app/ui/i18n.ts";
import { Breadcrumbs, Pagination } from "#app/ui/navigation.tsx";
import { PageHeader } from "#app/ui/page.tsx";

const pageSize = 48;

export async function loader({ request }: LoaderFunctionArgs) {
  const cursor = new URL(request.url).searchParams.get("cursor");
  const rows = await listNetworks(await database(), { afterSlug: cursor, limit: pageSize + 1 });
  const shown = rows.slice(0, pageSize);
  return {
    title: translator(requestLocale(request), "networks")("title"),
    rows: shown,
    nextCursor: rows.length > pageSize ? (shown.at(-1)?.slug ?? null) : null,
    isFirstPage: !cursor,
  };
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [{ title: `${page?.title ?? ""} · Roundabout` }];

export default function Networks() {
  const { title, rows, nextCursor, isFirstPage } = useLoaderData<typeof loader>();
  const { t } = useTranslation(["networks", "communities"]);
  useLive(["board"]);
  return (
    <div className="content pb-12">
      <PageHeader
        title={title}
        lead={t("lead")}
        breadcrumbs={<Breadcrumbs items={[{ to: "/communities", label: t("communities:directory.title") }, { label: title }]} />}
        actions={
          <LinkButton to="/networks/new" icon="plus">
            {t("found")}
          </LinkButton>
        }
      />
      {rows.length === 0 ? (
        <EmptyState kind="results" title={t("empty")}>
          {t("emptyText")}
        </EmptyState>
      ) : (
        <ul aria-label={title} className="grid gap-3 sm:grid-cols-2 lg:grid-cols-3">
          {rows.map((network) => (
            <NetworkItem key={network.id} network={network} />
          ))}
        </ul>
      )}
      <Pagination nextTo={nextCursor ? `/networks?${new URLSearchParams({ cursor: nextCursor })}` : null} firstTo={isFirstPage ? null : "/networks"} />
    </div>
  );
}
