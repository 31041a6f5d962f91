import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "#app/ui/i18n.ts";
import { draftConsignment } from "#app/domains/custody/consignments.service.server.ts";
import { kindKey, readConsignmentForm } from "#app/domains/custody/custody.forms.ts";
import { goesUp } from "#app/domains/custody/custody.rules.ts";
import { destinationsFor, placesOf } from "#app/domains/custody/places.repository.server.ts";
import { lotsHere, stockOf } from "#app/domains/custody/stock.repository.server.ts";
import { LotChoice } from "#app/domains/custody/ui/lot-choice.tsx";
import { useKindName } from "#app/domains/custody/ui/names.ts";
import { PointChoice } from "#app/domains/custody/ui/places-bar.tsx";
import { Refusal } from "#app/domains/custody/ui/refusal.tsx";
import { requireParty } from "#app/domains/identity/actor.server.ts";
import { database } from "#app/platform/db/database.server.ts";
import { statusOf } from "#app/platform/http/status.ts";
import { requestLocale, translator } from "#app/platform/i18n.server.ts";
import { translateError } from "#app/shared/field-errors.ts";
import { newId } from "#app/shared/ids.ts";
import { formatMass } from "#app/shared/units.ts";
import { SubmitButton } from "#app/ui/buttons.tsx";
import { Card } from "#app/ui/card.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { Field, FieldSet } from "#app/ui/forms/field.tsx";
import { FormErrorSummary } from "#app/ui/forms/form-error-summary.tsx";
import { Input, Select, Textarea } from "#app/ui/forms/inputs.tsx";
import { Breadcrumbs } from "#app/ui/navigation.tsx";
import { PageHeader } from "#app/ui/page.tsx";

const LOTS_OFFERED = 300;

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireParty(request, ["recycler"], "staff");
  const db = await database();
  const points = await placesOf(db, actor.party.id);
  const asked = new URL(request.url).searchParams.get("point");
  const point = points.find((one) => one.id === asked) ?? points[0];
  if (!point) throw redirect("/staff/stock");
  const destinations = (await destinationsFor(db, point)).filter((one) => goesUp(point.tier, one.tier));
  const stock = (await stockOf(db, { pointId: point.id, since: new Date() })).filter((row) => row.grams > 0);
  const locale = requestLocale(request);
  return {
    points: points.map(({ id, name }) => ({ id, name })),
    point: { id: point.id, name: point.name, timeZone: point.timeZone },
    destinations: destinations.map(({ id, name, tier, partyName }) => ({ id, name, tier, partyName })),
    stock: stock.map(({ material, isSorted, grams }) => ({ material, isSorted, grams })),
    lots: await lotsHere(db, { pointId: point.id, limit: LOTS_OFFERED }),
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
  const lots = await lotsHere(db, { pointId: String(form.get("fromPointId") ?? ""), limit: LOTS_OFFERED });
  const { input, errors, typed, chosen } = readConsignmentForm(form, new Map(lots.map((lot) => [lot.id, kindKey(lot)])));
  if (!input) return data({ error: null, errors, typed, chosen }, { status: 400 });
  const made = await draftConsignment(db, actor, input);
  if (!made.ok) return data({ error: made.error, errors, typed, chosen }, { status: statusOf(made.error) });
  return redirect(`/staff/consignments/${made.value.consignmentId}`);
}

export default function NewConsignment() {
  const { points, point, destinations, stock, lots, consignmentId, locale, title } = useLoaderData<typeof loader>();
  const failure = useActionData<typeof action>();
  const { t } = useTranslation("custody");
  const kindName = useKindName();
  const typed = failure?.typed ?? {};
  const errors = failure?.errors ?? {};
  const first = (name: string) => (errors[name] ? translateError(t, errors[name]) : undefined);
  const option = ({ id, name, tier, partyName }: (typeof destinations)[number]) => ({ value: id, label: t("new.toOption", { name, tier: t(`tiers.${tier}`), party: partyName }) });
  return (
    <div className="content grid gap-4 pb-12">
      <PageHeader breadcrumbs={<Breadcrumbs items={[{ to: "/staff/consignments", label: t("consignments.title") }, { label: title }]} />} title={title} lead={t("new.lead")} />
      <PointChoice points={points} pointId={point.id} />
      {stock.length === 0 || destinations.length === 0 ? (
        <EmptyState kind="listings" title={destinations.length === 0 ? t("new.noDestinations") : t("stock.empty.title")} headingLevel={2}>
          {destinations.length === 0 ? null : t("stock.empty.text")}
        </EmptyState>
      ) : (
        <Form method="post" className="grid max-w-2xl gap-5" key={point.id}>
          <Refusal error={failure?.error} />
          <FormErrorSummary errors={Object.keys(errors).map((field) => ({ fieldId: field, message: first(field) ?? "" }))} />
          <input type="hidden" name="consignmentId" value={typed.consignmentId ?? consignmentId} />
          <input type="hidden" name="fromPointId" value={point.id} />
          <Field id="toPointId" label={t("new.to")} hint={t("new.toHint")} error={first("toPointId")}>
            <Select name="toPointId" required defaultValue={typed.toPointId ?? ""} options={[{ value: "", label: t("run.choose") }, ...destinations.map(option)]} />
          </Field>
          <FieldSet id="lines" legend={t("new.lines")} error={first("lines")}>
            <div className="grid gap-3">
              {stock.map((kind) => {
                const key = kindKey(kind);
                return (
                  <Card key={key} padding="sm" className="grid gap-1">
                    <Field id={`kg.${key}`} label={kindName(kind)} hint={t("new.here", { mass: formatMass(kind.grams, locale) })} error={first(`kg.${key}`)} optional>
                      <Input name={`kg.${key}`} inputMode="decimal" unit="kg" defaultValue={typed[`kg.${key}`] ?? ""} />
                    </Field>
                    <LotChoice lots={lots.filter((lot) => kindKey(lot) === key)} chosen={failure?.chosen ?? []} locale={locale} timeZone={point.timeZone} />
                  </Card>
                );
              })}
            </div>
          </FieldSet>
          <Field id="note" label={t("new.note")} error={first("note")} optional>
            <Textarea name="note" rows={2} maxLength={300} defaultValue={typed.note ?? ""} />
          </Field>
          <div>
            <SubmitButton size="lg" icon="truck">
              {t("new.submit")}
            </SubmitButton>
          </div>
        </Form>
      )}
    </div>
  );
}
