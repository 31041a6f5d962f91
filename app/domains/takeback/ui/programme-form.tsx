import { GOODS_CODES } from "#app/shared/goods.ts";
import { MATERIAL_CODES } from "#app/shared/materials.ts";
import { useTranslation } from "#app/ui/i18n.ts";
import { SubmitButton } from "#app/ui/buttons.tsx";
import { Field, FieldSet } from "#app/ui/forms/field.tsx";
import { Checkbox, Input, Textarea } from "#app/ui/forms/inputs.tsx";
import { useReply, type Reply } from "#app/ui/forms/use-reply.ts";
import { Form } from "#app/ui/remix.ts";
import { useCodeName } from "./takeback-parts.tsx";

/** A new programme. Works before JavaScript. */
export function ProgrammeForm({ programmeId, reply }: { programmeId: string; reply: Reply }) {
  const { t } = useTranslation("takeback");
  const nameOf = useCodeName();
  const { errors, typed } = useReply(reply);
  const chosen = reply?.initialValue?.categories;
  const isChosen = (code: string) => (Array.isArray(chosen) ? chosen.includes(code) : chosen === code);
  return (
    <Form method="post" className="grid gap-4">
      <input type="hidden" name="intent" value="open" />
      <input type="hidden" name="programmeId" value={programmeId} />
      <div className="grid gap-4 sm:grid-cols-2">
        <Field id="name" label={t("manage.name")} error={errors("name")}>
          <Input name="name" maxLength={80} defaultValue={typed("name")} />
        </Field>
        <Field id="brand" label={t("manage.brand")} error={errors("brand")}>
          <Input name="brand" maxLength={60} defaultValue={typed("brand")} />
        </Field>
      </div>
      <Field id="description" label={t("manage.description")} error={errors("description")} optional>
        <Textarea name="description" rows={3} maxLength={1000} defaultValue={typed("description")} />
      </Field>
      <Field id="regions" label={t("manage.regions")} hint={t("manage.regionsHint")} error={errors("regions")}>
        <Input name="regions" maxLength={160} defaultValue={typed("regions", "CN")} />
      </Field>
      <FieldSet legend={t("manage.categories")} error={errors("categories")}>
        <div className="grid max-h-72 gap-x-4 overflow-y-auto rounded-control border border-line p-3 sm:grid-cols-2">
          {[...GOODS_CODES, ...MATERIAL_CODES.filter((code) => !(GOODS_CODES as readonly string[]).includes(code))].map((code) => (
            <Checkbox key={code} name="categories" value={code} label={nameOf(code)} defaultChecked={isChosen(code)} />
          ))}
        </div>
      </FieldSet>
      <span>
        <SubmitButton size="lg">{t("manage.send")}</SubmitButton>
      </span>
    </Form>
  );
}
