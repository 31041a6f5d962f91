import type { FieldMetadata } from "@conform-to/react";
import { useTranslation } from "#app/ui/i18n.ts";
import { FormFold } from "#app/ui/forms/form-fold.tsx";
import type { ListingKind } from "../listings.schema.ts";
import { DateField, LongTextField, TextField } from "./form-fields.tsx";
import { PositionFields } from "./place-fields.tsx";

type Text = FieldMetadata<string>;

/** The names of the fields below the fold. */
export const foldedFields = ["description", "mass", "units", "serialNumber", "exactAddress", "latitude", "longitude", "expiresOn"] as const;

/** Everything a listing can do without, below a fold; open where something in it is wrong or there already. */
export function MoreDetails({ kind, isOpen, field }: { kind: ListingKind; isOpen: boolean; field: (name: (typeof foldedFields)[number]) => Text }) {
  const { t } = useTranslation("listings");
  return (
    <FormFold title={t("form.more")} hint={t("form.moreHint")} isOpen={isOpen}>
      <div className="grid gap-6 pt-4">
        <LongTextField field={field("description")} label={t("form.description")} hint={t("form.descriptionHint")} optional />
        <div className="grid items-start gap-4 sm:grid-cols-2">
          <TextField field={field("mass")} label={kind === "goods" ? t("form.massEach") : t("form.massLot")} hint={t("form.massHint")} unit="kg" inputMode="decimal" optional />
          <TextField field={field("units")} label={kind === "goods" ? t("form.units") : t("form.unitsLots")} hint={t("form.unitsHint")} inputMode="numeric" />
        </div>
        <div className="hidden group-has-[[name=kind][value=goods]:checked]/form:block">
          <TextField field={field("serialNumber")} label={t("form.serialNumber")} hint={t("form.serialNumberHint")} maxLength={64} autoComplete="off" spellCheck={false} optional />
        </div>
        <TextField field={field("exactAddress")} label={t("form.exactAddress")} hint={t("form.exactAddressHint")} optional autoComplete="street-address" />
        <PositionFields latitude={field("latitude")} longitude={field("longitude")} />
        <DateField field={field("expiresOn")} label={t("form.expiresOn")} hint={t("form.expiresOnHint")} optional />
      </div>
    </FormFold>
  );
}
