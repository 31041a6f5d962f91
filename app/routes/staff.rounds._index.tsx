import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { Form, useLoaderData, useNavigation } from "@remix-run/react";
import { useActionData } from "#app/ui/forms/use-until-sent.ts";
import { useTranslation } from "#app/ui/i18n.ts";
import { requireParty } from "#app/domains/identity/actor.server.ts";
import { localDay, shiftDay } from "#app/domains/pickups/local-day.rules.ts";
import { selectAreas } from "#app/domains/pickups/home/areas.repository.server.ts";
import { selectOwnPoints } from "#app/domains/pickups/slots.repository.server.ts";
import { planInput } from "#app/domains/rounds/day.schema.ts";
import { planDay, viewDay } from "#app/domains/rounds/plan.service.server.ts";
import { DayRounds, Unplanned } from "#app/domains/rounds/ui/day-rounds.tsx";
import { PlanForm } from "#app/domains/rounds/ui/plan-form.tsx";
import { RoundRefusal } from "#app/domains/rounds/ui/round-refusal.tsx";
import { database } from "#app/platform/db/database.server.ts";
import { statusOf } from "#app/platform/http/status.ts";
import { requestLocale, translator } from "#app/platform/i18n.server.ts";
import { useLive } from "#app/realtime/use-live.ts";
import { Alert } from "#app/ui/alert.tsx";
import { LinkButton, SubmitButton } from "#app/ui/buttons.tsx";
import { Card } from "#app/ui/card.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { Field } from "#app/ui/forms/field.tsx";
import { Input, Select } from "#app/ui/forms/inputs.tsx";
import { PageHeader, Section } from "#app/ui/page.tsx";
import { formatInstant } from "#app/ui/time.tsx";

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireParty(request, ["recycler"], "staff");
  const params = new URL(request.url).searchParams;
  const db = await database();
  const points = await selectOwnPoints(db, actor.party.id);
  // A yard from which nobody drives to doors is not where a day is planned.
  const [area] = await selectAreas(db, actor.party.id);
  const point = points.find((one) => one.id === params.get("point")) ?? points.find((one) => one.id === area?.pointId) ?? points[0] ?? null;
  const { date } = localDay(params.get("date"), point?.timeZone ?? actor.party.timeZone, new Date());
  const day = point ? await viewDay(db, actor, { pointId: point.id, date }) : null;
  if (day && !day.ok) throw new Response(null, { status: statusOf(day.error), statusText: day.error });
  const locale = requestLocale(request);
  return {
    points,
    day: day && {
      ...day.value,
      unplanned: day.value.unplanned.map(({ bookingId, partyName, address, startsAt, endsAt, declaredGrams }) => ({ bookingId, partyName, address, startsAt: startsAt.toISOString(), endsAt: endsAt.toISOString(), declaredGrams })),
    },
    date,
    partyId: actor.party.id,
    planned: params.get("planned") === "1",
    locale,
    title: translator(locale, "rounds")("day.title"),
  };
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [{ title: `${page?.title ?? ""} · Roundabout` }];

export async function action({ request }: ActionFunctionArgs) {
  const actor = await requireParty(request, ["recycler"], "staff");
  const params = new URL(request.url).searchParams;
  const form = await request.formData();
  const text = (name: string) => form.get(name)?.toString() ?? "";
  const chosen = form.getAll("vehicle").map(String);
  const typed = Object.fromEntries([...[...form].filter(([name]) => name !== "vehicle").map(([name, value]) => [name, String(value)] as const), ...chosen.map((id) => [`use-${id}`, "yes"] as const)]);
  const parsed = planInput.safeParse({ pointId: params.get("point") ?? "", date: params.get("date") ?? "", vehicles: chosen.map((vehicleId) => ({ vehicleId, from: text(`from-${vehicleId}`), until: text(`until-${vehicleId}`) })) });
  if (!parsed.success) return data({ error: "ROUNDS.INVALID", typed }, { status: 400 });
  const planned = await planDay(await database(), actor, parsed.data, undefined, request.signal);
  if (!planned.ok) return data({ error: planned.error, typed }, { status: statusOf(planned.error) });
  return redirect(`/staff/rounds?point=${parsed.data.pointId}&date=${parsed.data.date}&planned=1`);
}

