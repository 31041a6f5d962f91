import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useActionData } from "#app/ui/forms/use-until-sent.ts";
import { useTranslation } from "#app/ui/i18n.ts";
import { draftConsignment } from "#app/domains/custody/consignments.service.server.ts";
import { placesOf } from "#app/domains/custody/places.repository.server.ts";
import { planChoices, readPlan } from "#app/domains/custody/plan-choices.server.ts";
import { PointChoice } from "#app/domains/custody/ui/places-bar.tsx";
import { PlanForm } from "#app/domains/custody/ui/plan-form.tsx";
import { requireParty } from "#app/domains/identity/actor.server.ts";
import { database } from "#app/platform/db/database.server.ts";
import { statusOf } from "#app/platform/http/status.ts";
import { requestLocale, translator } from "#app/platform/i18n.server.ts";
import { newId } from "#app/shared/ids.ts";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { Breadcrumbs } from "#app/ui/navigation.tsx";
import { PageHeader } from "#app/ui/page.tsx";

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireParty(request, ["recycler"], "staff");
  const db = await database();
  const points = await placesOf(db, actor.party.id);
  const asked = new URL(request.url).searchParams.get("point");
  const point = points.find((one) => one.id === asked) ?? points[0];
  if (!point) throw redirect("/staff/stock");
  const locale = requestLocale(request);
  return {
    points: points.map(({ id, name }) => ({ id, name })),
    point: { id: point.id, name: point.name, timeZone: point.timeZone },
    ...(await planChoices(db, point)),
    consignmentId: newId(),
    locale,
    title: translator(locale, "custody")("new.title"),
  };
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [{ title: `${page?.title ?? ""} · Roundabout` }];

export async function action({ request }: ActionFunctionArgs) {
  const actor = await requireParty(request, ["recycler"], "staff");
  const form = await request.formData();
  const db = await database();
  const { input, errors, typed, chosen } = await readPlan(db, String(form.get("fromPointId") ?? ""), form);
  if (!input) return data({ error: null, errors, typed, chosen }, { status: 400 });
  const made = await draftConsignment(db, actor, input);
  if (!made.ok) return data({ error: made.error, errors, typed, chosen }, { status: statusOf(made.error) });
  return redirect(`/staff/consignments/${made.value.consignmentId}`);
}

const nothingTyped = { error: null, errors: {}, typed: {}, chosen: [] };

export default function NewConsignment() {
  const { points, point, destinations, stock, lots, consignmentId, locale, title } = useLoaderData<typeof loader>();
  const failure = useActionData<typeof action>();
  const { t } = useTranslation("custody");
  return (
    <div className="content grid gap-4 pb-12">
      <PageHeader breadcrumbs={<Breadcrumbs items={[{ to: "/staff/consignments", label: t("consignments.title") }, { label: title }]} />} title={title} lead={t("new.lead")} />
      <PointChoice points={points} pointId={point.id} />
      {stock.length === 0 || destinations.length === 0 ? (
        <EmptyState kind="listings" title={destinations.length === 0 ? t("new.noDestinations") : t("stock.empty.title")} headingLevel={2}>
          {destinations.length === 0 ? null : t("stock.empty.text")}
        </EmptyState>
      ) : (
        <PlanForm key={point.id} destinations={destinations} stock={stock} lots={lots} filled={failure ?? nothingTyped} timeZone={point.timeZone} locale={locale} submit={t("new.submit")}>
          <input type="hidden" name="consignmentId" value={failure?.typed.consignmentId ?? consignmentId} />
          <input type="hidden" name="fromPointId" value={point.id} />
        </PlanForm>
      )}
    </div>
  );
}
