import { useTranslation } from "#app/ui/i18n.ts";
import { formatCo2e, formatMass } from "#app/shared/units.ts";
import { Section } from "#app/ui/page.tsx";
import { Link } from "#app/ui/remix.ts";
import type { InputLine } from "../entries.view.ts";

/** What the formula was given, each with where it comes from. `regionName`: the place in the reader's language. */
export function EntryInputs({ lines, regionName, locale }: { lines: readonly InputLine[]; regionName: string | null; locale: string }) {
  const { t } = useTranslation("impact");
  const valueOf = ({ name, facts }: InputLine): string => {
    const { grams, region, practice, mode, ...rest } = facts;
    const isGas = name === "refurbishment" || name === "processing";
    return t(`inputs.values.${name}`, {
      ...rest,
      mass: typeof grams !== "number" ? "" : isGas ? formatCo2e(grams, locale, { gas: true }) : formatMass(grams, locale),
      hasMass: typeof grams === "number" ? "yes" : "no",
      hasKm: facts.km === undefined ? "no" : "yes",
      ...(region === undefined ? {} : { region: regionName ?? t("inputs.unknownPlace") }),
      ...(practice === undefined ? {} : { practice: t(`practices.${practice}`) }),
      ...(mode === undefined ? {} : { mode: t(`modes.${mode}`) }),
    });
  };
  const sourceOf = ({ source, facts }: InputLine): string =>
    t(`inputs.sources.${source}`, { ...facts, ...(facts.condition === undefined ? {} : { condition: t(`conditions.${facts.condition}`) }) });
  return (
    <Section title={t("inputs.title")}>
      <dl className="overflow-hidden rounded-card border border-line bg-surface">
        {lines.map((line, index) => (
          <div key={`${line.name} ${index}`} className="grid gap-x-4 border-b border-line px-4 py-2.5 last:border-b-0 sm:grid-cols-[11rem_1fr]">
            <dt className="text-sm text-ink-soft sm:pt-0.5">{t(`inputs.names.${line.name}`)}</dt>
            <dd className="min-w-0">
              <span className="tabular block font-semibold">{valueOf(line)}</span>
              <span className="block text-sm text-ink-soft">{sourceOf(line)}</span>
            </dd>
          </div>
        ))}
      </dl>
      <p className="text-sm">
        <Link className="link" to="/impact/method">
          {t("overview.methodLink")}
        </Link>
      </p>
    </Section>
  );
}
