import { z } from "zod";

const ref = { roundId: z.string().min(1), version: z.coerce.number().int().positive() };
/** Kilometres as typed, to the hundred metres; nothing where the odometer was not read. */
const drivenMetres = z.string().trim().transform((text, context) => {
  if (text === "") return undefined;
  const kilometres = /^\d{1,4}([.,]\d{1,3})?$/.test(text) ? Number(text.replace(",", ".")) : Number.NaN;
  if (Number.isFinite(kilometres)) return Math.round(kilometres * 1000);
  context.addIssue({ code: "custom", message: "rounds:errors.FAR_INVALID" });
  return z.NEVER;
});

/** What the yard's page of a round can ask for. */
export const roundForm = z.discriminatedUnion("intent", [
  z.object({ intent: z.literal("move"), ...ref, stopId: z.string().min(1), position: z.coerce.number().int().positive() }),
  z.object({ intent: z.literal("reorder"), ...ref, stopId: z.string().min(1), position: z.coerce.number().int().positive() }),
  z.object({ intent: z.literal("out"), ...ref, stopId: z.string().min(1) }),
  z.object({ intent: z.literal("to"), ...ref, stopId: z.string().min(1), other: z.string().min(1) }),
  z.object({ intent: z.literal("publish"), ...ref, driverUserId: z.string() }),
  z.object({ intent: z.literal("cancel"), ...ref }),
  z.object({ intent: z.literal("close"), ...ref, driven: drivenMetres.optional() }),
]);
