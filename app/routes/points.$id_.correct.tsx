import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { Form, useLoaderData } from "@remix-run/react";
import { useActionData } from "#app/ui/forms/use-until-sent.ts";
import { useTranslation } from "#app/ui/i18n.ts";
import { requireActor } from "#app/domains/identity/actor.server.ts";
import { daysOfForm, errorsByField, typedHours } from "#app/domains/points/care/forms.ts";
import { dateIn } from "#app/domains/points/care/care.rules.ts";
import { correctionInput, correctionKinds, type CorrectionKind } from "#app/domains/points/corrections/corrections.schema.ts";
import { proposeCorrection } from "#app/domains/points/corrections/corrections.service.server.ts";
import { inSeason } from "#app/domains/points/hours/hours.ts";
import type { SeasonWeek } from "#app/domains/points/hours/week-view.ts";
import { pointDetail } from "#app/domains/points/points.service.server.ts";
import { CorrectionFields } from "#app/domains/points/ui/care/correction-fields.tsx";
import { pointLabel } from "#app/domains/points/ui/point-words.ts";
import { seasonWords } from "#app/domains/points/ui/season-words.ts";
import { Refusal } from "#app/domains/points/ui/refusal.tsx";
import { database } from "#app/platform/db/database.server.ts";
import { statusOf } from "#app/platform/http/status.ts";
import { requestLocale, translator } from "#app/platform/i18n.server.ts";
import { translateError } from "#app/shared/field-errors.ts";
import { newId } from "#app/shared/ids.ts";
import { SubmitButton } from "#app/ui/buttons.tsx";
import { Chip } from "#app/ui/chip.tsx";
import { FormErrorSummary } from "#app/ui/forms/form-error-summary.tsx";
import { Breadcrumbs } from "#app/ui/navigation.tsx";
import { PageHeader } from "#app/ui/page.tsx";

/** How many materials one correction can name. */
const LINES = 5;
/** In the address: the week of all the year, where the point has seasons. */
const ALL_YEAR = "year";

function kindOf(text: string | null): CorrectionKind {
  return correctionKinds.find((kind) => kind === text) ?? "hours";
}

