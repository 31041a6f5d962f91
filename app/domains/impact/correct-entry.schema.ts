import { z } from "zod";

import { fieldMessage } from "#app/shared/field-errors.ts";

/** What may be said about an entry after it was written. */
export const CORRECTION_ACTS = ["treated", "treated_otherwise", "not_treated", "weight", "take_back"] as const;
export type CorrectionAct = (typeof CORRECTION_ACTS)[number];

export const TAKE_BACK_REASONS = ["dispute", "refund", "mistake"] as const;

const decimal = /^\d{1,7}([.,]\d{1,3})?$/;

/** A typed weight in kg, in grams. */
const kilograms = z.string().trim().max(20).default("").transform((text, ctx) => {
  if (text === "") return null;
  if (!decimal.test(text)) {
    ctx.addIssue({ code: "custom", message: "errors:mass" });
    return z.NEVER;
  }
  return Math.round(Number(text.replace(",", ".")) * 1000);
});

/** A typed percentage, in thousandths; empty is none. */
const percent = z.string().trim().max(10).default("").transform((text, ctx) => {
  const value = text === "" ? 0 : Number(text.replace(",", "."));
  if (!/^(\d{1,3}([.,]\d)?)?$/.test(text) || value > 100) {
    ctx.addIssue({ code: "custom", message: fieldMessage("errors:tooLarge", { max: 100 }) });
    return z.NEVER;
  }
  return Math.round(value * 10);
});

/** The form of a correction: texts as typed, answered in grams and thousandths. */
export const correctEntryForm = z
  .object({
    /** Made with the page: a second press of the button writes nothing twice. */
    submissionId: z.string().min(8).max(64),
    /** How many rows about the entry its page showed. */
    version: z.coerce.number().int().min(1),
    act: z.enum(CORRECTION_ACTS, { error: "errors:choose" }),
    net: kilograms,
    contamination: percent,
    reason: z.enum(TAKE_BACK_REASONS, { error: "errors:choose" }).optional().catch(undefined),
    note: z.string().trim().max(300, fieldMessage("errors:tooLong", { max: 300 })).default(""),
  })
  .superRefine((value, ctx) => {
    const weighs = value.act === "weight" || value.act === "treated_otherwise";
    if (weighs && value.net === null) ctx.addIssue({ code: "custom", path: ["net"], message: "errors:required" });
    if (value.act === "take_back" && value.reason === undefined) ctx.addIssue({ code: "custom", path: ["reason"], message: "errors:choose" });
  });

export type CorrectEntry = z.output<typeof correctEntryForm> & { entryId: string };
