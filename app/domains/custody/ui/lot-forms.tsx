import type { ReactNode } from "react";
import { useTranslation } from "#app/ui/i18n.ts";
import { translateError } from "#app/shared/field-errors.ts";
import { SubmitButton } from "#app/ui/buttons.tsx";
import { Field } from "#app/ui/forms/field.tsx";
import { Input, Select } from "#app/ui/forms/inputs.tsx";
import { Form } from "#app/ui/remix.ts";
import { differenceReasons } from "../custody.rules.ts";

/** What came of the last press on a lot's page. */
export type LotProblem = { intent: string; error: string | null; errors: Record<string, string>; typed: Record<string, string> };

type Props = { lotId: string; pointId: string; grams: number; isSorted: boolean; isManager: boolean; actId: string; problem: LotProblem | undefined };

/** What can be done with a lot where it lies, each act folded away until it is wanted. */
export function LotForms({ isSorted, isManager, ...props }: Props) {
  const { t } = useTranslation("custody");
  const first = useFirst(props.problem);
  return (
    <div className="grid gap-3">
      <Act intent="split" title={t("lot.split")} submit={t("lot.splitSubmit")} {...props}>
        {(typed) => (
          <Field id="part" label={t("lot.splitMass")} error={first("split", "part")}>
            <Input name="part" inputMode="decimal" unit="kg" required defaultValue={typed.part ?? ""} />
          </Field>
        )}
      </Act>
      {isSorted ? (
        <Act intent="deliver" title={t("lot.deliver")} hint={t("lot.deliverHint")} submit={t("lot.deliverSubmit")} {...props}>
          {(typed) => (
            <>
              <Field id="deliver-grams" label={t("lot.deliverMass")} error={first("deliver", "grams")}>
                <Input name="grams" inputMode="decimal" unit="kg" required defaultValue={typed.grams ?? String(props.grams / 1000)} />
              </Field>
              <Field id="buyer" label={t("lot.buyer")} error={first("deliver", "note")}>
                <Input name="note" required maxLength={120} defaultValue={typed.note ?? ""} />
              </Field>
            </>
          )}
        </Act>
      ) : null}
      {isManager ? (
        <Act intent="count" title={t("lot.count")} hint={t("lot.countHint")} submit={t("lot.countSubmit")} {...props}>
          {(typed) => (
            <>
              <Field id="count-grams" label={t("lot.countMass")} error={first("count", "grams")}>
                <Input name="grams" inputMode="decimal" unit="kg" required defaultValue={typed.grams ?? ""} />
              </Field>
              <Field id="count-reason" label={t("consignment.why")} error={first("count", "reason")}>
                <Select name="reason" defaultValue={typed.reason ?? "scale"} options={differenceReasons.map((reason) => ({ value: reason, label: t(`reasons.${reason}`) }))} />
              </Field>
              <Field id="count-note" label={t("consignment.words")} error={first("count", "note")} optional>
                <Input name="note" maxLength={300} defaultValue={typed.note ?? ""} />
              </Field>
            </>
          )}
        </Act>
      ) : null}
    </div>
  );
}

function useFirst(problem: LotProblem | undefined): (intent: string, name: string) => string | undefined {
  const { t } = useTranslation("custody");
  return (intent, name) => (problem?.intent === intent && problem.errors[name] ? translateError(t, problem.errors[name]) : undefined);
}

type ActProps = Omit<Props, "isSorted" | "isManager"> & { intent: string; title: string; hint?: string; submit: string; children: (typed: Record<string, string>) => ReactNode };

function Act({ intent, title, hint, submit, lotId, pointId, grams, actId, problem, children }: ActProps) {
  const isMine = problem?.intent === intent;
  return (
    <details className="rounded-control border border-line p-3" open={isMine || undefined}>
      <summary className="cursor-pointer py-1 font-semibold">{title}</summary>
      <Form method="post" className="mt-3 grid gap-3">
        {hint ? <p className="text-sm text-ink-soft">{hint}</p> : null}
        <input type="hidden" name="actId" value={isMine ? (problem.typed.actId ?? actId) : actId} />
        <input type="hidden" name="lotId" value={lotId} />
        <input type="hidden" name="pointId" value={pointId} />
        <input type="hidden" name="shownGrams" value={grams} />
        {children(isMine ? problem.typed : {})}
        <div>
          <SubmitButton name="intent" value={intent} variant="secondary">
            {submit}
          </SubmitButton>
        </div>
      </Form>
    </details>
  );
}
