import { useTranslation } from "#app/ui/i18n.ts";
import { Card } from "#app/ui/card.tsx";
import type { Estimate } from "../prices.rules.ts";
import { rangeText } from "./price-words.ts";

/** What a declared load may come to: a range, said to be no promise. Nothing when the board says nothing of it. */
export function EstimateLine({ estimate, currency, locale, board }: { estimate: Estimate | null; currency: string; locale: string; board?: string | undefined }) {
  const { t } = useTranslation("prices");
  const { t: name } = useTranslation("materials");
  if (!estimate) return null;
  const isGateFee = estimate.highMinor <= 0 && estimate.lowMinor < 0;
  const range = isGateFee ? { lowMinor: -estimate.highMinor, highMinor: -estimate.lowMinor } : estimate;
  return (
    <Card tone={isGateFee ? "marigold" : "leaf"} padding="sm" className="grid gap-1">
      <p>
        <span className="block text-sm text-ink-soft">{t(isGateFee ? "estimate.fee" : "estimate.title")}</span>
        <span className="text-lg font-semibold">{t("estimate.about", { range: rangeText(range, currency, locale) })}</span>
      </p>
      <p className="text-sm text-ink-soft">
        {t("estimate.settled")}
        {estimate.unpriced.length > 0 ? ` ${t("estimate.unpriced", { names: new Intl.ListFormat(locale, { style: "short", type: "conjunction" }).format(estimate.unpriced.map((code) => name(`names.${code}`))) })}` : null}
        {board ? (
          <>
            {" "}
            <a href={board} className="link">
              {t("estimate.board")}
            </a>
          </>
        ) : null}
      </p>
    </Card>
  );
}
