import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useTranslation } from "#app/ui/i18n.ts";
import { postedSums } from "#app/domains/custody/balance.repository.server.ts";
import { addedUp, balanceSheet } from "#app/domains/custody/balance.rules.ts";
import { alarmFromGrams, alarmPermille } from "#app/domains/custody/custody.rules.ts";
import { askedMonth, monthBounds, monthIn, shiftMonth } from "#app/domains/custody/months.rules.ts";
import { placesOf } from "#app/domains/custody/places.repository.server.ts";
import { BalanceTable } from "#app/domains/custody/ui/balance-table.tsx";
import { CustodyTabs, PointChoice } from "#app/domains/custody/ui/places-bar.tsx";
import { requireParty } from "#app/domains/identity/actor.server.ts";
import { database } from "#app/platform/db/database.server.ts";
import { requestLocale, translator } from "#app/platform/i18n.server.ts";
import { useLive } from "#app/realtime/use-live.ts";
import { dateFormat, numberFormat } from "#app/shared/formatters.ts";
import { formatMass } from "#app/shared/units.ts";
import { Alert } from "#app/ui/alert.tsx";
import { LinkButton } from "#app/ui/buttons.tsx";
import { Card } from "#app/ui/card.tsx";
import { DefinitionList } from "#app/ui/definition-list.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { PageHeader, Section } from "#app/ui/page.tsx";

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireParty(request, ["recycler"], "staff");
  const params = new URL(request.url).searchParams;
  const db = await database();
  const points = await placesOf(db, actor.party.id);
  const point = points.find((one) => one.id === params.get("point")) ?? points[0];
  if (!point) throw redirect("/staff/stock");
  const now = new Date();
  const month = askedMonth(params.get("month"), point.timeZone, now);
  const sheet = balanceSheet(await postedSums(db, { pointId: point.id, ...monthBounds(month, point.timeZone) }));
  const locale = requestLocale(request);
  return {
    points: points.map(({ id, name }) => ({ id, name })),
    pointId: point.id,
    month,
    monthName: dateFormat(locale, { year: "numeric", month: "long", timeZone: "UTC" }).format(new Date(`${month}-15T00:00:00Z`)),
    hasNext: month < monthIn(now, point.timeZone),
    sheet,
    holds: [...sheet.rows, sheet.total].every((row) => addedUp(row) === row.closing),
    partyId: actor.party.id,
    locale,
    title: translator(locale, "custody")("balance.title"),
  };
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [{ title: `${page?.title ?? ""} · Roundabout` }];

export default function Balance() {
  const { points, pointId, month, monthName, hasNext, sheet, holds, partyId, locale, title } = useLoaderData<typeof loader>();
  const { t } = useTranslation("custody");
  useLive([`party:${partyId}`]);
  const percent = (permille: number) => numberFormat(locale, { maximumFractionDigits: 1 }).format(permille / 10);
  const at = (by: number) => `/staff/balance?point=${pointId}&month=${shiftMonth(month, by)}`;
  return (
    <div className="content grid gap-4 pb-12">
      <PageHeader title={title} lead={t("balance.lead")} />
      <CustodyTabs />
      <div className="flex flex-wrap items-end justify-between gap-3">
        <PointChoice points={points} pointId={pointId} keep={{ month }} />
        <div className="flex flex-wrap gap-2">
          <LinkButton to={at(-1)} variant="secondary" icon="chevron-left">
            {t("balance.before")}
          </LinkButton>
          {hasNext ? (
            <LinkButton to={at(1)} variant="secondary" iconEnd="chevron-right">
              {t("balance.after")}
            </LinkButton>
          ) : null}
        </div>
      </div>
      <h2 className="text-xl">{monthName}</h2>
      {sheet.rows.length === 0 ? (
        <EmptyState kind="results" title={t("balance.empty")} headingLevel={3} />
      ) : (
        <>
          {sheet.isAlarming ? (
            <Alert tone="error" title={t("balance.alarm")}>
              {t("balance.alarmText", { percent: percent(sheet.unexplainedPermille), limit: percent(alarmPermille) })}
            </Alert>
          ) : null}
          <BalanceTable rows={sheet.rows} total={sheet.total} locale={locale} />
          {holds ? <p className="text-sm text-ink-soft">{t("balance.holds")}</p> : null}
          <div className="grid items-start gap-4 lg:grid-cols-2">
            <Card as="section" className="grid gap-2">
              <h3 className="text-lg">{t("balance.unexplained")}</h3>
              <p className="tabular">{t("balance.unexplainedText", { mass: formatMass(sheet.unexplainedGrams, locale), total: formatMass(sheet.inHandGrams, locale), percent: percent(sheet.unexplainedPermille) })}</p>
              {sheet.isAlarming ? null : (
                <p className="text-sm text-ink-soft">
                  {sheet.inHandGrams < alarmFromGrams ? t("balance.small", { mass: formatMass(alarmFromGrams, locale) }) : t("balance.fine", { percent: percent(alarmPermille) })}
                </p>
              )}
            </Card>
            {sheet.differences.length > 0 ? (
              <Section title={t("balance.differences")}>
                <DefinitionList items={sheet.differences.map(({ reason, grams }) => ({ term: reason === null ? t("balance.noReason") : t(`reasons.${reason}`), value: formatMass(grams, locale) }))} />
              </Section>
            ) : null}
          </div>
        </>
      )}
      <p>
        <a href={`/staff/epcis.jsonld?point=${pointId}&month=${month}`} className="link inline-flex min-h-11 items-center text-sky" download>
          {t("balance.epcis")}
        </a>
        <span className="block text-sm text-ink-soft">{t("balance.epcisLimit")}</span>
      </p>
    </div>
  );
}
