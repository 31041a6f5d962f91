import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useTranslation } from "#app/ui/i18n.ts";
import { currentActor } from "#app/domains/identity/actor.server.ts";
import { entriesOf } from "#app/domains/impact/entries.repository.server.ts";
import { carLine } from "#app/domains/impact/entries.view.ts";
import { monthLabel } from "#app/shared/months.ts";
import { partySummary, platformTotals, totalsByMaterial, totalsByMonth, totalsByRoute } from "#app/domains/impact/totals.repository.server.ts";
import { PLATFORM, type Scope } from "#app/domains/impact/totals.schema.ts";
import { CarKilometres } from "#app/domains/impact/ui/car-kilometres.tsx";
import { EntryList } from "#app/domains/impact/ui/entry-list.tsx";
import { HowWeCount } from "#app/domains/impact/ui/how-we-count.tsx";
import { useSubjectName } from "#app/domains/impact/ui/subject.ts";
import { MonthBars, TotalBars } from "#app/domains/impact/ui/total-bars.tsx";
import { TotalFacts } from "#app/domains/impact/ui/total-facts.tsx";
import { countGivenElsewhere } from "#app/domains/listings/self-reported.repository.server.ts";
import { database } from "#app/platform/db/database.server.ts";
import { requestLocale, translator } from "#app/platform/i18n.server.ts";
import { useLive } from "#app/realtime/use-live.ts";
import { formatCo2e } from "#app/shared/units.ts";
import { LinkButton } from "#app/ui/buttons.tsx";
import { Card } from "#app/ui/card.tsx";
import { Chip } from "#app/ui/chip.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { Pagination } from "#app/ui/navigation.tsx";
import { PageHeader, Section } from "#app/ui/page.tsx";
import { FigureWithRange } from "#app/ui/plots/figure-with-range.tsx";

export async function loader({ request }: LoaderFunctionArgs) {
  const db = await database();
  const locale = requestLocale(request);
  const actor = await currentActor(request);
  const scope: Scope = actor ? { type: "party", id: actor.party.id } : PLATFORM;
  const query = new URL(request.url).searchParams;
  const filter = { month: query.get("month"), route: query.get("route"), code: query.get("what") };
  const [platform, own, months, routes, materials, entries, givenElsewhere] = await Promise.all([
    platformTotals(db),
    actor ? partySummary(db, actor.party.id) : null,
    totalsByMonth(db, scope),
    totalsByRoute(db, scope),
    totalsByMaterial(db, scope),
    actor ? entriesOf(db, actor.party.id, { ...filter, cursor: query.get("cursor") }) : null,
    actor ? countGivenElsewhere(db, actor.party.id) : 0,
  ]);
  return {
    title: translator(locale, "impact")("overview.title"),
    locale,
    party: actor ? { id: actor.party.id, name: actor.party.name, timeZone: actor.party.timeZone } : null,
    platform,
    own,
    months,
    routes,
    materials,
    entries,
    givenElsewhere,
    car: carLine((own ?? platform).co2eGrams),
    filter,
    isFirstPage: !query.get("cursor"),
  };
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: `${data?.title ?? ""} · Roundabout` }];

export default function Impact() {
  const page = useLoaderData<typeof loader>();
  useLive(page.party ? ["board", `party:${page.party.id}`] : ["board"]);
  return <div className="content pb-12">{page.own && page.party ? <Mine /> : <Everybody />}</div>;
}

function Everybody() {
  const { t } = useTranslation("impact");
  const { platform, locale } = useLoaderData<typeof loader>();
  return (
    <>
      <PageHeader title={t("overview.title")} lead={t("overview.lead")} />
      <div className="grid gap-5 md:grid-cols-[3fr_2fr]">
        <div className="grid content-start gap-5">
          <Card>
            <Platform />
          </Card>
          <Card tone="leaf">
            <h2 className="text-lg">{t("overview.signInTitle")}</h2>
            <p className="mt-1">{t("overview.signInText")}</p>
            <p className="mt-3 flex flex-wrap gap-2">
              <LinkButton to="/sign-in?returnTo=/impact" icon="login">
                {t("overview.signIn")}
              </LinkButton>
              <LinkButton to="/leaderboard" variant="secondary" icon="trophy">
                {t("overview.boardLink")}
              </LinkButton>
            </p>
          </Card>
        </div>
        <HowWeCount />
      </div>
      {platform.entryCount > 0 ? <Breakdown locale={locale} /> : null}
    </>
  );
}

function Platform() {
  const { t } = useTranslation("impact");
  const { platform, own, car, locale } = useLoaderData<typeof loader>();
  if (platform.entryCount === 0) return <p className="text-ink-soft">{t("overview.platformEmpty")}</p>;
  return (
    <FigureWithRange
      label={t("overview.platformFigure")}
      lowGrams={platform.lowGrams}
      centralGrams={platform.co2eGrams}
      highGrams={platform.highGrams}
      locale={locale}
      size="lg"
      {...(platform.grade ? { grade: platform.grade } : {})}
      caption={
        <div className="grid gap-2">
          {car && !own ? <CarKilometres car={car} isNegative={platform.co2eGrams < 0} locale={locale} /> : null}
          <TotalFacts total={platform} locale={locale} />
        </div>
      }
    />
  );
}

