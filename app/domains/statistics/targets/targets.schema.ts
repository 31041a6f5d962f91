import { z } from "zod";
import { MATERIALS } from "#app/shared/materials.ts";
import { NATIONAL_TARGETS } from "./national.ts";

/** The units in which a target is typed, in grams. */
export const TARGET_UNITS = { kg: 1_000, t: 1_000_000, Mt: 1_000_000_000_000 } as const;
export type TargetUnit = keyof typeof TARGET_UNITS;
export const targetUnits = Object.keys(TARGET_UNITS) as TargetUnit[];

/** More than this no country moves in a year (5000 Mt), and every sum stays a whole number of grams. */
const MAX_GRAMS = 5_000_000_000_000_000;

/** A typed amount in grams: "11.5" Mt. Point or comma. Null for what is no positive number or too large. */
export function amountGrams(typed: string, unit: TargetUnit): number | null {
  const match = /^\d{1,12}(?:[.,]\d{1,6})?$/.exec(typed.trim());
  if (!match) return null;
  const grams = Math.round(Number(match[0].replace(",", ".")) * TARGET_UNITS[unit]);
  return grams > 0 && grams <= MAX_GRAMS ? grams : null;
}

const words = (min: number, max: number) => z.string({ error: "errors:required" }).trim().min(min, { error: "errors:required" }).max(max, { error: "targets:form.tooLong" });
const url = z
  .string({ error: "errors:required" })
  .trim()
  .max(500, { error: "targets:form.tooLong" })
  .superRefine((text, context) => {
    if (!/^https?:\/\/[^\s/]+\.[^\s]+$/.test(text)) context.addIssue({ code: "custom", message: text === "" ? "errors:required" : "targets:form.url" });
  });
const year = z.string({ error: "errors:required" }).regex(/^(20[0-9]{2})$/, { error: "targets:form.year" }).transform(Number);
const amount = { amount: z.string({ error: "errors:required" }).min(1, { error: "errors:required" }), unit: z.enum(targetUnits, { error: "errors:choose" }) };

function withGrams<T extends { amount: string; unit: TargetUnit }>(form: T, context: z.RefinementCtx): T & { amountGrams: number } {
  const grams = amountGrams(form.amount, form.unit);
  if (grams === null) context.addIssue({ code: "custom", path: ["amount"], message: "targets:form.amount" });
  return { ...form, amountGrams: grams ?? 0 };
}

/** The latest version of each year as a form saw it: "2020:1 2025:3". */
export function versionsSeen(figures: readonly { year: number; version: number }[]): string {
  const latest = new Map<number, number>();
  for (const { year: of, version } of figures) latest.set(of, Math.max(version, latest.get(of) ?? 0));
  return [...latest].map(([of, version]) => `${of}:${version}`).join(" ");
}

/** A figure of a country, as it is typed. `seen` is `versionsSeen` of the form; the result has the version seen of its year, 0 where there was none. */
export const figureForm = z
  .object({
    targetCode: z.string().refine((code) => NATIONAL_TARGETS.some((one) => one.code === code), { error: "errors:choose" }),
    year,
    ...amount,
    source: words(2, 300),
    url,
    seen: z.string().max(4000).default(""),
  })
  .transform(withGrams)
  .transform(({ seen, ...form }) => ({ ...form, version: Number(new RegExp(`(?:^| )${form.year}:(\\d{1,6})(?: |$)`).exec(seen)?.[1] ?? 0) }));

/** A target of one's own scope, as it is typed. The id comes from the form, so that a repeat finds it. */
export const ownTargetForm = z
  .object({
    targetId: z.uuid(),
    region: z.string().min(2).max(6),
    material: z.string().refine((code) => code === "all" || MATERIALS.some((one) => one.code === code), { error: "errors:choose" }),
    year,
    ...amount,
    source: words(2, 300),
    url: z.union([z.literal(""), url]).default(""),
  })
  .transform(withGrams);

/** A figure as it is shown: the latest version of its year. */
export interface FigureView {
  targetCode: string;
  year: number;
  version: number;
  amountGrams: number;
  source: string;
  url: string;
  enteredAt: string;
}

export interface OwnTargetRow {
  id: string;
  region: string;
  material: string;
  year: number;
  amountGrams: number;
  source: string;
  url: string;
  enteredByPartyId: string;
  enteredBy: string;
  version: number;
}
