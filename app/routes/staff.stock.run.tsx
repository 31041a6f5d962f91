import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { Form, useLoaderData } from "@remix-run/react";
import { useActionData } from "#app/ui/forms/use-until-sent.ts";
import { useTranslation } from "#app/ui/i18n.ts";
import { OUTPUT_FIELDS, readRunForm } from "#app/domains/custody/custody.forms.ts";
import { differenceReasons } from "#app/domains/custody/custody.rules.ts";
import { placesOf } from "#app/domains/custody/places.repository.server.ts";
import { lotsHere, stockOf } from "#app/domains/custody/stock.repository.server.ts";
import { LotChoice } from "#app/domains/custody/ui/lot-choice.tsx";
import { useKindName } from "#app/domains/custody/ui/names.ts";
import { Refusal } from "#app/domains/custody/ui/refusal.tsx";
import { requireParty } from "#app/domains/identity/actor.server.ts";
import { runSorting } from "#app/flows/run-sorting.server.ts";
import { database } from "#app/platform/db/database.server.ts";
import { statusOf } from "#app/platform/http/status.ts";
import { requestLocale, translator } from "#app/platform/i18n.server.ts";
import { translateError } from "#app/shared/field-errors.ts";
import { newId } from "#app/shared/ids.ts";
import { MATERIALS } from "#app/shared/materials.ts";
import { formatMass } from "#app/shared/units.ts";
import { SubmitButton } from "#app/ui/buttons.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { Field, FieldSet } from "#app/ui/forms/field.tsx";
import { FormErrorSummary } from "#app/ui/forms/form-error-summary.tsx";
import { Input, Select, Textarea } from "#app/ui/forms/inputs.tsx";
import { Breadcrumbs } from "#app/ui/navigation.tsx";
import { PageHeader } from "#app/ui/page.tsx";

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireParty(request, ["recycler"], "staff");
  const params = new URL(request.url).searchParams;
  const db = await database();
  const points = (await placesOf(db, actor.party.id)).filter((one) => one.tier !== "collection");
  const point = points.find((one) => one.id === params.get("point")) ?? points[0];
  if (!point) throw redirect("/staff/stock");
  const kinds = (await stockOf(db, { pointId: point.id, since: new Date() })).filter((row) => !row.isSorted && row.grams > 0).map(({ material, grams }) => ({ material, grams }));
  const kind = kinds.find((one) => one.material === params.get("material")) ?? kinds[0] ?? null;
  const locale = requestLocale(request);
  return {
    point: { id: point.id, name: point.name, timeZone: point.timeZone },
    kinds,
    kind,
    lots: kind ? await lotsHere(db, { pointId: point.id, material: kind.material, isSorted: false }) : [],
    actId: newId(),
    locale,
    title: translator(locale, "custody")("run.title"),
  };
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [{ title: `${page?.title ?? ""} · Roundabout` }];

export async function action({ request }: ActionFunctionArgs) {
  const actor = await requireParty(request, ["recycler"], "staff");
  const { input, errors, typed, chosen } = readRunForm(await request.formData());
  if (!input) return data({ error: null, grams: null, errors, typed, chosen }, { status: 400 });
  const done = await runSorting(await database(), actor, input);
  if (!done.ok) return data({ error: done.error, grams: typeof done.details?.grams === "number" ? done.details.grams : null, errors, typed, chosen }, { status: statusOf(done.error) });
  return redirect(`/staff/stock?point=${encodeURIComponent(input.pointId)}&run=done`);
}

