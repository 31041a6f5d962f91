import { useTranslation } from "#app/ui/i18n.ts";
import { formatPrice } from "#app/shared/money.ts";
import { formatMass } from "#app/shared/units.ts";
import { DataTable } from "#app/ui/data-table.tsx";
import { Select } from "#app/ui/forms/inputs.tsx";
import { Field } from "#app/ui/forms/field.tsx";
import type { GradeChoice, SettlementLine } from "../prices.schema.ts";
import { dayText } from "./price-board.tsx";
import { perKg } from "./price-words.ts";

/** What a visit came to: the receipt's lines and their sum. */
export function Settlement({ lines, locale }: { lines: readonly SettlementLine[]; locale: string }) {
  const { t } = useTranslation("prices");
  const { t: name } = useTranslation("materials");
  const [first] = lines;
  if (!first) return null;
  const total = lines.reduce((sum, line) => sum + line.amountMinor, 0);
  return (
    <div className="grid gap-3">
      <p className="text-lg">
        {t(total < 0 ? "settlement.youPay" : "settlement.youGet")} <strong className="tabular font-display text-2xl">{formatPrice(Math.abs(total), first.currency, locale)}</strong>
      </p>
      <DataTable
        caption={t("settlement.caption", { day: dayText(first.day, locale) })}
        rows={lines}
        rowKey={(line) => line.material}
        columns={[
          { key: "material", header: t("board.material"), cell: (line) => name(`names.${line.material}`), primary: true },
          { key: "grade", header: t("settlement.grade"), cell: (line) => t(`grades.${line.grade}`) },
          { key: "mass", header: t("settlement.mass"), cell: (line) => formatMass(line.grams, locale), align: "end" },
          { key: "price", header: t("settlement.perKg"), cell: (line) => perKg(line.minorPerKg, line.currency, locale), align: "end" },
          { key: "amount", header: t("settlement.amount"), cell: (line) => formatPrice(line.amountMinor, line.currency, locale), align: "end" },
        ]}
      />
    </div>
  );
}

/** The grade of each weighed material, as fields `grade-CODE` of the surrounding form. */
export function GradeFields({ choices, currency, locale }: { choices: readonly GradeChoice[]; currency: string; locale: string }) {
  const { t } = useTranslation("prices");
  const { t: name } = useTranslation("materials");
  const priced = choices.filter((choice) => choice.options.length > 0);
  if (priced.length === 0) return null;
  return (
    <div className="grid gap-3">
      <p className="text-sm text-ink-soft">{t("complete.hint")}</p>
      {priced.map(({ material, suggested, options }) => (
        <Field key={material} id={`grade-${material}`} label={name(`names.${material}`)}>
          <Select
            name={`grade-${material}`}
            defaultValue={suggested ?? ""}
            options={[
              ...(suggested === null ? [{ value: "", label: t("complete.none") }] : []),
              ...options.map((option) => ({
                value: option.grade,
                label: t("complete.option", { grade: t(`grades.${option.grade}`), price: perKg(option.minorPerKg, currency, locale), amount: formatPrice(option.amountMinor, currency, locale) }),
              })),
            ]}
          />
        </Field>
      ))}
    </div>
  );
}
