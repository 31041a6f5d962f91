import { z } from "zod";
import { fieldMessage } from "#app/shared/field-errors.ts";
import { isTakebackCode } from "./takeback.rules.ts";

export type ProgrammeRow = { id: string; slug: string; name: string; brand: string; producerName: string; categories: string[]; regions: string[]; isOpen: boolean };
export type RecyclerState = "invited" | "joined" | "left";
export type RecyclerRow = { id: string; name: string; slug: string; state: RecyclerState; version: number; points: { id: string; name: string }[] };
/** What came back in a month (UTC, `2026-05`) or in all, from completed hand-overs. */
export type Figure = { month: string; itemCount: number; massGrams: number };
export type ProgrammeView = ProgrammeRow & { description: string; version: number; recyclers: RecyclerRow[]; months: Figure[]; total: { itemCount: number; massGrams: number } };

const text = (min: number, max: number) =>
  z
    .string({ error: "errors:required" })
    .trim()
    .min(min, { error: fieldMessage("errors:tooShort", { min }) })
    .max(max, { error: fieldMessage("errors:tooLong", { max }) });

export const programmeInput = z.object({
  programmeId: z.uuid(),
  name: text(2, 80),
  brand: text(1, 60),
  description: z.string().trim().max(1000, { error: fieldMessage("errors:tooLong", { max: 1000 }) }).default(""),
  categories: z
    .array(z.string().refine(isTakebackCode, { error: "errors:choose" }), { error: "errors:choose" })
    .min(1, { error: "errors:choose" })
    .max(50),
  regions: z
    .string({ error: "errors:required" })
    .transform((typed) => [...new Set(typed.toUpperCase().split(/[\s,;，、]+/).filter(Boolean))])
    .refine((codes) => codes.length > 0 && codes.length <= 50 && codes.every((code) => /^[A-Z]{2}$/.test(code)), { error: "takeback:fields.regions" }),
});
export type ProgrammeInput = z.output<typeof programmeInput>;

export const programmeRef = z.object({ programmeId: z.string().min(1), version: z.coerce.number().int().positive() });
export type ProgrammeRef = z.output<typeof programmeRef>;
export const inviteInput = z.object({ programmeId: z.string().min(1), recyclerPartyId: z.string({ error: "errors:choose" }).min(1, { error: "errors:choose" }) });
export type InviteInput = z.output<typeof inviteInput>;
export const takePartInput = programmeRef.extend({ to: z.enum(["joined", "left"]) });
export type TakePartInput = z.output<typeof takePartInput>;

export const pledgeInput = z.object({
  programmeId: z.string({ error: "errors:choose" }).min(1, { error: "errors:choose" }),
  subject: z.string().min(1),
  itemCount: z.coerce
    .number({ error: "errors:wholeNumber" })
    .int({ error: "errors:wholeNumber" })
    .min(1, { error: fieldMessage("errors:tooSmall", { min: 1 }) })
    .max(10_000, { error: fieldMessage("errors:tooLarge", { max: 10_000 }) }),
});
export type PledgeInput = z.output<typeof pledgeInput>;
