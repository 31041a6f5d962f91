import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { requireActor } from "#app/domains/identity/actor.server.ts";
import { LicenceCard } from "#app/domains/licences/ui/licence-card.tsx";
import { moveReason } from "#app/domains/licences/ui/move-reason.ts";
import { superviseLicence } from "#app/flows/supervise.server.ts";
import { database } from "#app/platform/db/database.server.ts";
import { statusOf } from "#app/platform/http/status.ts";
import { requestLocale, translator } from "#app/platform/i18n.server.ts";
import { DataTable } from "#app/ui/data-table.tsx";
import { useTranslation } from "#app/ui/i18n.ts";
import { Breadcrumbs } from "#app/ui/navigation.tsx";
import { PageHeader, Section } from "#app/ui/page.tsx";
import { DateTime } from "#app/ui/time.tsx";

export async function loader({ request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(request);
  const read = await superviseLicence(await database(), actor, params.id ?? "");
  if (!read.ok) throw new Response(null, { status: statusOf(read.error), statusText: read.error });
  const locale = requestLocale(request);
  const moves = read.value.moves.map((move) => ({ ...move, at: move.at.toISOString() }));
  return { licence: read.value.licence, moves, locale, timeZone: actor.party.timeZone, home: translator(locale, "supervision")("title") };
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [{ title: `${page?.licence.number ?? ""} · Roundabout` }];

/** One licence as its authority reads it: what it allows, and every step it took. */
export default function SupervisedLicence() {
  const { licence, moves, locale, timeZone, home } = useLoaderData<typeof loader>();
  const { t } = useTranslation("supervision");
  const { t: tl } = useTranslation("licences");
  return (
    <div className="content pb-12">
      <PageHeader title={licence.number} lead={t("noted")} breadcrumbs={<Breadcrumbs items={[{ label: home, to: "/supervision" }, { label: licence.number }]} />} />
      <ul>
        <LicenceCard licence={licence} locale={locale} showHolder mayOpenDocument={false} />
      </ul>
      <Section title={t("parts.decisions")}>
        <DataTable
          caption={t("parts.decisions")}
          hideCaption
          rows={moves}
          rowKey={(row) => `${row.at} ${row.to}`}
          columns={[
            { key: "at", header: t("at"), primary: true, cell: (row) => <DateTime at={row.at} locale={locale} timeZone={timeZone} /> },
            { key: "to", header: t("step"), cell: (row) => tl(`states.${row.to}`) },
            { key: "by", header: t("by"), cell: (row) => t(`roles.${row.role}`) },
            { key: "reason", header: t("reason"), cell: (row) => <span className="wrap-anywhere">{moveReason((key) => t(key), row.reason)}</span> },
          ]}
        />
      </Section>
    </div>
  );
}
