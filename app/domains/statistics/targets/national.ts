/** Targets of countries, as their source states them. A code never changes its meaning; a new plan gets new codes. */

const MEGATONNE_GRAMS = 1_000_000_000_000;

/** The plan all of these stand in. */
export const PLAN_2025 = {
  /** Its name in its own language; the page says it in the reader's. */
  key: "plan2025",
  url: "https://www.ndrc.gov.cn/xxgk/zcfb/ghwb/202107/t20210707_1285527.html",
} as const;

export interface NationalTarget {
  code: string;
  countryCode: string;
  year: number;
  /** What it counts; a name in the `targets` catalogue. */
  subject: string;
  amountGrams: number;
  /** The target it is a part of. */
  partOf: string | null;
  source: typeof PLAN_2025;
}

const target = (subject: string, megatonnes: number, partOf: string | null = null): NationalTarget => ({
  code: `cn-2025-${subject}`, countryCode: "CN", year: 2025, subject, amountGrams: megatonnes * MEGATONNE_GRAMS, partOf: partOf && `cn-2025-${partOf}`, source: PLAN_2025,
});

/** China's targets for 2025: 14th Five-Year Plan for the circular economy (NDRC, July 2021), section on main goals. */
export const NATIONAL_TARGETS: readonly NationalTarget[] = [
  target("waste-paper", 60),
  target("scrap-steel", 320),
  target("nonferrous", 20),
  target("copper", 4, "nonferrous"),
  target("aluminium", 11.5, "nonferrous"),
  target("lead", 2.9, "nonferrous"),
];
