import type { ReactNode } from "react";
import { useTranslation } from "#app/ui/i18n.ts";
import { Badge } from "#app/ui/badge.tsx";
import { SubmitButton } from "#app/ui/buttons.tsx";
import { Field } from "#app/ui/forms/field.tsx";
import { Input, Select, Textarea } from "#app/ui/forms/inputs.tsx";
import { useReply, type Reply } from "#app/ui/forms/use-reply.ts";
import { Icon } from "#app/ui/icons/icon.tsx";
import { Form } from "#app/ui/remix.ts";
import { formatInstant } from "#app/ui/time.tsx";
import type { EvidenceView, StepView } from "../benchmarking.schema.ts";
import type { Need } from "../steps.rules.ts";
import { BenchmarkRefusal, Needs } from "./benchmark-parts.tsx";
import { dayName } from "./benchmark-words.ts";
import { EvidenceForm, EvidenceList } from "./evidence.tsx";

export type Person = { value: string; label: string };

/** What came back of a form on the page of a round: which form of which step, and why. */
export type StepFailure = { intent: string; step: string; error: string | null; needs: Need[]; reply: Reply } | undefined;

type Props = {
  number: number;
  step: StepView;
  state: "done" | "current" | "next";
  isLate: boolean;
  needs: readonly Need[];
  evidence: readonly EvidenceView[];
  people: readonly Person[];
  /** Managers of a round that runs. */
  mayChange: boolean;
  mayReopen: boolean;
  cycleVersion: number;
  evidenceId: string;
  locale: string;
  timeZone: string;
  failed: StepFailure;
  isLast: boolean;
  /** What belongs to this step alone. */
  children?: ReactNode;
};

/** One of the ten steps: who and until when, what it needs, notes, evidence. The one whose turn it is stands open. */
export function StepCard(props: Props) {
  const { number, step, state, isLate, needs, evidence, mayChange, locale, timeZone, failed, children } = props;
  const { t } = useTranslation("benchmarking");
  const mine = failed?.step === step.step ? failed : undefined;
  const due = step.dueOn && dayName(step.dueOn, locale);
  const who = step.owner && due ? t("cycle.owner", { name: step.owner, due }) : step.owner ? t("cycle.ownerOnly", { name: step.owner }) : due ? t("cycle.dueOnly", { due }) : null;
  return (
    <li aria-current={state === "current" ? "step" : undefined} id={`step-${step.step}`} className="scroll-mt-4">
      <details open={state === "current" || mine !== undefined || undefined} className={`group rounded-card border bg-surface ${state === "current" ? "border-marigold" : "border-line"}`}>
        <summary className="flex min-h-14 cursor-pointer list-none items-center gap-3 rounded-card p-3 sm:px-5 [&::-webkit-details-marker]:hidden">
          <StepNumber number={number} state={state} />
          <span className="grid min-w-0 grow">
            <span className={`font-display text-lg leading-tight font-bold ${state === "next" ? "text-ink-soft" : "text-ink"}`}>
              {t(`steps.${step.step}`)}
              <span className="sr-only">{` (${t(`states.${state}`)})`}</span>
            </span>
            {who ? <span className="text-sm text-ink-soft">{who}</span> : null}
          </span>
          {isLate ? <Badge tone="clay">{t("cycle.late")}</Badge> : null}
          <Icon name="chevron-down" className="shrink-0 text-ink-soft transition-transform group-open:rotate-180" />
        </summary>
        <div className="grid gap-5 border-t border-line p-4 sm:px-5">
          <p className="prose-text text-ink-soft">{t(`guides.${step.step}`)}</p>
          <BenchmarkRefusal error={mine?.error} needs={mine?.needs ?? []} />
          {step.isDone ? (
            <p className="text-sm text-ink-soft">{step.doneBy ? t("cycle.doneBy", { name: step.doneBy, at: formatInstant(step.doneAt ?? "", { locale, timeZone, format: "date" }) }) : t("cycle.doneOn", { at: formatInstant(step.doneAt ?? "", { locale, timeZone, format: "date" }) })}</p>
          ) : null}
          {children}
          {step.notes && (step.isDone || !mayChange) ? <p className="prose-text whitespace-pre-line wrap-anywhere">{step.notes}</p> : null}
          {mayChange && !step.isDone ? <NotesForm {...props} reply={mine?.intent === "save" ? mine.reply : null} /> : null}
          <EvidenceList evidence={evidence} mayRemove={mayChange && !step.isDone} step={step.step} locale={locale} timeZone={timeZone} />
          {mayChange ? <EvidenceForm step={step.step} evidenceId={props.evidenceId} reply={mine?.intent === "evidence" ? mine.reply : null} /> : null}
          {mayChange ? <Moves {...props} needs={needs} /> : null}
        </div>
      </details>
    </li>
  );
}

