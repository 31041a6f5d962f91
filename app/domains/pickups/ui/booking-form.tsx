import type { ReactNode } from "react";
import { useTranslation } from "#app/ui/i18n.ts";
import { findMaterial } from "#app/shared/materials.ts";
import { Alert } from "#app/ui/alert.tsx";
import { LinkButton, SubmitButton } from "#app/ui/buttons.tsx";
import { Card } from "#app/ui/card.tsx";
import { MaterialDrawing } from "#app/ui/drawings/material-drawing.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { RadioCards, Segmented } from "#app/ui/forms/choices.tsx";
import { Field } from "#app/ui/forms/field.tsx";
import { Input, Textarea } from "#app/ui/forms/inputs.tsx";
import { Form } from "#app/ui/remix.ts";
import { StepsFrame } from "#app/ui/steps-frame.tsx";
import { Countdown, TimeRange } from "#app/ui/time.tsx";
import { draftPairs, draftParams, type BookingDraft, type DraftStep } from "../draft.rules.ts";
import type { BookingView, PointFacts, SlotView } from "../pickups.schema.ts";
import { massUnits } from "../weights.rules.ts";
import { PlaceSummary } from "./place-summary.tsx";
import { CountedFields } from "./counted-fields.tsx";
import { Refusal } from "./refusal.tsx";
import { SlotDays } from "./slot-days.tsx";

type Props = {
  draft: BookingDraft;
  /** `unlicensed`: what it takes by its sign, and may not take today for want of a licence. */
  point: PointFacts & { unlicensed: readonly string[] };
  slots: readonly SlotView[];
  hold: BookingView | null;
  /** The id the next hold will have. */
  bookingId: string;
  now: string;
  locale: string;
  holdMinutes: number;
  failure: { error: string; materials: string[] } | null;
  /** What the load may come to. */
  estimate?: ReactNode;
};

const stepKeys = ["what", "amount", "when", "done"] as const;

/** Booking in four steps. Each step is a form of its own; what the others know travels along. */
export function BookingForm(props: Props) {
  const { draft, hold, failure } = props;
  const { t } = useTranslation("pickups");
  const { t: name } = useTranslation("materials");
  // Without its hold the last step is the choice of a time again.
  const step: DraftStep = draft.step === 4 && !hold ? 3 : draft.step;
  const said = t("new.stepOf", { step, name: t(`new.steps.${stepKeys[step - 1] ?? "what"}`) });
  return (
    <StepsFrame step={step} steps={stepKeys.map((key) => t(`new.steps.${key}`))} label={t("new.steps.label")} said={said}>
      <Refusal error={failure?.error} detail={failure?.materials.map((code) => name(`names.${code}`)).join(", ")} />
      {draft.lost || (draft.step === 4 && !hold && !failure) ? (
        <Alert tone="warning" live>
          {t("new.lost")}
        </Alert>
      ) : null}
      {step === 1 ? <WhatStep {...props} /> : null}
      {step === 2 ? <AmountStep {...props} /> : null}
      {step === 3 ? <WhenStep {...props} /> : null}
      {step === 4 && hold ? <DoneStep {...props} hold={hold} /> : null}
    </StepsFrame>
  );
}

function Carried({ draft, leaveOut }: { draft: BookingDraft; leaveOut: string[] }) {
  return (
    <>
      {draftPairs(draft, leaveOut).map(([name, value]) => (
        <input key={`${name}=${value}`} type="hidden" name={name} value={value} />
      ))}
    </>
  );
}

function stepAddress(draft: BookingDraft, step: DraftStep): string {
  return `/bookings/new?${draftParams({ ...draft, step })}`;
}

function WhatStep({ draft, point }: Props) {
  const { t } = useTranslation("pickups");
  const { t: name } = useTranslation("materials");
  return (
    <Form method="get" className="grid gap-5">
      <Carried draft={draft} leaveOut={["step", "m"]} />
      <input type="hidden" name="step" value="2" />
      <RadioCards
        multiple
        legend={t("new.what.legend")}
        hint={t("new.what.hint")}
        name="m"
        columns={3}
        defaultValues={draft.materials}
        options={point.accepts.map((code) => ({
          value: code,
          label: name(`names.${code}`),
          drawing: <MaterialDrawing group={findMaterial(code)?.group ?? "other"} size={40} />,
          ...(point.unlicensed.includes(code) ? { disabled: true, hint: t("new.what.noLicence") } : {}),
        }))}
      />
      <div>
        <SubmitButton size="lg" iconEnd="arrow-right">
          {t("new.next")}
        </SubmitButton>
      </div>
    </Form>
  );
}

