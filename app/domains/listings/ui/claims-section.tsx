import { useTranslation } from "#app/ui/i18n.ts";
import { FormFold } from "#app/ui/forms/form-fold.tsx";
import { StateBadge } from "#app/ui/badge.tsx";
import { Field } from "#app/ui/forms/field.tsx";
import { Checkbox, Input } from "#app/ui/forms/inputs.tsx";
import { claimField } from "../claims/claims-of-form.ts";
import { claimKinds, isOpenClaim, kindsWithPercent, type ClaimKind } from "../claims/claims.rules.ts";
import { maxDocumentMegabytes, type ClaimView } from "../claims/claims.schema.ts";
import { stages } from "./claim-row.tsx";
import { useClaimWords } from "./claim-words.tsx";
import { useErrors } from "./form-fields.tsx";

type Typed = Partial<Record<string, { on?: unknown; percent?: unknown }>>;

/** What was ticked and typed of claims, out of the values a form came back with or was kept with. */
export function claimsTyped(values: Record<string, unknown>): Typed {
  const { claims } = values;
  return typeof claims === "object" && claims !== null ? (claims as Typed) : {};
}

type Props = {
  formId: string;
  typed: Typed;
  /** Of the whole form, by field. */
  errors: Record<string, string[]>;
  /** Claims of the listing there are already. */
  stated: readonly ClaimView[];
};

/** Green claims beside the other fields of a listing, below a fold: which, how much, and the document, now or later. Works before JavaScript. */
export function ClaimsSection({ formId, typed, errors, stated }: Props) {
  const { t } = useTranslation("claims");
  const open = stated.filter((claim) => isOpenClaim(claim.state));
  const isOpen = Object.values(typed).some((claim) => claim?.on === "on") || Object.keys(errors).some((name) => name.startsWith("claims."));
  return (
    <FormFold title={t("title")} hint={t("section.hint")} isOpen={isOpen}>
      <div className="grid gap-3 pt-3">
        <p className="text-sm text-ink-soft">{t("section.lead", { max: maxDocumentMegabytes })}</p>
        {open.length > 0 ? <StatedClaims claims={open} /> : null}
        <fieldset className="grid gap-1">
          <legend className="sr-only">{t("form.kind")}</legend>
          {claimKinds
            .filter((kind) => !open.some((claim) => claim.kind === kind))
            .map((kind) => (
              <ClaimLine key={kind} kind={kind} formId={formId} typed={typed[kind]} errors={errors} />
            ))}
        </fieldset>
      </div>
    </FormFold>
  );
}

function StatedClaims({ claims }: { claims: readonly ClaimView[] }) {
  const { t } = useTranslation("claims");
  const say = useClaimWords();
  return (
    <ul className="grid gap-2">
      {claims.map((claim) => (
        <li key={claim.id} className="flex flex-wrap items-center justify-between gap-2 rounded-control bg-sunken px-3 py-2">
          <span>{say(claim)}</span>
          <StateBadge stage={stages[claim.state]}>{t(`states.${claim.state}`)}</StateBadge>
        </li>
      ))}
    </ul>
  );
}

function ClaimLine({ kind, formId, typed, errors }: { kind: ClaimKind; formId: string; typed: Typed[string]; errors: Props["errors"] }) {
  const { t } = useTranslation("claims");
  const idOf = (part: "on" | "percent" | "document") => `${formId}-${claimField(kind, part)}`;
  const messages = { on: useErrors(errors[claimField(kind, "on")]), percent: useErrors(errors[claimField(kind, "percent")]), document: useErrors(errors[claimField(kind, "document")]) };
  // Seen, the box above says which claim it is; heard, the label does.
  const named = (label: string) => (
    <>
      {label}
      <span className="sr-only">: {t(`kinds.${kind}`)}</span>
    </>
  );
  return (
    <div className="group/line grid">
      <Checkbox id={idOf("on")} name={claimField(kind, "on")} label={t(`kinds.${kind}`)} defaultChecked={typed?.on === "on"} error={messages.on[0]} />
      <div className="hidden gap-4 ps-9 pb-3 group-has-[:checked]/line:grid sm:grid-cols-2">
        {kindsWithPercent.has(kind) ? (
          <Field id={idOf("percent")} label={named(t("form.percent"))} error={messages.percent}>
            <Input name={claimField(kind, "percent")} inputMode="numeric" maxLength={3} unit="%" defaultValue={typeof typed?.percent === "string" ? typed.percent : ""} />
          </Field>
        ) : null}
        <Field id={idOf("document")} label={named(t("section.document"))} hint={t(`kindHints.${kind}`)} error={messages.document}>
          <Input name={claimField(kind, "document")} type="file" accept="application/pdf,image/jpeg,image/png,image/webp" />
        </Field>
      </div>
    </div>
  );
}
