import { useTranslation } from "#app/ui/i18n.ts";
import { formatMass } from "#app/shared/units.ts";
import { Alert } from "#app/ui/alert.tsx";
import { Card } from "#app/ui/card.tsx";
import { Field } from "#app/ui/forms/field.tsx";
import { Input, Textarea } from "#app/ui/forms/inputs.tsx";
import { cancelReasons, declineReasons, disputeReasons, isProposed, undoReasons } from "../deals.rules.ts";
import type { DealView } from "../deals.schema.ts";
import type { InspectionRecord } from "../inspection-record.rules.ts";
import { weightDifference } from "../mass.rules.ts";
import { ChangeCard, LightCard, TimeCard } from "./agreed-cards.tsx";
import { ActAlert, ActButton, ActForm, ReasonField, useAttempt, type ActContext } from "./deal-forms.tsx";
import { Fold } from "./fold.tsx";
import { EnterCodeForm, HandOverFold } from "./hand-over-forms.tsx";
import { InspectionActions } from "./inspection-parts.tsx";
import { LoanActions } from "./loan-forms.tsx";
import { ProposalCard } from "./proposal-card.tsx";
import type { Bargain } from "./terms-fields.tsx";

export type DealActionsProps = {
  deal: DealView;
  context: ActContext;
  locale: string;
  /** What the forms of a window start with: day, times and place on the place's clock. */
  window: { date: string; from: string; until: string; place: string };
  prefilledCode: string;
  /** What another proposal can name; null where none can be made. */
  bargain: Bargain | null;
  /** How the recycler's inspections came out so far; null where nothing is inspected. */
  inspectionRecord: InspectionRecord | null;
};

/** What this side can do now. Which forms are there follows from the server's list of moves alone. */
export function DealActions({ deal, context, locale, window, prefilledCode, bargain, inspectionRecord }: DealActionsProps) {
  const { t } = useTranslation("deals");
  const may = (verb: DealView["moves"][number]) => deal.moves.includes(verb);
  const elsewhere = ["message", "review", "edit_review"];
  const stray = context.failed && !elsewhere.includes(context.failed.intent) && !deal.moves.includes(context.failed.intent as DealView["moves"][number]) ? context.failed.error : null;
  if (deal.moves.length === 0 && !stray && deal.next !== "them" && deal.state !== "disputed" && !isProposed(deal.state)) return null;
  // Who is asked to confirm has that button; the code is then only for who scanned it.
  const asksForCode = may("enter_code") && (!may("complete") || prefilledCode !== "");
  const isRequest = isProposed(deal.state);
  const takesBack = isRequest && deal.terms.bySide === deal.side;
  const other = deal.side === "giver" ? deal.parties.taker.name : deal.parties.giver.name;
  const isOffer = deal.kind === "wanted" || deal.kind === "buy_back" || deal.kind === "inspected";
  const cancels = !isRequest ? "actions.cancel" : isOffer ? "actions.cancelOffer" : "actions.cancelRequest";
  const agreesFirst = deal.state === "accepted" && prefilledCode === "";
  const code = (
    <Card>
      <EnterCodeForm deal={deal} context={context} locale={locale} prefilledCode={prefilledCode} />
    </Card>
  );
  return (
    <div className="grid gap-3">
      {stray ? <ActAlert error={stray} /> : null}
      <Waiting deal={deal} />
      <ProposalCard deal={deal} context={context} locale={locale} bargain={bargain} inspectionRecord={inspectionRecord} />
      <ChangeCard deal={deal} context={context} locale={locale} />
      <TimeCard deal={deal} context={context} locale={locale} />
      <LightCard deal={deal} context={context} />
      {may("complete") ? <CompleteForm deal={deal} context={context} locale={locale} /> : null}
      {asksForCode && !agreesFirst ? code : null}
      <LoanActions deal={deal} context={context} locale={locale} />
      <InspectionActions deal={deal} context={context} locale={locale} />
      {may("resolve_completed") ? <ResolveForm deal={deal} context={context} /> : null}
      {may("schedule") ? <ScheduleFold key={`${deal.agreed?.startsAt} ${deal.agreed?.endsAt} ${deal.agreed?.place}`} deal={deal} context={context} window={window} /> : null}
      {asksForCode && agreesFirst ? code : null}
      {may("hand_over") && !deal.light ? <HandOverFold deal={deal} context={context} locale={locale} /> : null}
      {may("report_no_show") ? (
        <Fold label={t("actions.noShow")} icon="clock" open={context.failed?.intent === "report_no_show"}>
          <ActForm intent="report_no_show" context={context}>
            <p className="text-sm text-ink-soft">{t("actions.noShowText")}</p>
            <ActButton intent="report_no_show" variant="danger">
              {t("actions.noShowSend")}
            </ActButton>
          </ActForm>
        </Fold>
      ) : null}
      {may("decline") ? (
        <ReasonFold
          intent="decline"
          text={takesBack ? t("terms.takeBackText") : t("actions.declineText")}
          label={t(takesBack ? "terms.takeBack" : "actions.decline")}
          send={t(takesBack ? "terms.takeBack" : "actions.decline")}
          reasons={deal.side === "taker" ? declineReasons.filter((reason) => reason !== "given_elsewhere") : declineReasons}
          context={context}
        />
      ) : null}
      {may("undo_accept") ? <ReasonFold intent="undo_accept" text={t("undo.text", { name: other })} label={t("undo.label")} send={t("undo.send")} reasons={undoReasons} context={context} /> : null}
      {may("dispute") ? <ReasonFold intent="dispute" text={t("actions.disputeText")} label={t("actions.dispute")} send={t("actions.disputeSend")} reasons={disputeReasons} context={context} /> : null}
      {may("contest") ? <ReasonFold intent="contest" text={t("contest.text")} label={t("contest.label")} send={t("actions.disputeSend")} reasons={disputeReasons} context={context} /> : null}
      {may("cancel") ? (
        <ReasonFold
          intent="cancel"
          text={isRequest ? "" : t("actions.cancelText")}
          label={t(cancels)}
          send={t(cancels)}
          reasons={may("agree_change") ? ["terms_changed", ...cancelReasons.filter((reason) => reason !== "terms_changed")] : cancelReasons.filter((reason) => reason !== "terms_changed")}
          context={context}
        />
      ) : null}
    </div>
  );
}

