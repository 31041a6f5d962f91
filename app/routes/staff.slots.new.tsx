import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { Form, useLoaderData } from "@remix-run/react";
import { parseWithZod } from "@conform-to/zod/v4";
import { useActionData } from "#app/ui/forms/use-until-sent.ts";
import { useTranslation } from "#app/ui/i18n.ts";
import { requireParty } from "#app/domains/identity/actor.server.ts";
import { CutoffFields } from "#app/domains/pickups/ui/cutoff-fields.tsx";
import { localDay, localWeek } from "#app/domains/pickups/local-day.rules.ts";
import { openSlotsInput } from "#app/domains/pickups/pickups.schema.ts";
import { selectAreas } from "#app/domains/pickups/home/areas.repository.server.ts";
import { selectResources } from "#app/domains/pickups/resources.repository.server.ts";
import { findPointFacts, selectOwnPoints } from "#app/domains/pickups/slots.repository.server.ts";
import { Refusal } from "#app/domains/pickups/ui/refusal.tsx";
import { instantWords } from "#app/domains/pickups/when.rules.ts";
import { openPointSlots } from "#app/flows/open-point-slots.server.ts";
import { database } from "#app/platform/db/database.server.ts";
import { statusOf } from "#app/platform/http/status.ts";
import { requestLocale, translator } from "#app/platform/i18n.server.ts";
import type { Locale } from "#app/shared/i18n.ts";
import { translateError } from "#app/shared/field-errors.ts";
import { SubmitButton } from "#app/ui/buttons.tsx";
import { RadioCards } from "#app/ui/forms/choices.tsx";
import { Field } from "#app/ui/forms/field.tsx";
import { FormErrorSummary } from "#app/ui/forms/form-error-summary.tsx";
import { Input, Select } from "#app/ui/forms/inputs.tsx";
import { Breadcrumbs } from "#app/ui/navigation.tsx";
import { PageHeader } from "#app/ui/page.tsx";

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireParty(request, ["recycler"], "staff");
  const points = await selectOwnPoints(await database(), actor.party.id);
  if (points.length === 0) throw redirect("/staff/points/new");
  const asked = new URL(request.url).searchParams;
  const areas = (await selectAreas(await database(), actor.party.id)).filter((area) => area.isOpen);
  const area = areas.find((one) => one.id === asked.get("area")) ?? null;
  const point = points.find((one) => one.id === (area?.pointId ?? asked.get("point"))) ?? points[0];
  const locale = requestLocale(request);
  const today = localDay(null, point?.timeZone ?? "UTC", new Date()).date;
  const t = translator(locale, "home-pickup");
  const places = [
    ...points.map((one) => ({ value: one.id, label: one.name })),
    ...areas.map((one) => ({ value: `${one.pointId}/${one.id}`, label: t("areas.slotsIn", { name: one.name }) })),
  ];
  const resources = (await selectResources(await database(), { recyclerPartyId: actor.party.id, now: new Date() })).filter((one) => one.isActive);
  return { places, place: area ? `${area.pointId}/${area.id}` : (point?.id ?? ""), resources, today, locale, title: translator(locale, "pickups")("slots.new.title") };
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [{ title: `${page?.title ?? ""} · Roundabout` }];

export async function action({ request }: ActionFunctionArgs) {
  const actor = await requireParty(request, ["recycler"], "staff");
  const form = await request.formData();
  // One list of places: a point, or a point and its area.
  const [pointId = "", areaId] = String(form.get("place") ?? "").split("/");
  form.set("pointId", pointId);
  if (areaId) form.set("areaId", areaId);
  const submission = parseWithZod(form, { schema: openSlotsInput });
  if (submission.status !== "success") return data({ error: null, taken: null, submission: submission.reply(), weekdays: form.getAll("weekdays").map(String) }, { status: 400 });
  const db = await database();
  const opened = await openPointSlots(db, actor, submission.value);
  if (!opened.ok) {
    const taken = opened.error === "PICKUPS.RESOURCE_TAKEN" ? takenWords(opened.details ?? {}, await findPointFacts(db, submission.value.pointId), requestLocale(request)) : null;
    return data({ error: opened.error, taken, submission: submission.reply(), weekdays: form.getAll("weekdays").map(String) }, { status: statusOf(opened.error) });
  }
  const week = localWeek(submission.value.fromDate, "UTC", new Date()).date;
  return redirect(`/staff/slots?point=${submission.value.pointId}&week=${week}&opened=${opened.value.opened}`);
}

