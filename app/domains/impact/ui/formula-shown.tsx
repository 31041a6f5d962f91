import { numberFormat } from "#app/shared/formatters.ts";
import { Fragment } from "react";
import { useTranslation } from "#app/ui/i18n.ts";
import { formatCo2e } from "#app/shared/units.ts";
import { Link } from "#app/ui/remix.ts";
import type { Piece, TermView } from "../formula.view.ts";

interface Named {
  id: string;
  name: string;
  practice: string;
  publisher: string;
}

export interface FormulaShownProps {
  route: string;
  terms: readonly TermView[];
  factors: readonly Named[];
  totalGrams: number;
  locale: string;
  /** Address of a factor's page. */
  factorTo: (id: string) => string;
}

/** The formula in words, then each of its terms with the numbers that were multiplied; a factor's number leads to its source. */
export function FormulaShown({ route, terms, factors, totalGrams, locale, factorTo }: FormulaShownProps) {
  const { t } = useTranslation("impact");
  const byId = new Map(factors.map((factor) => [factor.id, factor]));
  return (
    <div className="grid gap-4">
      <p className="text-ink-soft">{t(`formula.${route}`)}</p>
      <ol className="grid gap-0 overflow-hidden rounded-card border border-line bg-surface">
        {terms.map((term, index) => (
          <li key={`${term.name} ${index}`} className="grid gap-2 border-b border-line px-4 py-3 sm:grid-cols-[1fr_auto] sm:items-center">
            <div className="grid min-w-0 gap-2">
              <p className="font-semibold">
                {t(`terms.${term.name}`)}
                {term.practice ? <span className="font-normal text-ink-soft"> · {t(`practices.${term.practice}`, { defaultValue: term.practice })}</span> : null}
              </p>
              <Product pieces={term.pieces} locale={locale} isSubtracted={term.isSubtracted} titleOf={(id) => byId.get(id)} factorTo={factorTo} />
            </div>
            <p className={`tabular text-end text-lg font-semibold ${term.kgCo2e < 0 ? "text-clay" : "text-leaf"}`}>
              {term.kgCo2e > 0 ? "+" : ""}
              {formatCo2e(term.kgCo2e * 1000, locale)}
            </p>
          </li>
        ))}
        <li className="flex items-baseline justify-between gap-4 bg-sunken px-4 py-3">
          <span className="font-semibold">{t("entry.result")}</span>
          <strong className={`tabular font-display text-2xl ${totalGrams < 0 ? "text-clay" : "text-leaf"}`}>{formatCo2e(totalGrams, locale, { gas: true })}</strong>
        </li>
      </ol>
    </div>
  );
}

interface ProductProps {
  pieces: readonly Piece[];
  locale: string;
  isSubtracted: boolean;
  titleOf: (id: string) => Named | undefined;
  factorTo: (id: string) => string;
}

function Product({ pieces, locale, isSubtracted, titleOf, factorTo }: ProductProps) {
  const { t } = useTranslation("impact");
  return (
    <p className="flex flex-wrap items-start gap-x-2 gap-y-1.5">
      {isSubtracted ? <Sign text="−" /> : null}
      {pieces.map((piece, index) => {
        const number = numberOf(piece, locale);
        const source = piece.factorId ? titleOf(piece.factorId) : undefined;
        return (
          <Fragment key={piece.label}>
            {index > 0 ? <Sign text="×" /> : null}
            <span className="inline-grid">
              <span className="tabular font-semibold">
                {piece.factorId ? (
                  <Link className="link" to={factorTo(piece.factorId)} title={source ? `${source.name} · ${source.practice} · ${source.publisher}` : undefined}>
                    {number}
                  </Link>
                ) : (
                  number
                )}
              </span>
              <span className="text-xs text-ink-soft">{piece.label === "factor" && piece.unit ? piece.unit : t(`pieces.${piece.label}`)}</span>
            </span>
          </Fragment>
        );
      })}
    </p>
  );
}

function Sign({ text }: { text: string }) {
  return <span className="text-ink-soft">{text}</span>;
}

function numberOf(piece: Piece, locale: string): string {
  const digits = numberFormat(locale, { maximumSignificantDigits: 5 }).format(piece.value).replace("-", "−");
  return piece.unit && piece.label !== "factor" ? `${digits} ${piece.unit}` : digits;
}
