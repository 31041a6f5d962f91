import { useTranslation } from "#app/ui/i18n.ts";
import { formatMass } from "#app/shared/units.ts";
import type { TraceBox, TraceDrawing as Drawing } from "../trace.schema.ts";

const BOX = { width: 176, height: 72, gapX: 56, gapY: 20, margin: 12 };

/**
 * A trace as a drawing: boxes in columns from left to right, lines between them. It scrolls within itself where it is wider than the page.
 * The list beside it says the same, so the drawing is one picture to whoever hears the page.
 */
export function TraceDrawing({ drawing, locale }: { drawing: Drawing; locale: string }) {
  const { t } = useTranslation("custody");
  const width = drawing.columns * (BOX.width + BOX.gapX) - BOX.gapX + 2 * BOX.margin;
  const height = drawing.rows * (BOX.height + BOX.gapY) - BOX.gapY + 2 * BOX.margin;
  const place = new Map(drawing.boxes.map((box) => [box.id, at(box)]));
  return (
    // The part that scrolls takes the focus, or a keyboard could not reach its end.
    <div className="overflow-x-auto rounded-card border border-line bg-surface" tabIndex={drawing.boxes.length > 0 ? 0 : undefined} role="group" aria-label={t("trace.drawing")}>
      <svg width={width} height={height} viewBox={`0 0 ${width} ${height}`} className="block max-w-none" aria-hidden="true" focusable="false">
        {drawing.lines.map(({ from, to }) => {
          const [a, b] = [place.get(from), place.get(to)];
          if (!a || !b) return null;
          const [x1, y1, x2, y2] = [a.x + BOX.width, a.y + BOX.height / 2, b.x, b.y + BOX.height / 2];
          const bend = Math.max(BOX.gapX / 2, (x2 - x1) / 2);
          return <path key={`${from} ${to}`} d={`M${x1} ${y1}C${x1 + bend} ${y1} ${x2 - bend} ${y2} ${x2} ${y2}`} fill="none" className="stroke-line-strong" strokeWidth={1.75} />;
        })}
        {drawing.boxes.map((box) => (
          <Box key={box.id} box={box} locale={locale} />
        ))}
      </svg>
    </div>
  );
}

function at(box: TraceBox): { x: number; y: number } {
  return { x: BOX.margin + box.column * (BOX.width + BOX.gapX), y: BOX.margin + box.row * (BOX.height + BOX.gapY) };
}

function Box({ box, locale }: { box: TraceBox; locale: string }) {
  const { x, y } = at(box);
  const lines = useBoxWords(box, locale);
  const look = box.isHere ? "fill-leaf-soft stroke-leaf" : box.kind === "left_over" ? "fill-clay-soft stroke-clay" : box.kind === "delivered" ? "fill-sky-soft stroke-sky" : "fill-paper stroke-line-strong";
  return (
    <g>
      <rect x={x} y={y} width={BOX.width} height={BOX.height} rx={12} className={look} strokeWidth={box.isHere ? 2.5 : 1.5} />
      <text x={x + 12} y={y + 22} className="fill-ink text-sm font-semibold">
        {clip(lines.title, 20)}
      </text>
      <text x={x + 12} y={y + 42} className="fill-ink text-sm">
        {clip(lines.mass, 22)}
      </text>
      <text x={x + 12} y={y + 61} className="fill-ink-soft text-xs">
        {clip(lines.where, 22)}
      </text>
    </g>
  );
}

function useBoxWords(box: TraceBox, locale: string): { title: string; mass: string; where: string } {
  const { t } = useTranslation("custody");
  const { t: name } = useTranslation("materials");
  const mass = formatMass(box.grams, locale);
  const { lot } = box;
  if (box.kind === "left_over") return { title: t("trace.leftOver"), mass, where: "" };
  if (box.kind === "delivered") return { title: t("trace.delivered"), mass, where: box.note };
  if (lot === null) return { title: "", mass, where: "" };
  const material = name(`names.${lot.material}`);
  if (box.kind === "loads") return { title: material, mass: `${mass} · ${t("trace.loads", { count: String(box.count) })}`, where: lot.pointName };
  const where = lot.toName !== null && lot.consignmentState !== "returned" ? lot.toName : lot.pointName;
  return { title: material, mass: `${mass} · ${t("lots.name", { number: String(lot.number) })}`, where: `${t(`lotKinds.${lot.kind}`)} · ${where}` };
}

/** As much of a text as fits; a Chinese character is as wide as two Latin ones. */
function clip(text: string, units: number): string {
  let used = 0;
  let kept = "";
  for (const letter of text) {
    used += /[\u2e80-\uffff]/.test(letter) ? 1.8 : 1;
    if (used > units) return `${kept.trimEnd()}…`;
    kept += letter;
  }
  return kept;
}
