/** A board as a drawing: for widgets and posts. Everything in it is given as it is to be read. */
export interface Drawing {
  width: number;
  height: number;
  lang: string;
  /** Above: what is ranked and over which time. */
  title: string;
  subtitle: string;
  rows: readonly DrawnRow[];
  /** Where there are no rows. */
  nobody: string;
  /** Names of the columns, left to right. */
  columns: { figure: string; range: string; coverage: string };
  foot: string;
  asOf: string;
  fonts: string;
}

export interface DrawnRow {
  rank: string;
  name: string;
  figure: string;
  range: string;
  coverage: string;
  lowGrams: number;
  centralGrams: number;
  highGrams: number;
}

const escape = (text: string) => text.replace(/[&<>"\p{Cc}]/gu, (sign) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" })[sign] ?? "");
const round = (value: number) => Math.round(value * 10) / 10;

/** About how wide a text is, in parts of its size: signs of Chinese, Japanese and Korean are square, others little more than half. */
function width(text: string): number {
  let sum = 0;
  for (const sign of text) sum += /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\u3000-\u303f\uff00-\uffef]/u.test(sign) ? 1 : 0.6;
  return sum;
}

/** The text, or as much of it as there is room for. */
export function fitted(text: string, size: number, room: number): string {
  if (width(text) * size <= room) return text;
  let kept = "";
  for (const sign of text) {
    if (width(`${kept}${sign}…`) * size > room) break;
    kept += sign;
  }
  return `${kept.trimEnd()}…`;
}

/** Draws a board as SVG that needs nothing else: rank, name, range on one axis, figure, range and coverage of each row. */
export function boardSvg(drawing: Drawing): string {
  const { width: wide, height: high, rows } = drawing;
  const u = wide / 600;
  const [edge, top, bottom] = [24 * u, 84 * u, high - 44 * u];
  const step = Math.min((bottom - top) / Math.max(1, rows.length), 52 * u);
  const [min, max] = [Math.min(0, ...rows.map((row) => row.lowGrams)), Math.max(1, ...rows.map((row) => row.highGrams))];
  const bar = { from: 232 * u, to: 400 * u };
  const x = (grams: number) => round(bar.from + ((grams - min) / (max - min)) * (bar.to - bar.from));
  const text = (at: { x: number; y: number; size: number; fill?: string; weight?: number; anchor?: "end" | "middle" }, said: string) =>
    `<text x="${round(at.x)}" y="${round(at.y)}" font-size="${round(at.size)}" fill="${at.fill ?? ink}"${at.weight ? ` font-weight="${at.weight}"` : ""}${at.anchor ? ` text-anchor="${at.anchor}"` : ""}>${escape(said)}</text>`;
  const right = wide - edge;
  const drawn = rows.map((row, at) => {
    const y = top + step * (at + 0.5);
    const colour = row.centralGrams < 0 ? clay : leaf;
    return [
      at === 0 ? "" : `<path d="M${round(edge)} ${round(y - step / 2)}H${round(right)}" stroke="${line}" stroke-width="${round(u)}"/>`,
      text({ x: edge + 22 * u, y: y + 6 * u, size: 17 * u, weight: 700, anchor: "end", fill: at < 3 ? marigold : soft }, row.rank),
      text({ x: edge + 36 * u, y: y + 5 * u, size: 14 * u, weight: 600 }, fitted(row.name, 15.5 * u, bar.from - edge - 46 * u)),
      `<path d="M${round(bar.from)} ${round(y)}H${round(bar.to)}" stroke="${line}" stroke-width="${round(2 * u)}"/><path d="M${x(0)} ${round(y - 8 * u)}V${round(y + 8 * u)}" stroke="${soft}" stroke-width="${round(u)}"/>`,
      `<path d="M${x(row.lowGrams)} ${round(y)}H${x(row.highGrams)}" stroke="${colour}" stroke-opacity="0.35" stroke-width="${round(8 * u)}" stroke-linecap="round"/><circle cx="${x(row.centralGrams)}" cy="${round(y)}" r="${round(5 * u)}" fill="${paper}" stroke="${colour}" stroke-width="${round(3.5 * u)}"/>`,
      text({ x: right - 46 * u, y: y - 1 * u, size: 14 * u, weight: 700, anchor: "end", fill: row.centralGrams < 0 ? clay : ink }, row.figure),
      text({ x: right - 46 * u, y: y + 13 * u, size: 10 * u, anchor: "end", fill: soft }, row.range),
      text({ x: right, y: y + 5 * u, size: 12 * u, anchor: "end", fill: soft }, row.coverage),
    ].join("");
  });
  const empty = rows.length === 0 ? text({ x: wide / 2, y: high / 2, size: 16 * u, anchor: "middle", fill: soft }, drawing.nobody) : "";
  const heads = rows.length === 0 ? "" : [
    text({ x: right - 46 * u, y: top - 4 * u, size: 10 * u, anchor: "end", fill: soft }, `${drawing.columns.figure} · ${drawing.columns.range}`),
    text({ x: right, y: top - 4 * u, size: 10 * u, anchor: "end", fill: soft }, drawing.columns.coverage),
  ].join("");
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${wide}" height="${high}" viewBox="0 0 ${wide} ${high}" role="img" lang="${escape(drawing.lang)}" aria-label="${escape(`${drawing.title}, ${drawing.subtitle}`)}" font-family="${drawing.fonts}">
<rect width="${wide}" height="${high}" fill="${paper}"/>
<path d="M0 0H${wide}V${round(6 * u)}H0Z" fill="${leaf}"/>
${text({ x: edge, y: 40 * u, size: 22 * u, weight: 700 }, fitted(drawing.title, 22 * u, wide - 2 * edge - 110 * u))}
${text({ x: edge, y: 60 * u, size: 12 * u, fill: soft }, fitted(drawing.subtitle, 12 * u, wide - 2 * edge))}
${text({ x: right, y: 40 * u, size: 15 * u, weight: 700, anchor: "end", fill: leaf }, "Roundabout")}
${heads}
${drawn.join("\n")}${empty}
${text({ x: edge, y: high - 24 * u, size: 10 * u, fill: soft }, fitted(drawing.foot, 10 * u, wide - 2 * edge))}
${text({ x: edge, y: high - 10 * u, size: 10 * u, fill: soft }, fitted(drawing.asOf, 10 * u, wide - 2 * edge))}
</svg>`;
}

const [paper, ink, soft, line, leaf, clay, marigold] = ["#faf9f5", "#10201a", "#47554e", "#d9dcd3", "#1f6b46", "#a8432c", "#8a5a00"];
