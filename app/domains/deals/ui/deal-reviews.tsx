import type { ReactNode } from "react";
import { useTranslation } from "#app/ui/i18n.ts";
import { Card } from "#app/ui/card.tsx";
import { RadioCards } from "#app/ui/forms/choices.tsx";
import { Field } from "#app/ui/forms/field.tsx";
import { Textarea } from "#app/ui/forms/inputs.tsx";
import { DateTime } from "#app/ui/time.tsx";
import { reviewReasons, reviewTextMax, reviewVerdicts } from "../reviews.rules.ts";
import type { DealReviews, ReviewText } from "../reviews.schema.ts";
import { ActAlert, ActButton, ActForm, useAttempt, type ActContext } from "./deal-forms.tsx";
import { Fold } from "./fold.tsx";
import { ReviewWords } from "./review-words.tsx";

type Props = { reviews: DealReviews; otherName: string; context: ActContext; locale: string; timeZone: string };

/** The reviews of an ended deal: the form, one's own while it is hidden, both once they are revealed. */
export function DealReviewsCard({ reviews, otherName, context, locale, timeZone }: Props) {
  const { t } = useTranslation("deals");
  const { mine, theirs, theyWrote, mayWrite, mayEdit, hiddenUntil } = reviews;
  if (!mayWrite && !mine && !theyWrote) return null;
  const until = hiddenUntil ? <DateTime at={hiddenUntil} locale={locale} timeZone={timeZone} viewerTimeZone={timeZone} /> : null;
  // Refused, and its form has gone meanwhile: it was written or revealed elsewhere.
  const intent = context.failed?.intent;
  const stray = (intent === "review" && !mayWrite) || (intent === "edit_review" && !mayEdit) ? (context.failed?.error ?? null) : null;
  return (
    <Card as="section" aria-labelledby="reviews-title" className="grid gap-4" id="reviews">
      <h2 id="reviews-title" className="text-xl">
        {t("reviews.title")}
      </h2>
      {stray ? <ActAlert error={stray} /> : null}
      {theyWrote && !theirs ? (
        <p>
          {t(mayWrite ? "reviews.theyWrote" : "reviews.theyWroteWait", { name: otherName })} {mayWrite ? t("reviews.orOn") : ""} {until}
        </p>
      ) : null}
      {theirs ? (
        <Said title={t("reviews.theirs", { name: otherName })}>
          <ReviewWords review={theirs} />
        </Said>
      ) : null}
      {mine ? (
        <Said title={t("reviews.mine")}>
          <ReviewWords review={mine} />
          {until ? (
            <p className="text-sm text-ink-soft" data-testid="review-hidden">
              {t("reviews.hiddenUntil", { name: otherName })} {until}
            </p>
          ) : null}
        </Said>
      ) : null}
      {mine && mayEdit ? (
        <Fold key={mine.version} label={t("reviews.edit")} open={intent === "edit_review"}>
          <ReviewForm intent="edit_review" context={{ ...context, version: mine.version }} start={mine} />
        </Fold>
      ) : null}
      {mayWrite ? (
        <>
          <p className="text-sm text-ink-soft">
            {t(!hiddenUntil ? "reviews.leadAtOnce" : theyWrote ? "reviews.leadSecond" : "reviews.lead", { name: otherName })} {theyWrote ? null : until}
          </p>
          <ReviewForm intent="review" context={context} />
        </>
      ) : null}
    </Card>
  );
}

function Said({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div className="grid gap-1.5">
      <h3 className="text-base font-semibold">{title}</h3>
      {children}
    </div>
  );
}

/** Without JavaScript too: reasons show by CSS once the verdict asks for them, and always where the browser cannot tell. */
function ReviewForm({ intent, context, start }: { intent: "review" | "edit_review"; context: ActContext; start?: ReviewText }) {
  const { t } = useTranslation("deals");
  const attempt = useAttempt(context, intent);
  const ticked = attempt.failed ? attempt.value("reasons").split(",") : (start?.reasons ?? []);
  return (
    <ActForm intent={intent} context={context} className="grid gap-4">
      <RadioCards
        id={`${intent}-verdict`}
        legend={t("reviews.verdict")}
        name="verdict"
        columns={1}
        defaultValue={attempt.value("verdict", start?.verdict)}
        error={attempt.error("verdict")}
        options={reviewVerdicts.map((value) => ({ value, label: t(`reviews.verdicts.${value}`) }))}
      />
      <div className="[form:not(:has([value=mixed]:checked,[value=badly]:checked))_&]:hidden">
        <RadioCards
          id={`${intent}-reasons`}
          legend={t("reviews.reason")}
          name="reasons"
          multiple
          defaultValues={ticked}
          error={attempt.error("reasons")}
          options={reviewReasons.map((value) => ({ value, label: t(`reviews.reasons.${value}`) }))}
        />
      </div>
      <Field id={`${intent}-text`} label={t("reviews.text")} optional hint={t("reviews.textHint")} error={attempt.error("text")}>
        <Textarea name="text" maxLength={reviewTextMax} defaultValue={attempt.value("text", start?.text)} />
      </Field>
      <ActButton intent={intent}>{t(intent === "review" ? "reviews.send" : "reviews.save")}</ActButton>
    </ActForm>
  );
}
