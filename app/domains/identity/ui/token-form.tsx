import { translateError } from "#app/shared/field-errors.ts";
import { scopeGroups } from "#app/shared/scopes.ts";
import { SubmitButton } from "#app/ui/buttons.tsx";
import { CodeChoices } from "#app/ui/forms/code-choices.tsx";
import { RadioCards } from "#app/ui/forms/choices.tsx";
import { Field, FieldSet } from "#app/ui/forms/field.tsx";
import { FormErrorSummary } from "#app/ui/forms/form-error-summary.tsx";
import { Input, Select } from "#app/ui/forms/inputs.tsx";
import { useTranslation } from "#app/ui/i18n.ts";
import { Form } from "#app/ui/remix.ts";
import { tokenDays, tokenNameMax, tokenReaches } from "../account.schema.ts";

const fieldNames = ["name", "reach", "scopes", "days"] as const;

/** What came back of a form that did not go through: everything typed and chosen, and messages by field (`form`: of the whole). */
export type FailedToken = { name: string; reach: string; scopes: string[]; days: string; errors: Partial<Record<(typeof fieldNames)[number] | "form", string[]>> };

/** Makes a token: what for, what it may do, how long. The single scopes count only where they are asked for by the choice above them. */
export function TokenForm({ tokenId, failed }: { tokenId: string; failed: FailedToken | null }) {
  const { t } = useTranslation("account");
  const errors = (name: (typeof fieldNames)[number] | "form") => (failed?.errors[name] ?? []).map((message) => translateError((key, words) => t(key, words ?? {}), message));
  const summary = [...errors("form").map((message) => ({ message })), ...fieldNames.flatMap((name) => errors(name).map((message) => ({ fieldId: name, message })))];
  return (
    <Form method="post" className="grid max-w-2xl gap-5">
      <input type="hidden" name="tokenId" value={tokenId} />
      <FormErrorSummary errors={summary} />
      <Field id="name" label={t("tokens.name")} hint={t("tokens.nameHint")} error={errors("name")}>
        <Input name="name" required maxLength={tokenNameMax} autoComplete="off" defaultValue={failed?.name ?? ""} />
      </Field>
      <RadioCards
        id="reach"
        legend={t("tokens.reach")}
        name="reach"
        columns={1}
        error={errors("reach")}
        defaultValue={failed?.reach ?? "read"}
        options={tokenReaches.map((value) => ({ value, label: t(`tokens.reaches.${value}`), hint: t(`tokens.reachHints.${value}`) }))}
      />
      {/* By the style sheet alone, so that it works before scripts too: nobody reads twenty-five boxes they did not ask for. */}
      <div className="[form:has([name=reach]:checked:not([value=chosen]))_&]:hidden">
        <FieldSet id="scopes" legend={t("tokens.scopes")} hint={t("tokens.scopesHint")} error={errors("scopes")}>
          <CodeChoices name="scopes" groups={scopeGroups.map(({ resource, scopes }) => ({ id: `scopes-${resource}`, label: t(`tokens.resources.${resource}`), codes: scopes }))} chosen={failed?.scopes ?? []} />
        </FieldSet>
      </div>
      <Field id="days" label={t("tokens.days")} error={errors("days")}>
        <Select name="days" defaultValue={failed?.days ?? "90"} options={tokenDays.map((value) => ({ value, label: value === "never" ? t("tokens.endless") : t("tokens.forDays", { days: Number(value) }) }))} />
      </Field>
      <SubmitButton className="justify-self-start" icon="key" name="intent" value="create">
        {t("tokens.create")}
      </SubmitButton>
    </Form>
  );
}
