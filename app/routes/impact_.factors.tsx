import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Form, useLoaderData } from "@remix-run/react";
import { useTranslation } from "#app/ui/i18n.ts";
import { factorPath, factorQueryOf, factorSet, factorSets, searchFactors } from "#app/domains/impact/factors.view.ts";
import { EditionCard } from "#app/domains/impact/ui/edition-card.tsx";
import { requestLocale, translator } from "#app/platform/i18n.server.ts";
import { Button, LinkButton } from "#app/ui/buttons.tsx";
import { DataTable } from "#app/ui/data-table.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { Field } from "#app/ui/forms/field.tsx";
import { Input, Select } from "#app/ui/forms/inputs.tsx";
import { Breadcrumbs, Pagination } from "#app/ui/navigation.tsx";
import { PageHeader } from "#app/ui/page.tsx";
import { Link } from "#app/ui/remix.ts";

export function loader({ request }: LoaderFunctionArgs) {
  const locale = requestLocale(request);
  const params = new URL(request.url).searchParams;
  // An edition we do not have is left out here, so that an old address still leads to a list.
  const { query, set } = factorQueryOf(params) ?? { query: "", set: null };
  const from = Math.max(0, Math.trunc(Number(params.get("from")) || 0));
  const { lines, total, next } = searchFactors({ query, set, from });
  return {
    title: translator(locale, "impact")("factors.title"),
    locale,
    query,
    set,
    from,
    next,
    total,
    edition: set === null ? null : factorSet(set),
    sets: factorSets().map(({ key, title }) => ({ key, title })),
    lines: lines.map((line) => ({ ...line, to: factorPath(line.id) })),
  };
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: `${data?.title ?? ""} · Roundabout` }];

export default function Factors() {
  const { t } = useTranslation("impact");
  const { lines, total, next, from, query, set, sets, edition, locale } = useLoaderData<typeof loader>();
  const kept = Object.entries({ q: query, set: set ?? "" }).filter(([, value]) => value !== "");
  const pageTo = (start: number) => `/impact/factors?${new URLSearchParams([...kept, ["from", String(start)]])}`;
  const number = new Intl.NumberFormat(locale, { maximumSignificantDigits: 6 });
  return (
    <div className="content pb-12">
      <PageHeader title={t("factors.title")} lead={t("factors.lead")} breadcrumbs={<Breadcrumbs items={[{ to: "/impact", label: t("overview.title") }, { label: t("factors.title") }]} />} />
      <Form method="get" role="search" className="grid gap-3 pb-5 sm:grid-cols-[2fr_1fr_auto] sm:items-end">
        <Field label={t("factors.search")}>
          <Input type="search" name="q" icon="search" defaultValue={query} key={query} />
        </Field>
        <Field label={t("factors.set")}>
          <Select name="set" defaultValue={set ?? ""} key={set} options={[{ value: "", label: t("factors.allSets") }, ...sets.map((one) => ({ value: one.key, label: one.title }))]} />
        </Field>
        <Button type="submit">{t("factors.searchButton")}</Button>
      </Form>
      {edition ? <EditionCard set={edition} /> : null}
      {lines.length === 0 ? (
        <EmptyState kind="results" title={t("factors.none")} action={<LinkButton to="/impact/factors">{t("factors.reset")}</LinkButton>}>
          {t("factors.noneText")}
        </EmptyState>
      ) : (
        <>
          <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 pb-3">
            <p className="text-ink-soft" role="status">
              {t("factors.count", { count: total })}
            </p>
            <Downloads filters={kept} />
          </div>
          <DataTable
            caption={t("factors.title")}
            hideCaption
            rows={lines}
            rowKey={(line) => line.id}
            columns={[
              {
                key: "name",
                header: t("factors.name"),
                primary: true,
                cell: (line) => (
                  <Link className="link font-semibold" to={line.to}>
                    {line.name}
                  </Link>
                ),
              },
              { key: "practice", header: t("factors.practice"), cell: (line) => line.practice },
              {
                key: "value",
                header: t("factors.value"),
                align: "end",
                cell: (line) => (
                  <span className="tabular">
                    {number.format(line.value)} <span className="text-sm text-ink-soft">{line.unit}</span>
                  </span>
                ),
              },
              { key: "publisher", header: t("factor.publisher"), cell: (line) => line.publisher },
            ]}
          />
          <Pagination nextTo={next === null ? null : pageTo(next)} firstTo={from > 0 ? pageTo(0) : null} />
        </>
      )}
    </div>
  );
}

/** The same list as a file, all of it. */
function Downloads({ filters }: { filters: string[][] }) {
  const { t } = useTranslation("method");
  const query = filters.length > 0 ? `?${new URLSearchParams(filters)}` : "";
  return (
    <p className="flex flex-wrap gap-2">
      {(["csv", "json"] as const).map((format) => (
        <LinkButton key={format} to={`/impact/factors.${format}${query}`} reloadDocument download variant="secondary" size="sm" icon="download">
          {t(`download.${format}`)}
        </LinkButton>
      ))}
    </p>
  );
}
