import { useInputControl, type FieldMetadata } from "@conform-to/react";
import { useTranslation } from "#app/ui/i18n.ts";
import { useHydrated } from "#app/ui/assistive.tsx";
import { Button } from "#app/ui/buttons.tsx";
import { FieldSet } from "#app/ui/forms/field.tsx";
import { useLocate } from "#app/ui/use-locate.ts";
import { TextField } from "./form-fields.tsx";

type Text = FieldMetadata<string>;

/** Where it lies on the map: typed, or asked of the device; only ever shown coarsely. */
export function PositionFields({ latitude, longitude }: { latitude: Text; longitude: Text }) {
  const { t } = useTranslation("listings");
  const hydrated = useHydrated();
  const lat = useInputControl(latitude);
  const lon = useInputControl(longitude);
  const { state, locate } = useLocate(
    (place) => {
      lat.change(place.latitude.toFixed(5));
      lon.change(place.longitude.toFixed(5));
    },
    { exact: true },
  );

  return (
    <FieldSet legend={t("form.coordinates")} hint={t("form.coordinatesHint")} optional>
      <div className="grid grid-cols-2 items-start gap-3">
        <TextField field={latitude} label={t("form.latitude")} inputMode="decimal" />
        <TextField field={longitude} label={t("form.longitude")} inputMode="decimal" />
      </div>
      {hydrated ? (
        <div className="mt-2 flex flex-wrap items-center gap-3">
          <Button variant="secondary" size="sm" icon="locate" busy={state === "looking"} onClick={locate}>
            {t("form.locate")}
          </Button>
          <span role="status" className="text-sm text-ink-soft">
            {state === "found" ? t("form.located") : state === "failed" ? t("near.failed") : ""}
          </span>
        </div>
      ) : null}
    </FieldSet>
  );
}
