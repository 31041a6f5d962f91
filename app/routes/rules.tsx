import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useTranslation } from "#app/ui/i18n.ts";
import { prohibitedRules, type ProhibitedRule } from "#app/domains/listings/prohibited.rules.ts";
import { prohibitedWords } from "#app/domains/listings/prohibited.words.ts";
import type { WordList } from "#app/domains/listings/word-match.ts";
import { requestLocale, translator } from "#app/platform/i18n.server.ts";
import { Card } from "#app/ui/card.tsx";
import { Icon } from "#app/ui/icons/icon.tsx";
import { PageHeader } from "#app/ui/page.tsx";
import { Link } from "#app/ui/remix.ts";

export function loader({ request }: LoaderFunctionArgs) {
  const locale = requestLocale(request);
  return { title: translator(locale, "rules")("title"), rules: prohibitedRules.map((rule) => ({ ...rule, words: prohibitedWords[rule.code] as WordList })) };
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [{ title: `${page?.title ?? ""} · Roundabout` }];

const effects = ["refuse", "route", "review"] as const;

/** What may not be listed and why, made from the list that judges. */
export default function Rules() {
  const { rules } = useLoaderData<typeof loader>();
  const { t } = useTranslation("rules");
  return (
    <div className="content max-w-4xl pb-12">
      <PageHeader title={t("title")} lead={t("lead")} />
      <div className="grid gap-8">
        {effects.map((effect) => (
          <section key={effect} className="grid gap-3" aria-labelledby={`${effect}-title`}>
            <h2 id={`${effect}-title`} className="text-2xl">
              {t(`effects.${effect}`)}
            </h2>
            <p className="text-ink-soft">{t(`effectLeads.${effect}`)}</p>
            <ul className="grid gap-3 sm:grid-cols-2">
              {rules
                .filter((rule) => rule.effect === effect)
                .map((rule) => (
                  <RuleCard key={rule.code} rule={rule} />
                ))}
            </ul>
          </section>
        ))}
        <p className="prose-text text-sm text-ink-soft">{t("note")}</p>
      </div>
    </div>
  );
}

function RuleCard({ rule }: { rule: ProhibitedRule & { words: WordList } }) {
  const { t } = useTranslation("rules");
  const { words, material } = rule;
  const except = [...(words.exceptEn ?? []), ...(words.exceptZh ?? [])];
  return (
    <Card as="li" id={rule.code} className="grid scroll-mt-24 content-start gap-2 target:border-leaf">
      <h3 className="text-lg">{t(`names.${rule.code}`)}</h3>
      <p>{t(`why.${rule.code}`)}</p>
      <p>
        <span className="font-semibold">{t("insteadLabel")}:</span> {t(`instead.${rule.code}`)} {rule.unlessNew ? t("unlessNew") : null}
      </p>
      {material ? (
        <Link to={`/points?material=${material}`} className="link">
          {t("findPoint", { material: t(`materials:names.${material}`) })}
        </Link>
      ) : null}
      <details className="group text-sm">
        <summary className="flex min-h-9 cursor-pointer items-center gap-1 font-semibold">
          <Icon name="chevron-down" size={16} className="transition-transform group-open:rotate-180" />
          {t("wordsLabel")}
        </summary>
        <p className="wrap-anywhere text-ink-soft">{[...words.en, ...words.zh].join(" · ")}</p>
        {except.length > 0 ? (
          <p className="pt-2 wrap-anywhere text-ink-soft">
            <span className="font-semibold">{t("exceptLabel")}:</span> {except.join(" · ")}
          </p>
        ) : null}
      </details>
    </Card>
  );
}