export async function loader({ request, params }: LoaderFunctionArgs) {
  await requireActor(request);
  const found = await pointDetail(await database(), { id: params.id ?? "", forOperator: false });
  if (!found.ok) throw new Response(null, { status: 404, statusText: found.error });
  const point = found.value;
  const locale = requestLocale(request);
  const [t, tm] = [translator(locale, "points"), translator(locale, "materials")];
  const query = new URL(request.url).searchParams;
  const isNow = (week: SeasonWeek) => inSeason(week, dateIn(point.timeZone, new Date()).slice(5));
  const asked = query.get("part");
  const week = asked === ALL_YEAR ? undefined : (point.weeks.find((one) => one.fromMonthDay === asked) ?? point.weeks.find(isNow) ?? point.weeks[0]);
  const rules = (week ?? point.weeks.find(isNow) ?? point.weeks[0])?.groups.flatMap((group) => group.weekdays.flatMap((weekday) => group.intervals.map((interval) => ({ ...interval, weekday, fromMonthDay: null, toMonthDay: null })))) ?? [];
  return {
    pointId: point.id,
    kind: kindOf(query.get("kind")),
    // The stretches of the year that have hours of their own; none where one week holds all the year.
    parts: point.weeks.flatMap(({ fromMonthDay: from, toMonthDay: to }) => (from !== null && to !== null ? [{ from, to }] : [])),
    from: week?.fromMonthDay ?? "",
    to: week?.toMonthDay ?? "",
    days: typedHours({ rules, holidayRule: "unknown", makeUpWeekday: null }).seasons[0]?.days ?? [],
    latitude: String(point.latitude),
    longitude: String(point.longitude),
    label: pointLabel({ ...point, materials: point.takes.map((one) => one.material) }, t, tm),
    locale,
    title: t("correct.title"),
    correctionId: newId(),
  };
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [{ title: `${page?.title ?? ""} · Roundabout` }];

export async function action({ request, params }: ActionFunctionArgs) {
  const actor = await requireActor(request);
  const form = await request.formData();
  const text = (name: string) => String(form.get(name) ?? "");
  const pointId = params.id ?? "";
  const kind = kindOf(text("kind"));
  const lines = Array.from({ length: LINES }, (_, index) => ({ material: text(`material-${index}`), says: text(`says-${index}`) || "takes" }));
  const typed = { from: text("proposal-from"), to: text("proposal-to"), days: daysOfForm(form, "proposal-days"), lines, latitude: text("latitude"), longitude: text("longitude"), text: text("text") };
  const proposal = { hours: { from: typed.from, to: typed.to, days: typed.days }, materials: { lines: lines.filter((line) => line.material !== "") }, place: { latitude: typed.latitude || undefined, longitude: typed.longitude || undefined }, closed: {}, other: {} }[kind];
  const parsed = correctionInput.safeParse({ correctionId: text("correctionId"), pointId, kind, proposal, text: typed.text });
  if (!parsed.success) return data({ error: null, errors: errorsByField(parsed.error), typed }, { status: 400 });
  const proposed = await proposeCorrection(await database(), actor, parsed.data);
  if (!proposed.ok) return data({ error: proposed.error, errors: {} as Record<string, string>, typed }, { status: statusOf(proposed.error) });
  return redirect(`/points/${pointId}?said=correction`);
}

export default function CorrectPoint() {
  const { pointId, kind, parts, from, to, days, latitude, longitude, label, locale, title, correctionId } = useLoaderData<typeof loader>();
  const failure = useActionData<typeof action>();
  const { t } = useTranslation("points");
  const { t: tc } = useTranslation("point-care");
  const errors = Object.fromEntries(Object.entries(failure?.errors ?? {}).map(([field, message]) => [field, translateError(t, message)]));
  const blank = Array.from({ length: LINES }, () => ({ material: "", says: "takes" }));
  const typed = failure?.typed ?? { from, to, days, lines: blank, latitude, longitude, text: "" };
  return (
    <div className="content grid gap-4 pb-12">
      <PageHeader
        title={title}
        lead={t("correct.lead")}
        breadcrumbs={<Breadcrumbs items={[{ to: "/points", label: t("title") }, { to: `/points/${pointId}`, label }, { label: title }]} />}
      />
      <nav aria-label={t("correct.what")}>
        <ul className="flex flex-wrap gap-2">
          {correctionKinds.map((one) => (
            <li key={one}>
              <Chip to={`/points/${pointId}/correct?kind=${one}`} selected={one === kind}>
                {tc(`corrections.kinds.${one}`)}
              </Chip>
            </li>
          ))}
        </ul>
      </nav>
      {kind === "hours" && parts.length > 0 ? (
        <nav aria-label={t("correct.part")}>
          <ul className="flex flex-wrap gap-2">
            {parts.map((part) => (
              <li key={part.from}>
                <Chip to={`/points/${pointId}/correct?kind=hours&part=${part.from}`} selected={part.from === from}>
                  <span suppressHydrationWarning>{seasonWords(part, locale, t)}</span>
                </Chip>
              </li>
            ))}
            <li>
              <Chip to={`/points/${pointId}/correct?kind=hours&part=${ALL_YEAR}`} selected={from === ""}>
                {tc("hours.allYear")}
              </Chip>
            </li>
          </ul>
        </nav>
      ) : null}
      <Refusal error={failure?.error} />
      <Form method="post" className="grid max-w-2xl gap-4" key={`${kind}${from}`}>
        <FormErrorSummary errors={Object.entries(errors).map(([field, message]) => ({ fieldId: field, message }))} />
        <input type="hidden" name="correctionId" value={correctionId} />
        <input type="hidden" name="kind" value={kind} />
        <CorrectionFields kind={kind} typed={typed} errors={errors} locale={locale} />
        <div>
          <SubmitButton size="lg">{t("correct.send")}</SubmitButton>
        </div>
      </Form>
    </div>
  );
}
