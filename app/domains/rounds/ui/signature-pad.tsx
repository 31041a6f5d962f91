import { useRef, useState } from "react";
import type { PointerEvent } from "react";
import { useTranslation } from "#app/ui/i18n.ts";
import { useHydrated } from "#app/ui/assistive.tsx";
import { Button } from "#app/ui/buttons.tsx";
import { Field } from "#app/ui/forms/field.tsx";
import { Input } from "#app/ui/forms/inputs.tsx";

const [width, height] = [600, 200];
/** As much as the server takes, less one stroke. */
const mostText = 19_000;

/** Strokes of a finger, "x,y x,y;x,y ...", as the path of an SVG. */
export function pathOfStrokes(strokes: string): string {
  return strokes
    .split(";")
    .filter(Boolean)
    .map((stroke) => `M${stroke.replaceAll(" ", "L")}${stroke.includes(" ") ? "" : "l0 0"}`)
    .join("");
}

/** A signature as it was drawn. */
export function Signature({ strokes, label }: { strokes: string; label: string }) {
  return (
    <svg viewBox={`0 0 ${width} ${height}`} role="img" aria-label={label} className="h-20 w-full max-w-60 rounded-control border border-line bg-surface">
      <path d={pathOfStrokes(strokes)} fill="none" stroke="currentColor" strokeWidth={4} strokeLinecap="round" strokeLinejoin="round" />
    </svg>
  );
}

/** Who hands it over signs with a finger, or gives a name: a name alone is enough, and before JavaScript the only way. */
export function SignaturePad({ id, name }: { id: string; name: string }) {
  const { t } = useTranslation("rounds");
  const hydrated = useHydrated();
  const [strokes, setStrokes] = useState("");
  const isDrawing = useRef(false);

  function point(event: PointerEvent<SVGSVGElement>, opens: boolean): void {
    const box = event.currentTarget.getBoundingClientRect();
    const at = (value: number, most: number) => Math.min(most - 1, Math.max(0, Math.round(value)));
    const place = `${at(((event.clientX - box.left) / box.width) * width, width)},${at(((event.clientY - box.top) / box.height) * height, height)}`;
    setStrokes((before) => (before.length > mostText ? before : before === "" ? place : opens ? `${before};${place}` : `${before} ${place}`));
  }

  return (
    <div className="grid gap-2">
      <Field id={id} label={t("driver.sign.name")} hint={t("driver.sign.hint")} optional>
        <Input name="signedName" maxLength={100} autoComplete="off" defaultValue={name} />
      </Field>
      {hydrated ? (
        <>
          <input type="hidden" name="signedStrokes" value={strokes} />
          <svg
            viewBox={`0 0 ${width} ${height}`}
            role="img"
            aria-label={strokes === "" ? t("driver.sign.empty") : t("driver.sign.drawn")}
            data-testid="signature"
            className="aspect-[3/1] w-full touch-none rounded-control border border-dashed border-line-strong bg-sunken"
            onPointerDown={(event) => {
              isDrawing.current = true;
              event.currentTarget.setPointerCapture(event.pointerId);
              point(event, true);
            }}
            onPointerMove={(event) => {
              if (isDrawing.current) point(event, false);
            }}
            onPointerUp={() => (isDrawing.current = false)}
            onPointerCancel={() => (isDrawing.current = false)}
          >
            <path d={pathOfStrokes(strokes)} fill="none" stroke="currentColor" strokeWidth={4} strokeLinecap="round" strokeLinejoin="round" />
          </svg>
          {strokes === "" ? null : (
            <div>
              <Button variant="quiet" size="sm" icon="undo" onClick={() => setStrokes("")}>
                {t("driver.sign.clear")}
              </Button>
            </div>
          )}
        </>
      ) : null}
    </div>
  );
}
