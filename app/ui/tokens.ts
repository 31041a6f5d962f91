/**
 * The colours of the house, as OKLCH (lightness 0-1, chroma, hue in degrees). `tailwind.css` carries the same
 * values as custom properties; `tokens.test.ts` fails when the two differ or when a pair loses its contrast.
 */
export type Oklch = readonly [lightness: number, chroma: number, hue: number];

export type ThemeName = "light" | "dark";

export const tokenNames = [
  "paper",
  "surface",
  "sunken",
  "ink",
  "ink-soft",
  "line",
  "line-strong",
  "leaf",
  "leaf-strong",
  "leaf-soft",
  "on-leaf",
  "marigold",
  "marigold-soft",
  "marigold-ink",
  "on-marigold",
  "clay",
  "clay-strong",
  "clay-soft",
  "on-clay",
  "sky",
  "sky-soft",
  "on-sky",
  "focus",
] as const;

export type TokenName = (typeof tokenNames)[number];

export const tokens: Record<ThemeName, Record<TokenName, Oklch>> = {
  light: {
    paper: [0.985, 0.006, 95],
    surface: [1, 0, 0],
    sunken: [0.955, 0.009, 105],
    ink: [0.24, 0.03, 160],
    "ink-soft": [0.47, 0.02, 160],
    line: [0.9, 0.01, 120],
    "line-strong": [0.6, 0.02, 150],
    leaf: [0.46, 0.1, 158],
    "leaf-strong": [0.39, 0.09, 158],
    "leaf-soft": [0.945, 0.035, 158],
    "on-leaf": [1, 0, 0],
    marigold: [0.8, 0.15, 82],
    "marigold-soft": [0.95, 0.05, 88],
    "marigold-ink": [0.46, 0.095, 70],
    "on-marigold": [0.24, 0.04, 80],
    clay: [0.53, 0.15, 35],
    "clay-strong": [0.46, 0.14, 35],
    "clay-soft": [0.95, 0.025, 35],
    "on-clay": [1, 0, 0],
    sky: [0.52, 0.11, 245],
    "sky-soft": [0.95, 0.022, 245],
    "on-sky": [1, 0, 0],
    focus: [0.6, 0.19, 258],
  },
  dark: {
    paper: [0.19, 0.015, 160],
    surface: [0.235, 0.017, 160],
    sunken: [0.165, 0.014, 160],
    ink: [0.94, 0.01, 120],
    "ink-soft": [0.74, 0.015, 140],
    line: [0.32, 0.015, 160],
    "line-strong": [0.56, 0.02, 150],
    leaf: [0.74, 0.13, 158],
    "leaf-strong": [0.8, 0.13, 158],
    "leaf-soft": [0.3, 0.04, 158],
    "on-leaf": [0.19, 0.03, 160],
    marigold: [0.82, 0.14, 82],
    "marigold-soft": [0.32, 0.04, 80],
    "marigold-ink": [0.86, 0.12, 84],
    "on-marigold": [0.22, 0.04, 80],
    clay: [0.72, 0.13, 35],
    "clay-strong": [0.78, 0.12, 35],
    "clay-soft": [0.3, 0.045, 35],
    "on-clay": [0.19, 0.03, 35],
    sky: [0.75, 0.1, 245],
    "sky-soft": [0.3, 0.035, 245],
    "on-sky": [0.19, 0.03, 245],
    focus: [0.75, 0.15, 258],
  },
};

/** Every pair of colours that meets on a page, with the least contrast it must have (WCAG 2.2: 4.5 text, 3 parts). */
export const contrastPairs: readonly { front: TokenName; back: TokenName; least: 4.5 | 3 }[] = [
  ...(["paper", "surface", "sunken"] as const).flatMap((back) => [
    { front: "ink" as const, back, least: 4.5 as const },
    { front: "ink-soft" as const, back, least: 4.5 as const },
    { front: "leaf" as const, back, least: 4.5 as const },
    { front: "clay" as const, back, least: 4.5 as const },
    { front: "sky" as const, back, least: 4.5 as const },
    { front: "marigold-ink" as const, back, least: 4.5 as const },
    { front: "line-strong" as const, back, least: 3 as const },
    { front: "focus" as const, back, least: 3 as const },
  ]),
  ...(["leaf", "marigold", "clay", "sky"] as const).flatMap((hue) => [
    { front: "ink" as const, back: `${hue}-soft` as const, least: 4.5 as const },
    { front: "ink-soft" as const, back: `${hue}-soft` as const, least: 4.5 as const },
    { front: (hue === "marigold" ? "marigold-ink" : hue) as TokenName, back: `${hue}-soft` as const, least: 4.5 as const },
    { front: `on-${hue}` as const, back: hue, least: 4.5 as const },
  ]),
  { front: "on-leaf", back: "leaf-strong", least: 4.5 },
  { front: "on-clay", back: "clay-strong", least: 4.5 },
  { front: "paper", back: "ink", least: 4.5 },
];

/** The CSS notation of a colour. */
export function oklchCss([lightness, chroma, hue]: Oklch): string {
  return `oklch(${lightness} ${chroma} ${hue})`;
}

/**
 * Linear sRGB channels (clipped to 0-1) of an OKLCH colour.
 * Matrices: Björn Ottosson, "A perceptual color space for image processing" (2020).
 */
export function oklchToLinearSrgb([lightness, chroma, hue]: Oklch): [number, number, number] {
  const a = chroma * Math.cos((hue * Math.PI) / 180);
  const b = chroma * Math.sin((hue * Math.PI) / 180);
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  const clip = (value: number) => Math.min(1, Math.max(0, value));
  return [
    clip(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s),
    clip(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s),
    clip(-0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s),
  ];
}

/** WCAG 2.2 contrast ratio of two colours, 1 to 21. */
export function contrast(one: Oklch, other: Oklch): number {
  const luminance = (colour: Oklch) => {
    const [r, g, b] = oklchToLinearSrgb(colour);
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const [low, high] = [luminance(one), luminance(other)].sort((x, y) => x - y) as [number, number];
  return (high + 0.05) / (low + 0.05);
}
