import { useTranslation } from "#app/ui/i18n.ts";
import { Alert } from "#app/ui/alert.tsx";
import { Card } from "#app/ui/card.tsx";
import { Field } from "#app/ui/forms/field.tsx";
import { Input } from "#app/ui/forms/inputs.tsx";
import { DateTime } from "#app/ui/time.tsx";
import type { DealView } from "../deals.schema.ts";
import { loanMaxDays } from "../deals.table.ts";
import { ActButton, ActForm, useAttempt, type ActContext } from "./deal-forms.tsx";
import { Fold } from "./fold.tsx";

type Props = { deal: DealView; context: ActContext; locale: string };

/** What can be done while something is lent, and on its way back. */
export function LoanActions({ deal, context, locale }: Props) {
  const { t } = useTranslation("deals");
  const may = (verb: DealView["moves"][number]) => deal.moves.includes(verb);
  return (
    <>
      <LoanDue deal={deal} locale={locale} />
      {may("hand_back") ? (
        <Card>
          <ActForm intent="hand_back" context={context}>
            <p>{t("loan.handBackText")}</p>
            <ActButton intent="hand_back" icon="check" size="lg">
              {t("loan.handBack")}
            </ActButton>
          </ActForm>
        </Card>
      ) : null}
      {may("confirm_return") ? <ReturnForm deal={deal} context={context} /> : null}
      {may("extend_loan") ? <ExtendFold context={context} /> : null}
      {may("report_lost") ? (
        <Fold label={t("loan.lost")} quiet open={context.failed?.intent === "report_lost"}>
          <ActForm intent="report_lost" context={context}>
            <p className="text-sm text-ink-soft">{t("loan.lostText")}</p>
            <ActButton intent="report_lost" variant="danger">
              {t("loan.lostSend")}
            </ActButton>
          </ActForm>
        </Fold>
      ) : null}
    </>
  );
}

/** Until when it is lent; plainly, when that is over. */
function LoanDue({ deal, locale }: { deal: DealView; locale: string }) {
  const { t } = useTranslation("deals");
  if (deal.state !== "on_loan" || !deal.loanDueAt) return null;
  const day = (
    <span className="whitespace-nowrap">
      <DateTime at={deal.loanDueAt} locale={locale} timeZone={deal.listing.timeZone} format="date" />
    </span>
  );
  return (
    <Alert tone={deal.isOverdue ? "warning" : "info"} {...(deal.isOverdue ? { title: t("loan.overdue") } : {})}>
      {t("loan.dueBack")} {day}
    </Alert>
  );
}

/** The giver says that it is back; early, while it is on loan, or after the taker said so. */
function ReturnForm({ deal, context }: { deal: DealView; context: ActContext }) {
  const { t } = useTranslation("deals");
  const isSaid = deal.state === "returning";
  const form = (
    <ActForm intent="confirm_return" context={context}>
      <p className={isSaid ? "" : "text-sm text-ink-soft"}>{t(isSaid ? (deal.kind === "loan" ? "loan.returnText" : "inspection.returnText") : "loan.returnEarlyText", { name: deal.parties.taker.name })}</p>
      <ActButton intent="confirm_return" icon="check" {...(isSaid ? { size: "lg" as const } : {})}>
        {t("loan.confirmReturn")}
      </ActButton>
    </ActForm>
  );
  if (isSaid) return <Card>{form}</Card>;
  return (
    <Fold label={t("loan.confirmReturn")} open={context.failed?.intent === "confirm_return"}>
      {form}
    </Fold>
  );
}

function ExtendFold({ context }: { context: ActContext }) {
  const { t } = useTranslation("deals");
  const attempt = useAttempt(context, "extend_loan");
  return (
    <Fold label={t("loan.extend")} icon="calendar" open={attempt.failed}>
      <ActForm intent="extend_loan" context={context}>
        <Field id="extend_loan-days" label={t("loan.extendDays")} error={attempt.error("days")}>
          <Input name="days" type="number" inputMode="numeric" min={1} max={loanMaxDays} required defaultValue={attempt.value("days", "7")} className="max-w-40" />
        </Field>
        <ActButton intent="extend_loan">{t("loan.extendSend")}</ActButton>
      </ActForm>
    </Fold>
  );
}
