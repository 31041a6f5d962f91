import { z } from "zod";
import { isMaterialCode } from "#app/shared/materials.ts";
import type { PriceGrade } from "./grades.ts";
import { minorPerKgFrom } from "./prices.rules.ts";

/** Why a verb of this room is refused. The sentences stand in the `prices` catalogue under `errors`. */
export const priceErrors = ["PRICES.NOT_ALLOWED", "PRICES.STALE", "PRICES.NOT_FOUND", "PRICES.GRADE_INVALID"] as const;
export type PriceError = (typeof priceErrors)[number];

/** A price on a board as it stands on a day. Minor units per kilogram; dates as `YYYY-MM-DD` at the recycler. */
export type BoardPrice = { quoteId: string; material: string; grade: PriceGrade; minorPerKg: number; validFrom: string };

/** A board on a day. `version` is 0 when nothing was ever written on it. */
export type Board = { recyclerPartyId: string; currency: string; version: number; day: string; prices: BoardPrice[] };

/** A price as it was written, for the history; null per kilogram says that it was taken off the board. */
export type QuoteLine = { material: string; grade: PriceGrade; minorPerKg: number | null; validFrom: string };

/** What one material of a visit came to. Grams without contamination; minor units. */
export type SettlementLine = { material: string; grade: PriceGrade; minorPerKg: number; grams: number; amountMinor: number; currency: string; day: string };

/** A weighed material with the prices it may get, for whoever completes the visit. Minor units. */
export type GradeChoice = { material: string; suggested: PriceGrade | null; options: { grade: PriceGrade; amountMinor: number; minorPerKg: number }[] };

const perKg = z
  .string()
  .optional()
  .transform((text, context) => {
    if (!text?.trim()) return undefined;
    const minor = minorPerKgFrom(text);
    if (minor !== null) return minor;
    context.addIssue({ code: "custom", message: "prices:form.perKgWrong" });
    return z.NEVER;
  });

/** New prices of one material as typed; an empty grade stays as it is. */
export const quoteForm = z
  .object({
    quoteId: z.uuid(),
    version: z.number().int(),
    material: z.string({ error: "errors:choose" }).refine((text): boolean => isMaterialCode(text), { error: "errors:choose" }),
    A: perKg,
    B: perKg,
    C: perKg,
    validFrom: z.string({ error: "errors:required" }).regex(/^\d{4}-\d{2}-\d{2}$/, { error: "errors:date" }),
  })
  .transform(({ A, B, C, ...rest }, context) => {
    const prices = ([["A", A], ["B", B], ["C", C]] as const).flatMap(([grade, minorPerKg]) => (minorPerKg === undefined ? [] : [{ grade, minorPerKg }]));
    if (prices.length === 0) context.addIssue({ code: "custom", path: ["A"], message: "prices:form.nothing" });
    return { ...rest, prices };
  });

/** What is written on a board: prices of one material from a day on; null takes a grade off. */
export type QuoteInput = { quoteId: string; version: number; material: string; validFrom: string; prices: { grade: PriceGrade; minorPerKg: number | null }[] };
