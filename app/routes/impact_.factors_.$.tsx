import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useTranslation } from "#app/ui/i18n.ts";
import { factorDetail } from "#app/domains/impact/factors.view.ts";
import { requestLocale } from "#app/platform/i18n.server.ts";
import { Alert } from "#app/ui/alert.tsx";
import { Card } from "#app/ui/card.tsx";
import { DefinitionList } from "#app/ui/definition-list.tsx";
import { Breadcrumbs } from "#app/ui/navigation.tsx";
import { PageHeader } from "#app/ui/page.tsx";

export function loader({ request, params }: LoaderFunctionArgs) {
  const factor = factorDetail(params["*"] ?? "");
  if (!factor) throw new Response(null, { status: 404 });
  return { factor, locale: requestLocale(request) };
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: `${data?.factor.name ?? ""} · Roundabout` }];

export default function FactorPage() {
  const { t } = useTranslation("impact");
  const { factor, locale } = useLoaderData<typeof loader>();
  const number = new Intl.NumberFormat(locale, { maximumSignificantDigits: 12 });
  const short = new Intl.NumberFormat(locale, { maximumSignificantDigits: 3 });
  return (
    <div className="content pb-12">
      <PageHeader
        title={factor.name}
        lead={factor.practice}
        breadcrumbs={<Breadcrumbs items={[{ to: "/impact", label: t("overview.title") }, { to: "/impact/factors", label: t("factors.title") }, { label: factor.name }]} />}
      />
      <div className="grid grid-cols-1 gap-5 md:grid-cols-[2fr_3fr]">
        <Card tone="leaf" className="self-start">
          <p className="text-sm text-ink-soft">{t("factors.value")}</p>
          <p className="tabular font-display text-3xl font-bold wrap-anywhere">{number.format(factor.value).replace("-", "−")}</p>
          <p>{factor.unit}</p>
          <p className="tabular mt-3 text-sm text-ink-soft">
            {t("rangeLabel")}: {t("factors.u95Text", { low: short.format(factor.lowValue).replace("-", "−"), high: short.format(factor.highValue).replace("-", "−") })} (÷ × {short.format(factor.u95)})
          </p>
        </Card>
        <Card>
          <DefinitionList
            items={[
              { term: t("factor.publisher"), value: factor.publisher },
              { term: t("factor.edition"), value: `${factor.setTitle} (${factor.set})` },
              { term: t("factor.boundary"), value: factor.boundary },
              { term: t("factor.region"), value: factor.region },
              { term: t("factor.year"), value: String(factor.year) },
              { term: t("factor.gwpSet"), value: t(`gwpSet.${factor.gwpSet}`) },
              { term: t("factor.source"), value: <span className="wrap-anywhere">{factor.source}</span> },
              {
                term: t("factor.licence"),
                value: factor.licenceUrl ? (
                  <a className="link" href={factor.licenceUrl} rel="noreferrer">
                    {factor.licence}
                  </a>
                ) : (
                  factor.licence
                ),
              },
              { term: t("factors.attribution"), value: factor.attribution },
              {
                term: t("factors.pedigree"),
                value: (
                  <>
                    <span className="tabular">{factor.pedigree}</span>
                    <span className="block text-sm text-ink-soft">{t("factors.pedigreeText")}</span>
                  </>
                ),
              },
              ...(factor.note ? [{ term: t("factors.note"), value: factor.note }] : []),
              { term: t("factor.id"), value: <code className="text-sm break-all">{factor.id}</code> },
            ]}
          />
        </Card>
      </div>
      {factor.caution ? (
        <div className="pt-5">
          <Alert tone="warning" title={t("factors.caution")}>
            {factor.caution}
          </Alert>
        </div>
      ) : null}
    </div>
  );
}
