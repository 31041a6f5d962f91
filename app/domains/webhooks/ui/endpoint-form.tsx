import { translateError } from "#app/shared/field-errors.ts";
import { SubmitButton } from "#app/ui/buttons.tsx";
import { CodeChoices } from "#app/ui/forms/code-choices.tsx";
import { Field, FieldSet } from "#app/ui/forms/field.tsx";
import { FormErrorSummary } from "#app/ui/forms/form-error-summary.tsx";
import { Input } from "#app/ui/forms/inputs.tsx";
import { useTranslation } from "#app/ui/i18n.ts";
import { Form } from "#app/ui/remix.ts";
import { webhookEventGroups } from "../webhook-events.ts";

/** What came back of a form that did not go through: everything typed and ticked, and messages by field. */
export type FailedEndpoint = { url: string; eventTypes: string[]; fields: { url?: string[]; eventTypes?: string[] } };

/** Registers an address and chooses what is sent there. */
export function EndpointForm({ endpointId, failed }: { endpointId: string; failed: FailedEndpoint | null }) {
  const { t } = useTranslation("webhooks");
  const errors = (name: "url" | "eventTypes") => (failed?.fields[name] ?? []).map((message) => translateError((key, words) => t(key, words ?? {}), message));
  const summary = (["url", "eventTypes"] as const).flatMap((name) => errors(name).map((message) => ({ fieldId: name, message })));
  return (
    <Form method="post" className="grid gap-5">
      <input type="hidden" name="endpointId" value={endpointId} />
      <FormErrorSummary errors={summary} />
      <Field id="url" label={t("form.url")} hint={t("form.urlHint")} error={errors("url")}>
        <Input name="url" type="url" inputMode="url" required maxLength={500} autoComplete="off" spellCheck={false} defaultValue={failed?.url ?? ""} />
      </Field>
      <FieldSet id="eventTypes" legend={t("form.events")} error={errors("eventTypes")}>
        <CodeChoices name="eventTypes" groups={webhookEventGroups.map(({ group, types }) => ({ id: `events-${group}`, label: t(`groups.${group}`), codes: types }))} chosen={failed?.eventTypes ?? []} />
      </FieldSet>
      <SubmitButton className="justify-self-start" size="lg" name="intent" value="register">
        {t("form.send")}
      </SubmitButton>
    </Form>
  );
}
