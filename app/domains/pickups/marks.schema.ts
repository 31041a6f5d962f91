import { z } from "zod";
import { fieldMessage } from "#app/shared/field-errors.ts";

const words = z.string({ error: "errors:required" }).trim().max(1000, { error: fieldMessage("errors:tooLong", { max: 1000 }) });
const version = z.coerce.number().int().positive().optional();

/** Words about a mark, from one of the two sides. */
export const markWords = z.object({ bookingId: z.string().min(1).max(80), version, words: words.default("") });
export type MarkWords = z.output<typeof markWords>;

/** A decision about a contested mark. */
export const settleMarkInput = z.object({
  bookingId: z.string().min(1).max(80),
  version,
  outcome: z.enum(["upheld", "refused"], { error: "errors:choose" }),
  answer: words.min(1, { error: "errors:required" }),
});
export type SettleMarkInput = z.output<typeof settleMarkInput>;