/** What one waits for, when the next step is somebody else's. */
function Waiting({ deal }: { deal: DealView }) {
  const { t } = useTranslation("deals");
  const other = deal.side === "giver" ? deal.parties.taker.name : deal.parties.giver.name;
  if (deal.state === "disputed" && deal.side) return <Alert>{t("actions.waitOperator")}</Alert>;
  if (deal.next !== "them") return null;
  if (deal.state === "requested") return <Alert>{t("actions.waitTheirAnswer", { name: other })}</Alert>;
  if (isProposed(deal.state)) return <Alert>{t("actions.waitTheirProposal", { name: other })}</Alert>;
  if (deal.state === "requoted") return <Alert>{t("inspection.waitAnswer", { name: other })}</Alert>;
  if (deal.state === "returning") return <Alert>{t("loan.waitReturn", { name: other })}</Alert>;
  if (deal.state === "inspecting") return <Alert>{t("inspection.waitInspection", { name: other })}</Alert>;
  return deal.state === "handed_over" ? <Alert>{t("actions.waitTheirConfirmation", { name: other })}</Alert> : null;
}

function CompleteForm({ deal, context, locale }: { deal: DealView; context: ActContext; locale: string }) {
  const { t } = useTranslation("deals");
  const difference = weightDifference({ unitGrams: deal.listing.massGrams, movedUnits: deal.movedUnits, measuredGrams: deal.measuredGrams });
  const by = deal.handedOverBy ? deal.parties[deal.handedOverBy].name : "";
  const weight = deal.measuredGrams === null ? "" : ` · ${t("page.measured")} ${formatMass(deal.measuredGrams, locale)}`;
  return (
    <Card>
      <ActForm intent="complete" context={context}>
        <p>{t("actions.completeText", { name: by })}</p>
        <p className="font-semibold">
          {t("page.unitsOf", { count: deal.movedUnits ?? deal.units })}
          {weight}
        </p>
        {difference ? (
          <Alert tone="warning" title={t("difference.title")}>
            {t("difference.text", { declared: formatMass(difference.declared, locale), measured: formatMass(difference.measured, locale) })}
          </Alert>
        ) : null}
        <ActButton intent="complete" icon="check" size="lg">
          {t("actions.complete")}
        </ActButton>
      </ActForm>
    </Card>
  );
}

