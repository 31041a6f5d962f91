import { useTranslation } from "#app/ui/i18n.ts";
import { Badge } from "#app/ui/badge.tsx";
import { LinkButton, SubmitButton } from "#app/ui/buttons.tsx";
import { Field } from "#app/ui/forms/field.tsx";
import { Input, Select } from "#app/ui/forms/inputs.tsx";
import { useReply, type Reply } from "#app/ui/forms/use-reply.ts";
import { Form } from "#app/ui/remix.ts";
import type { ActionView, CycleView, StepView } from "../benchmarking.schema.ts";
import { STEPS } from "../steps.rules.ts";
import { dayName, monthName, monthOptions, useIndicatorWords } from "./benchmark-words.ts";
import { useGapWords, type ComparedIndicator } from "./indicator-card.tsx";
import { IndicatorBoxes } from "./start-form.tsx";
import type { Person } from "./step-card.tsx";

/** The chosen indicators, and while the topic is open the form that changes them. */
export function TopicWork({ cycle, locale, mayChange, reply }: { cycle: Pick<CycleView, "title" | "indicators" | "version">; locale: string; mayChange: boolean; reply: Reply }) {
  const { t } = useTranslation("benchmarking");
  const words = useIndicatorWords(locale);
  const { errors, typed } = useReply(reply);
  return (
    <div className="grid gap-3">
      <p>
        <span className="font-semibold">{t("form.indicators")}</span>: {cycle.indicators.map(words.name).join(" · ")}
      </p>
      {mayChange ? (
        <details open={reply ? true : undefined}>
          <summary className="inline-flex min-h-9 cursor-pointer items-center text-sm font-semibold text-sky hover:underline">{t("form.indicators")}</summary>
          <Form method="post" action="#step-topic" className="mt-3 grid gap-4" key={cycle.version}>
            <input type="hidden" name="version" value={cycle.version} />
            <input type="hidden" name="step" value="topic" />
            <Field id="topic-title" label={t("form.title")} error={errors("title")}>
              <Input name="title" maxLength={120} required defaultValue={typed("title", cycle.title)} />
            </Field>
            <IndicatorBoxes chosen={cycle.indicators} locale={locale} error={errors("indicators")} />
            <Field id="topic-headline" label={t("form.headline")}>
              <Select name="headline" defaultValue={typed("headline", cycle.indicators[0])} options={cycle.indicators.map((code) => ({ value: code, label: words.name(code) }))} />
            </Field>
            <div>
              <SubmitButton name="intent" value="topic" variant="secondary">
                {t("form.save")}
              </SubmitButton>
            </div>
          </Form>
        </details>
      ) : null}
    </div>
  );
}

/** Who looks after the steps to come, and until when: all in one form. */
export function TeamWork({ steps, people, mayChange, typedPlan }: { steps: readonly StepView[]; people: readonly Person[]; mayChange: boolean; typedPlan: Record<string, unknown> | null }) {
  const { t } = useTranslation("benchmarking");
  const later = steps.filter((step) => STEPS.indexOf(step.step) > STEPS.indexOf("team") && !step.isDone);
  if (!mayChange || later.length === 0) return null;
  const was = (name: string, usual: string) => (typeof typedPlan?.[name] === "string" ? (typedPlan[name] as string) : usual);
  return (
    <Form method="post" action="#step-team" className="grid gap-3" key={later.map((step) => step.version).join("-")}>
      <input type="hidden" name="step" value="team" />
      <h3 className="text-base">{t("cycle.plan")}</h3>
      {later.map((step) => (
        <fieldset key={step.step} className="grid items-end gap-3 border-t border-line pt-3 sm:grid-cols-[1fr_14rem_11rem]">
          <legend className="sr-only">{t(`steps.${step.step}`)}</legend>
          <p aria-hidden="true" className="font-semibold sm:pb-2.5">
            {t(`steps.${step.step}`)}
          </p>
          <input type="hidden" name={`version-${step.step}`} value={step.version} />
          <Field id={`plan-owner-${step.step}`} label={t("form.owner")}>
            <Select name={`owner-${step.step}`} defaultValue={was(`owner-${step.step}`, step.ownerUserId ?? "")} options={[{ value: "", label: t("form.nobody") }, ...people]} />
          </Field>
          <Field id={`plan-due-${step.step}`} label={t("form.due")}>
            <Input type="date" name={`due-${step.step}`} defaultValue={was(`due-${step.step}`, step.dueOn ?? "")} />
          </Field>
        </fieldset>
      ))}
      <div>
        <SubmitButton name="intent" value="plan" variant="secondary">
          {t("cycle.savePlan")}
        </SubmitButton>
      </div>
    </Form>
  );
}

/** The own values there are, and the gaps in words. */
export function ValuesWork({ views, locale, withGap, links }: { views: readonly ComparedIndicator[]; locale: string; withGap: boolean; links: readonly { to: string; label: string }[] }) {
  const words = useIndicatorWords(locale);
  const gapWords = useGapWords(locale);
  return (
    <div className="grid gap-3">
      <ul className="grid gap-2">
        {views.map((view) => (
          <li key={view.code} className="grid gap-0.5 rounded-control bg-sunken px-3 py-2">
            <span>
              <span className="font-semibold">{words.name(view.code)}</span>: <span className="tabular">{words.own(view.code, view.own)}</span>
            </span>
            {withGap ? <span className="text-sm text-ink-soft">{gapWords(view)}</span> : null}
          </li>
        ))}
      </ul>
      <div className="flex flex-wrap gap-2">
        {links.map((link) => (
          <LinkButton key={link.to} to={link.to} variant="secondary" size="sm">
            {link.label}
          </LinkButton>
        ))}
      </div>
    </div>
  );
}

