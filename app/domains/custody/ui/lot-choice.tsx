import { useTranslation } from "#app/ui/i18n.ts";
import { formatMass } from "#app/shared/units.ts";
import { FormFold } from "#app/ui/forms/form-fold.tsx";
import { Checkbox } from "#app/ui/forms/inputs.tsx";
import { formatInstant } from "#app/ui/time.tsx";
import type { LotRow } from "../stock.schema.ts";

/** Lots to be chosen by hand, folded away: most take the oldest. */
export function LotChoice({ lots, chosen, locale, timeZone }: { lots: readonly LotRow[]; chosen: readonly string[]; locale: string; timeZone: string }) {
  const { t } = useTranslation("custody");
  if (lots.length < 2) return null;
  return (
    <FormFold title={t("new.lots")} hint={t("new.lotsHint")} isOpen={lots.some((lot) => chosen.includes(lot.id))}>
      <div className="grid sm:grid-cols-2">
        {lots.map((lot) => (
          <Checkbox
            key={lot.id}
            name="lots"
            value={lot.id}
            defaultChecked={chosen.includes(lot.id)}
            label={t("lots.choose", { number: String(lot.number), mass: formatMass(lot.grams, locale) })}
            hint={t("lots.from", { date: formatInstant(lot.madeAt, { locale, timeZone, format: "date" }) })}
          />
        ))}
      </div>
    </FormFold>
  );
}
