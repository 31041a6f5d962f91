import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { useTranslation } from "#app/ui/i18n.ts";
import { requireActor } from "#app/domains/identity/actor.server.ts";
import { listCaredFor } from "#app/domains/points/care/care.service.server.ts";
import { kindKey, pointLabel } from "#app/domains/points/ui/point-words.ts";
import { database } from "#app/platform/db/database.server.ts";
import { requestLocale, translator } from "#app/platform/i18n.server.ts";
import { useLive } from "#app/realtime/use-live.ts";
import { hasRole } from "#app/shared/actor.ts";
import { Badge } from "#app/ui/badge.tsx";
import { LinkButton } from "#app/ui/buttons.tsx";
import { DataTable } from "#app/ui/data-table.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { PageHeader } from "#app/ui/page.tsx";
import { DateTime } from "#app/ui/time.tsx";

/** The points somebody cares for: a recycler's own, and for those who run the platform the ones nobody runs that wait for an answer. */
export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireActor(request);
  const isStaff = actor.party.kind === "recycler" && hasRole(actor.role, "staff");
  if (!isStaff && !actor.isOperator) throw new Response(null, { status: 403, statusText: "POINTS.NOT_ALLOWED" });
  const locale = requestLocale(request);
  const points = await listCaredFor(await database(), actor);
  return { points, isManager: isStaff && hasRole(actor.role, "manager"), partyId: actor.party.id, locale, title: translator(locale, "point-care")("list.title") };
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [{ title: `${page?.title ?? ""} · Roundabout` }];

export default function StaffPoints() {
  const { points, isManager, partyId, locale, title } = useLoaderData<typeof loader>();
  const { t } = useTranslation("point-care");
  const { t: tp } = useTranslation("points");
  const { t: tm } = useTranslation("materials");
  useLive([`party:${partyId}`]);
  const newPoint = isManager ? (
    <LinkButton to="/staff/points/new" icon="plus">
      {t("list.new")}
    </LinkButton>
  ) : null;
  return (
    <div className="content grid gap-4 pb-12">
      <PageHeader title={title} lead={t("list.lead")} actions={newPoint} />
      {points.length === 0 ? (
        <EmptyState kind="results" title={t("list.empty")} headingLevel={2} action={newPoint}>
          {t("list.emptyText")}
        </EmptyState>
      ) : (
        <DataTable
          caption={title}
          hideCaption
          rows={points}
          rowKey={(point) => point.id}
          columns={[
            {
              key: "name",
              header: t("list.name"),
              primary: true,
              cell: (point) => (
                <Link className="link" to={`/staff/points/${point.id}${point.isRun ? "" : "/corrections"}`}>
                  {pointLabel(point, tp, tm)}
                </Link>
              ),
            },
            { key: "kind", header: t("list.kind"), cell: (point) => tp(`kinds.${kindKey(point)}`) },
            { key: "checked", header: t("list.checked"), cell: (point) => (point.checkDate ? <DateTime at={`${point.checkDate}T12:00:00Z`} locale={locale} timeZone="UTC" format="date" /> : t("never")) },
            {
              key: "state",
              header: t("list.state"),
              cell: (point) => (
                <span className="flex flex-wrap gap-2">
                  {point.closedSince ? <Badge tone="clay">{t("closed.badge")}</Badge> : null}
                  {point.openCorrections > 0 ? <Badge tone="marigold">{t("list.corrections", { count: point.openCorrections })}</Badge> : null}
                  {!point.closedSince && point.openCorrections === 0 ? <span className="text-ink-soft">{t("list.nothing")}</span> : null}
                </span>
              ),
            },
          ]}
        />
      )}
    </div>
  );
}
