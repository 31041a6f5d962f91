import sharp from "sharp";
import type { TFunction } from "i18next";
import { formatCo2e, formatCo2eRange } from "#app/shared/units.ts";
import { numberFormat } from "#app/shared/formatters.ts";
import { periodLabel } from "#app/shared/periods.ts";
import type { Board } from "../boards.schema.ts";
import { boardSvg, type Drawing } from "./board-svg.ts";
import { canDraw, PICTURE_FONTS } from "./glyphs.server.ts";

/** The words of a picture: those of the `boards` catalogue in a language, and in English where this server has no font for that one. */
export interface Words {
  locale: string;
  t: TFunction;
}

export const SIZES = { widget: { width: 600, height: 400, rows: 5 }, share: { width: 1200, height: 630, rows: 5 } } as const;
export type PictureSize = keyof typeof SIZES;

/** Fonts of whoever looks at an SVG. */
const READERS_FONTS = "system-ui, 'Segoe UI', 'Noto Sans', 'PingFang SC', 'Noto Sans SC', 'Microsoft YaHei', sans-serif";

function drawingOf(board: Board, input: Words & { size: PictureSize; address: string; names: readonly string[]; note: string; fonts: string }): Drawing {
  const { locale, t, size } = input;
  const { rows, ...whole } = SIZES[size];
  const period = board.period === "all" ? t("allTime") : periodLabel(board.period, locale);
  return {
    ...whole,
    lang: locale,
    title: `${t(`scope.${board.scope}`)} · ${t(`metric.${board.metric}`)}`,
    subtitle: period,
    rows: board.rows.slice(0, rows).map((row, at) => ({
      rank: String(row.rank),
      name: input.names[at] ?? row.name,
      figure: formatCo2e(row.co2eGrams, locale),
      range: formatCo2eRange(row.lowGrams, row.highGrams, locale, { besideGrams: row.co2eGrams }),
      coverage: row.coverage === null ? "–" : numberFormat(locale, { style: "percent", maximumFractionDigits: 0 }).format(row.coverage),
      lowGrams: row.lowGrams,
      centralGrams: row.co2eGrams,
      highGrams: row.highGrams,
    })),
    nobody: t("picture.nobody"),
    columns: { figure: t("picture.figure"), range: t("picture.range"), coverage: t("picture.coverage") },
    foot: t("picture.foot", { address: input.address }),
    asOf: [t("picture.asOf", { time: `${board.computedAt.slice(0, 16).replace("T", " ")}` }), input.note].filter(Boolean).join(" · "),
    fonts: input.fonts,
  };
}

/** A board as SVG; its reader brings the fonts. */
export function boardAsSvg(board: Board, words: Words, options: { size: PictureSize; address: string }): string {
  return boardSvg(drawingOf(board, { ...words, ...options, names: [], note: "", fonts: READERS_FONTS }));
}

/**
 * A board as PNG, drawn with this server's fonts. Where it has none for the language, the words are English; a name that it cannot draw is
 * replaced; the picture says so.
 */
export async function boardAsPng(board: Board, words: Words, english: Words, options: { size: PictureSize; address: string }): Promise<Buffer> {
  const used = (await canDraw(words.t("title"))) ? words : english;
  const drawn = await Promise.all(board.rows.map((row) => canDraw(row.name)));
  const replaced = used !== words || drawn.includes(false);
  const names = board.rows.map((row, at) => (drawn[at] ? row.name : used.t("picture.unnamed")));
  const svg = boardSvg(drawingOf(board, { ...used, ...options, names, note: replaced ? used.t("picture.noGlyphs") : "", fonts: PICTURE_FONTS }));
  // Each pixel of the drawing is one of the picture.
  return sharp(Buffer.from(svg), { density: 72 }).png({ compressionLevel: 9, palette: true }).toBuffer();
}
