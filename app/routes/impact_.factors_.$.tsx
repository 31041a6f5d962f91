import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useTranslation } from "#app/ui/i18n.ts";
import { signedIn } from "#app/domains/identity/actor.server.ts";
import { factorUse } from "#app/domains/impact/factor-use.repository.server.ts";
import { factorDetail } from "#app/domains/impact/factors.view.ts";
import { isUnused, usedBy } from "#app/domains/impact/method/used-by.ts";
import { PedigreeBars, SpreadBar } from "#app/domains/impact/ui/factor-quality.tsx";
import { FactorUseSection } from "#app/domains/impact/ui/factor-use.tsx";
import { database } from "#app/platform/db/database.server.ts";
import { requestLocale } from "#app/platform/i18n.server.ts";
import { Alert } from "#app/ui/alert.tsx";
import { Card } from "#app/ui/card.tsx";
import { DefinitionList } from "#app/ui/definition-list.tsx";
import { Breadcrumbs } from "#app/ui/navigation.tsx";
import { PageHeader } from "#app/ui/page.tsx";
import { Link } from "#app/ui/remix.ts";
import { useViewerZone } from "#app/ui/time.tsx";

export async function loader({ request, params }: LoaderFunctionArgs) {
  const factor = factorDetail(params["*"] ?? "");
  if (!factor) throw new Response(null, { status: 404 });
  const users = usedBy(factor.id);
  const [who, use] = await Promise.all([signedIn(request), factorUse(await database(), factor.id)]);
  return { factor, users, isUnused: isUnused(users), use, locale: requestLocale(request), timeZone: who?.actor.party.timeZone ?? null };
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: `${data?.factor.name ?? ""} · Roundabout` }];

export default function FactorPage() {
  const { t } = useTranslation("impact");
  const { t: tMethod } = useTranslation("method");
  const { factor, users, isUnused: unused, use, locale, timeZone } = useLoaderData<typeof loader>();
  const zone = useViewerZone(timeZone);
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
        <div className="grid gap-5 self-start">
          <Card tone="leaf">
            <p className="text-sm text-ink-soft">{t("factors.value")}</p>
            <p className="tabular font-display text-3xl font-bold wrap-anywhere">{number.format(factor.value).replace("-", "−")}</p>
            <p>{factor.unit}</p>
          </Card>
          <Card as="section" aria-labelledby="quality" className="grid gap-4">
            <div>
              <h2 id="quality" className="text-lg">
                {tMethod("factor.qualityTitle")}
              </h2>
              <p className="mt-1 text-sm text-ink-soft">{tMethod("factor.qualityText")}</p>
            </div>
            <PedigreeBars pedigree={factor.pedigree} />
            <div>
              <h3 className="pb-1 text-base">{tMethod("factor.rangeTitle")}</h3>
              <SpreadBar value={factor.value} lowValue={factor.lowValue} highValue={factor.highValue} unit={factor.unit} locale={locale} />
              <p className="tabular mt-1 text-sm text-ink-soft">{tMethod("factor.spreadText", { u95: short.format(factor.u95) })}</p>
            </div>
          </Card>
        </div>
        <Card>
          <DefinitionList
            items={[
              { term: t("factor.publisher"), value: factor.publisher },
              {
                term: t("factor.edition"),
                value: (
                  <Link className="link" to={`/impact/factors?${new URLSearchParams({ set: factor.set })}`}>
                    {`${factor.setTitle} (${factor.set})`}
                  </Link>
                ),
              },
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
      <FactorUseSection users={users} isUnused={unused} use={use} locale={locale} timeZone={zone.timeZone} />
    </div>
  );
}
