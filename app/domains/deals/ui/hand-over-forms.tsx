import { useTranslation } from "#app/ui/i18n.ts";
import { formatMass } from "#app/shared/units.ts";
import { massUnits } from "#app/shared/typed-mass.ts";
import { Alert } from "#app/ui/alert.tsx";
import { Field } from "#app/ui/forms/field.tsx";
import { Checkbox, Input, Select } from "#app/ui/forms/inputs.tsx";
import { DateTime } from "#app/ui/time.tsx";
import type { DealView } from "../deals.schema.ts";
import { ActButton, ActForm, useAttempt, type ActContext } from "./deal-forms.tsx";
import { Fold } from "./fold.tsx";

type Props = { deal: DealView; context: ActContext; locale: string };

/** The giver enters the taker's six digits. */
export function EnterCodeForm({ deal, context, locale, prefilledCode }: Props & { prefilledCode: string }) {
  const { t } = useTranslation("deals");
  const attempt = useAttempt(context, "enter_code");
  return (
    <ActForm intent="enter_code" context={context}>
      <h2 className="text-lg">{t("actions.enterCode")}</h2>
      <p className="text-sm text-ink-soft">{t("actions.enterCodeText")}</p>
      {deal.codeBlockedUntil ? (
        <Alert tone="warning">
          {t("actions.blocked")} <DateTime at={deal.codeBlockedUntil} locale={locale} timeZone={deal.listing.timeZone} format="time" />
        </Alert>
      ) : null}
      <Field id="enter_code-code" label={t("fields.code")} error={attempt.error("code")}>
        <Input
          name="code"
          inputMode="numeric"
          autoComplete="one-time-code"
          pattern="[0-9 ]{6,8}"
          maxLength={8}
          required
          defaultValue={attempt.value("code", prefilledCode)}
          className="tabular text-center font-display text-2xl font-bold tracking-[0.2em]"
        />
      </Field>
      <AmountFields deal={deal} intent="enter_code" context={context} locale={locale} />
      {attempt.error("confirmDifference").length > 0 || attempt.value("confirmDifference") ? (
        <Checkbox id="enter_code-confirmDifference" name="confirmDifference" value="yes" defaultChecked={attempt.value("confirmDifference") === "yes"} label={t("difference.confirm")} {...(attempt.error("confirmDifference")[0] ? { error: attempt.error("confirmDifference")[0] ?? "" } : {})} />
      ) : null}
      <ActButton intent="enter_code" icon="check" size="lg">
        {t("actions.enterCodeSend")}
      </ActButton>
    </ActForm>
  );
}

/** Without the code: one side says so, the other confirms. */
export function HandOverFold({ deal, context, locale }: Props) {
  const { t } = useTranslation("deals");
  const attempt = useAttempt(context, "hand_over");
  return (
    <Fold label={t("actions.handOver")} icon="swap" open={attempt.failed}>
      <ActForm intent="hand_over" context={context}>
        <p className="text-sm text-ink-soft">{t("actions.handOverText")}</p>
        <AmountFields deal={deal} intent="hand_over" context={context} locale={locale} />
        <ActButton intent="hand_over">{t("actions.handOverSend")}</ActButton>
      </ActForm>
    </Fold>
  );
}

/** How many moved and what they weighed. A material asks for its weight; for goods it is there for who wants it. */
export function AmountFields({ deal, intent, context, locale }: Props & { intent: string }) {
  const { t } = useTranslation("deals");
  const attempt = useAttempt(context, intent);
  const { listing } = deal;
  const isMaterial = listing.kind === "material";
  const declared = listing.massGrams === null ? null : formatMass(listing.massGrams * deal.units, locale);
  const fields = (
    <div className="grid gap-3">
      {deal.units > 1 ? (
        <Field id={`${intent}-movedUnits`} label={t("fields.movedUnits")} hint={t("fields.movedUnitsHint")} error={attempt.error("movedUnits")}>
          <Input name="movedUnits" type="number" inputMode="numeric" min={1} max={deal.units} defaultValue={attempt.value("movedUnits", String(deal.movedUnits ?? deal.units))} />
        </Field>
      ) : null}
      <p className="text-sm text-ink-soft">{t(isMaterial ? "fields.weightHintMaterial" : "fields.weightHintGoods")}</p>
      <div className="grid grid-cols-[1fr_auto] items-start gap-2">
        <Field id={`${intent}-weight`} label={t("fields.weight")} optional={!isMaterial} error={attempt.error("weight")}>
          <Input name="weight" inputMode="decimal" autoComplete="off" defaultValue={attempt.value("weight")} />
        </Field>
        <Field id={`${intent}-weightUnit`} label={t("fields.weightUnit")}>
          <Select name="weightUnit" defaultValue={attempt.value("weightUnit", "kg")} options={massUnits.map((unit) => ({ value: unit, label: t(`fields.units.${unit}`) }))} />
        </Field>
      </div>
      {declared ? <Checkbox id={`${intent}-confirmDeclared`} name="confirmDeclared" value="yes" defaultChecked={attempt.value("confirmDeclared") === "yes"} label={t("fields.confirmDeclared", { mass: declared })} /> : null}
    </div>
  );
  if (isMaterial) return fields;
  return (
    <details open={[...attempt.error("weight"), ...attempt.error("movedUnits"), ...attempt.error("confirmDifference")].length > 0} className="group">
      <summary className="link inline-flex min-h-9 cursor-pointer items-center text-sm text-sky">{t("fields.more")}</summary>
      <div className="pt-3">{fields}</div>
    </details>
  );
}
