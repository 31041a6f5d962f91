import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { Form, useLoaderData } from "@remix-run/react";
import { useActionData } from "#app/ui/forms/use-until-sent.ts";
import { useTranslation } from "#app/ui/i18n.ts";
import { requireParty } from "#app/domains/identity/actor.server.ts";
import { localWeek, shiftDay } from "#app/domains/pickups/local-day.rules.ts";
import { slotCapacityInput } from "#app/domains/pickups/pickups.schema.ts";
import { selectOwnPoints } from "#app/domains/pickups/slots.repository.server.ts";
import { changeCapacity, closeSlot, listStaffSlots, reopenSlot } from "#app/domains/pickups/slots.service.server.ts";
import { Refusal } from "#app/domains/pickups/ui/refusal.tsx";
import { SlotWeek } from "#app/domains/pickups/ui/slot-week.tsx";
import { database } from "#app/platform/db/database.server.ts";
import { statusOf } from "#app/platform/http/status.ts";
import { requestLocale, translator } from "#app/platform/i18n.server.ts";
import { useLive } from "#app/realtime/use-live.ts";
import { hasRole } from "#app/shared/actor.ts";
import { Alert } from "#app/ui/alert.tsx";
import { LinkButton, SubmitButton } from "#app/ui/buttons.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { Field } from "#app/ui/forms/field.tsx";
import { Select } from "#app/ui/forms/inputs.tsx";
import { PageHeader } from "#app/ui/page.tsx";

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireParty(request, ["recycler"], "staff");
  const params = new URL(request.url).searchParams;
  const db = await database();
  const points = await selectOwnPoints(db, actor.party.id);
  const point = points.find((one) => one.id === params.get("point")) ?? points[0] ?? null;
  const week = localWeek(params.get("week"), point?.timeZone ?? actor.party.timeZone, new Date());
  const slots = point ? await listStaffSlots(db, actor, { pointId: point.id, from: week.from, until: week.until }) : [];
  const locale = requestLocale(request);
  const count = (name: string) => (params.has(name) ? Number(params.get(name)) || 0 : null);
  return { points, point, slots, days: week.days, weekStart: week.date, locale, partyId: actor.party.id, isManager: hasRole(actor.role, "manager"), opened: count("opened"), closed: count("closed"), title: translator(locale, "pickups")("slots.title") };
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [{ title: `${page?.title ?? ""} · Roundabout` }];

export async function action({ request }: ActionFunctionArgs) {
  const actor = await requireParty(request, ["recycler"], "staff");
  const form = await request.formData();
  const db = await database();
  const params = new URL(request.url).searchParams;
  const back = new URLSearchParams([...params].filter(([name]) => name === "point" || name === "week"));
  const slot = { slotId: String(form.get("slotId") ?? ""), version: Number(form.get("version")) };
  const intent = form.get("intent");
  if (intent === "close") {
    const closed = await closeSlot(db, actor, slot);
    if (!closed.ok) return data({ error: closed.error }, { status: statusOf(closed.error) });
    back.set("closed", String(closed.value.bookingIds.length));
    return redirect(`/staff/slots?${back}`);
  }
  if (intent === "reopen") {
    const reopened = await reopenSlot(db, actor, slot);
    return reopened.ok ? redirect(`/staff/slots?${back}`) : data({ error: reopened.error }, { status: statusOf(reopened.error) });
  }
  const parsed = slotCapacityInput.safeParse({ ...slot, capacityVisits: Number(form.get("capacityVisits") || Number.NaN), capacityGrams: form.get("capacityKg")?.toString() });
  if (!parsed.success) return data({ error: "PICKUPS.CAPACITY_INVALID" }, { status: 400 });
  const changed = await changeCapacity(db, actor, parsed.data);
  return changed.ok ? redirect(`/staff/slots?${back}`) : data({ error: changed.error }, { status: statusOf(changed.error) });
}

export default function StaffSlots() {
  const { points, point, slots, days, weekStart, locale, partyId, isManager, opened, closed, title } = useLoaderData<typeof loader>();
  const failure = useActionData<typeof action>();
  const { t } = useTranslation("pickups");
  useLive([`party:${partyId}`]);
  if (!point) {
    return (
      <div className="content grid gap-4 pb-12">
        <PageHeader title={title} lead={t("slots.lead")} />
        <EmptyState kind="bookings" title={t("staff.noPoints.title")} headingLevel={2} action={<LinkButton to="/staff/points/new">{t("staff.noPoints.action")}</LinkButton>}>
          {t("staff.noPoints.text")}
        </EmptyState>
      </div>
    );
  }
  const weekAddress = (shift: number) => `/staff/slots?point=${point.id}&week=${shiftDay(weekStart, shift)}`;
  return (
    <div className="content grid gap-4 pb-12">
      <PageHeader
        title={title}
        lead={t("slots.lead")}
        actions={
          <>
            {isManager ? (
              <LinkButton to="/staff/points/new" variant="secondary" icon="point">
                {t("staff.newPoint")}
              </LinkButton>
            ) : null}
            <LinkButton to={`/staff/slots/new?point=${point.id}`} icon="plus">
              {t("slots.open")}
            </LinkButton>
          </>
        }
      />
      <Refusal error={failure?.error} />
      {opened !== null ? <Alert tone="success">{t("slots.opened", { opened })}</Alert> : null}
      {closed !== null && !failure ? <Alert tone="info">{t("slots.closedWith", { count: closed })}</Alert> : null}
      <div className="flex flex-wrap items-end justify-between gap-3">
        {points.length > 1 ? (
          <Form method="get" className="flex items-end gap-2">
            <Field id="point" label={t("slots.point")}>
              <Select name="point" defaultValue={point.id} key={point.id} options={points.map((one) => ({ value: one.id, label: one.name }))} />
            </Field>
            <input type="hidden" name="week" value={weekStart} />
            <SubmitButton variant="secondary">{t("slots.show")}</SubmitButton>
          </Form>
        ) : (
          <p className="font-semibold">{point.name}</p>
        )}
        <div className="flex flex-wrap gap-2">
          <LinkButton to={weekAddress(-7)} variant="secondary" icon="chevron-left">
            {t("slots.weekBefore")}
          </LinkButton>
          <LinkButton to={weekAddress(7)} variant="secondary" iconEnd="chevron-right">
            {t("slots.weekAfter")}
          </LinkButton>
        </div>
      </div>
      <SlotWeek days={days} slots={slots} timeZone={point.timeZone} locale={locale} action={`/staff/slots?index&point=${point.id}&week=${weekStart}`} />
    </div>
  );
}
