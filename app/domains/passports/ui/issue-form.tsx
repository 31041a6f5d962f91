import { useTranslation } from "#app/ui/i18n.ts";
import { SubmitButton } from "#app/ui/buttons.tsx";
import { Field } from "#app/ui/forms/field.tsx";
import { Input, Select } from "#app/ui/forms/inputs.tsx";
import { useReply, type Reply } from "#app/ui/forms/use-reply.ts";
import { Form } from "#app/ui/remix.ts";
import { batteryCategories, chemistries } from "../passports.rules.ts";

/** The passport of a battery in its first life. Works before JavaScript. */
export function IssueForm({ passportId, reply }: { passportId: string; reply: Reply }) {
  const { t } = useTranslation("passports");
  const { errors, typed } = useReply(reply);
  return (
    <Form method="post" className="grid gap-4">
      <input type="hidden" name="passportId" value={passportId} />
      <div className="grid gap-4 sm:grid-cols-2">
        <Field id="category" label={t("facts.category")} error={errors("category")}>
          <Select name="category" defaultValue={typed("category", "light_transport")} options={batteryCategories.map((value) => ({ value, label: t(`categories.${value}`) }))} />
        </Field>
        <Field id="chemistry" label={t("facts.chemistry")} error={errors("chemistry")}>
          <Select name="chemistry" defaultValue={typed("chemistry", "lfp")} options={chemistries.map((value) => ({ value, label: t(`chemistries.${value}`) }))} />
        </Field>
        <Field id="maker" label={t("facts.maker")} error={errors("maker")}>
          <Input name="maker" maxLength={80} defaultValue={typed("maker")} />
        </Field>
        <Field id="model" label={t("facts.model")} error={errors("model")}>
          <Input name="model" maxLength={80} defaultValue={typed("model")} />
        </Field>
        <Field id="ratedWh" label={t("new.rated")} hint={t("new.ratedHint")} error={errors("ratedWh")}>
          <Input name="ratedWh" inputMode="numeric" unit="Wh" maxLength={9} defaultValue={typed("ratedWh")} />
        </Field>
        <Field id="madeYear" label={t("facts.madeYear")} error={errors("madeYear")}>
          <Input name="madeYear" inputMode="numeric" maxLength={4} defaultValue={typed("madeYear")} />
        </Field>
      </div>
      <Field id="serialNumber" label={t("new.serial")} hint={t("new.serialHint")} error={errors("serialNumber")} optional>
        <Input name="serialNumber" autoComplete="off" maxLength={60} defaultValue={typed("serialNumber")} />
      </Field>
      <span>
        <SubmitButton size="lg" icon="check">
          {t("new.send")}
        </SubmitButton>
      </span>
    </Form>
  );
}
