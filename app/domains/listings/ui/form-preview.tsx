import { useTranslation } from "#app/ui/i18n.ts";
import { useHydrated } from "#app/ui/assistive.tsx";
import type { ListingKind } from "../listings.schema.ts";
import { ListingDrawing } from "./listing-drawing.tsx";
import { formatPrice } from "./listing-words.ts";

type Values = { title?: string | undefined; offer?: string | undefined; price?: string | undefined; currency?: string | undefined; placeLabel?: string | undefined; condition?: string | undefined; chosen?: string | undefined };

/** How the card will look, beside the form on a wide screen; follows what is typed. */
export function FormPreview({ kind, locale, values, photo }: { kind: ListingKind; locale: string; values: Values; photo: string | null }) {
  const { t } = useTranslation("listings");
  const hydrated = useHydrated();
  if (!hydrated) return null;
  const minor = Math.round(Number((values.price ?? "").replace(",", ".")) * 100);
  const offer = values.offer ?? "free";
  const price = offer === "sale" ? (minor > 0 ? formatPrice(minor, values.currency ?? "EUR", locale) : t("offers.sale")) : t(`offers.${offer}`);
  const facts = [values.condition ? t(`conditions.${values.condition}`) : null, values.placeLabel].filter(Boolean).join(" · ");
  return (
    <aside aria-label={t("form.preview")} className="sticky top-24 hidden gap-2 lg:grid">
      <p className="text-sm font-semibold text-ink-soft">{t("form.preview")}</p>
      <div className="overflow-hidden rounded-card border border-line bg-surface">
        <div className="flex aspect-4/3 items-center justify-center bg-sunken text-ink-soft">
          {photo ? <img src={photo} alt="" className="size-full object-cover" /> : <ListingDrawing category={kind === "goods" ? (values.chosen ?? "other") : null} material={kind === "material" ? (values.chosen ?? null) : null} />}
        </div>
        <div className="grid gap-1 p-3">
          <div className="flex items-baseline justify-between gap-2">
            <span className={`line-clamp-2 font-semibold ${values.title ? "" : "text-ink-soft"}`}>{values.title || t("form.previewTitle")}</span>
            <span className="tabular shrink-0 font-semibold text-leaf">{price}</span>
          </div>
          <span className="text-sm text-ink-soft">{facts}</span>
        </div>
      </div>
    </aside>
  );
}
