import { useState } from "react";
import { useTranslation } from "#app/ui/i18n.ts";
import { massUnits, typedNet, type MassUnit } from "#app/shared/typed-mass.ts";
import { formatMass } from "#app/shared/units.ts";
import { useHydrated } from "#app/ui/assistive.tsx";
import { SubmitButton } from "#app/ui/buttons.tsx";
import { Segmented } from "#app/ui/forms/choices.tsx";
import { Field } from "#app/ui/forms/field.tsx";
import { Input, Select } from "#app/ui/forms/inputs.tsx";
import type { DriverStop } from "../driver.schema.ts";
import { SignaturePad } from "./signature-pad.tsx";


/** What was typed before and refused: rows in the order of the form. */
export type TypedLoad = { material: string[]; gross: string[]; tare: string[]; contamination: string[]; unit: string; signedName: string };

/** Weights of what was put out, a row per material and one for something more. Fields of a form; the form is the caller's. */
export function CollectFields({ stop, accepts, typed, error, locale, isBusy }: { stop: DriverStop; accepts: readonly string[]; typed: TypedLoad | null; error: string | null; locale: string; isBusy: boolean }) {
  const { t } = useTranslation("rounds");
  const { t: name } = useTranslation("materials");
  const [unit, setUnit] = useState<MassUnit>(massUnits.find((one) => one === typed?.unit) ?? "kg");
  const declared = stop.lines.map((line) => line.material);
  const others = accepts.filter((code) => !declared.includes(code));
  const rows = [...stop.lines, { material: "", declaredGrams: null }];
  return (
    <div className="grid gap-4">
      <Segmented legend={t("driver.unit")} name="unit" value={unit} onChange={(chosen) => setUnit(massUnits.find((one) => one === chosen) ?? "kg")} options={massUnits.map((one) => ({ value: one, label: t(`driver.units.${one}`) }))} />
      {rows.map((line, row) => {
        const id = `${stop.id}-${row}`;
        return (
          <fieldset key={line.material || "more"} className="grid gap-2 rounded-card border border-line p-3">
            <legend className="px-1 font-semibold">
              {line.material ? name(`names.${line.material}`) : t("driver.more")}
              {line.declaredGrams === null ? null : <span className="font-normal text-ink-soft">{` · ${t("driver.declared", { mass: formatMass(line.declaredGrams, locale) })}`}</span>}
            </legend>
            {line.material ? (
              <input type="hidden" name="material" value={line.material} />
            ) : (
              <Field id={`${id}-material`} label={t("driver.material")} optional>
                <Select name="material" defaultValue={typed?.material[row] ?? ""} options={[{ value: "", label: "" }, ...others.map((code) => ({ value: code, label: name(`names.${code}`) }))]} />
              </Field>
            )}
            <Weights id={id} unit={unit} typed={{ gross: typed?.gross[row] ?? "", tare: typed?.tare[row] ?? "", contamination: typed?.contamination[row] ?? "" }} error={row === 0 ? error : null} locale={locale} />
          </fieldset>
        );
      })}
      <SignaturePad id={`${stop.id}-signed`} name={typed?.signedName ?? ""} />
      <SubmitButton name="kind" value="collect" size="lg" wide icon="check" busy={isBusy}>
        {t("driver.collected")}
      </SubmitButton>
    </div>
  );
}

/** Gross, tare and dirt of one material; the net follows while it is typed. */
function Weights({ id, unit, typed, error, locale }: { id: string; unit: MassUnit; typed: { gross: string; tare: string; contamination: string }; error: string | null; locale: string }) {
  const { t } = useTranslation("rounds");
  const hydrated = useHydrated();
  const [gross, setGross] = useState(typed.gross);
  const [tare, setTare] = useState(typed.tare);
  const net = gross.trim() === "" ? null : typedNet(gross, tare, unit);
  const large = "tabular min-h-13 text-end text-xl";
  return (
    <div className="grid grid-cols-2 gap-3">
      <Field id={`${id}-gross`} label={t("driver.weight")} error={error ?? undefined}>
        <Input name="gross" inputMode="decimal" autoComplete="off" unit={t(`driver.units.${unit}`)} defaultValue={typed.gross} onChange={(event) => setGross(event.target.value)} className={large} />
      </Field>
      <Field id={`${id}-tare`} label={t("driver.tare")} optional>
        <Input name="tare" inputMode="decimal" autoComplete="off" unit={t(`driver.units.${unit}`)} defaultValue={typed.tare} onChange={(event) => setTare(event.target.value)} className={large} />
      </Field>
      <Field id={`${id}-dirt`} label={t("driver.contamination")} optional>
        <Input name="contamination" inputMode="decimal" autoComplete="off" unit="%" defaultValue={typed.contamination} className={large} />
      </Field>
      {hydrated ? (
        <p className="grid content-start gap-1.5">
          <span className="text-sm font-semibold">{t("driver.net")}</span>
          <output htmlFor={`${id}-gross ${id}-tare`} className="tabular flex min-h-13 items-center justify-end text-xl font-semibold">
            {net === null ? "–" : formatMass(net, locale)}
          </output>
        </p>
      ) : null}
    </div>
  );
}
