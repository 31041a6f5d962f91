import type { ReactNode } from "react";
import { useTranslation } from "#app/ui/i18n.ts";
import { formatMass } from "#app/shared/units.ts";
import { Alert } from "#app/ui/alert.tsx";
import { Segmented } from "#app/ui/forms/choices.tsx";
import { Field, FieldSet } from "#app/ui/forms/field.tsx";
import { Textarea } from "#app/ui/forms/inputs.tsx";
import { Form } from "#app/ui/remix.ts";
import type { AreaAtPlace } from "../../home/areas.schema.ts";
import { amountUnits, type HomeDraftData } from "../../home/home-draft.rules.ts";
import { bulkMaterials, gramsOfBag, piecesOf, usualGrams } from "../../home/pieces.ts";
import { Stepper } from "./stepper.tsx";
import { StepButtons } from "./four-steps.tsx";

/** The second step: bags (or kilograms) of what the recycler takes, and whole pieces. */
export function LoadStep({ action, back, draft, area, problem, locale, estimate }: { action: string; back: string; draft: HomeDraftData; area: AreaAtPlace; problem: (field: string) => string | undefined; locale: string; estimate?: ReactNode }) {
  const { t } = useTranslation("home-pickup");
  const { t: name } = useTranslation("materials");
  const { t: goods } = useTranslation("goods");
  const pieces = piecesOf(area.accepts);
  const wrong = problem("load");
  return (
    <Form method="post" action={action} className="grid gap-6">
      {wrong ? (
        <Alert tone="error" live>
          {wrong}
        </Alert>
      ) : null}
      <p className="text-ink-soft">
        {t("what.collects", { name: area.recyclerName })}
        {area.maxVisitGrams === null ? null : ` ${t("what.max", { mass: formatMass(area.maxVisitGrams, locale) })}`}
      </p>
      <FieldSet id="load" legend={t("what.bulk")} hint={t("what.bulkHint")}>
        <Segmented legend={t("what.unit")} name="unit" defaultValue={draft.unit} options={amountUnits.map((unit) => ({ value: unit, label: t(`what.units.${unit}`) }))} />
        <div className="grid sm:grid-cols-2 sm:gap-x-8">
          {bulkMaterials(area.accepts).map((code) => (
            <Stepper
              key={code}
              name={`amount-${code}`}
              label={name(`names.${code}`)}
              hint={t("what.bag", { mass: formatMass(gramsOfBag(code), locale) })}
              defaultValue={draft.amounts[code] ?? ""}
              error={problem(`amount-${code}`)}
            />
          ))}
        </div>
      </FieldSet>
      {pieces.length > 0 ? (
        <FieldSet legend={t("what.pieces")} hint={t("what.piecesHint")}>
          <div className="grid sm:grid-cols-2 sm:gap-x-8">
            {pieces.map((code) => {
              const grams = usualGrams(code);
              return (
                <Stepper
                  key={code}
                  name={`piece-${code}`}
                  label={goods(`names.${code}`)}
                  hint={grams === null ? t("what.unknownPiece") : t("what.piece", { mass: formatMass(grams, locale) })}
                  defaultValue={draft.pieces[code] ?? ""}
                  error={problem(`piece-${code}`)}
                />
              );
            })}
          </div>
        </FieldSet>
      ) : null}
      {estimate}
      <Field id="note" label={t("what.note")} optional>
        <Textarea name="note" rows={2} maxLength={500} defaultValue={draft.note} className="min-h-16" />
      </Field>
      <StepButtons intent="what" back={back} />
    </Form>
  );
}
