import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useTranslation } from "#app/ui/i18n.ts";
import { categoriesGradedBy, checklists, grades, ruleId, type Checklist } from "#app/domains/listings/grading.rules.ts";
import { GradeBadge } from "#app/domains/listings/ui/item-marks.tsx";
import { requestLocale, translator } from "#app/platform/i18n.server.ts";
import { Card } from "#app/ui/card.tsx";
import { Chip } from "#app/ui/chip.tsx";
import { DefinitionList } from "#app/ui/definition-list.tsx";
import { PageHeader, Section } from "#app/ui/page.tsx";

export function loader({ request }: LoaderFunctionArgs) {
  const locale = requestLocale(request);
  return { locale, title: translator(locale, "grading")("title") };
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [{ title: `${page?.title ?? ""} · Roundabout` }];

/** The newest edition of each checklist. */
const newest = (checklists as readonly Checklist[]).filter((one) => !(checklists as readonly Checklist[]).some((other) => other.code === one.code && other.edition > one.edition));

/** The rule of grades, made from the rule itself: what is published here is what grades. */
export default function Grading() {
  const { locale } = useLoaderData<typeof loader>();
  const { t } = useTranslation("grading");
  const named = new Intl.ListFormat(locale, { type: "conjunction" });
  return (
    <div className="content max-w-4xl pb-12">
      <PageHeader title={t("title")} lead={t("lead")} />
      <div className="grid gap-4">
        <p className="prose-text">{t("forParts")}</p>
        <p className="prose-text">{t("checkedBy")}</p>
        <Section title={t("meaningTitle")}>
          <DefinitionList items={grades.map((grade) => ({ term: t("grade", { grade }), value: t(`meaning.${grade}`) }))} />
        </Section>
        <nav aria-label={t("contents")} className="flex flex-wrap gap-2">
          {newest.map(({ code }) => (
            <Chip key={code} to={`#${code}`}>
              {t(`checklists.${code}`)}
            </Chip>
          ))}
        </nav>
        {newest.map((checklist) => (
          <section key={checklist.code} id={checklist.code} className="grid scroll-mt-24 gap-3 pt-6" aria-labelledby={`${checklist.code}-title`}>
            <h2 id={`${checklist.code}-title`} className="text-2xl">
              {t(`checklists.${checklist.code}`)}
            </h2>
            <p className="text-sm text-ink-soft">
              {t("appliesTo", { names: named.format(categoriesGradedBy(checklist.code).map((category) => t(`goods:names.${category}`))) })} · {t("editionId", { rule: ruleId(checklist) })}
            </p>
            <ChecklistCard checklist={checklist} />
          </section>
        ))}
      </div>
    </div>
  );
}

function ChecklistCard({ checklist }: { checklist: Checklist }) {
  const { t } = useTranslation("grading");
  return (
    <Card padding="none" className="divide-y divide-line">
      {checklist.questions.map(({ code, answers }) => (
        <div key={code} className="grid gap-x-6 gap-y-1 p-4 sm:grid-cols-[14rem_1fr]">
          <h3 className="text-base font-semibold">{t(`questions.${code}`)}</h3>
          <ul className="grid">
            {Object.entries(answers).map(([answer, allows]) => (
              <li key={answer} className="flex items-center justify-between gap-3 py-1">
                <span>{t(`answers.${code}.${answer}`)}</span>
                {allows === "parts" ? <span className="shrink-0 text-sm font-semibold text-clay">{t("partsOnly")}</span> : <GradeBadge grade={allows} />}
              </li>
            ))}
          </ul>
        </div>
      ))}
    </Card>
  );
}
