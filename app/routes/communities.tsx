import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Form, useLoaderData } from "@remix-run/react";
import { useTranslation } from "#app/ui/i18n.ts";
import { communitiesOf, communityDirectory } from "#app/domains/communities/communities.repository.server.ts";
import { CommunitiesMap } from "#app/domains/communities/ui/communities-map.tsx";
import { CommunityItem } from "#app/domains/communities/ui/community-card.tsx";
import { currentActor } from "#app/domains/identity/actor.server.ts";
import { database } from "#app/platform/db/database.server.ts";
import { env } from "#app/platform/env.server.ts";
import { requestLocale, translator } from "#app/platform/i18n.server.ts";
import { useLive } from "#app/realtime/use-live.ts";
import { Button, LinkButton } from "#app/ui/buttons.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { Field } from "#app/ui/forms/field.tsx";
import { Input } from "#app/ui/forms/inputs.tsx";
import { Pagination } from "#app/ui/navigation.tsx";
import { PageHeader, Section } from "#app/ui/page.tsx";
import { Link } from "#app/ui/remix.ts";

export async function loader({ request }: LoaderFunctionArgs) {
  const db = await database();
  const locale = requestLocale(request);
  const params = new URL(request.url).searchParams;
  const query = (params.get("q") ?? "").slice(0, 80);
  const cursor = params.get("cursor");
  const actor = await currentActor(request);
  const [directory, mine] = await Promise.all([communityDirectory(db, { query, cursor }), actor ? communitiesOf(db, actor.userId) : []]);
  const settings = env();
  return { map: { tileUrl: settings.MAP_TILE_URL ?? null, attribution: settings.MAP_ATTRIBUTION ?? "" }, title: translator(locale, "communities")("directory.title"), locale, query, directory, mine, isFirstPage: !cursor };
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: `${data?.title ?? ""} · Roundabout` }];

export default function Communities() {
  const { t } = useTranslation(["communities", "networks"]);
  const { query, directory, mine, locale, isFirstPage, map } = useLoaderData<typeof loader>();
  useLive(["board"]);
  const pageTo = (more: Record<string, string>) => {
    const params = new URLSearchParams({ ...(query ? { q: query } : {}), ...more });
    return params.size > 0 ? `/communities?${params}` : "/communities";
  };
  return (
    <div className="content pb-12">
      <PageHeader
        title={t("directory.title")}
        lead={t("directory.lead")}
        actions={
          <>
            <LinkButton to="/networks" variant="secondary" icon="people">
              {t("networks:title")}
            </LinkButton>
            <LinkButton to="/communities/new" icon="plus">
              {t("directory.found")}
            </LinkButton>
          </>
        }
      />
      {mine.length > 0 && !query && isFirstPage ? (
        <Section title={t("directory.mine")}>
          <ul className="grid gap-3 sm:grid-cols-2 lg:grid-cols-3">
            {mine.map((community) => (
              <CommunityItem key={community.id} community={community} locale={locale} />
            ))}
          </ul>
        </Section>
      ) : null}
      <Form method="get" role="search" className="flex max-w-xl items-end gap-2 py-4">
        <div className="grow">
          <Field label={t("directory.search")}>
            <Input type="search" name="q" icon="search" defaultValue={query} key={query} />
          </Field>
        </div>
        <Button type="submit" variant="secondary">
          {t("directory.searchButton")}
        </Button>
      </Form>
      {query ? (
        <p className="pb-3 text-ink-soft">
          <Link className="link" to="/communities">
            {t("directory.reset")}
          </Link>
        </p>
      ) : null}
      {directory.rows.length === 0 ? (
        <EmptyState kind="results" title={t(query ? "directory.none" : "directory.emptyTitle")} action={<LinkButton to="/communities/new">{t("directory.found")}</LinkButton>}>
          {t(query ? "directory.noneText" : "directory.emptyText")}
        </EmptyState>
      ) : (
        <div className="grid gap-4 lg:grid-cols-[3fr_2fr]">
          <ul aria-label={t("directory.title")} className="grid content-start gap-3 sm:grid-cols-2">
            {directory.rows.map((community) => (
              <CommunityItem key={community.id} community={community} locale={locale} />
            ))}
          </ul>
          <CommunitiesMap communities={directory.rows} {...map} className="h-72 lg:sticky lg:top-4 lg:h-96" />
        </div>
      )}
      <Pagination nextTo={directory.nextCursor ? pageTo({ cursor: directory.nextCursor }) : null} firstTo={isFirstPage ? null : pageTo({})} />
    </div>
  );
}
