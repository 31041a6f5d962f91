import type { GoodsGroup } from "#app/shared/goods.ts";
import { Drawing } from "./drawing.tsx";
import type { DrawingSpec } from "./drawing.tsx";

/** The drawings there are: finer than the catalogue's groups, so that a form or a card may choose closer. */
export const goodsDrawingNames = [
  "electronics",
  "appliances",
  "clothes",
  "furniture",
  "bicycles",
  "books",
  "toys",
  "tools",
  "building",
  "garden",
  "sports",
  "vehicle_parts",
  "other",
] as const;

export type GoodsDrawingName = (typeof goodsDrawingNames)[number];

/** Which drawing stands for a group of the catalogue that has no drawing of its own name. */
const stands: Record<Exclude<GoodsGroup, GoodsDrawingName>, GoodsDrawingName> = {
  clothing: "clothes",
  mobility: "bicycles",
  leisure: "books",
  home_garden: "garden",
};

export const goodsDrawings: Record<GoodsDrawingName, DrawingSpec> = {
  electronics: {
    tone: "sky",
    parts: [
      ["M34 22h20a4 4 0 0 1 4 4v44a4 4 0 0 1-4 4H34a4 4 0 0 1-4-4V26a4 4 0 0 1 4-4z", "paper"],
      ["M35 29h18v34H35z", "tone"],
      ["M43 68.500h2", "none"],
      ["M64 39c4 5 4 13 0 18M70 34c6 8 6 20 0 28", "none"],
    ],
  },
  appliances: {
    tone: "sky",
    parts: [
      ["M31 22h34a4 4 0 0 1 4 4v44a4 4 0 0 1-4 4H31a4 4 0 0 1-4-4V26a4 4 0 0 1 4-4z", "paper"],
      ["M27 34h42", "none"],
      ["M34 28h6M57 28h.010M62 28h.010", "none"],
      ["M62 54a14 14 0 1 1-28 0 14 14 0 0 1 28 0z", "soft"],
      ["M34.5 56c4-3 9 3 13.5 0s9 3 13.5 0A14 14 0 0 1 48 68a14 14 0 0 1-13.5-12z", "tone"],
    ],
  },
  clothes: {
    tone: "clay",
    parts: [
      ["M48 30v-3c4-1 4-6 0-6-2 0-3 1-3 2.5", "none"],
      ["M48 30l14 7-4 3-2 7 10 24c-11 4-25 4-36 0l10-24-2-7-4-3z", "tone"],
      ["M40 47h16l2 5H38z", "accent"],
      ["M44 56l-4 14M52 56l4 14", "none"],
    ],
  },
  furniture: {
    tone: "leaf",
    parts: [
      ["M32 50V34a8 8 0 0 1 8-8h16a8 8 0 0 1 8 8v16z", "tone"],
      ["M31 68v6M65 68v6", "none"],
      ["M33 50h30v11H33z", "accent"],
      ["M22 50a5.5 5.5 0 0 1 11 0v10h30V50a5.5 5.5 0 0 1 11 0v14a4 4 0 0 1-4 4H26a4 4 0 0 1-4-4z", "paper"],
    ],
  },
  bicycles: {
    tone: "marigold",
    parts: [
      ["M43 57a13 13 0 1 1-26 0 13 13 0 0 1 26 0zM79 57a13 13 0 1 1-26 0 13 13 0 0 1 26 0z", "paper"],
      ["M30 57l9-19h19l-12 19z", "tone"],
      ["M58 38l8 19M58 38l-2-8h8M39 38l-2-6M32 32h10M30 57h16M46 57l-7-19", "none"],
      ["M49 57a3 3 0 1 1-6 0 3 3 0 0 1 6 0z", "accent"],
    ],
  },
  books: {
    tone: "clay",
    parts: [
      ["M24 62h44a0 0 0 0 1 0 0v11H24a3 3 0 0 1-3-3v-5a3 3 0 0 1 3-3z", "paper"],
      ["M30 51h43v11H30a3 3 0 0 1-3-3v-5a3 3 0 0 1 3-3z", "tone"],
      ["M48 30c-6-5-13-6-20-4v21c7-2 14-1 20 4 6-5 13-6 20-4V26c-7-2-14-1-20 4z", "paper"],
      ["M48 30v21", "none"],
      ["M34 33c3 0 6 .5 9 2M34 40c3 0 6 .5 9 2M62 33c-3 0-6 .5-9 2M62 40c-3 0-6 .5-9 2", "none"],
      ["M29 67.500h10", "none"],
    ],
  },
  toys: {
    tone: "marigold",
    parts: [
      ["M40 34a8.5 8.5 0 1 1-17 0 8.5 8.5 0 0 1 17 0zM73 34a8.5 8.5 0 1 1-17 0 8.5 8.5 0 0 1 17 0z", "tone"],
      ["M70 50c0 13-10 22-22 22s-22-9-22-22 10-22 22-22 22 9 22 22z", "tone"],
      ["M59 58c0 6-5 10-11 10s-11-4-11-10 5-9 11-9 11 3 11 9z", "paper"],
      ["M38 44v1M58 44v1", "none"],
      ["M44 54h8l-4 4zM48 58v2c-1 2-4 3-6 1M48 60c1 2 4 3 6 1", "none"],
    ],
  },
  tools: {
    tone: "clay",
    parts: [
      ["M43 40h10v30a5 5 0 0 1-10 0z", "tone"],
      ["M28 25h25c9 0 15 5 17 14-5-3-9-3-13-2v4H40v-4H28z", "paper"],
      ["M33 25v12", "none"],
      ["M43 58h10", "none"],
    ],
  },
  building: {
    tone: "sky",
    parts: [
      ["M28 40c0-24 40-24 40 0", "none"],
      ["M29 40h38l-3 30c0 2-2 4-4 4H36c-2 0-4-2-4-4z", "paper"],
      ["M27 37h42v7c-3 0-3 9-6 9s-3-5-6-5-3 14-7 14-3-16-7-16-3 6-7 6-4-15-9-8z", "tone"],
    ],
  },
  garden: {
    tone: "leaf",
    parts: [
      ["M30 48c-12 0-11 20 1 20", "none"],
      ["M34 44c0-15 20-15 20 0", "none"],
      ["M58 62l9-25M63 33l11 6", "none"],
      ["M30 44h28v25a4 4 0 0 1-4 4H34a4 4 0 0 1-4-4z", "tone"],
      ["M30 52h28", "none"],
      ["M72 46v3M78 46v5M75 53v3", "none"],
    ],
  },
  sports: {
    tone: "marigold",
    parts: [
      ["M71 48a23 23 0 1 1-46 0 23 23 0 0 1 46 0z", "tone"],
      ["M25 48h46M48 25v46M32 32c9 9 9 23 0 32M64 32c-9 9-9 23 0 32", "none"],
    ],
  },
  vehicle_parts: {
    tone: "sky",
    parts: [
      ["M73 48a25 25 0 1 1-50 0 25 25 0 0 1 50 0z", "tone"],
      ["M64 48a16 16 0 1 1-32 0 16 16 0 0 1 32 0z", "paper"],
      ["M48 43V32M52.8 46.500l10.4-3.500M51 52l6.4 9M45 52l-6.4 9M43.2 46.500L32.8 43", "none"],
      ["M53 48a5 5 0 1 1-10 0 5 5 0 0 1 10 0z", "accent"],
    ],
  },
  other: {
    tone: "leaf",
    parts: [
      ["M33 43l9-17M63 43l-9-17", "none"],
      ["M24 43h48l-6 27a4 4 0 0 1-4 3H34a4 4 0 0 1-4-3z", "paper"],
      ["M22 40h52v8H22z", "tone"],
      ["M39 55v11M48 55v11M57 55v11", "none"],
    ],
  },
};

/** What a group of goods looks like; stands in for a photo. Always beside its name. */
export function GoodsDrawing({ group, ...rest }: { group: GoodsDrawingName | GoodsGroup; size?: number; className?: string; id?: string }) {
  const name = group in stands ? stands[group as keyof typeof stands] : (group as GoodsDrawingName);
  return <Drawing {...goodsDrawings[name]} {...rest} turn={120} />;
}
