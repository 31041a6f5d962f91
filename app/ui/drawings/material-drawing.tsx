import type { MaterialGroup } from "#app/shared/materials.ts";
import { Drawing } from "./drawing.tsx";
import type { DrawingSpec } from "./drawing.tsx";

export type { MaterialGroup } from "#app/shared/materials.ts";

export const materialDrawings: Record<MaterialGroup, DrawingSpec> = {
  glass: {
    tone: "leaf",
    parts: [
      ["M36 22h9v11c0 5 6 7 6 15v22a4 4 0 0 1-4 4H34a4 4 0 0 1-4-4V48c0-8 6-10 6-15z", "paper"],
      ["M30 51h21v13H30z", "tone"],
      ["M36 27h9", "none"],
      ["M57 48h15v5H57z", "accent"],
      ["M58 53h13c2 2 3 4 3 6v11a4 4 0 0 1-4 4H59a4 4 0 0 1-4-4V59c0-2 1-4 3-6z", "paper"],
      ["M61 61v7", "none"],
    ],
  },
  paper: {
    tone: "sky",
    parts: [
      ["M27 34h34v40H27z", "tone"],
      ["M33 23h26l10 10v35H33z", "paper"],
      ["M59 23v10h10", "soft"],
      ["M40 41h22M40 48h22M40 55h22M40 61h12", "none"],
    ],
  },
  plastic: {
    tone: "marigold",
    parts: [
      ["M43 20h10v7H43z", "tone"],
      ["M43 27h10c1 6 7 8 7 15v6c0 2-2 3-2 5s2 3 2 5v12a5 5 0 0 1-5 5H41a5 5 0 0 1-5-5V58c0-2 2-3 2-5s-2-3-2-5v-6c0-7 6-9 7-15z", "paper"],
      ["M38 53h20", "none"],
      ["M36 60h24v9H36z", "tone"],
      ["M42 38c-1 2-1.5 3-1.5 6", "none"],
    ],
  },
  metal: {
    tone: "sky",
    parts: [
      ["M31 32v35c0 4 8 6 17 6s17-2 17-6V32", "paper"],
      ["M31 43c0 4 8 6 17 6s17-2 17-6v17c0 4-8 6-17 6s-17-2-17-6z", "tone"],
      ["M31 31c0-4 8-6 17-6s17 2 17 6-8 6-17 6-17-2-17-6z", "paper"],
      ["M44 31.500c3-2 8-2 9 0s-5 2-9 0z", "accent"],
    ],
  },
  textiles: {
    tone: "clay",
    parts: [
      ["M38 27l-16 9 6 12 7-3v28h26V45l7 3 6-12-16-9c-2 5-5 7-10 7s-8-2-10-7z", "paper"],
      ["M35 52h26v8H35z", "tone"],
      ["M38 27c2 9 18 9 20 0", "none"],
    ],
  },
  e_waste: {
    tone: "sky",
    parts: [
      ["M31 28h34a4 4 0 0 1 4 4v28H27V32a4 4 0 0 1 4-4z", "paper"],
      ["M33 34h30v20H33z", "tone"],
      ["M20 60h56l-5 9a3 3 0 0 1-3 2H28a3 3 0 0 1-3-2z", "paper"],
      ["M42 65h12", "none"],
      ["M45 39l-4 5 4 5M51 39l4 5-4 5", "none"],
    ],
  },
  lamps: {
    tone: "marigold",
    parts: [
      ["M48 23c-11 0-18 8-18 17 0 7 4 11 7 15 2 2 3 4 3 7h16c0-3 1-5 3-7 3-4 7-8 7-15 0-9-7-17-18-17z", "tone"],
      ["M40 62h16v7a5 5 0 0 1-5 5h-6a5 5 0 0 1-5-5z", "paper"],
      ["M40 67h16M42 43l6 6 6-6M48 49v13", "none"],
    ],
  },
  batteries: {
    tone: "leaf",
    parts: [
      ["M42 21h12v7H42z", "accent"],
      ["M36 28h24a4 4 0 0 1 4 4v38a4 4 0 0 1-4 4H36a4 4 0 0 1-4-4V32a4 4 0 0 1 4-4z", "paper"],
      ["M32 50h32v20a4 4 0 0 1-4 4H36a4 4 0 0 1-4-4z", "tone"],
      ["M48 35v8M44 39h8", "none"],
      ["M50 54l-6 8h8l-6 8", "none"],
    ],
  },
  oils_hazardous: {
    tone: "clay",
    parts: [
      ["M33 25h10v8H33z", "tone"],
      ["M31 40l6-7h25a4 4 0 0 1 4 4v33a4 4 0 0 1-4 4H35a4 4 0 0 1-4-4z", "paper"],
      ["M47 39h12v5H45z", "soft"],
      ["M48.5 50c5 6 7.5 8.5 7.5 12a7.5 7.5 0 0 1-15 0c0-3.5 2.5-6 7.5-12z", "accent"],
    ],
  },
  organic: {
    tone: "leaf",
    parts: [
      ["M48 37c-4-3-9-4-13-1-6 4-7 12-4 21 3 9 8 16 13 16 2 0 3-1 4-1s2 1 4 1c5 0 10-7 13-16 .7-2 1-4 1.2-6-8 1-13-9-7-15-4-2-8-1-11.2 1z", "tone"],
      ["M48 37c0-6 2-10 6-13", "none"],
      ["M37 47c-1 3-1 6 0 9", "none"],
      ["M63 66c4-1 8 1 10 5-5 2-9 1-12-1", "paper"],
    ],
  },
  wood_construction: {
    tone: "marigold",
    parts: [
      ["M22 36l44-14 3 10-44 14z", "tone"],
      ["M33 37c6-3 12-4 20-6", "none"],
      ["M35 45h26v13H35z", "paper"],
      ["M22 58h26v14H22zM48 58h26v14H48z", "paper"],
      ["M48 58h26v14H48z", "soft"],
    ],
  },
  reuse: {
    tone: "sky",
    parts: [
      ["M28 48l20 8v19l-20-8z", "paper"],
      ["M68 48l-20 8v19l20-8z", "tone"],
      ["M28 48l20-8 20 8-20 8z", "soft"],
      ["M30 36c2-9 9-14 18-14 8 0 14 4 17 10", "none"],
      ["M66 24v9h-9", "none"],
    ],
  },
  other: {
    tone: "leaf",
    parts: [
      ["M48 22l11 18H37z", "accent"],
      ["M25 47h20v20H25z", "paper"],
      ["M72 57a11 11 0 1 1-22 0 11 11 0 0 1 22 0z", "tone"],
    ],
  },
};

/** What a group of materials looks like. Always beside its name. */
export function MaterialDrawing({ group, ...rest }: { group: MaterialGroup; size?: number; className?: string; id?: string }) {
  return <Drawing {...materialDrawings[group]} {...rest} />;
}
