import { useTranslation } from "#app/ui/i18n.ts";
import { LinkButton } from "#app/ui/buttons.tsx";
import { Card } from "#app/ui/card.tsx";
import type { Value } from "../indicators.ts";
import { benchmarkPath } from "./benchmark-parts.tsx";
import { useIndicatorWords } from "./benchmark-words.ts";

type Props = {
  slug: string;
  locale: string;
  isMember: boolean;
  headline: { cycleId: string; code: string; better: "more" | "less"; own: Value; border: number | null; gap: number | null; peers: number; best: string[] } | null;
};

/** On a community's page: how far the best quarter is, in words, and what they do. Members find the way to the rounds. */
export function HeadlineCard({ slug, locale, isMember, headline }: Props) {
  const { t } = useTranslation("benchmarking");
  const words = useIndicatorWords(locale);
  if (!headline && !isMember) return null;
  return (
    <Card as="section" className="grid content-start gap-2">
      <h2 className="text-xl">{headline ? t("headline.title") : t("title")}</h2>
      {headline ? <p>{sentence(headline)}</p> : <p className="text-ink-soft">{t("lead")}</p>}
      {headline && headline.best.length > 0 ? <p className="text-sm text-ink-soft">{t("headline.best", { practices: headline.best.map((code) => t(`practices.names.${code}`)).join(" · ") })}</p> : null}
      <div className="flex flex-wrap gap-2">
        {isMember ? (
          <LinkButton to={benchmarkPath(slug)} variant="secondary" size="sm" icon="chart">
            {t("headline.see")}
          </LinkButton>
        ) : null}
        <LinkButton to="/benchmarking" variant="quiet" size="sm">
          {t("how")}
        </LinkButton>
      </div>
    </Card>
  );

  function sentence({ code, own, border, gap, peers, better }: NonNullable<Props["headline"]>): string {
    const name = words.name(code);
    if (border === null) return t("headline.few", { name });
    const facts = { name, count: peers, border: words.value(code, border) };
    if (own.value === null || gap === null) return t("headline.noOwn", { ...facts, why: words.why(own) });
    const value = words.value(code, own.value);
    if (gap === 0) return t("headline.in", { ...facts, own: value });
    return t(better === "more" ? "headline.gap" : "headline.gapLess", { ...facts, own: value, gap: words.value(code, gap) });
  }
}
