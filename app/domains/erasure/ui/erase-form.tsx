import { useTranslation } from "#app/ui/i18n.ts";
import { SubmitButton } from "#app/ui/buttons.tsx";
import { RadioCards } from "#app/ui/forms/choices.tsx";
import { Field } from "#app/ui/forms/field.tsx";
import { Input } from "#app/ui/forms/inputs.tsx";
import { useReply, type Reply } from "#app/ui/forms/use-reply.ts";
import { Form } from "#app/ui/remix.ts";
import { methodsFor } from "../erasure.rules.ts";
import type { ErasureView } from "../erasure.schema.ts";

/** What the recycler did; only what is thorough enough can be chosen. */
export function EraseForm({ erasure, reply }: { erasure: ErasureView; reply: Reply }) {
  const { t } = useTranslation("erasure");
  const { errors, typed } = useReply(reply);
  return (
    <Form method="post" className="grid gap-5">
      <input type="hidden" name="erasureId" value={erasure.id} />
      <input type="hidden" name="version" value={erasure.version} />
      <RadioCards id="method" legend={t("staff.method")} name="method" defaultValue={typed("method")} error={errors("method")} options={methodsFor(erasure.choice).map((value) => ({ value, label: t(`methods.${value}`), hint: t(`methodHints.${value}`) }))} />
      <Field id="tool" label={t("staff.tool")} hint={t("staff.toolHint")} error={errors("tool")}>
        <Input name="tool" maxLength={200} defaultValue={typed("tool")} />
      </Field>
      <div className="grid gap-2">
        <span>
          <SubmitButton size="lg" icon="check">
            {t("staff.send")}
          </SubmitButton>
        </span>
        <p className="text-sm text-ink-soft">{t("staff.sure")}</p>
      </div>
    </Form>
  );
}
