import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useTranslation } from "#app/ui/i18n.ts";
import { listDisputeLines } from "#app/domains/deals/disputes.repository.server.ts";
import { requireActor } from "#app/domains/identity/actor.server.ts";
import { database } from "#app/platform/db/database.server.ts";
import { requestLocale, translator } from "#app/platform/i18n.server.ts";
import { Card } from "#app/ui/card.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { Pagination } from "#app/ui/navigation.tsx";
import { PageHeader } from "#app/ui/page.tsx";
import { Link } from "#app/ui/remix.ts";
import { DateTime } from "#app/ui/time.tsx";

const pageSize = 30;

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireActor(request);
  if (!actor.isOperator) throw new Response(null, { status: 404 });
  const [time = "", id = ""] = new URL(request.url).searchParams.get("cursor")?.split("_") ?? [];
  const since = new Date(time);
  const after = id && !Number.isNaN(since.getTime()) ? { since, id } : undefined;
  const rows = await listDisputeLines(await database(), { limit: pageSize + 1, after });
  const lines = rows.slice(0, pageSize).map((row) => ({ ...row, since: row.since.toISOString() }));
  const last = lines.at(-1);
  const locale = requestLocale(request);
  return {
    lines,
    isFirst: after === undefined,
    nextCursor: rows.length > pageSize && last ? `${last.since}_${last.id}` : null,
    locale,
    timeZone: actor.party.timeZone,
    title: translator(locale, "deals")("resolve.list"),
  };
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [{ title: `${page?.title ?? ""} · Roundabout` }];

export default function Disputes() {
  const page = useLoaderData<typeof loader>();
  const { t } = useTranslation("deals");
  return (
    <div className="content max-w-3xl pb-10">
      <PageHeader title={page.title} lead={t("resolve.listLead")} />
      {page.lines.length === 0 ? (
        <EmptyState kind="deals" title={t("resolve.none")} />
      ) : (
        <ul className="grid gap-3">
          {page.lines.map((line) => (
            <Card as="li" key={line.id} className="grid gap-1">
              <h2 className="font-sans text-base font-semibold wrap-anywhere">
                <Link to={`/deals/${line.id}`} className="link text-ink">
                  {line.title}
                </Link>
              </h2>
              <p className="text-sm">{t("resolve.between", { giver: line.giverName, taker: line.takerName })}</p>
              <p className="text-sm text-ink-soft">
                {line.reason ? `${t(`reasons.${line.reason}`)} · ` : ""}
                {t("resolve.since")} <DateTime at={line.since} locale={page.locale} timeZone={page.timeZone} />
              </p>
            </Card>
          ))}
        </ul>
      )}
      {page.nextCursor || !page.isFirst ? (
        <Pagination nextTo={page.nextCursor ? `/moderation/disputes?cursor=${page.nextCursor}` : null} firstTo="/moderation/disputes" />
      ) : null}
    </div>
  );
}
