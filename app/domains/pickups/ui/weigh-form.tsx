import type { SubmissionResult } from "@conform-to/react";
import { useState } from "react";
import { useTranslation } from "#app/ui/i18n.ts";
import { translateError } from "#app/shared/field-errors.ts";
import { LinkButton, SubmitButton } from "#app/ui/buttons.tsx";
import { Card } from "#app/ui/card.tsx";
import { Segmented } from "#app/ui/forms/choices.tsx";
import { Field } from "#app/ui/forms/field.tsx";
import { Input, Select } from "#app/ui/forms/inputs.tsx";
import { NumberPad } from "#app/ui/forms/number-pad.tsx";
import { Form } from "#app/ui/remix.ts";
import type { BookingView } from "../pickups.schema.ts";
import { massText, massUnits, type MassUnit } from "../weights.rules.ts";

type Props = {
  booking: BookingView;
  /** What may be weighed, the booking's own materials first. */
  materials: readonly string[];
  /** The one on the scale now; null once all of the booking's are weighed and none was asked for. */
  material: string | null;
  submission: SubmissionResult<string[]> | null;
};

/** Weighing one material at a time, as a scale does. Another reading of the same material is a correction. */
export function WeighForm({ booking, materials, material, submission }: Props) {
  const { t } = useTranslation("pickups");
  const { t: name } = useTranslation("materials");
  const typed = (submission?.initialValue ?? {}) as Record<string, string | undefined>;
  const [chosen, setChosen] = useState(typed.material ?? material ?? "");
  const earlier = booking.weighIns.find((reading) => reading.material === chosen && !reading.superseded);
  const [unit, setUnit] = useState<MassUnit>(massUnits.find((one) => one === typed.unit) ?? earlier?.unit ?? booking.weighIns.at(-1)?.unit ?? "kg");
  const errors = (field: string) => submission?.error?.[field]?.map((message) => translateError(t, message));
  const first = (field: string) => errors(field)?.[0];
  const decimals = unit === "g" ? 0 : unit === "kg" ? 3 : 2;
  const others = materials.filter((code) => !booking.lines.some((line) => line.material === code));
  return (
    <Card as="section" className="grid gap-4">
      <h2 className="text-xl">{t("weigh.title")}</h2>
      <Form method="post" className="grid gap-4">
        <input type="hidden" name="version" value={booking.version} />
        <Field id="material" label={t("weigh.material")} error={first("material")}>
          <Select name="material" value={chosen} required onChange={(event) => setChosen(event.target.value)}>
            <option value="" />
            {booking.lines.map((line) => (
              <option key={line.id} value={line.material}>
                {name(`names.${line.material}`)}
              </option>
            ))}
            {others.length > 0 ? (
              <optgroup label={t("weigh.other")}>
                {others.map((code) => (
                  <option key={code} value={code}>
                    {name(`names.${code}`)}
                  </option>
                ))}
              </optgroup>
            ) : null}
          </Select>
        </Field>
        <Segmented legend={t("weigh.unit")} name="unit" value={unit} onChange={(next) => setUnit(massUnits.find((one) => one === next) ?? "kg")} options={massUnits.map((one) => ({ value: one, label: t(`weigh.units.${one}`) }))} />
        <div className="grid gap-4 sm:grid-cols-2">
          <NumberPad key={`gross-${chosen}`} id="gross" name="gross" label={t("weigh.gross")} unit={t(`weigh.units.${unit}`)} decimals={decimals} defaultValue={typed.gross ?? (earlier ? massText(earlier.grossGrams, unit) : "")} error={first("gross")} />
          <div className="grid content-start gap-4">
            <Field id="tare" label={t("weigh.tare")} hint={t("weigh.tareHint")} error={first("tare")} optional>
              <Input key={`tare-${chosen}`} name="tare" inputMode="decimal" autoComplete="off" unit={t(`weigh.units.${unit}`)} defaultValue={typed.tare ?? (earlier?.tareGrams ? massText(earlier.tareGrams, unit) : "")} className="tabular text-end text-xl" />
            </Field>
            <Field id="contamination" label={t("weigh.contamination")} hint={t("weigh.contaminationHint")} error={first("contamination")} optional>
              <Input key={`contamination-${chosen}`} name="contamination" inputMode="decimal" autoComplete="off" unit="%" defaultValue={typed.contamination ?? (earlier?.contaminationPermille ? String(earlier.contaminationPermille / 10) : "")} className="tabular text-end text-xl" />
            </Field>
            {earlier || errors("reason") ? (
              <Field id="reason" label={t("weigh.reason")} hint={t("weigh.reasonHint")} error={first("reason")}>
                <Input name="reason" maxLength={300} defaultValue={typed.reason ?? ""} />
              </Field>
            ) : null}
          </div>
        </div>
        <div className="flex flex-wrap gap-2">
          <SubmitButton name="intent" value="weigh" size="lg" icon="scale" variant={material === null ? "secondary" : "primary"}>
            {t("weigh.save")}
          </SubmitButton>
          {booking.weighIns
            .filter((reading) => !reading.superseded && reading.material !== chosen)
            .map((reading) => (
              <LinkButton key={reading.id} to={`/staff/bookings/${booking.id}?material=${reading.material}`} variant="quiet">
                {`${t("weigh.correct")}: ${name(`names.${reading.material}`)}`}
              </LinkButton>
            ))}
        </div>
      </Form>
    </Card>
  );
}
