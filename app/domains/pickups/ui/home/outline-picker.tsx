import { useMemo, useState } from "react";
import { useTranslation } from "#app/ui/i18n.ts";
import { useHydrated } from "#app/ui/assistive.tsx";
import { Button } from "#app/ui/buttons.tsx";
import { Field } from "#app/ui/forms/field.tsx";
import { Textarea } from "#app/ui/forms/inputs.tsx";
import { around } from "#app/ui/map/bounds.ts";
import { PointsMap } from "#app/ui/map/points-map.tsx";
import { cornersSoFar, outlineText, type Corner } from "../../home/outline.rules.ts";
import type { MapSettings } from "./place-picker.tsx";

const round = (degrees: number) => Number(degrees.toFixed(5));

/**
 * The outline of an area: corners pressed on the map one after the other, or GeoJSON typed or pasted. The text alone does; the map comes with
 * the script. `near` is where the map opens while there is no outline.
 */
export function OutlinePicker({ text: typed, error, near, map }: { text: string; error: string | undefined; near: { lat: number; lon: number } | null; map: MapSettings }) {
  const { t } = useTranslation("home-pickup");
  const hydrated = useHydrated();
  const [text, setText] = useState(typed);
  const outline = useMemo(() => cornersSoFar(text).map(([lon, lat]) => ({ lat, lon })), [text]);
  const markers = useMemo(() => outline.map((corner, index) => ({ id: `corner-${index + 1}`, ...corner, label: t("areas.corner", { number: index + 1 }), href: "#outline" })), [outline, t]);
  // The map stays where it is while somebody draws.
  const [frame] = useState(() => (outline.length > 0 ? { bounds: around(outline) } : near ? { center: near, zoom: 13 } : {}));
  const give = (corners: readonly { lat: number; lon: number }[]) => setText(outlineText(corners.map(({ lat, lon }): Corner => [round(lon), round(lat)])));
  return (
    <div className="grid gap-3">
      {hydrated ? (
        <>
          <PointsMap className="h-80" label={t("areas.outlineMap")} markers={markers} outline={outline} onSelect={() => undefined} onPick={(corner) => give([...outline, corner])} {...frame} tileUrl={map.tileUrl} attribution={map.attribution} />
          <div className="flex flex-wrap items-center gap-2">
            <span role="status" className="text-sm text-ink-soft">
              {t("areas.corners", { count: outline.length })}
            </span>
            {outline.length > 0 ? (
              <>
                <Button variant="secondary" size="sm" icon="undo" onClick={() => give(outline.slice(0, -1))}>
                  {t("areas.lastCorner")}
                </Button>
                <Button variant="quiet" size="sm" onClick={() => setText("")}>
                  {t("areas.clearOutline")}
                </Button>
              </>
            ) : null}
          </div>
        </>
      ) : null}
      <Field id="outline" label={t("areas.outline")} hint={t("areas.outlineHint")} error={error}>
        <Textarea name="outline" rows={4} value={text} onChange={(event) => setText(event.target.value)} spellCheck={false} className="font-mono text-sm" />
      </Field>
    </div>
  );
}