function StepNumber({ number, state }: { number: number; state: Props["state"] }) {
  const looks = { done: "bg-leaf text-on-leaf", current: "border-3 border-marigold text-ink", next: "border-2 border-dashed border-line-strong text-ink-soft" };
  return (
    <span aria-hidden="true" className={`tabular grid size-9 shrink-0 place-items-center rounded-full font-semibold ${looks[state]}`}>
      {state === "done" ? <Icon name="check" size={20} /> : number}
    </span>
  );
}

function NotesForm({ step, people, reply }: Props & { reply: Reply }) {
  const { t } = useTranslation("benchmarking");
  const { errors, typed } = useReply(reply);
  const id = (name: string) => `${name}-${step.step}`;
  return (
    <Form method="post" action={`#step-${step.step}`} key={`${step.step}-${step.version}`} className="grid gap-4">
      <input type="hidden" name="step" value={step.step} />
      <input type="hidden" name="version" value={step.version} />
      <Field id={id("notes")} label={t("form.notes")} error={errors("notes")}>
        <Textarea name="notes" maxLength={4000} rows={3} defaultValue={typed("notes", step.notes)} />
      </Field>
      <div className="flex flex-wrap items-end gap-3">
        <div className="min-w-0 grow basis-48">
          <Field id={id("owner")} label={t("form.owner")} error={errors("ownerUserId")}>
            <Select name="ownerUserId" defaultValue={typed("ownerUserId", step.ownerUserId ?? "")} options={[{ value: "", label: t("form.nobody") }, ...people]} />
          </Field>
        </div>
        <div className="basis-44">
          <Field id={id("due")} label={t("form.due")} error={errors("dueOn")}>
            <Input type="date" name="dueOn" defaultValue={typed("dueOn", step.dueOn ?? "")} />
          </Field>
        </div>
        <SubmitButton name="intent" value="save" variant="secondary">
          {t("form.save")}
        </SubmitButton>
      </div>
    </Form>
  );
}

function Moves({ step, state, needs, mayReopen, cycleVersion, isLast }: Props) {
  const { t } = useTranslation("benchmarking");
  if (state !== "current" && !mayReopen) return null;
  return (
    <div className="grid gap-3 border-t border-line pt-4">
      {state === "current" ? <Needs needs={needs} /> : null}
      <Form method="post" {...(mayReopen ? { action: `#step-${step.step}` } : {})} className="flex flex-wrap gap-2">
        <input type="hidden" name="step" value={step.step} />
        <input type="hidden" name="version" value={cycleVersion} />
        {state === "current" ? (
          <SubmitButton name="intent" value="finish">
            {t(isLast ? "form.finishLast" : "form.finish")}
          </SubmitButton>
        ) : null}
        {mayReopen ? (
          <SubmitButton name="intent" value="reopen" variant="quiet" size="sm" icon="undo">
            {t("form.reopen")}
          </SubmitButton>
        ) : null}
      </Form>
    </div>
  );
}
