import { formatPrice } from "#app/shared/money.ts";
import { useTranslation } from "#app/ui/i18n.ts";
import type { DealView } from "../deals.schema.ts";

/** What is to be paid for what moved, as soon as that is known. */
export function SettledNote({ deal, locale }: { deal: DealView; locale: string }) {
  const { t } = useTranslation("deals");
  const currency = deal.terms.price?.currency;
  // What is subject to an inspection is settled by its end.
  const isOpen = deal.kind === "inspected" && deal.state !== "completed";
  if (deal.settledMinor === null || !currency || isOpen) return null;
  return (
    <p>
      {t(deal.state === "completed" ? "settled.paid" : "settled.due")} <strong className="tabular">{formatPrice(deal.settledMinor, currency, locale)}</strong>
      <span className="block text-sm text-ink-soft">{t("settled.hint")}</span>
    </p>
  );
}