export default function StaffRounds() {
  const { points, day, date, partyId, planned, locale, title } = useLoaderData<typeof loader>();
  const failure = useActionData<typeof action>();
  const { t } = useTranslation("rounds");
  const isPlanning = useNavigation().formAction?.startsWith("/staff/rounds?index") ?? false;
  useLive([`party:${partyId}`]);
  if (!day) {
    return (
      <div className="content grid gap-4 pb-12">
        <PageHeader title={title} lead={t("day.lead")} />
        <EmptyState kind="bookings" title={t("day.noPoints")} headingLevel={2} action={<LinkButton to="/staff/points/new">{t("day.depot")}</LinkButton>}>
          {t("day.noPointsText")}
        </EmptyState>
      </div>
    );
  }
  const { depot, rounds, unplanned, plan, vehicles } = day;
  const address = (shift: number) => `/staff/rounds?point=${depot.id}&date=${shiftDay(date, shift)}`;
  const inUse = vehicles.filter((vehicle) => vehicle.isActive);
  const hasDrafts = rounds.some((round) => round.state === "planned");
  return (
    <div className="content grid gap-4 pb-12">
      <PageHeader
        title={title}
        lead={t("day.lead")}
        actions={
          <LinkButton to="/staff/vehicles" variant="secondary" icon="truck">
            {t("day.vehicles")}
          </LinkButton>
        }
      />
      <RoundRefusal error={failure?.error} />
      {planned && !failure && plan ? (
        <Alert tone="success" live>
          {t("day.planned", { rounds: rounds.filter((round) => round.state === "planned").length, left: plan.unserved.length })}
          {plan.wasHurried ? ` ${t("day.hurried")}` : ""}
        </Alert>
      ) : null}
      <div className="flex flex-wrap items-end justify-between gap-3">
        <Form method="get" className="flex flex-wrap items-end gap-2" key={`${depot.id} ${date}`}>
          {points.length > 1 ? (
            <Field id="point" label={t("day.depot")}>
              <Select name="point" defaultValue={depot.id} options={points.map((one) => ({ value: one.id, label: one.name }))} />
            </Field>
          ) : (
            <input type="hidden" name="point" value={depot.id} />
          )}
          <Field id="date" label={t("day.date")}>
            <Input type="date" name="date" required defaultValue={date} />
          </Field>
          <SubmitButton variant="secondary">{t("day.show")}</SubmitButton>
        </Form>
        <div className="flex flex-wrap gap-2">
          <LinkButton to={address(-1)} variant="secondary" icon="chevron-left">
            {t("day.before")}
          </LinkButton>
          <LinkButton to={address(1)} variant="secondary" iconEnd="chevron-right">
            {t("day.after")}
          </LinkButton>
        </div>
      </div>
      <p className="font-semibold" suppressHydrationWarning>
        {`${formatInstant(`${date}T12:00:00Z`, { locale, timeZone: "UTC", format: "day" })} · ${depot.name}`}
      </p>
      <Section title={t("day.rounds")}>{rounds.length === 0 ? <p className="text-ink-soft">{t("day.none")}</p> : <DayRounds rounds={rounds} locale={locale} timeZone={depot.timeZone} />}</Section>
      <Section title={t("day.unplanned")}>
        {unplanned.length === 0 ? <p className="text-ink-soft">{t(rounds.length > 0 ? "day.allPlanned" : "day.noVisits")}</p> : <Unplanned visits={unplanned} unserved={plan?.unserved ?? []} locale={locale} timeZone={depot.timeZone} />}
      </Section>
      {unplanned.length > 0 || hasDrafts ? (
        <Card as="section" className="grid gap-3">
          <h2 className="text-xl">{t(hasDrafts ? "day.planAgain" : "day.plan")}</h2>
          {inUse.length === 0 ? (
            <p>
              <LinkButton to="/staff/vehicles" icon="plus">
                {t("day.noVehicles")}
              </LinkButton>
            </p>
          ) : (
            <PlanForm key={`${depot.id} ${date}`} vehicles={inUse} pointId={depot.id} date={date} typed={failure?.typed ?? null} hasDrafts={hasDrafts} locale={locale} isBusy={isPlanning} />
          )}
        </Card>
      ) : null}
    </div>
  );
}
