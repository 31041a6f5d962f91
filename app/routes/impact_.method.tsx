import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useTranslation } from "#app/ui/i18n.ts";
import { factorSets } from "#app/domains/impact/factors.view.ts";
import { ROUTES } from "#app/domains/impact/impact.schema.ts";
import { GRADES } from "#app/domains/impact/impact.uncertainty.ts";
import { requestLocale, translator } from "#app/platform/i18n.server.ts";
import { LinkButton } from "#app/ui/buttons.tsx";
import { Card } from "#app/ui/card.tsx";
import { Breadcrumbs } from "#app/ui/navigation.tsx";
import { PageHeader, Section } from "#app/ui/page.tsx";
import { Link } from "#app/ui/remix.ts";

export function loader({ request }: LoaderFunctionArgs) {
  const locale = requestLocale(request);
  return { title: translator(locale, "impact")("method.title"), routes: [...ROUTES], grades: [...GRADES], sets: factorSets() };
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: `${data?.title ?? ""} · Roundabout` }];

const PLAIN = ["range", "weight", "once", "uncovered"] as const;

export default function Method() {
  const { t } = useTranslation("impact");
  const { routes, grades, sets } = useLoaderData<typeof loader>();
  return (
    <div className="content pb-12">
      <PageHeader
        title={t("method.title")}
        lead={t("method.lead")}
        breadcrumbs={<Breadcrumbs items={[{ to: "/impact", label: t("overview.title") }, { label: t("method.title") }]} />}
        actions={
          <LinkButton to="/impact/factors" variant="secondary" icon="list">
            {t("method.browse")}
          </LinkButton>
        }
      />
      <Section title={t("method.meansTitle")}>
        <p className="prose-text">{t("method.meansText")}</p>
        <p className="prose-text">{t("method.notOffsets")}</p>
      </Section>
      <Section title={t("method.routesTitle")}>
        <div className="grid gap-3 md:grid-cols-2">
          {routes.map((route) => (
            <Card key={route} as="article">
              <h3 className="text-lg">{t(`routes.${route}`)}</h3>
              <p className="mt-2">{t(`routeExplained.${route}`)}</p>
              <p className="mt-3 rounded-control bg-sunken px-3 py-2 text-sm">{t(`formula.${route}`)}</p>
            </Card>
          ))}
        </div>
      </Section>
      <div className="grid items-start gap-x-8 md:grid-cols-2">
        {PLAIN.map((part) => (
          <Section key={part} id={part} title={t(`method.${part}Title`)}>
            <p>{t(`method.${part}Text`)}</p>
          </Section>
        ))}
        <Section id="shares" title={t("method.sharesTitle")}>
          <p>{t("overview.halves")}</p>
        </Section>
        <Section id="grades" title={t("method.gradesTitle")}>
          <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-2">
            {grades.map((grade) => (
              <div key={grade} className="col-span-2 grid grid-cols-subgrid">
                <dt className="font-semibold">{t(`grades.${grade}`)}</dt>
                <dd>{t(`gradeExplained.${grade}`)}</dd>
              </div>
            ))}
          </dl>
        </Section>
      </div>
      <Section title={t("method.sourcesTitle")}>
        <ul className="grid gap-2">
          {sets.map((set) => (
            <li key={set.key} className="rounded-card border border-line bg-surface px-4 py-3">
              <Link className="link font-semibold" to={`/impact/factors?${new URLSearchParams({ set: set.key })}`}>
                {set.title}
              </Link>
              <span className="block text-sm text-ink-soft">
                {set.publisher} · {set.year} · {t("method.factorCount", { count: set.figures })}
              </span>
              <span className="block text-sm text-ink-soft">{set.licence}</span>
            </li>
          ))}
        </ul>
      </Section>
    </div>
  );
}
