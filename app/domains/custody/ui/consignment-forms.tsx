import { useTranslation } from "#app/ui/i18n.ts";
import { translateError } from "#app/shared/field-errors.ts";
import { SubmitButton } from "#app/ui/buttons.tsx";
import { Card } from "#app/ui/card.tsx";
import { Field } from "#app/ui/forms/field.tsx";
import { Input, Textarea } from "#app/ui/forms/inputs.tsx";
import { Form } from "#app/ui/remix.ts";
import type { ConsignmentView } from "../custody.schema.ts";

/** What came of the last press: why it was refused, at which fields, and what was typed. */
export type FormProblem = { intent: string; error: string | null; details: Record<string, unknown>; errors: Record<string, string>; typed: Record<string, string> };

type Props = { consignment: ConsignmentView; problem: FormProblem | undefined };

/** Lets a planned consignment leave. */
export function SendForm({ consignment, problem }: Props) {
  const { t } = useTranslation("custody");
  const typed = problem?.intent === "send" ? problem.typed : {};
  const first = (name: string) => (problem?.intent === "send" && problem.errors[name] ? translateError(t, problem.errors[name]) : undefined);
  return (
    <Card as="section">
      <Form method="post" className="grid gap-4">
        <h2 className="text-lg">{t("consignment.send")}</h2>
        <p className="text-sm text-ink-soft">{t("consignment.sendHint")}</p>
        <input type="hidden" name="version" value={consignment.version} />
        <div className="grid gap-4 sm:grid-cols-2">
          <Field id="vehicle" label={t("consignment.vehicle")} error={first("vehicle")} optional>
            <Input name="vehicle" maxLength={60} defaultValue={typed.vehicle ?? consignment.vehicle} />
          </Field>
          <Field id="seal" label={t("consignment.seal")} error={first("seal")} optional>
            <Input name="seal" maxLength={60} defaultValue={typed.seal ?? ""} />
          </Field>
        </div>
        <div>
          <SubmitButton name="intent" value="send" size="lg" icon="truck">
            {t("consignment.sendSubmit")}
          </SubmitButton>
        </div>
      </Form>
    </Card>
  );
}

/** Sends it back from the gate, with the reason. */
export function RefuseForm({ consignment, problem }: Props) {
  const { t } = useTranslation("custody");
  const isMine = problem?.intent === "refuse";
  const error = isMine && problem.errors.reason ? translateError(t, problem.errors.reason) : undefined;
  return (
    <details className="rounded-control border border-line p-3" open={isMine || undefined}>
      <summary className="cursor-pointer py-1 font-semibold text-clay">{t("consignment.refuse")}</summary>
      <Form method="post" className="mt-3 grid gap-3">
        <input type="hidden" name="version" value={consignment.version} />
        <p className="text-sm text-ink-soft">{t("consignment.refuseHint")}</p>
        <Field id="reason" label={t("consignment.refuseReason")} error={error}>
          <Textarea name="reason" rows={2} maxLength={300} required defaultValue={isMine ? (problem.typed.reason ?? "") : ""} />
        </Field>
        <div>
          <SubmitButton name="intent" value="refuse" variant="danger" size="lg">
            {t("consignment.refuseSubmit")}
          </SubmitButton>
        </div>
      </Form>
    </details>
  );
}

/** Throws a plan away. */
export function DiscardForm({ consignment }: { consignment: ConsignmentView }) {
  const { t } = useTranslation("custody");
  return (
    <Form method="post">
      <input type="hidden" name="version" value={consignment.version} />
      <SubmitButton name="intent" value="discard" variant="quiet" icon="trash">
        {t("consignment.discard")}
      </SubmitButton>
    </Form>
  );
}
