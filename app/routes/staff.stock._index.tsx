import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useActionData } from "#app/ui/forms/use-until-sent.ts";
import { useTranslation } from "#app/ui/i18n.ts";
import { mergeForm } from "#app/domains/custody/custody.schema.ts";
import { mergeLots } from "#app/domains/custody/lots.service.server.ts";
import { placesOf } from "#app/domains/custody/places.repository.server.ts";
import { lotsHere, onTheWay, stockOf } from "#app/domains/custody/stock.repository.server.ts";
import { LotsList } from "#app/domains/custody/ui/lots-list.tsx";
import { CustodyTabs, PointChoice } from "#app/domains/custody/ui/places-bar.tsx";
import { Refusal } from "#app/domains/custody/ui/refusal.tsx";
import { StockTable } from "#app/domains/custody/ui/stock-table.tsx";
import { requireParty } from "#app/domains/identity/actor.server.ts";
import { database } from "#app/platform/db/database.server.ts";
import { statusOf } from "#app/platform/http/status.ts";
import { requestLocale, translator } from "#app/platform/i18n.server.ts";
import { useLive } from "#app/realtime/use-live.ts";
import { newId } from "#app/shared/ids.ts";
import { formatMass } from "#app/shared/units.ts";
import { Alert } from "#app/ui/alert.tsx";
import { LinkButton } from "#app/ui/buttons.tsx";
import { Card } from "#app/ui/card.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { PageHeader, Section } from "#app/ui/page.tsx";

const LOTS_SHOWN = 100;
const DAYS = 30;

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireParty(request, ["recycler"], "staff");
  const params = new URL(request.url).searchParams;
  const db = await database();
  const points = await placesOf(db, actor.party.id);
  const point = points.find((one) => one.id === params.get("point")) ?? points[0] ?? null;
  const locale = requestLocale(request);
  const since = new Date(Date.now() - DAYS * 86_400_000);
  return {
    points: points.map(({ id, name }) => ({ id, name })),
    point: point && { id: point.id, name: point.name, tier: point.tier, timeZone: point.timeZone },
    rows: point ? await stockOf(db, { pointId: point.id, since }) : [],
    lots: point ? await lotsHere(db, { pointId: point.id, limit: LOTS_SHOWN }) : [],
    way: point ? await onTheWay(db, point.id) : { toGrams: 0, fromGrams: 0 },
    actId: newId(),
    hasRun: params.get("run") === "done",
    partyId: actor.party.id,
    locale,
    title: translator(locale, "custody")("stock.title"),
  };
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [{ title: `${page?.title ?? ""} · Roundabout` }];

export async function action({ request }: ActionFunctionArgs) {
  const actor = await requireParty(request, ["recycler"], "staff");
  const form = await request.formData();
  const chosen = form.getAll("lots").map(String);
  const parsed = mergeForm.safeParse({ actId: form.get("actId"), pointId: form.get("pointId"), lotIds: chosen });
  if (!parsed.success) return data({ error: null, field: parsed.error.issues[0]?.message ?? "", chosen }, { status: 400 });
  const merged = await mergeLots(await database(), actor, parsed.data);
  if (!merged.ok) return data({ error: merged.error, field: undefined, chosen }, { status: statusOf(merged.error) });
  return redirect(`/staff/lots/${merged.value.lotIds[0] ?? ""}`);
}

export default function Stock() {
  const { points, point, rows, lots, way, actId, hasRun, partyId, locale, title } = useLoaderData<typeof loader>();
  const failure = useActionData<typeof action>();
  const { t } = useTranslation("custody");
  useLive([`party:${partyId}`]);
  if (!point) {
    return (
      <div className="content grid gap-4 pb-12">
        <PageHeader title={title} lead={t("stock.lead")} />
        <EmptyState kind="listings" title={t("noPoints.title")} headingLevel={2} action={<LinkButton to="/staff/points/new">{t("noPoints.action")}</LinkButton>}>
          {t("noPoints.text")}
        </EmptyState>
      </div>
    );
  }
  const figures = [
    { label: t("stock.here"), grams: rows.reduce((sum, row) => sum + row.grams, 0) },
    { label: t("stock.coming"), grams: way.toGrams },
    { label: t("stock.going"), grams: way.fromGrams },
  ];
  return (
    <div className="content grid gap-4 pb-12">
      <PageHeader
        title={title}
        lead={t("stock.lead")}
        actions={
          <>
            {point.tier === "collection" ? null : (
              <LinkButton to={`/staff/stock/run?point=${point.id}`} variant="secondary" icon="recycle">
                {t("stock.run")}
              </LinkButton>
            )}
            <LinkButton to={`/staff/consignments/new?point=${point.id}`} icon="truck">
              {t("stock.send")}
            </LinkButton>
          </>
        }
      />
      <CustodyTabs />
      <Refusal error={failure?.error} />
      {hasRun ? <Alert tone="success">{t("run.done")}</Alert> : null}
      <div className="flex flex-wrap items-end justify-between gap-3">
        <PointChoice points={points} pointId={point.id} />
        <p className="text-sm text-ink-soft">{t(`tiers.${point.tier}`)}</p>
      </div>
      <Card>
        <dl className="grid grid-cols-3 gap-3">
          {figures.map((figure) => (
            <div key={figure.label}>
              <dt className="text-sm text-ink-soft">{figure.label}</dt>
              <dd className="tabular text-xl font-semibold">{formatMass(figure.grams, locale)}</dd>
            </div>
          ))}
        </dl>
      </Card>
      {rows.length === 0 ? (
        <EmptyState kind="listings" title={t("stock.empty.title")} headingLevel={2}>
          {t("stock.empty.text")}
        </EmptyState>
      ) : (
        <Section title={t("stock.byMaterial")}>
          <StockTable rows={rows} locale={locale} timeZone={point.timeZone} />
        </Section>
      )}
      {lots.length > 0 ? (
        <Section title={t("lots.title")}>
          <LotsList key={point.id} lots={lots} limit={LOTS_SHOWN} pointId={point.id} actId={actId} chosen={failure?.chosen ?? []} error={failure?.field} locale={locale} timeZone={point.timeZone} />
        </Section>
      ) : null}
    </div>
  );
}
