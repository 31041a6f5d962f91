import { useState } from "react";
import { useTranslation } from "#app/ui/i18n.ts";
import { useHydrated } from "#app/ui/assistive.tsx";
import { Button } from "#app/ui/buttons.tsx";
import { Field, FieldSet } from "#app/ui/forms/field.tsx";
import { Input } from "#app/ui/forms/inputs.tsx";
import { aroundCircle } from "#app/ui/map/bounds.ts";
import { PointsMap } from "#app/ui/map/points-map.tsx";
import { useLocate } from "#app/ui/use-locate.ts";

export type MapSettings = { tileUrl: string | null; attribution: string };

/** A typed degree as a number; null while it is none. */
const degree = (text: string) => (text.trim() === "" || !Number.isFinite(Number(text)) ? null : Number(text));

/**
 * A place on the map: typed in degrees, asked of the device, or pressed on the map. The fields alone do; map and button come with the
 * script. `reachKm` draws a circle of that radius. `isOptional` allows no place at all.
 */
export function PlacePicker({ legend, hint, latitude, longitude, errors, map, marker, reachKm, isOptional = false }: { legend: string; hint: string; latitude: string; longitude: string; errors: { latitude?: string | undefined; longitude?: string | undefined }; map: MapSettings; marker: string; reachKm?: number | null; isOptional?: boolean }) {
  const { t } = useTranslation("home-pickup");
  const hydrated = useHydrated();
  const [place, setPlace] = useState({ latitude, longitude });
  const [lat, lon] = [degree(place.latitude), degree(place.longitude)];
  const here = lat !== null && lon !== null && Math.abs(lat) <= 90 && Math.abs(lon) <= 180 ? { lat, lon } : null;
  const [first] = useState(here);
  const circle = here && reachKm ? { ...here, radiusMetres: reachKm * 1000 } : null;
  const set = (at: { latitude: number; longitude: number }) => setPlace({ latitude: at.latitude.toFixed(5), longitude: at.longitude.toFixed(5) });

  const { state, locate } = useLocate(set, { exact: true });

  return (
    <FieldSet legend={legend} hint={hint}>
      {hydrated ? (
        <>
          <div className="flex flex-wrap items-center gap-3">
            <Button variant="secondary" size="sm" icon="locate" busy={state === "looking"} onClick={locate}>
              {t("place.locate")}
            </Button>
            <span role="status" className="text-sm text-ink-soft">
              {state === "found" ? t("place.located") : state === "failed" ? t("place.failed") : ""}
            </span>
          </div>
          <PointsMap
            className="h-64"
            label={t("place.map")}
            markers={here ? [{ id: "here", ...here, label: marker, href: "#latitude" }] : []}
            onSelect={() => undefined}
            onPick={(at) => set({ latitude: at.lat, longitude: at.lon })}
            circle={circle}
            {...(circle ? { bounds: aroundCircle(circle) } : first ? { center: first, zoom: 15 } : {})}
            tileUrl={map.tileUrl}
            attribution={map.attribution}
          />
        </>
      ) : null}
      <div className="grid grid-cols-2 items-start gap-3">
        <Field id="latitude" label={t("place.latitude")} error={errors.latitude}>
          <Input name="latitude" inputMode="text" autoComplete="off" required={!isOptional} value={place.latitude} onChange={(event) => setPlace({ ...place, latitude: event.target.value })} />
        </Field>
        <Field id="longitude" label={t("place.longitude")} error={errors.longitude}>
          <Input name="longitude" inputMode="text" autoComplete="off" required={!isOptional} value={place.longitude} onChange={(event) => setPlace({ ...place, longitude: event.target.value })} />
        </Field>
      </div>
    </FieldSet>
  );
}
