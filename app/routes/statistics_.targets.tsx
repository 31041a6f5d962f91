import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { currentActor } from "#app/domains/identity/actor.server.ts";
import { formatAmount, formatShare } from "#app/domains/statistics/targets/amount-words.ts";
import { viewTargets } from "#app/domains/statistics/targets/targets.service.server.ts";
import { useTargetNames } from "#app/domains/statistics/ui/target-names.ts";
import { TargetBar } from "#app/domains/statistics/ui/target-bar.tsx";
import { targetRegionsOf } from "#app/flows/target-regions.server.ts";
import { systemClock } from "#app/platform/clock.server.ts";
import { database } from "#app/platform/db/database.server.ts";
import { requestLocale, translator } from "#app/platform/i18n.server.ts";
import { LinkButton } from "#app/ui/buttons.tsx";
import { Card } from "#app/ui/card.tsx";
import { useTranslation } from "#app/ui/i18n.ts";
import { Breadcrumbs } from "#app/ui/navigation.tsx";
import { PageHeader, Section } from "#app/ui/page.tsx";
import { formatInstant } from "#app/ui/time.tsx";

/** Targets of a country with its own figures, and apart from them those of own scopes with the platform's. */
export async function loader({ request }: LoaderFunctionArgs) {
  const db = await database();
  const actor = await currentActor(request);
  const may = actor ? await targetRegionsOf(db, actor) : [];
  const t = translator(requestLocale(request), "targets");
  return { ...(await viewTargets(db, systemClock.now())), mayEnter: may === "everywhere" || may.length > 0, locale: requestLocale(request), title: t("title"), home: t("statistics:title") };
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [{ title: `${page?.title ?? ""} · Roundabout` }];

export default function Targets() {
  const page = useLoaderData<typeof loader>();
  const { t } = useTranslation("targets");
  return (
    <div className="content pb-12">
      <PageHeader
        title={page.title}
        lead={t("lead")}
        breadcrumbs={<Breadcrumbs items={[{ label: page.home, to: "/statistics" }, { label: page.title }]} />}
        actions={
          page.mayEnter ? (
            <LinkButton to="/statistics/targets/edit" variant="secondary" icon="edit">
              {t("enter")}
            </LinkButton>
          ) : null
        }
      />
      <National />
      <Own />
      <p className="flex flex-wrap items-center gap-3">
        <LinkButton to="/statistics/targets.csv" variant="secondary" icon="download" reloadDocument>
          {t("csv")}
        </LinkButton>
        <span className="text-sm text-ink-soft break-words">{t("version", { version: page.version })}</span>
      </p>
    </div>
  );
}

function National() {
  const { national, figures, locale } = useLoaderData<typeof loader>();
  const { t } = useTranslation("targets");
  const { region } = useTargetNames(locale);
  return (
    <Section title={t("national.title", { country: region("CN"), year: 2025 })}>
      <p className="max-w-[38em] text-ink-soft">{t("national.text")}</p>
      <ul className="grid gap-3 md:grid-cols-2">
        {national.map((target) => {
          const amount = formatAmount(target.amountGrams, locale);
          const { figure, share } = target;
          const reached = figure && share !== null ? t("reached", { amount: formatAmount(figure.amountGrams, locale), share: formatShare(share, locale), year: figure.year }) : t("noData");
          const earlier = figures.filter((one) => figure && one.targetCode === target.code && one.year === figure.year && one.version < figure.version);
          const name = t(`subjects.${target.subject}`);
          return (
            <Card as="li" key={target.code} className="grid content-start gap-2">
              <h3 className="text-lg">{target.partOf ? t("ofWhich", { name }) : name}</h3>
              <TargetBar share={share} words={t("barWords", { name, amount, reached })} />
              <p className="tabular">
                <strong>{reached}</strong> · {t("target", { amount, year: target.year })}
              </p>
              <ul className="grid gap-1 text-sm text-ink-soft">
                <li>
                  {t("targetFrom")} <Source text={t(`sources.${target.source.key}`)} url={target.source.url} />
                </li>
                {figure ? (
                  <li>
                    {t("figureFrom")} <Source text={figure.source} url={figure.url} /> {t("figureVersion", { version: figure.version, day: formatInstant(figure.enteredAt, { locale, timeZone: "UTC", format: "date" }) })}
                  </li>
                ) : null}
                {earlier.map((one) => (
                  <li key={one.version}>
                    {t("earlier", { version: one.version, amount: formatAmount(one.amountGrams, locale) })} <Source text={one.source} url={one.url} />
                  </li>
                ))}
              </ul>
            </Card>
          );
        })}
      </ul>
    </Section>
  );
}

function Own() {
  const { own, locale } = useLoaderData<typeof loader>();
  const { t } = useTranslation("targets");
  const { region, material } = useTargetNames(locale);
  return (
    <Section title={t("own.title")}>
      <p className="max-w-[38em] text-ink-soft">{t("own.text")}</p>
      {own.length === 0 ? <p>{t("own.none")}</p> : null}
      <ul className="grid gap-3 md:grid-cols-2">
        {own.map((target) => {
          const amount = formatAmount(target.amountGrams, locale);
          const name = `${region(target.region)} · ${material(target.material)}`;
          const reached = target.reachedGrams !== null && target.share !== null ? t("reached", { amount: formatAmount(target.reachedGrams, locale), share: formatShare(target.share, locale), year: target.year }) : t("noData");
          return (
            <Card as="li" key={target.id} className="grid content-start gap-2">
              <h3 className="text-lg wrap-anywhere">{name}</h3>
              <TargetBar share={target.share} words={t("barWords", { name, amount, reached })} />
              <p className="tabular">
                <strong>{reached}</strong> · {t("target", { amount, year: target.year })}
              </p>
              <ul className="grid gap-1 text-sm text-ink-soft">
                <li>
                  {t("targetFrom")} <Source text={target.source} url={target.url} /> {t("own.by", { name: target.enteredBy })}
                </li>
                {target.region.length === 2 || target.region === "all" ? <li>{t("own.months", { shown: target.monthsShown, withheld: target.monthsWithheld })}</li> : <li>{t("own.noPart")}</li>}
              </ul>
            </Card>
          );
        })}
      </ul>
    </Section>
  );
}

function Source({ text, url }: { text: string; url: string }) {
  if (url === "") return <span className="wrap-anywhere">{text}.</span>;
  return (
    <>
      <a className="link wrap-anywhere" href={url} rel="noreferrer nofollow">
        {text}
      </a>
      .
    </>
  );
}
