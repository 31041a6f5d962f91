import { useTranslation } from "#app/ui/i18n.ts";
import { LogoMark, Wordmark } from "../brand/logo.tsx";
import { Icon } from "../icons/icon.tsx";
import { iconPaths } from "../icons/icon-paths.ts";
import type { IconName } from "../icons/icon-paths.ts";
import { Section } from "../page.tsx";
import { contrast, contrastPairs, oklchCss, tokenNames, tokens } from "../tokens.ts";
import type { TokenName } from "../tokens.ts";
import { BothThemes, Row } from "./both-themes.tsx";

/** Written out, since Tailwind finds classes by reading the source. */
const swatch: Record<TokenName, string> = {
  paper: "fill-paper",
  surface: "fill-surface",
  sunken: "fill-sunken",
  ink: "fill-ink",
  "ink-soft": "fill-ink-soft",
  line: "fill-line",
  "line-strong": "fill-line-strong",
  leaf: "fill-leaf",
  "leaf-strong": "fill-leaf-strong",
  "leaf-soft": "fill-leaf-soft",
  "on-leaf": "fill-on-leaf",
  marigold: "fill-marigold",
  "marigold-soft": "fill-marigold-soft",
  "marigold-ink": "fill-marigold-ink",
  "on-marigold": "fill-on-marigold",
  clay: "fill-clay",
  "clay-strong": "fill-clay-strong",
  "clay-soft": "fill-clay-soft",
  "on-clay": "fill-on-clay",
  sky: "fill-sky",
  "sky-soft": "fill-sky-soft",
  "on-sky": "fill-on-sky",
  focus: "fill-focus",
};

export function Colours() {
  const { t } = useTranslation("design");
  return (
    <Section id="colours" title={t("tokens.title")}>
      <BothThemes>
        {(theme) => (
          <>
            <ul className="grid grid-cols-2 gap-x-4 gap-y-2 sm:grid-cols-3">
              {tokenNames.map((name) => (
                <li key={name} className="flex min-w-0 items-center gap-2.5">
                  <svg viewBox="0 0 36 36" width={36} height={36} className="shrink-0" aria-hidden="true">
                    <circle cx={18} cy={18} r={16} className={`${swatch[name]} stroke-line-strong`} />
                  </svg>
                  <span className="min-w-0 leading-tight">
                    <span className="block truncate text-sm font-semibold">{name}</span>
                    <span className="tabular block text-xs text-ink-soft">{oklchCss(tokens[theme][name]).slice(6, -1)}</span>
                  </span>
                </li>
              ))}
            </ul>
            <details>
              <summary className="inline-flex min-h-9 items-center gap-1.5 text-sm font-semibold text-sky">
                <Icon name="chevron-down" size={16} />
                {t("tokens.contrast")}
              </summary>
              <ul className="grid gap-x-6 sm:grid-cols-2">
                {contrastPairs.map(({ front, back, least }) => (
                  <li key={`${front} ${back}`} className="flex justify-between gap-3 border-b border-line py-1 text-sm">
                    <span>{t("tokens.on", { front, back })}</span>
                    <span className="tabular whitespace-nowrap">
                      <strong>{contrast(tokens[theme][front], tokens[theme][back]).toFixed(1)}</strong>
                      <span className="text-ink-soft">{` / ${least}`}</span>
                    </span>
                  </li>
                ))}
              </ul>
            </details>
          </>
        )}
      </BothThemes>
    </Section>
  );
}

const scale = [
  ["text-5xl", "text-5xl"],
  ["text-4xl", "text-4xl"],
  ["text-3xl", "text-3xl"],
  ["text-2xl", "text-2xl"],
  ["text-xl", "text-xl"],
] as const;

export function Type() {
  const { t } = useTranslation("design");
  return (
    <Section id="type" title={t("type.title")}>
      <div className="grid gap-4">
        {scale.map(([name, className]) => (
          <p key={name} className={`flex flex-wrap items-baseline justify-between gap-x-4 border-b border-line pb-2 font-display font-bold ${className}`}>
            {t("type.display")}
            <span className="font-sans text-xs font-normal text-ink-soft">{name}</span>
          </p>
        ))}
        <p className="prose-text">{t("type.text")}</p>
        <p className="prose-text text-sm text-ink-soft">{t("type.text")}</p>
        <p className="tabular text-2xl font-semibold">{t("type.figures")}</p>
      </div>
    </Section>
  );
}

export function Icons() {
  const { t } = useTranslation("design");
  return (
    <Section id="icons" title={t("icons.title")}>
      <BothThemes>
        {() => (
          <>
            <Row>
              <LogoMark size={96} />
              <LogoMark size={48} />
              <LogoMark size={24} />
              <Wordmark />
            </Row>
            <ul className="grid grid-cols-[repeat(auto-fill,minmax(5.2rem,1fr))] gap-2">
              {(Object.keys(iconPaths) as IconName[]).map((name) => (
                <li key={name} className="grid justify-items-center gap-1 rounded-control p-2 text-center text-xs text-ink-soft">
                  <span className="text-ink">
                    <Icon name={name} size={24} />
                  </span>
                  {name}
                </li>
              ))}
            </ul>
          </>
        )}
      </BothThemes>
    </Section>
  );
}