export default function Run() {
  const { point, kinds, kind, lots, actId, locale, title } = useLoaderData<typeof loader>();
  const failure = useActionData<typeof action>();
  const { t } = useTranslation("custody");
  const kindName = useKindName();
  const typed = failure?.typed ?? {};
  const errors = failure?.errors ?? {};
  const first = (name: string) => (errors[name] ? translateError(t, errors[name]) : undefined);
  const materials = MATERIALS.map(({ code }) => ({ value: code, label: kindName({ material: code }) })).sort((one, other) => one.label.localeCompare(other.label, locale));
  return (
    <div className="content grid gap-4 pb-12">
      <PageHeader breadcrumbs={<Breadcrumbs items={[{ to: `/staff/stock?point=${point.id}`, label: t("stock.title") }, { label: title }]} />} title={title} lead={t("run.lead")} />
      {kind === null ? (
        <EmptyState kind="listings" title={t("run.nothing.title")} headingLevel={2}>
          {t("run.nothing.text")}
        </EmptyState>
      ) : (
        <>
          <Form method="get" className="flex flex-wrap items-end gap-2">
            <input type="hidden" name="point" value={point.id} />
            <Field id="material" label={t("run.material")}>
              <Select name="material" key={kind.material} defaultValue={kind.material} options={kinds.map((one) => ({ value: one.material, label: `${kindName(one)}, ${formatMass(one.grams, locale)}` }))} />
            </Field>
            <SubmitButton variant="secondary">{t("run.choose")}</SubmitButton>
          </Form>
          <Form method="post" className="grid max-w-2xl gap-5" key={kind.material}>
            <Refusal error={failure?.error} detail={failure && failure.grams !== null ? `(${formatMass(failure.grams, locale)})` : undefined} />
            <FormErrorSummary errors={Object.keys(errors).map((field) => ({ fieldId: field, message: first(field) ?? "" }))} />
            <input type="hidden" name="actId" value={typed.actId ?? actId} />
            <input type="hidden" name="pointId" value={point.id} />
            <input type="hidden" name="material" value={kind.material} />
            <Field id="in" label={`${t("run.in")}: ${kindName(kind)}`} hint={t("run.inHint", { mass: formatMass(kind.grams, locale) })} error={first("in")}>
              <Input name="in" inputMode="decimal" unit="kg" required defaultValue={typed.in ?? String(kind.grams / 1000)} />
            </Field>
            <LotChoice lots={lots} chosen={failure?.chosen ?? []} locale={locale} timeZone={point.timeZone} />
            <FieldSet id="out" legend={t("run.out")} hint={t("run.outHint")}>
              <div className="grid gap-3">
                {OUTPUT_FIELDS.map((index) => (
                  <div key={index} className="grid grid-cols-[minmax(0,3fr)_minmax(0,2fr)] items-start gap-3">
                    <Field id={`material.${index}`} label={t("run.outMaterial", { number: String(index + 1) })} error={first(`material.${index}`)}>
                      <Select name={`material.${index}`} defaultValue={typed[`material.${index}`] ?? (index === 0 ? kind.material : "")} options={[{ value: "", label: t("run.outNone") }, ...materials]} />
                    </Field>
                    <Field id={`kg.${index}`} label={t("run.outMass", { number: String(index + 1) })} error={first(`kg.${index}`)}>
                      <Input name={`kg.${index}`} inputMode="decimal" unit="kg" defaultValue={typed[`kg.${index}`] ?? ""} />
                    </Field>
                  </div>
                ))}
              </div>
            </FieldSet>
            <Field id="residue" label={t("run.residue")} hint={t("run.residueHint")} error={first("residue")}>
              <Input name="residue" inputMode="decimal" unit="kg" defaultValue={typed.residue ?? ""} />
            </Field>
            <Field id="reason" label={t("run.why")} error={first("reason")} optional>
              <Select name="reason" defaultValue={typed.reason ?? ""} options={[{ value: "", label: t("consignment.whyNone") }, ...differenceReasons.map((reason) => ({ value: reason, label: t(`reasons.${reason}`) }))]} />
            </Field>
            <Field id="note" label={t("run.note")} error={first("note")} optional>
              <Textarea name="note" rows={2} maxLength={300} defaultValue={typed.note ?? ""} />
            </Field>
            <div>
              <SubmitButton size="lg" icon="recycle">
                {t("run.submit")}
              </SubmitButton>
            </div>
          </Form>
        </>
      )}
    </div>
  );
}