function AmountStep({ draft }: Props) {
  const { t } = useTranslation("pickups");
  const { t: name } = useTranslation("materials");
  const { t: error } = useTranslation("errors");
  return (
    <Form method="get" className="grid gap-5">
      <Carried draft={draft} leaveOut={["step", "unit", "amounts", "note"]} />
      <input type="hidden" name="step" value="3" />
      <div className="grid gap-1">
        <h2 className="text-xl">{t("new.amount.legend")}</h2>
        <p className="text-ink-soft">{t("new.amount.hint")}</p>
      </div>
      <Segmented legend={t("new.amount.unit")} name="unit" defaultValue={draft.unit} options={massUnits.map((unit) => ({ value: unit, label: t(`weigh.units.${unit}`) }))} />
      <div className="grid gap-4 sm:grid-cols-2">
        {draft.materials.map((material) => (
          <div key={material} className="grid content-start gap-3">
            <Field id={`amount-${material}`} label={name(`names.${material}`)} optional error={draft.wrongAmounts.includes(material) ? error("mass") : undefined}>
              <Input name={`amount-${material}`} inputMode="decimal" autoComplete="off" defaultValue={draft.amounts[material] ?? ""} />
            </Field>
            <CountedFields material={material} draft={draft} />
          </div>
        ))}
      </div>
      <Field id="note" label={t("new.amount.note")} hint={t("new.amount.noteHint")} optional>
        <Textarea name="note" rows={2} maxLength={500} defaultValue={draft.note} />
      </Field>
      <div className="flex flex-wrap gap-2">
        <SubmitButton size="lg" iconEnd="arrow-right">
          {t("new.next")}
        </SubmitButton>
        <LinkButton to={stepAddress(draft, 1)} variant="quiet" size="lg">
          {t("new.back")}
        </LinkButton>
      </div>
    </Form>
  );
}

function WhenStep({ draft, point, slots, bookingId, locale, holdMinutes, estimate }: Props) {
  const { t } = useTranslation("pickups");
  const chosen = slots.find((slot) => slot.id === draft.slot && slot.bookable);
  const week = (shift: number) => `/bookings/new?${draftParams({ ...draft, step: 3, week: draft.week + shift })}`;
  return (
    <div className="grid gap-5">
      <div className="grid gap-1">
        <h2 className="text-xl">{t("new.when.legend")}</h2>
        <p className="text-ink-soft">{t("new.when.hint", { zone: point.timeZone.replaceAll("_", " "), minutes: String(holdMinutes) })}</p>
      </div>
      {estimate}
      {slots.length > 0 ? (
        <Form method="post" action={stepAddress(draft, 3)} preventScrollReset>
          <Carried draft={draft} leaveOut={[]} />
          <input type="hidden" name="intent" value="hold" />
          <input type="hidden" name="bookingId" value={bookingId} />
          {chosen ? (
            <Card tone="leaf" padding="sm" className="mb-5 flex flex-wrap items-center justify-between gap-3">
              <p>
                <span className="block text-sm text-ink-soft">{t("new.when.chosen")}</span>
                <span className="text-lg font-semibold">
                  <TimeRange from={chosen.startsAt} to={chosen.endsAt} locale={locale} timeZone={point.timeZone} />
                </span>
              </p>
              <SubmitButton name="slotId" value={chosen.id} size="lg" iconEnd="arrow-right">
                {t("new.when.take")}
              </SubmitButton>
            </Card>
          ) : null}
          <SlotDays slots={slots} timeZone={point.timeZone} locale={locale} mayWait />
        </Form>
      ) : (
        <EmptyState kind="bookings" title={t("new.noSlots.title")} headingLevel={3}>
          {t("new.noSlots.text")}
        </EmptyState>
      )}
      <div className="flex flex-wrap gap-2">
        <LinkButton to={stepAddress(draft, 2)} variant="quiet">
          {t("new.back")}
        </LinkButton>
        {draft.week > 0 ? (
          <LinkButton to={week(-1)} variant="secondary" icon="chevron-left">
            {t("new.when.earlier")}
          </LinkButton>
        ) : null}
        <LinkButton to={week(1)} variant="secondary" iconEnd="chevron-right">
          {t("new.when.later")}
        </LinkButton>
      </div>
    </div>
  );
}

function DoneStep({ draft, hold, now, locale, estimate }: Props & { hold: BookingView }) {
  const { t } = useTranslation("pickups");
  return (
    <Card className="grid gap-5">
      <div className="flex flex-wrap items-baseline justify-between gap-3">
        <h2 className="text-xl">{t("new.hold.title")}</h2>
        <p className="rounded-full bg-marigold-soft px-3 py-1 text-marigold-ink">
          {t("new.hold.left")} {hold.holdExpiresAt ? <Countdown until={hold.holdExpiresAt} now={now} /> : null}
        </p>
      </div>
      <PlaceSummary booking={hold} locale={locale} />
      {estimate}
      <p className="text-sm text-ink-soft">{t("booking.willTally")}</p>
      <Form method="post" action={stepAddress(draft, 4)} className="flex flex-wrap gap-2">
        <Carried draft={draft} leaveOut={[]} />
        <SubmitButton size="lg" name="intent" value="confirm" icon="check">
          {t("new.hold.confirm")}
        </SubmitButton>
        <LinkButton to={stepAddress(draft, 3)} variant="quiet" size="lg">
          {t("new.hold.other")}
        </LinkButton>
        <LinkButton to={stepAddress(draft, 1)} variant="quiet" size="lg">
          {t("new.change")}
        </LinkButton>
      </Form>
    </Card>
  );
}