/** The targets set, and the form that sets one. */
export function TargetWork({ cycle, views, locale, mayChange, month, reply }: { cycle: Pick<CycleView, "targets" | "indicators">; views: readonly ComparedIndicator[]; locale: string; mayChange: boolean; month: string; reply: Reply }) {
  const { t } = useTranslation("benchmarking");
  const words = useIndicatorWords(locale);
  const { errors, typed } = useReply(reply);
  return (
    <div className="grid gap-4">
      <ul className="grid gap-2">
        {cycle.targets.map((target) => {
          const view = views.find((one) => one.code === target.indicator);
          return (
            <li key={target.indicator} className="grid gap-0.5 rounded-control bg-sunken px-3 py-2">
              <span className="font-semibold">{t("cycle.targetLine", { name: words.name(target.indicator), value: words.value(target.indicator, target.value), month: monthName(target.byMonth, locale) })}</span>
              {view ? <span className="text-sm text-ink-soft">{t("cycle.targetGap", { own: words.own(view.code, view.own), border: view.border === null ? t("noData.label") : words.value(view.code, view.border) })}</span> : null}
            </li>
          );
        })}
      </ul>
      {mayChange ? (
        <Form method="post" action="#step-direction" className="flex flex-wrap items-start gap-3" key={cycle.targets.length}>
          <input type="hidden" name="step" value="direction" />
          <div className="min-w-0 grow basis-56">
            <Field id="target-indicator" label={t("values.indicator")} error={errors("indicator")}>
              <Select name="indicator" defaultValue={typed("indicator")} options={cycle.indicators.map((code) => ({ value: code, label: `${words.name(code)} (${words.unit(code)})` }))} />
            </Field>
          </div>
          <div className="basis-36">
            <Field id="target-value" label={t("form.target")} error={errors("value")}>
              <Input name="value" inputMode="decimal" maxLength={12} required defaultValue={typed("value")} />
            </Field>
          </div>
          <div className="basis-44">
            <Field id="target-month" label={t("form.byMonth")} error={errors("byMonth")}>
              <Select name="byMonth" defaultValue={typed("byMonth")} options={monthOptions(month, 25, locale).slice(1)} />
            </Field>
          </div>
          <SubmitButton name="intent" value="target" variant="secondary" className="mt-[1.65rem]">
            {t("form.setTarget")}
          </SubmitButton>
        </Form>
      ) : null}
    </div>
  );
}

const actionTones = { open: "marigold", done: "leaf", dropped: "neutral" } as const;

/** What is to be done, with who and until when, and the form that adds to it. */
export function ActionWork({ actions, people, locale, mayChange, actionId, reply }: { actions: readonly ActionView[]; people: readonly Person[]; locale: string; mayChange: boolean; actionId: string; reply: Reply }) {
  const { t } = useTranslation("benchmarking");
  const { errors, typed } = useReply(reply);
  return (
    <div className="grid gap-4">
      <ul className="grid gap-2">
        {actions.map((action) => (
          <li key={action.id} className="flex flex-wrap items-center gap-x-3 gap-y-1 rounded-control bg-sunken px-3 py-2">
            <span className="grid min-w-0 grow wrap-anywhere">
              <span>{action.words}</span>
              <span className="text-sm text-ink-soft">{[action.owner, action.dueOn && dayName(action.dueOn, locale)].filter(Boolean).join(" · ")}</span>
            </span>
            <Badge tone={actionTones[action.state]}>{t(`cycle.actionStates.${action.state}`)}</Badge>
            {mayChange ? <ActionMoves action={action} /> : null}
          </li>
        ))}
      </ul>
      {mayChange ? (
        <Form method="post" action="#step-implementation" className="flex flex-wrap items-start gap-3" key={actionId}>
          <input type="hidden" name="step" value="implementation" />
          <input type="hidden" name="actionId" value={actionId} />
          <div className="min-w-0 grow basis-64">
            <Field id="action-words" label={t("form.action")} error={errors("words")}>
              <Input name="words" maxLength={500} required defaultValue={typed("words")} />
            </Field>
          </div>
          <div className="basis-44">
            <Field id="action-owner" label={t("form.owner")} error={errors("ownerUserId")}>
              <Select name="ownerUserId" defaultValue={typed("ownerUserId")} options={[{ value: "", label: t("form.nobody") }, ...people]} />
            </Field>
          </div>
          <div className="basis-40">
            <Field id="action-due" label={t("form.due")} error={errors("dueOn")}>
              <Input type="date" name="dueOn" defaultValue={typed("dueOn")} />
            </Field>
          </div>
          <SubmitButton name="intent" value="action" variant="secondary" className="mt-[1.65rem]">
            {t("form.addAction")}
          </SubmitButton>
        </Form>
      ) : null}
    </div>
  );
}

function ActionMoves({ action }: { action: ActionView }) {
  const { t } = useTranslation("benchmarking");
  const moves = action.state === "open" ? (["done", "dropped"] as const) : (["open"] as const);
  return (
    <Form method="post" action="#step-implementation" className="flex gap-1">
      <input type="hidden" name="step" value="implementation" />
      <input type="hidden" name="actionId" value={action.id} />
      <input type="hidden" name="intent" value="moveAction" />
      {moves.map((to) => (
        <SubmitButton key={to} name="to" value={to} size="sm" variant={to === "done" ? "secondary" : "quiet"} aria-label={t(`form.${to}Named`, { words: action.words })}>
          {t(`form.${to}`)}
        </SubmitButton>
      ))}
    </Form>
  );
}
