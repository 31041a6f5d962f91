import type { SubmissionResult } from "@conform-to/react";
import { useTranslation } from "#app/ui/i18n.ts";
import { translateError } from "#app/shared/field-errors.ts";
import { SubmitButton } from "#app/ui/buttons.tsx";
import { RadioCards } from "#app/ui/forms/choices.tsx";
import { Field } from "#app/ui/forms/field.tsx";
import { Input } from "#app/ui/forms/inputs.tsx";
import { Form } from "#app/ui/remix.ts";
import { claimKinds } from "../claims/claims.rules.ts";
import { maxDocumentMegabytes } from "../claims/claims.schema.ts";

/** The form of one claim: what, how much of it, and the document. Works before JavaScript. */
export function ClaimForm({ submissionId, result }: { submissionId: string; result: SubmissionResult<string[]> | null | undefined }) {
  const { t } = useTranslation("claims");
  const translate = useTranslation().t;
  const errors = (name: string) => (result?.error?.[name] ?? []).map((message) => translateError(translate, message));
  const typed = (name: string) => {
    const value = result?.initialValue?.[name];
    return typeof value === "string" ? value : "";
  };
  return (
    <Form method="post" encType="multipart/form-data" className="group/claim grid gap-5">
      <input type="hidden" name="submissionId" value={submissionId} />
      <RadioCards id="kind" legend={t("form.kind")} name="kind" defaultValue={typed("kind")} error={errors("kind")} options={claimKinds.map((value) => ({ value, label: t(`kinds.${value}`), hint: t(`kindHints.${value}`) }))} />
      <div className="hidden group-has-[[value^=recycled]:checked]/claim:block group-has-[[value^=biobased]:checked]/claim:block">
        <Field id="percent" label={t("form.percent")} hint={t("form.percentHint")} error={errors("percent")}>
          <Input name="percent" inputMode="numeric" maxLength={3} unit="%" defaultValue={typed("percent")} className="max-w-40" />
        </Field>
      </div>
      <Field id="document" label={t("form.document")} hint={t("form.documentHint", { max: maxDocumentMegabytes })} error={errors("document")}>
        <Input name="document" type="file" accept="application/pdf,image/jpeg,image/png,image/webp" />
      </Field>
      <span>
        <SubmitButton name="intent" value="state" busyLabel={t("form.sending")}>
          {t("form.send")}
        </SubmitButton>
      </span>
    </Form>
  );
}

/** Hands in the document a claim still waits for. */
export function HandInForm({ claim, problem }: { claim: { id: string; version: number }; problem: string | null }) {
  const { t } = useTranslation("claims");
  const translate = useTranslation().t;
  return (
    <Form method="post" encType="multipart/form-data" className="flex w-full flex-wrap items-end gap-3 border-t border-line pt-3">
      <input type="hidden" name="claimId" value={claim.id} />
      <input type="hidden" name="version" value={claim.version} />
      <div className="grow">
        <Field id={`document-${claim.id}`} label={t("form.document")} hint={t("form.documentHint", { max: maxDocumentMegabytes })} error={problem ? translateError(translate, problem) : undefined}>
          <Input name="document" type="file" accept="application/pdf,image/jpeg,image/png,image/webp" />
        </Field>
      </div>
      <SubmitButton name="intent" value="handIn" busyLabel={t("form.sending")}>
        {t("handIn")}
      </SubmitButton>
    </Form>
  );
}