function ScheduleFold({ deal, context, window }: { deal: DealView; context: ActContext; window: DealActionsProps["window"] }) {
  const { t } = useTranslation("deals");
  const attempt = useAttempt(context, "schedule");
  const fields = ["date", "from", "until"] as const;
  return (
    <Fold label={t(deal.agreed ? "actions.reschedule" : "actions.schedule")} icon="calendar" open={attempt.failed}>
      <ActForm intent="schedule" context={context}>
        <p className="text-sm text-ink-soft">{t("actions.scheduleText", { zone: deal.listing.timeZone.replaceAll("_", " ") })}</p>
        <div className="grid grid-cols-2 gap-3 sm:grid-cols-3">
          {fields.map((name) => (
            <div key={name} className={name === "date" ? "col-span-2 sm:col-span-1" : ""}>
              <Field id={`schedule-${name}`} label={t(`fields.${name}`)} error={attempt.error(name)}>
                <Input name={name} type={name === "date" ? "date" : "time"} required defaultValue={attempt.value(name, window[name])} />
              </Field>
            </div>
          ))}
        </div>
        <Field id="schedule-place" label={t("fields.place")} hint={t("fields.placeHint")} error={attempt.error("place")}>
          <Input name="place" required maxLength={200} icon="point" defaultValue={attempt.value("place", window.place)} />
        </Field>
        <ActButton intent="schedule">{t("actions.scheduleSend")}</ActButton>
      </ActForm>
    </Fold>
  );
}

function ReasonFold(props: { intent: string; label: string; text: string; send: string; reasons: readonly string[]; context: ActContext }) {
  return (
    <Fold label={props.label} quiet open={props.context.failed?.intent === props.intent}>
      <ActForm intent={props.intent} context={props.context}>
        {props.text ? <p className="text-sm text-ink-soft">{props.text}</p> : null}
        <ReasonField intent={props.intent} context={props.context} reasons={props.reasons} />
        <ActButton intent={props.intent} variant="danger">
          {props.send}
        </ActButton>
      </ActForm>
    </Fold>
  );
}

/** An operator reads the thread beside it and decides, in words that both sides read. */
function ResolveForm({ deal, context }: { deal: DealView; context: ActContext }) {
  const { t } = useTranslation("deals");
  const outcomes = ["resolve_completed", "resolve_cancelled"] as const;
  const suffix = deal.isContested ? "Contested" : deal.kind === "loan" ? "Loan" : "";
  return (
    <Card className="grid gap-5">
      <h2 className="text-lg">{t("actions.resolve")}</h2>
      {outcomes.map((intent) => (
        <ResolveOutcome key={intent} intent={intent} text={t(`resolve.${intent === "resolve_completed" ? "completed" : "cancelled"}${suffix}`)} context={context} />
      ))}
    </Card>
  );
}

function ResolveOutcome({ intent, text, context }: { intent: "resolve_completed" | "resolve_cancelled"; text: string; context: ActContext }) {
  const { t } = useTranslation("deals");
  const attempt = useAttempt(context, intent);
  const isYes = intent === "resolve_completed";
  return (
    <ActForm intent={intent} context={context}>
      <p>{text}</p>
      <Field id={`${intent}-resolution`} label={t("resolve.reason")} hint={t("resolve.reasonHint")} error={attempt.error("resolution")}>
        <Textarea name="resolution" rows={2} required maxLength={1000} defaultValue={attempt.value("resolution")} />
      </Field>
      <ActButton intent={intent} {...(isYes ? {} : { variant: "danger" as const })}>
        {t(isYes ? "actions.resolveCompleted" : "actions.resolveCancelled")}
      </ActButton>
    </ActForm>
  );
}
