import { useTranslation } from "#app/ui/i18n.ts";
import { SubmitButton } from "#app/ui/buttons.tsx";
import { RadioCards } from "#app/ui/forms/choices.tsx";
import { Field } from "#app/ui/forms/field.tsx";
import { Checkbox, Input, Select, Textarea } from "#app/ui/forms/inputs.tsx";
import { Form } from "#app/ui/remix.ts";
import { accessKinds, placeKinds, wheelchairAnswers } from "../../care/care.schema.ts";
import type { TypedFacts } from "../../care/forms.ts";

/** What a point is, where, and how one gets in. */
export function FactsForm({ version, typed, error, subdivisions }: { version: number; typed: TypedFacts; error: (field: string) => string | undefined; subdivisions: { choices: readonly { code: string; name: string }[]; derivedName: string | null; isConfirmed: boolean } }) {
  const { t } = useTranslation("point-care");
  const { t: tp } = useTranslation("points");
  const text = (name: Exclude<keyof TypedFacts, "staffed">, label: string, more: { maxLength?: number; optional?: boolean; unit?: string; inputMode?: "decimal" | "numeric" | "tel" | "url"; hint?: string } = {}) => {
    const { optional = true, hint, ...rest } = more;
    return (
      <Field id={name} label={label} error={error(name)} optional={optional} hint={hint}>
        <Input name={name} defaultValue={typed[name]} required={!optional} {...rest} />
      </Field>
    );
  };
  return (
    <Form method="post" className="grid max-w-2xl gap-5">
      <input type="hidden" name="version" value={version} />
      {text("name", t("facts.name"), { maxLength: 120, optional: false })}
      <RadioCards id="kind" legend={t("facts.kind")} name="kind" columns={2} defaultValue={typed.kind} error={error("kind")} options={placeKinds.map((kind) => ({ value: kind, label: tp(`kinds.${kind}`) }))} />
      <Checkbox name="staffed" label={t("facts.staffed")} hint={t("facts.staffedHint")} defaultChecked={typed.staffed} />
      <div className="grid gap-4 sm:grid-cols-2">
        {text("address", tp("facts.address"), { maxLength: 200 })}
        {text("postalCode", t("facts.postalCode"), { maxLength: 20 })}
        {text("city", t("facts.city"), { maxLength: 80 })}
        {text("phone", tp("facts.phone"), { maxLength: 40, inputMode: "tel" })}
        {text("latitude", t("facts.latitude"), { optional: false })}
        {text("longitude", t("facts.longitude"), { optional: false })}
      </div>
      {subdivisions.choices.length > 0 ? (
        <Field id="subdivisionCode" label={t("facts.subdivision")} hint={t(subdivisions.isConfirmed ? "facts.subdivisionConfirmed" : "facts.subdivisionHint")} error={error("subdivisionCode")}>
          <Select
            name="subdivisionCode"
            defaultValue={typed.subdivisionCode}
            options={[{ value: "", label: subdivisions.derivedName === null ? t("notSaid") : t("facts.subdivisionDerived", { name: subdivisions.derivedName }) }, ...subdivisions.choices.map(({ code, name }) => ({ value: code, label: name }))]}
          />
        </Field>
      ) : null}
      {text("website", tp("facts.website"), { maxLength: 300, inputMode: "url" })}
      <div className="grid gap-4 sm:grid-cols-2">
        <Field id="access" label={t("facts.access")} error={error("access")}>
          <Select name="access" defaultValue={typed.access} options={[{ value: "", label: t("notSaid") }, ...accessKinds.map((kind) => ({ value: kind, label: tp(`access.${kind}`) }))]} />
        </Field>
        <Field id="wheelchair" label={tp("facts.wheelchair")} error={error("wheelchair")}>
          <Select name="wheelchair" defaultValue={typed.wheelchair} options={[{ value: "", label: t("notSaid") }, ...wheelchairAnswers.map((kind) => ({ value: kind, label: tp(`wheelchair.${kind}`) }))]} />
        </Field>
        <Field id="lorryAccess" label={tp("facts.lorry")} error={error("lorryAccess")}>
          <Select name="lorryAccess" defaultValue={typed.lorryAccess} options={["", "yes", "no"].map((kind) => ({ value: kind, label: kind ? tp(`lorry.${kind}`) : t("notSaid") }))} />
        </Field>
        {text("heightLimitCentimetres", t("facts.height"), { unit: "m", inputMode: "decimal" })}
      </div>
      <Field id="accessNote" label={t("facts.accessNote")} hint={t("facts.accessNoteHint")} error={error("accessNote")} optional>
        <Textarea name="accessNote" rows={3} maxLength={500} defaultValue={typed.accessNote} />
      </Field>
      <div className="grid gap-4 sm:grid-cols-2">
        {text("dailyVisits", t("facts.dailyVisits"), { inputMode: "numeric", hint: t("facts.dailyHint") })}
        {text("dailyGrams", t("facts.dailyKg"), { inputMode: "decimal", unit: "kg", hint: t("facts.dailyHint") })}
      </div>
      <div>
        <SubmitButton name="intent" value="facts" size="lg">
          {t("save")}
        </SubmitButton>
      </div>
    </Form>
  );
}
