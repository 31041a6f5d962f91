import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useTranslation } from "#app/ui/i18n.ts";
import { listConsignments } from "#app/domains/custody/consignments.repository.server.ts";
import { ConsignmentBadge } from "#app/domains/custody/ui/consignment-badge.tsx";
import { CustodyTabs } from "#app/domains/custody/ui/places-bar.tsx";
import { requireParty } from "#app/domains/identity/actor.server.ts";
import { database } from "#app/platform/db/database.server.ts";
import { requestLocale, translator } from "#app/platform/i18n.server.ts";
import { useLive } from "#app/realtime/use-live.ts";
import { formatMass } from "#app/shared/units.ts";
import { LinkButton } from "#app/ui/buttons.tsx";
import { DataTable } from "#app/ui/data-table.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { Pagination } from "#app/ui/navigation.tsx";
import { PageHeader } from "#app/ui/page.tsx";
import { Link } from "#app/ui/remix.ts";
import { DateTime } from "#app/ui/time.tsx";

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireParty(request, ["recycler"], "staff");
  const before = Number(new URL(request.url).searchParams.get("before"));
  const cursor = Number.isSafeInteger(before) && before > 0 ? before : null;
  const { rows, nextCursor } = await listConsignments(await database(), actor.party.id, { cursor });
  const locale = requestLocale(request);
  return { rows, nextCursor, isFirst: cursor === null, partyId: actor.party.id, timeZone: actor.party.timeZone, locale, title: translator(locale, "custody")("consignments.title") };
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [{ title: `${page?.title ?? ""} · Roundabout` }];

export default function Consignments() {
  const { rows, nextCursor, isFirst, partyId, timeZone, locale, title } = useLoaderData<typeof loader>();
  const { t } = useTranslation("custody");
  const { t: name } = useTranslation("materials");
  useLive([`party:${partyId}`]);
  return (
    <div className="content grid gap-4 pb-12">
      <PageHeader
        title={title}
        lead={t("consignments.lead")}
        actions={
          <LinkButton to="/staff/consignments/new" icon="plus">
            {t("consignments.new")}
          </LinkButton>
        }
      />
      <CustodyTabs />
      <DataTable
        caption={t("consignments.title")}
        hideCaption
        rows={rows}
        rowKey={(row) => row.id}
        empty={
          <EmptyState kind="deals" title={t("consignments.empty.title")} headingLevel={2}>
            {t("consignments.empty.text")}
          </EmptyState>
        }
        columns={[
          {
            key: "number",
            header: t("consignments.title"),
            primary: true,
            cell: (row) => (
              <span className="grid">
                <Link to={`/staff/consignments/${row.id}`} className="link text-sky">
                  {t("consignments.number", { number: String(row.number) })}
                </Link>
                <span className="text-sm font-normal text-ink-soft">{`${t(row.isIncoming ? "consignments.in" : "consignments.out")} · ${t("consignments.route", { from: row.fromName, to: row.toName })}`}</span>
              </span>
            ),
          },
          { key: "what", header: t("consignments.what"), cell: (row) => new Intl.ListFormat(locale, { type: "unit" }).format(row.materials.map((material) => name(`names.${material}`))) },
          { key: "sent", header: t("consignments.sent"), align: "end", cell: (row) => formatMass(row.grams, locale) },
          { key: "received", header: t("consignments.received"), align: "end", cell: (row) => (row.receivedGrams === null ? "–" : formatMass(row.receivedGrams, locale)) },
          { key: "state", header: t("consignments.state"), cell: (row) => <ConsignmentBadge state={row.state} /> },
          { key: "date", header: t("consignments.date"), cell: (row) => <DateTime at={row.at} locale={locale} timeZone={timeZone} format="date" /> },
        ]}
      />
      <Pagination nextTo={nextCursor === null ? null : `/staff/consignments?before=${nextCursor}`} firstTo={isFirst ? null : "/staff/consignments"} />
    </div>
  );
}
