import { useRef } from "react";
import { descriptionMax, titleMax } from "#app/shared/listing-limits.ts";
import { Alert } from "#app/ui/alert.tsx";
import { useHydrated } from "#app/ui/assistive.tsx";
import { Button, SubmitButton } from "#app/ui/buttons.tsx";
import { Card } from "#app/ui/card.tsx";
import { RadioCards } from "#app/ui/forms/choices.tsx";
import { Field } from "#app/ui/forms/field.tsx";
import { Input, Select, Textarea } from "#app/ui/forms/inputs.tsx";
import { useTranslation } from "#app/ui/i18n.ts";
import { Form } from "#app/ui/remix.ts";
import { formatInstant } from "#app/ui/time.tsx";
import type { FailedForm } from "../forms.ts";
import { publishedLimits, reportReasons } from "../trust.rules.ts";
import { factsMax } from "../trust.schema.ts";
import type { CasePage } from "./case-page.ts";
import { Note, useFieldErrors } from "./parts.tsx";

function Hidden({ page, intent }: { page: CasePage; intent: string }) {
  return (
    <>
      <input type="hidden" name="intent" value={intent} />
      <input type="hidden" name="version" value={page.version} />
    </>
  );
}

function Act({ page, intent, label, variant = "secondary" }: { page: CasePage; intent: string; label: string; variant?: "primary" | "secondary" | "quiet" }) {
  return (
    <Form method="post">
      <Hidden page={page} intent={intent} />
      <SubmitButton variant={variant}>{label}</SubmitButton>
    </Form>
  );
}

/** Taking an open case, and what its holder may do with it. */
export function CaseActions({ page, failed }: { page: CasePage; failed: FailedForm | undefined }) {
  const { t } = useTranslation("trust");
  if (page.isOwn) return <Alert tone="warning">{t("moderation.ownParty")}</Alert>;
  const time = page.hold ? formatInstant(page.hold.until, { locale: page.locale, timeZone: page.timeZone, format: "time" }) : "";
  if (page.hold && !page.hold.isMine) return <Alert tone="info">{t("moderation.heldBy", { name: page.hold.name, time })}</Alert>;
  if (!page.hold) {
    return (
      <Card as="section" tone="leaf" aria-label={t("moderation.claim")} className="grid gap-3">
        <p>{t("moderation.claimNote", { minutes: publishedLimits.leaseMinutes })}</p>
        <Act page={page} intent="claim" label={t("moderation.claim")} variant="primary" />
      </Card>
    );
  }
  return (
    <>
      <Card as="section" tone="leaf" aria-label={t("moderation.heldByYou", { time })} className="grid gap-3">
        <p className="font-semibold">{t("moderation.heldByYou", { time })}</p>
        <div className="flex flex-wrap gap-2">
          {page.listing ? <Act page={page} intent={page.listing.state === "held" ? "show" : "hold"} label={t(page.listing.state === "held" ? "moderation.showListing" : "moderation.holdListing")} /> : null}
          <Act page={page} intent="claim" label={t("moderation.extend")} />
          <Act page={page} intent="release" label={t("moderation.release")} variant="quiet" />
        </div>
      </Card>
      <DecideForm page={page} failed={failed} />
    </>
  );
}

const standard = ["paymentAhead", "prohibited", "notAsDescribed", "greenClaim", "abusive", "privacy", "nothing"] as const;

function DecideForm({ page, failed }: { page: CasePage; failed: FailedForm | undefined }) {
  const { t } = useTranslation("trust");
  const facts = useRef<HTMLTextAreaElement>(null);
  const hydrated = useHydrated();
  const errors = useFieldErrors(failed);
  const typed = failed?.intent === "decide" ? failed.values : {};
  const hint = (kind: string) => (kind === "remove" || kind === "suspend" || kind === "correct" ? t(`moderation.kindHint.${kind}`) : undefined);
  return (
    <Card as="section" aria-labelledby="decide-title" className="grid gap-4">
      <h2 id="decide-title" className="text-xl">
        {t("moderation.decide")}
      </h2>
      <Form method="post" className="group/decide grid gap-4">
        <Hidden page={page} intent="decide" />
        <RadioCards legend={t("moderation.kind")} name="kind" columns={1} options={page.kinds.map((value) => ({ value, label: t(`decisions.${value}`), hint: hint(value) }))} defaultValue={typed.kind ?? ""} error={errors("kind")} />
        {page.listing && page.kinds.includes("correct") ? (
          <fieldset className="hidden gap-4 rounded-control border border-line p-3 group-has-[input[value=correct]:checked]/decide:grid">
            <input type="hidden" name="wordsSeen" value={page.listing.wordsMark} />
            <legend className="px-1 text-sm font-semibold">{t("moderation.newWords")}</legend>
            <Field id="newTitle" label={t("moderation.newTitle")} error={errors("newTitle")}>
              <Input name="newTitle" maxLength={titleMax} defaultValue={typed.newTitle ?? page.listing.title} />
            </Field>
            <Field id="newDescription" label={t("moderation.newDescription")} error={errors("newDescription")} optional>
              <Textarea name="newDescription" rows={4} maxLength={descriptionMax} defaultValue={typed.newDescription ?? page.listing.description} />
            </Field>
          </fieldset>
        ) : null}
        {/* Asked only of the measure it belongs to; the browser shows and hides it before any script runs. */}
        <div className="hidden group-has-[input[value=restrict]:checked]/decide:block">
          <Field id="until" label={t("moderation.until")} hint={t("moderation.untilHint")} error={errors("until")}>
            <Input name="until" type="date" defaultValue={typed.until ?? ""} className="max-w-52" />
          </Field>
        </div>
        <Field id="rule" label={t("moderation.rule")} error={errors("rule")}>
          <Select name="rule" defaultValue={typed.rule ?? page.reports[0]?.reason ?? "scam"} options={reportReasons.map((value) => ({ value, label: t(`reasons.${value}`) }))} />
        </Field>
        <details className="rounded-control border border-line p-3">
          <summary className="cursor-pointer font-semibold">{t("moderation.standard")}</summary>
          <ul className="mt-2 grid gap-3">
            {standard.map((name) => (
              <li key={name} className="grid gap-1">
                <p className="text-sm font-semibold">{t(`standard.${name}.title`)}</p>
                <p className="text-sm">{t(`standard.${name}.text`)}</p>
                {hydrated ? (
                  <span>
                    <Button
                      size="sm"
                      variant="secondary"
                      onClick={() => {
                        if (!facts.current) return;
                        facts.current.value = t(`standard.${name}.text`);
                        facts.current.focus();
                      }}
                      aria-label={`${t("moderation.standardUse")}: ${t(`standard.${name}.title`)}`}
                    >
                      {t("moderation.standardUse")}
                    </Button>
                  </span>
                ) : null}
              </li>
            ))}
          </ul>
        </details>
        <Field id="facts" label={t("moderation.facts")} hint={t("moderation.factsHint")} error={errors("facts")}>
          <Textarea ref={facts} name="facts" rows={5} required minLength={10} maxLength={factsMax} defaultValue={typed.facts ?? ""} />
        </Field>
        {page.isAlone ? <Note>{t("moderation.decideAlone")}</Note> : null}
        <span>
          <SubmitButton>{t("moderation.decide")}</SubmitButton>
        </span>
      </Form>
    </Card>
  );
}
