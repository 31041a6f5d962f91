import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { Form, useLoaderData } from "@remix-run/react";
import { useActionData } from "#app/ui/forms/use-until-sent.ts";
import { useTranslation } from "#app/ui/i18n.ts";
import { requireActor } from "#app/domains/identity/actor.server.ts";
import { changeMaterials, openForCare } from "#app/domains/points/care/care.service.server.ts";
import { pointMaterialsInput } from "#app/domains/points/care/care.schema.ts";
import { materialsOfForm } from "#app/domains/points/care/forms.ts";
import { Refusal } from "#app/domains/points/ui/refusal.tsx";
import { database } from "#app/platform/db/database.server.ts";
import { statusOf } from "#app/platform/http/status.ts";
import { translateError } from "#app/shared/field-errors.ts";
import { MATERIAL_GROUPS, materialsOfGroup } from "#app/shared/materials.ts";
import { Alert } from "#app/ui/alert.tsx";
import { SubmitButton } from "#app/ui/buttons.tsx";
import { Card } from "#app/ui/card.tsx";
import { Field } from "#app/ui/forms/field.tsx";
import { FormErrorSummary } from "#app/ui/forms/form-error-summary.tsx";
import { Input, Select } from "#app/ui/forms/inputs.tsx";
import { Icon } from "#app/ui/icons/icon.tsx";

export async function loader({ request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(request);
  const opened = await openForCare(await database(), actor, params.id ?? "");
  if (!opened.ok) throw new Response(null, { status: statusOf(opened.error), statusText: opened.error });
  const { id, version, materials } = opened.value.point;
  const lines = materials.map((line) => ({ material: line.material as string, accepts: line.accepts, conditionNote: line.conditionNote ?? "" }));
  return { id, version, lines, done: new URL(request.url).searchParams.has("done") };
}

export async function action({ request, params }: ActionFunctionArgs) {
  const actor = await requireActor(request);
  const form = await request.formData();
  const lines = materialsOfForm(form);
  const pointId = params.id ?? "";
  const parsed = pointMaterialsInput.safeParse({ pointId, version: form.get("version"), lines });
  if (!parsed.success) {
    const errors: Record<string, string> = {};
    for (const issue of parsed.error.issues) errors[`note-${lines[Number(issue.path[1])]?.material ?? ""}`] ??= issue.message;
    return data({ error: null, errors, lines }, { status: 400 });
  }
  const changed = await changeMaterials(await database(), actor, parsed.data);
  if (!changed.ok) return data({ error: changed.error, errors: {} as Record<string, string>, lines }, { status: statusOf(changed.error) });
  return redirect(`/staff/points/${pointId}/materials?done=1`);
}

export default function PointMaterials() {
  const { version, lines, done } = useLoaderData<typeof loader>();
  const failure = useActionData<typeof action>();
  const { t } = useTranslation("point-care");
  const { t: tm } = useTranslation("materials");
  const shown = new Map((failure?.lines ?? lines).map((line) => [line.material, line]));
  const errors = failure?.errors ?? {};
  return (
    <Form method="post" className="grid max-w-3xl gap-4" key={version}>
      <Refusal error={failure?.error} />
      {done && !failure ? <Alert tone="success">{t("done.saved")}</Alert> : null}
      <FormErrorSummary errors={Object.entries(errors).map(([field, message]) => ({ fieldId: field, message: translateError(t, message) }))} />
      <p className="text-ink-soft">{t("materials.lead")}</p>
      <input type="hidden" name="version" value={version} />
      {MATERIAL_GROUPS.map((group) => {
        const codes = materialsOfGroup(group);
        const said = codes.filter(({ code }) => shown.has(code)).length;
        return (
          <Card key={group} padding="sm">
            <details open={said > 0}>
              <summary className="flex min-h-11 cursor-pointer items-center gap-2 font-semibold">
                <Icon name="chevron-down" size={16} />
                {tm(`groups.${group}`)}
                {said > 0 ? <span className="text-sm font-normal text-ink-soft">{t("materials.said", { count: said })}</span> : null}
              </summary>
              <div className="grid gap-4 pt-2">
                {codes.map(({ code }) => {
                  const line = shown.get(code);
                  return (
                    <fieldset key={code} className="grid gap-2 border-t border-line pt-3 sm:grid-cols-[12rem_1fr]">
                      <legend className="sr-only">{tm(`names.${code}`)}</legend>
                      <Field id={`says-${code}`} label={tm(`names.${code}`)}>
                        <Select
                          name={`says-${code}`}
                          defaultValue={line ? (line.accepts ? "takes" : "refuses") : ""}
                          options={[
                            { value: "", label: t("notSaid") },
                            { value: "takes", label: t("materials.takes") },
                            { value: "refuses", label: t("materials.refuses") },
                          ]}
                        />
                      </Field>
                      <Field id={`note-${code}`} label={t("materials.condition")} optional error={errors[`note-${code}`] ? translateError(t, errors[`note-${code}`] ?? "") : undefined}>
                        <Input name={`note-${code}`} defaultValue={line?.conditionNote ?? ""} placeholder={t("materials.conditionHint")} />
                      </Field>
                    </fieldset>
                  );
                })}
              </div>
            </details>
          </Card>
        );
      })}
      <div>
        <SubmitButton size="lg">{t("save")}</SubmitButton>
      </div>
    </Form>
  );
}
