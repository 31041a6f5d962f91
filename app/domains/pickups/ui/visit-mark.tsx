import { useTranslation } from "#app/ui/i18n.ts";
import { Alert } from "#app/ui/alert.tsx";
import { SubmitButton } from "#app/ui/buttons.tsx";
import { Card } from "#app/ui/card.tsx";
import { Field } from "#app/ui/forms/field.tsx";
import { Textarea } from "#app/ui/forms/inputs.tsx";
import { Form } from "#app/ui/remix.ts";
import { formatInstant } from "#app/ui/time.tsx";
import { MARK_COUNTS_DAYS, contestableUntil, type MarkVerb } from "../marks.rules.ts";
import type { MarkView, BookingView } from "../pickups.schema.ts";

/** That one side was not there: what it means, how it stands, and what this side can do about it. */
export function VisitMark({ mark, verbs, locale, timeZone, failed }: { mark: MarkView; verbs: readonly MarkVerb[]; locale: string; timeZone: string; failed: { intent: string; words: string; error: string } | null }) {
  const { t } = useTranslation("pickups");
  const until = formatInstant(contestableUntil(new Date(mark.at)), { locale, timeZone });
  const fold = (verb: "contest" | "withdraw") => ({ isOpen: failed?.intent === verb, typed: failed?.intent === verb ? failed.words : "", error: failed?.intent === verb && failed.error === "PICKUPS.WORDS_NEEDED" ? t("errors.WORDS_NEEDED") : undefined });
  return (
    <Card as="section" tone={mark.state === "standing" || mark.state === "refused" ? "marigold" : "sunken"} className="grid gap-3">
      <h2 className="text-xl">{t(mark.kind === "no_show" ? "marks.noShow.title" : "marks.missed.title")}</h2>
      <p>{mark.state === "standing" ? t("marks.effect", { days: MARK_COUNTS_DAYS }) : t(`marks.${mark.state}`)}</p>
      {mark.contest ? <Words title={t("marks.contestWhat")} words={mark.contest} /> : null}
      {mark.answer ? <Words title={t("marks.answer")} words={mark.answer} /> : null}
      {verbs.includes("contest") ? <MarkForm verb="contest" version={mark.version} title={t("marks.contest")} text={t("marks.contestText", { until })} label={t("marks.contestWhat")} submit={t("marks.contestSend")} isRequired {...fold("contest")} /> : null}
      {verbs.includes("withdraw") ? <MarkForm verb="withdraw" version={mark.version} title={t("marks.withdraw")} text={t("marks.withdrawText")} label={t("marks.withdrawWhat")} submit={t("marks.withdraw")} isRequired={false} {...fold("withdraw")} /> : null}
    </Card>
  );
}

function Words({ title, words }: { title: string; words: string }) {
  return (
    <div className="grid gap-1">
      <h3 className="text-base font-semibold">{title}</h3>
      <blockquote className="border-s-3 border-line-strong ps-3 whitespace-pre-line wrap-anywhere">{words}</blockquote>
    </div>
  );
}

function MarkForm(props: { verb: "contest" | "withdraw"; version: number; title: string; text: string; label: string; submit: string; isRequired: boolean; isOpen: boolean; typed: string; error: string | undefined }) {
  return (
    <details className="rounded-control border border-line-strong p-3" open={props.isOpen}>
      <summary className="cursor-pointer py-1 font-semibold">{props.title}</summary>
      <Form method="post" className="mt-3 grid gap-3">
        <input type="hidden" name="markVersion" value={props.version} />
        <p className="text-sm">{props.text}</p>
        <Field id={`words-${props.verb}`} label={props.label} error={props.error} optional={!props.isRequired}>
          <Textarea name="words" rows={3} maxLength={1000} required={props.isRequired} defaultValue={props.typed} />
        </Field>
        <div>
          <SubmitButton name="intent" value={props.verb} variant="secondary">
            {props.submit}
          </SubmitButton>
        </div>
      </Form>
    </details>
  );
}

/** Why a load was turned away, with its photo; for both sides. */
export function RefusedLoad({ booking }: { booking: BookingView }) {
  const { t } = useTranslation("pickups");
  if (!booking.refusal) return null;
  const { kind, photo } = booking.refusal;
  return (
    <Alert tone="warning" title={t("refusal.shown", { kind: t(`refusal.kinds.${kind}`) })}>
      {/* A driver on the road may give the kind alone. */}
      {booking.reason === kind ? null : <p className="wrap-anywhere">{booking.reason}</p>}
      <p className="text-sm">{t("refusal.noCount")}</p>
      {photo ? (
        <a href={`/bookings/${booking.id}/refusal/1200.webp`} className="mt-2 inline-block">
          <img src={`/bookings/${booking.id}/refusal/400.webp`} width={photo.width} height={photo.height} alt={t("refusal.photoAlt")} className="max-h-64 w-auto max-w-full rounded-control" />
        </a>
      ) : null}
    </Alert>
  );
}
