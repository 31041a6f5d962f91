import { translateError } from "#app/shared/field-errors.ts";
import { SubmitButton } from "#app/ui/buttons.tsx";
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
        <div className="grid gap-x-6 gap-y-4 sm:grid-cols-2">
          {webhookEventGroups.map(({ group, types }) => (
            <div key={group} role="group" aria-labelledby={`events-${group}`} className="grid content-start gap-1">
              <p id={`events-${group}`} className="text-sm font-semibold text-ink-soft">
                {t(`groups.${group}`)}
              </p>
              {types.map((type) => (
                <label key={type} className="flex min-h-8 items-center gap-2.5 max-sm:min-h-11">
                  <input type="checkbox" name="eventTypes" value={type} defaultChecked={failed?.eventTypes.includes(type) ?? false} className="size-5 shrink-0 accent-(--rb-leaf)" />
                  <code className="text-sm wrap-anywhere">{type}</code>
                </label>
              ))}
            </div>
          ))}
        </div>
      </FieldSet>
      <SubmitButton className="justify-self-start" size="lg" name="intent" value="register">
        {t("form.send")}
      </SubmitButton>
    </Form>
  );
}