function Mine() {
  const { t } = useTranslation("impact");
  const { own, party, locale, platform, entries, car, givenElsewhere, isFirstPage } = useLoaderData<typeof loader>();
  if (!own || !party) return null;
  const words = { name: party.name, co2e: formatCo2e(own.co2eGrams, locale), count: own.entryCount };
  const sentence = own.co2eGrams < 0 ? t("overview.sentenceNegative", words) : t("overview.sentence", words);
  const isEmpty = own.entryCount === 0 && isFirstPage && entries?.entries.length === 0;
  return (
    <>
      <PageHeader title={t("overview.title")} lead={isEmpty ? t("overview.lead") : sentence} />
      {isEmpty ? (
        <EmptyState kind="bookings" title={t("overview.emptyTitle")} action={<LinkButton to="/points">{t("overview.emptyAction")}</LinkButton>}>
          {t("overview.emptyText")}
        </EmptyState>
      ) : (
        <>
          <Card>
            <FigureWithRange
              label={t("overview.partyFigure")}
              lowGrams={own.lowGrams}
              centralGrams={own.co2eGrams}
              highGrams={own.highGrams}
              locale={locale}
              size="lg"
              {...(own.grade ? { grade: own.grade } : {})}
              caption={
                <div className="grid gap-2">
                  {car ? <CarKilometres car={car} isNegative={own.co2eGrams < 0} locale={locale} /> : null}
                  <TotalFacts total={own} locale={locale} />
                  <p>{t("overview.parts")}</p>
                </div>
              }
            />
          </Card>
          <Breakdown locale={locale} />
          <Entries />
        </>
      )}
      <div className="grid gap-5 py-5 md:grid-cols-[3fr_2fr]">
        <Card as="section" className="self-start">
          <h2 className="mb-3 text-lg">{t("overview.platform")}</h2>
          <Platform />
          {platform.entryCount > 0 ? (
            <p className="mt-4">
              <LinkButton to="/leaderboard" variant="secondary" size="sm" icon="trophy">
                {t("overview.boardLink")}
              </LinkButton>
            </p>
          ) : null}
        </Card>
        <HowWeCount />
      </div>
      {givenElsewhere > 0 ? <Told count={givenElsewhere} /> : null}
    </>
  );
}

/** What the party says of itself: apart from everything that is counted. */
function Told({ count }: { count: number }) {
  const { t } = useTranslation("impact");
  return (
    <Section title={t("overview.toldTitle")}>
      <p className="prose-text">
        {t("overview.told", { count })} <span className="text-ink-soft">{t("overview.toldText")}</span>
      </p>
    </Section>
  );
}

function Breakdown({ locale }: { locale: string }) {
  const { t } = useTranslation("impact");
  const nameOf = useSubjectName();
  const { months, routes, materials, party } = useLoaderData<typeof loader>();
  const into = (name: string, value: string) => (party ? { to: `/impact?${new URLSearchParams({ [name]: value })}#entries` } : {});
  return (
    <div className="grid items-start gap-x-8 lg:grid-cols-2">
      <Section title={t("overview.byMaterial")}>
        <TotalBars
          label={t("overview.byMaterial")}
          locale={locale}
          first={8}
          bars={materials.map((total) => ({ key: total.code, name: nameOf(total.code), total, ...into("what", total.code) }))}
        />
      </Section>
      <div>
        <div className="py-5">
          <MonthBars
            title={t("overview.byMonth")}
            months={months}
            locale={locale}
            {...(party ? { hrefOf: (month: string) => `/impact?month=${month}#entries` } : {})}
          />
        </div>
        <Section title={t("overview.byRoute")}>
          <TotalBars
            label={t("overview.byRoute")}
            locale={locale}
            bars={routes.map((total) => ({
              key: total.route,
              name: total.route === "in_chain" ? t("statuses.in_chain") : t(`routes.${total.route}`),
              total,
              ...into("route", total.route),
            }))}
          />
        </Section>
      </div>
    </div>
  );
}

function Entries() {
  const { t } = useTranslation("impact");
  const nameOf = useSubjectName();
  const { entries, party, locale, filter, isFirstPage } = useLoaderData<typeof loader>();
  if (!entries || !party) return null;
  const chosen = Object.entries({ month: filter.month, route: filter.route, what: filter.code }).filter((pair): pair is [string, string] => Boolean(pair[1]));
  const query = new URLSearchParams(chosen);
  const words: Record<string, (value: string) => string> = {
    month: (value) => (/^\d{4}-\d{2}$/.test(value) ? monthLabel(value, locale) : value),
    route: (value) => (value === "in_chain" ? t("statuses.in_chain") : t(`routes.${value}`, { defaultValue: value })),
    what: (value) => nameOf(value),
  };
  const next = entries.nextCursor ? `/impact?${new URLSearchParams([...chosen, ["cursor", entries.nextCursor]])}#entries` : null;
  return (
    <Section id="entries" title={t("overview.listTitle")}>
      {chosen.length > 0 ? (
        <p className="flex flex-wrap gap-2">
          {chosen.map(([name, value]) => {
            const rest = new URLSearchParams(query);
            rest.delete(name);
            return (
              <Chip key={name} selected removeTo={`/impact?${rest}#entries`}>
                {words[name]?.(value) ?? value}
              </Chip>
            );
          })}
        </p>
      ) : null}
      {entries.entries.length === 0 ? (
        <p className="text-ink-soft">{t("overview.emptyList")}</p>
      ) : (
        <EntryList label={t("overview.listTitle")} entries={entries.entries} locale={locale} timeZone={party.timeZone} />
      )}
      <Pagination nextTo={next} firstTo={isFirstPage ? null : `/impact?${query}#entries`} />
    </Section>
  );
}