/** When what the slots need is taken, and which others are free. */
function takenWords(details: Record<string, unknown>, point: { timeZone: string } | null, locale: Locale): string {
  const t = translator(locale, "pickups");
  const at = typeof details.at === "string" && point ? t("slots.new.resourceTaken", { at: instantWords(details.at, { locale, timeZone: point.timeZone }) }) : "";
  const free = Array.isArray(details.free) && details.free.length > 0 ? t("slots.new.resourceFree", { names: details.free.join(", ") }) : "";
  return [at, free].filter(Boolean).join(" ");
}

export default function OpenSlots() {
  const { places, place, resources, today, title } = useLoaderData<typeof loader>();
  const failure = useActionData<typeof action>();
  const { t } = useTranslation("pickups");
  const typed = (failure?.submission.initialValue ?? {}) as Record<string, string | undefined>;
  const errors = failure?.submission.error ?? {};
  const first = (name: string) => errors[name]?.map((message) => translateError(t, message))[0];
  const weekdays = failure?.weekdays ?? ["1", "2", "3", "4", "5"];
  return (
    <div className="content grid gap-4 pb-12">
      <PageHeader breadcrumbs={<Breadcrumbs items={[{ to: "/staff/slots", label: t("slots.title") }, { label: title }]} />} title={title} lead={t("slots.new.lead")} />
      <Form method="post" className="grid max-w-2xl gap-5">
        <Refusal error={failure?.error} detail={failure?.taken ?? undefined} />
        <FormErrorSummary errors={Object.keys(errors).map((field) => ({ fieldId: field, message: first(field) ?? "" }))} />
        <Field id="pointId" label={t("slots.new.place")} error={first("pointId")}>
          <Select name="place" defaultValue={typed.place ?? place} options={places} />
        </Field>
        <RadioCards
          id="weekdays"
          multiple
          columns={4}
          legend={t("slots.new.weekdays")}
          name="weekdays"
          defaultValues={weekdays}
          error={first("weekdays")}
          options={[1, 2, 3, 4, 5, 6, 7].map((day) => ({ value: String(day), label: t(`slots.weekday.${day}`) }))}
        />
        <div className="grid gap-4 sm:grid-cols-3">
          <Field id="opens" label={t("slots.new.opens")} error={first("opens")}>
            <Input type="time" name="opens" required defaultValue={typed.opens ?? "09:00"} />
          </Field>
          <Field id="closes" label={t("slots.new.closes")} error={first("closes")} >
            <Input type="time" name="closes" required defaultValue={typed.closes ?? "12:00"} aria-describedby="closes-note" />
          </Field>
          <Field id="lengthMinutes" label={t("slots.new.length")} error={first("lengthMinutes")}>
            <Input name="lengthMinutes" inputMode="numeric" required unit={t("slots.new.minutes")} defaultValue={typed.lengthMinutes ?? "30"} />
          </Field>
        </div>
        <p id="closes-note" className="-mt-3 text-sm text-ink-soft">
          {t("slots.new.closesHint")}
        </p>
        <div className="grid items-end gap-4 sm:grid-cols-2">
          <Field id="fromDate" label={t("slots.new.fromDate")} error={first("fromDate")}>
            <Input type="date" name="fromDate" required defaultValue={typed.fromDate ?? today} />
          </Field>
          <Field id="weeks" label={t("slots.new.weeks")} error={first("weeks")}>
            <Input name="weeks" inputMode="numeric" required defaultValue={typed.weeks ?? "4"} />
          </Field>
          <Field id="capacityVisits" label={t("slots.new.visits")} error={first("capacityVisits")}>
            <Input name="capacityVisits" inputMode="numeric" required defaultValue={typed.capacityVisits ?? "3"} />
          </Field>
          <Field id="capacityGrams" label={t("slots.new.kg")} hint={t("slots.new.kgHint")} error={first("capacityGrams")} optional>
            <Input name="capacityGrams" inputMode="decimal" unit="kg" defaultValue={typed.capacityGrams ?? ""} />
          </Field>
          {resources.length > 0 ? (
            <Field id="resourceId" label={t("slots.new.resource")} error={first("resourceId")}>
              <Select
                name="resourceId"
                defaultValue={typed.resourceId ?? ""}
                options={[{ value: "", label: t("slots.new.resourceNone") }, ...resources.map((one) => ({ value: one.id, label: [one.name, t(`gates.kinds.${one.kind}`), ...(new Set(resources.map((each) => each.pointName)).size > 1 ? [one.pointName] : [])].join(" · ") }))]}
              />
            </Field>
          ) : null}
        </div>
        <CutoffFields typed={typed} first={first} />
        <div>
          <SubmitButton size="lg" icon="calendar">
            {t("slots.new.submit")}
          </SubmitButton>
        </div>
      </Form>
    </div>
  );
}
