import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { Form, useLoaderData } from "@remix-run/react";
import { parseWithZod } from "@conform-to/zod/v4";
import { useActionData } from "#app/ui/forms/use-until-sent.ts";
import { useTranslation } from "#app/ui/i18n.ts";
import { requireParty } from "#app/domains/identity/actor.server.ts";
import { claimPoint } from "#app/domains/pickups/own-point.service.server.ts";
import { ownPointInput } from "#app/domains/pickups/pickups.schema.ts";
import { findPointFacts } from "#app/domains/pickups/slots.repository.server.ts";
import { Refusal } from "#app/domains/pickups/ui/refusal.tsx";
import { openBookingPoint } from "#app/flows/open-booking-point.server.ts";
import { database } from "#app/platform/db/database.server.ts";
import { statusOf } from "#app/platform/http/status.ts";
import { requestLocale, translator } from "#app/platform/i18n.server.ts";
import { translateError } from "#app/shared/field-errors.ts";
import { newId } from "#app/shared/ids.ts";
import { MATERIAL_GROUPS, materialsOfGroup } from "#app/shared/materials.ts";
import { SubmitButton } from "#app/ui/buttons.tsx";
import { Card } from "#app/ui/card.tsx";
import { RadioCards } from "#app/ui/forms/choices.tsx";
import { Field, FieldSet } from "#app/ui/forms/field.tsx";
import { FormErrorSummary } from "#app/ui/forms/form-error-summary.tsx";
import { Checkbox, Input } from "#app/ui/forms/inputs.tsx";
import { PageHeader } from "#app/ui/page.tsx";

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireParty(request, ["recycler"], "manager");
  const locale = requestLocale(request);
  const asked = new URL(request.url).searchParams.get("point");
  const found = asked && actor.isOperator ? await findPointFacts(await database(), asked) : null;
  const claim = found && found.operatorPartyId === null ? { id: found.id, name: found.name, recycler: actor.party.name } : null;
  const t = translator(locale, "pickups");
  return { claim, pointId: newId(), title: claim ? t("point.claim.title", { name: claim.name }) : t("point.title") };
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [{ title: `${page?.title ?? ""} · Roundabout` }];

export async function action({ request }: ActionFunctionArgs) {
  const actor = await requireParty(request, ["recycler"], "manager");
  const form = await request.formData();
  const db = await database();
  const chosen = { materials: form.getAll("materials").map(String), weekdays: form.getAll("weekdays").map(String) };
  if (form.get("intent") === "claim") {
    const claimed = await claimPoint(db, actor, String(form.get("pointId") ?? ""));
    if (!claimed.ok) return data({ error: claimed.error, submission: null, chosen }, { status: statusOf(claimed.error) });
    return redirect(`/staff/slots/new?point=${claimed.value.pointId}`);
  }
  const submission = parseWithZod(form, { schema: ownPointInput });
  if (submission.status !== "success") return data({ error: null, submission: submission.reply(), chosen }, { status: 400 });
  const created = await openBookingPoint(db, actor, submission.value);
  if (!created.ok) return data({ error: created.error, submission: submission.reply(), chosen }, { status: statusOf(created.error) });
  return redirect(`/staff/slots/new?point=${created.value.pointId}`);
}

