import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { MINIMUM_PEERS } from "#app/domains/benchmarking/benchmarking.rules.ts";
import { INDICATORS } from "#app/domains/benchmarking/indicators.ts";
import { MINIMUM_MEMBERS } from "#app/domains/benchmarking/peers.rules.ts";
import { requestLocale, translator } from "#app/platform/i18n.server.ts";
import { DataTable } from "#app/ui/data-table.tsx";
import { useTranslation } from "#app/ui/i18n.ts";
import { PageHeader, Section } from "#app/ui/page.tsx";

const RULES = ["rule1", "rule2", "rule3", "rule4", "rule5", "rule6", "rule7", "rule8", "rule9", "rule10"] as const;

export function loader({ request }: LoaderFunctionArgs) {
  return { title: translator(requestLocale(request), "benchmarking")("method.title") };
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [{ title: `${page?.title ?? ""} · Roundabout` }];

/** How communities are compared: every indicator with its formula, and the rules. */
export default function BenchmarkingMethod() {
  const { title } = useLoaderData<typeof loader>();
  const { t } = useTranslation("benchmarking");
  return (
    <div className="content pb-12">
      <PageHeader title={title} lead={t("method.lead")} />
      <Section title={t("method.indicators")}>
        <DataTable
          caption={t("method.indicators")}
          hideCaption
          rows={INDICATORS}
          rowKey={(row) => row.code}
          columns={[
            { key: "name", header: t("method.indicator"), cell: (row) => t(`indicators.${row.code}`), primary: true },
            { key: "formula", header: t("method.formula"), cell: (row) => t(`formulas.${row.code}`) },
            { key: "unit", header: t("method.unit"), cell: (row) => `${t(`units.${row.unit}`)}, ${t(`better.${row.better}`)}` },
            { key: "source", header: t("method.source"), cell: (row) => [t(`sources.${row.source}`), t("method.tables", { tables: row.tables }), ...(row.minCases > 1 ? [t("method.minimum", { count: row.minCases })] : [])].join("; ") },
            { key: "shown", header: t("method.shown"), cell: (row) => t(row.isPublic ? "visibility.public" : "visibility.quartiles") },
          ]}
        />
      </Section>
      <Section title={t("method.rules")}>
        <ol className="prose-text grid list-decimal gap-2 ps-6">
          {RULES.map((rule) => (
            <li key={rule}>{t(`method.${rule}`, { count: MINIMUM_PEERS, members: MINIMUM_MEMBERS })}</li>
          ))}
        </ol>
      </Section>
    </div>
  );
}
