import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useActionData } from "#app/ui/forms/use-until-sent.ts";
import { useTranslation } from "#app/ui/i18n.ts";
import { requireActor } from "#app/domains/identity/actor.server.ts";
import { readListingQuery } from "#app/domains/listings/listings.query.ts";
import { queryParts } from "#app/domains/listings/ui/query-words.ts";
import { SearchIntent } from "#app/domains/searches/searches.schema.ts";
import { listSearches } from "#app/domains/searches/searches.service.server.ts";
import { SearchRow } from "#app/domains/searches/ui/search-row.tsx";
import { forgetSearch } from "#app/flows/forget-search.server.ts";
import { seeFinds } from "#app/flows/see-finds.server.ts";
import { database } from "#app/platform/db/database.server.ts";
import { errorKey, statusOf } from "#app/platform/http/status.ts";
import { requestLocale, translator } from "#app/platform/i18n.server.ts";
import { useLive } from "#app/realtime/use-live.ts";
import { Alert } from "#app/ui/alert.tsx";
import { LinkButton } from "#app/ui/buttons.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { PageHeader } from "#app/ui/page.tsx";

const outcomes = ["saved", "changed", "deleted"] as const;

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireActor(request);
  const locale = requestLocale(request);
  const t = translator(locale, "searches");
  const asked = new URL(request.url).searchParams.get("done");
  const searches = await listSearches(await database(), actor.userId);
  return {
    title: t("title"),
    locale,
    timeZone: actor.party.timeZone,
    userId: actor.userId,
    done: outcomes.find((outcome) => outcome === asked) ?? null,
    searches: searches.map((search) => ({ ...search, parts: queryParts(readListingQuery(new URLSearchParams(search.params)), t).map((part) => part.label) })),
  };
}

export async function action({ request }: ActionFunctionArgs) {
  const actor = await requireActor(request);
  const parsed = SearchIntent.safeParse(Object.fromEntries(await request.formData()));
  if (!parsed.success) throw new Response(null, { status: 400, statusText: "SEARCHES.INVALID" });
  const db = await database();
  const input = parsed.data;
  if (input.intent === "open") {
    const seen = await seeFinds(db, actor, input.searchId);
    return seen.ok ? redirect(`/searches/${input.searchId}`) : data({ error: errorKey(seen.error) }, { status: statusOf(seen.error) });
  }
  const deleted = await forgetSearch(db, actor, { searchId: input.searchId, version: input.version });
  return deleted.ok ? redirect("/searches?done=deleted") : data({ error: errorKey(deleted.error) }, { status: statusOf(deleted.error) });
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [{ title: `${page?.title ?? ""} · Roundabout` }];

export default function Searches() {
  const page = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const { t } = useTranslation("searches");
  useLive([`user:${page.userId}`]);
  const said = page.done === "saved" ? t("save.saved") : page.done === "changed" ? t("list.changed") : page.done === "deleted" ? t("list.deleted") : null;
  return (
    <div className="content max-w-4xl pb-12">
      <PageHeader title={t("title")} lead={t("lead")} />
      <div className="grid gap-4">
        {answer?.error ? (
          <Alert tone="error" live>
            {t(answer.error)}
          </Alert>
        ) : said ? (
          <Alert tone="success" live>
            {said}
          </Alert>
        ) : null}
        {page.searches.length === 0 ? (
          <EmptyState kind="results" title={t("list.emptyTitle")} action={<LinkButton to="/listings">{t("list.emptyAction")}</LinkButton>}>
            {t("list.emptyText")}
          </EmptyState>
        ) : (
          <ul className="grid gap-3">
            {page.searches.map((search) => (
              <li key={search.id}>
                <SearchRow search={search} locale={page.locale} timeZone={page.timeZone} />
              </li>
            ))}
          </ul>
        )}
      </div>
    </div>
  );
}
