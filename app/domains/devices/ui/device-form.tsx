import { translateError } from "#app/shared/field-errors.ts";
import { SubmitButton } from "#app/ui/buttons.tsx";
import { Segmented } from "#app/ui/forms/choices.tsx";
import { Field } from "#app/ui/forms/field.tsx";
import { FormErrorSummary } from "#app/ui/forms/form-error-summary.tsx";
import { Input, Select, Textarea } from "#app/ui/forms/inputs.tsx";
import { useTranslation } from "#app/ui/i18n.ts";
import { Form } from "#app/ui/remix.ts";
import { deviceKinds } from "../devices.rules.ts";

/** What came back of a form that did not go through: everything typed, and messages by field. */
export type FailedDevice = { values: Record<string, string>; fields: Record<string, string[]> };

/** Registers a device by its public key. */
export function DeviceForm({ deviceId, points, failed }: { deviceId: string; points: readonly { id: string; name: string }[]; failed: FailedDevice | null }) {
  const { t } = useTranslation("devices");
  const value = (name: string, otherwise = "") => failed?.values[name] ?? otherwise;
  const errors = (name: string) => (failed?.fields[name] ?? []).map((message) => translateError((key, words) => t(key, words ?? {}), message));
  const summary = Object.keys(failed?.fields ?? {}).flatMap((name) => errors(name).map((message) => ({ fieldId: name, message })));
  return (
    <Form method="post" className="grid gap-4">
      <input type="hidden" name="deviceId" value={value("deviceId", deviceId)} />
      <FormErrorSummary errors={summary} />
      <Segmented legend={t("form.kind")} name="kind" defaultValue={value("kind", "scale")} options={deviceKinds.map((kind) => ({ value: kind, label: t(`kinds.${kind}`) }))} />
      <div className="grid items-end gap-4 sm:grid-cols-2">
        <Field id="name" label={t("form.name")} hint={t("form.nameHint")} error={errors("name")}>
          <Input name="name" required maxLength={80} autoComplete="off" defaultValue={value("name")} />
        </Field>
        <Field id="pointId" label={t("form.point")} error={errors("pointId")}>
          <Select name="pointId" required defaultValue={value("pointId", points[0]?.id ?? "")} options={points.map((point) => ({ value: point.id, label: point.name }))} />
        </Field>
      </div>
      <Field id="publicKey" label={t("form.key")} hint={t("form.keyHint")} error={errors("publicKey")}>
        <Textarea name="publicKey" rows={4} required maxLength={2000} spellCheck={false} autoComplete="off" className="font-mono text-sm" defaultValue={value("publicKey")} />
      </Field>
      <span>
        <SubmitButton size="lg" name="intent" value="register">
          {t("form.send")}
        </SubmitButton>
      </span>
    </Form>
  );
}
