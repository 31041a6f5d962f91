import { useState } from "react";
import { useTranslation } from "#app/ui/i18n.ts";
import { useHydrated } from "#app/ui/assistive.tsx";
import { Button } from "#app/ui/buttons.tsx";
import { Field } from "#app/ui/forms/field.tsx";
import { Select } from "#app/ui/forms/inputs.tsx";
import { Icon } from "#app/ui/icons/icon.tsx";
import { Link } from "#app/ui/remix.ts";
import { checklistOf, gradeOf, proposedCondition, type Checklist, type GradeAnswers } from "../grading.rules.ts";
import type { DetailsForm } from "./details-form.ts";

/** The checklist of a category, folded until it is wanted. With scripts it says the grade as it is answered. */
export function GradeChecklist({ category, form }: { category: string; form: DetailsForm }) {
  const { t } = useTranslation("grading");
  const checklist = checklistOf(category);
  const typed = Object.fromEntries((checklist?.questions ?? []).map(({ code }) => [code, form.typed("gradeAnswers", code)]));
  const [answers, setAnswers] = useState<GradeAnswers>(typed);
  if (!checklist) return null;
  const isBegun = Object.values(typed).some((answer) => answer !== "");
  return (
    <details open={isBegun} className="group rounded-card border border-line-strong bg-surface">
      <summary className="flex min-h-13 cursor-pointer items-center gap-2 px-4 font-semibold">
        <Icon name="chevron-down" className="transition-transform group-open:rotate-180" />
        {t("form.title")}
      </summary>
      <div className="grid gap-4 px-4 pb-4">
        <p className="text-sm text-ink-soft">
          {t("form.hint")}{" "}
          <Link to={`/grading#${checklist.code}`} className="link" target="_blank">
            {t("how")}
          </Link>
        </p>
        <div className="grid items-start gap-4 sm:grid-cols-2">
          {checklist.questions.map(({ code, answers: possible }) => (
            <Field key={code} id={form.idOf(`gradeAnswers.${code}`)} label={t(`questions.${code}`)} error={form.errorsOf(`gradeAnswers.${code}`)}>
              <Select
                name={`gradeAnswers.${code}`}
                defaultValue={typed[code]}
                onChange={(event) => setAnswers({ ...answers, [code]: event.currentTarget.value })}
                options={[{ value: "", label: t("form.unanswered") }, ...Object.keys(possible).map((answer) => ({ value: answer, label: t(`answers.${code}.${answer}`) }))]}
              />
            </Field>
          ))}
        </div>
        <Outcome checklist={checklist} answers={answers} />
      </div>
    </details>
  );
}

function Outcome({ checklist, answers }: { checklist: Checklist; answers: GradeAnswers }) {
  const { t } = useTranslation("grading");
  const hydrated = useHydrated();
  if (!hydrated) return null;
  const open = checklist.questions.filter(({ code }) => !answers[code]).length;
  const grading = gradeOf(checklist, answers);
  const condition = grading && proposedCondition(grading.grade);
  return (
    <div className="flex flex-wrap items-center gap-3">
      <p role="status">
        {grading ? (
          <>
            <strong>{grading.grade === null ? t("form.resultParts") : t("form.result", { grade: grading.grade })}</strong> {t("form.proposes", { condition: t(`listings:conditions.${condition}`) })}
          </>
        ) : open < checklist.questions.length ? (
          t("form.left", { count: open })
        ) : null}
      </p>
      {condition ? (
        <Button size="sm" variant="secondary" onClick={(event) => event.currentTarget.form?.querySelector<HTMLInputElement>(`input[name="condition"][value="${condition}"]`)?.click()}>
          {t("form.take")}
        </Button>
      ) : null}
    </div>
  );
}
