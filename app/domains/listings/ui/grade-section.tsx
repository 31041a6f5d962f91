import { useTranslation } from "#app/ui/i18n.ts";
import { Icon } from "#app/ui/icons/icon.tsx";
import { Link } from "#app/ui/remix.ts";
import type { GradingView } from "../listing-details.ts";
import { GradeBadge } from "./item-marks.tsx";

/** The grade of a listing with every answer it rests on, and which of them allowed no better one. */
export function GradeSection({ grading }: { grading: GradingView }) {
  const { t } = useTranslation("grading");
  const limits = grading.answers.filter(({ limits: isLimit }) => isLimit);
  return (
    <section className="grid content-start gap-2" aria-labelledby="grade-title">
      <h2 id="grade-title" className="text-xl">
        {t("section")}
      </h2>
      <p className="flex flex-wrap items-center gap-2">
        {grading.grade === null ? <span className="font-semibold">{t("partsOnly")}</span> : <GradeBadge grade={grading.grade} />}
        {grading.grade === null ? null : <span>{t(`meaning.${grading.grade}`)}</span>}
      </p>
      {limits.length > 0 ? (
        <p>
          <span className="font-semibold">{t("limitedTitle")}:</span> {limits.map(({ question, answer }) => `${t(`questions.${question}`)} – ${t(`answers.${question}.${answer}`)}`).join("; ")}
        </p>
      ) : (
        <p className="text-ink-soft">{t("limitedNone")}</p>
      )}
      <details className="group rounded-card border border-line bg-surface">
        <summary className="flex min-h-11 cursor-pointer items-center gap-2 px-3 font-semibold">
          <Icon name="chevron-down" size={16} className="transition-transform group-open:rotate-180" />
          {t("showAnswers")}
        </summary>
        <dl className="grid gap-x-4 px-3 pb-3">
          {grading.answers.map(({ question, answer, limits: isLimit }) => (
            <div key={question} className="grid gap-x-4 border-t border-line py-2 sm:grid-cols-[1fr_1fr]">
              <dt className="text-sm text-ink-soft">{t(`questions.${question}`)}</dt>
              <dd className={isLimit ? "font-semibold" : ""}>{t(`answers.${question}.${answer}`)}</dd>
            </div>
          ))}
        </dl>
      </details>
      <p className="text-sm text-ink-soft">
        {t("editionId", { rule: grading.rule })} · {t("checkedBy")}{" "}
        <Link to={grading.checklist ? `/grading#${grading.checklist}` : "/grading"} className="link">
          {t("how")}
        </Link>
      </p>
    </section>
  );
}