export default function NewPoint() {
  const { claim, pointId, title } = useLoaderData<typeof loader>();
  const failure = useActionData<typeof action>();
  const { t } = useTranslation("pickups");
  const { t: name } = useTranslation("materials");
  const typed = (failure?.submission?.initialValue ?? {}) as Record<string, string | undefined>;
  const errors = failure?.submission?.error ?? {};
  const first = (field: string) => errors[field]?.map((message) => translateError(t, message))[0];
  const chosen = failure?.chosen ?? { materials: [], weekdays: ["1", "2", "3", "4", "5"] };
  return (
    <div className="content grid gap-4 pb-12">
      <PageHeader title={title} lead={claim ? t("point.claim.text", { recycler: claim.recycler }) : t("point.lead")} />
      <Refusal error={failure?.error} />
      {claim ? (
        <Form method="post">
          <input type="hidden" name="pointId" value={claim.id} />
          <SubmitButton name="intent" value="claim" size="lg">
            {t("point.claim.submit")}
          </SubmitButton>
        </Form>
      ) : (
        <Form method="post" className="grid max-w-2xl gap-5">
          <FormErrorSummary errors={Object.keys(errors).map((field) => ({ fieldId: field, message: first(field) ?? "" }))} />
          <input type="hidden" name="pointId" value={typed.pointId ?? pointId} />
          <Field id="name" label={t("point.name")} error={first("name")}>
            <Input name="name" required maxLength={120} defaultValue={typed.name} />
          </Field>
          <div className="grid gap-4 sm:grid-cols-2">
            <Field id="address" label={t("point.address")} error={first("address")}>
              <Input name="address" required maxLength={200} defaultValue={typed.address} autoComplete="street-address" />
            </Field>
            <Field id="city" label={t("point.city")} error={first("city")} optional>
              <Input name="city" maxLength={80} defaultValue={typed.city} autoComplete="address-level2" />
            </Field>
            <Field id="latitude" label={t("point.latitude")} error={first("latitude")}>
              <Input name="latitude" required inputMode="text" defaultValue={typed.latitude} aria-describedby="place-note" />
            </Field>
            <Field id="longitude" label={t("point.longitude")} error={first("longitude")}>
              <Input name="longitude" required inputMode="text" defaultValue={typed.longitude} aria-describedby="place-note" />
            </Field>
          </div>
          <p id="place-note" className="-mt-3 text-sm text-ink-soft">
            {t("point.placeHint")}
          </p>
          <RadioCards
            id="tier"
            columns={3}
            legend={t("point.tier")}
            name="tier"
            defaultValue={typed.tier ?? "collection"}
            options={(["collection", "transfer", "sorting"] as const).map((tier) => ({ value: tier, label: t(`custody:tiers.${tier}`), hint: t(`point.tierHint.${tier}`) }))}
          />
          <FieldSet id="materials" legend={t("point.materials")} error={first("materials")}>
            <div className="grid gap-2">
              {MATERIAL_GROUPS.map((group) => (
                <Card key={group} padding="sm">
                  <details open={materialsOfGroup(group).some(({ code }) => chosen.materials.includes(code))}>
                    <summary className="cursor-pointer py-1 font-semibold">{name(`groups.${group}`)}</summary>
                    <div className="grid sm:grid-cols-2">
                      {materialsOfGroup(group).map(({ code }) => (
                        <Checkbox key={code} name="materials" value={code} label={name(`names.${code}`)} defaultChecked={chosen.materials.includes(code)} />
                      ))}
                    </div>
                  </details>
                </Card>
              ))}
            </div>
          </FieldSet>
          <RadioCards
            id="weekdays"
            multiple
            columns={4}
            legend={t("point.weekdays")}
            name="weekdays"
            defaultValues={chosen.weekdays}
            options={[1, 2, 3, 4, 5, 6, 7].map((day) => ({ value: String(day), label: t(`slots.weekday.${day}`) }))}
          />
          <div className="grid grid-cols-2 gap-4">
            <Field id="opens" label={t("point.opens")} error={first("opens")} optional>
              <Input type="time" name="opens" defaultValue={typed.opens ?? "09:00"} />
            </Field>
            <Field id="closes" label={t("point.closes")} error={first("closes")} optional>
              <Input type="time" name="closes" defaultValue={typed.closes ?? "18:00"} />
            </Field>
          </div>
          <div>
            <SubmitButton size="lg" icon="point">
              {t("point.submit")}
            </SubmitButton>
          </div>
        </Form>
      )}
    </div>
  );
}
