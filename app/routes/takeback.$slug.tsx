import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useTranslation } from "#app/ui/i18n.ts";
import { viewProgramme } from "#app/domains/takeback/takeback.service.server.ts";
import { useCodeName } from "#app/domains/takeback/ui/takeback-parts.tsx";
import { database } from "#app/platform/db/database.server.ts";
import { requestLocale } from "#app/platform/i18n.server.ts";
import { formatMass } from "#app/shared/units.ts";
import { Alert } from "#app/ui/alert.tsx";
import { DataTable } from "#app/ui/data-table.tsx";
import { Breadcrumbs } from "#app/ui/navigation.tsx";
import { PageHeader, Section } from "#app/ui/page.tsx";
import { Link } from "#app/ui/remix.ts";

export async function loader({ request, params }: LoaderFunctionArgs) {
  const programme = await viewProgramme(await database(), params.slug ?? "");
  if (!programme) throw new Response(null, { status: 404 });
  return { programme, locale: requestLocale(request) };
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [{ title: `${page?.programme.name ?? ""} · Roundabout` }];

export default function Programme() {
  const { programme, locale } = useLoaderData<typeof loader>();
  const { t } = useTranslation("takeback");
  const nameOf = useCodeName();
  const { total } = programme;
  const regions = new Intl.DisplayNames([locale], { type: "region" });
  return (
    <div className="content max-w-3xl pb-12">
      <PageHeader title={programme.name} lead={t("by", { brand: programme.brand, producer: programme.producerName })} breadcrumbs={<Breadcrumbs items={[{ to: "/takeback", label: t("title") }, { label: programme.name }]} />} />
      {programme.isOpen ? null : <Alert>{t("one.closedText")}</Alert>}
      {programme.description ? <p className="prose-text wrap-anywhere whitespace-pre-line">{programme.description}</p> : null}
      <Section title={t("one.figures")}>
        {total.itemCount > 0 ? (
          <>
            <p data-testid="total" className="font-display text-3xl font-semibold">
              {`${t("one.items", { count: total.itemCount })} · ${formatMass(total.massGrams, locale)}`}
            </p>
            <DataTable
              caption={t("one.figures")}
              hideCaption
              rows={programme.months}
              rowKey={(row) => row.month}
              columns={[
                { key: "month", header: t("one.month"), cell: (row) => row.month, primary: true },
                { key: "count", header: t("one.count"), align: "end", cell: (row) => row.itemCount },
                { key: "mass", header: t("one.mass"), align: "end", cell: (row) => formatMass(row.massGrams, locale) },
              ]}
            />
          </>
        ) : (
          <p className="text-ink-soft">{t("one.noFigures")}</p>
        )}
        <p className="text-sm text-ink-soft">{t("one.how")}</p>
      </Section>
      <Section title={t("one.takes")}>
        <p>{programme.categories.map(nameOf).join(" · ")}</p>
        <p className="text-sm text-ink-soft">{`${t("one.regions")}: ${programme.regions.map((code) => regions.of(code) ?? code).join(", ")}`}</p>
      </Section>
      <Section title={t("one.where")}>
        {programme.recyclers.length === 0 ? <p className="text-ink-soft">{t("one.noWhere")}</p> : null}
        <ul className="grid gap-3">
          {programme.recyclers.map((recycler) => (
            <li key={recycler.id}>
              <Link to={`/recyclers/${recycler.slug}`} className="link font-semibold">
                {recycler.name}
              </Link>
              <ul className="ms-4 list-disc">
                {recycler.points.map((point) => (
                  <li key={point.id}>
                    <Link to={`/points/${point.id}`} className="link">
                      {point.name}
                    </Link>
                  </li>
                ))}
              </ul>
            </li>
          ))}
        </ul>
      </Section>
    </div>
  );
}
