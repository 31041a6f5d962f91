import { z } from "zod";
import { readPassCode } from "./passes.rules.ts";

/** The form at the gate for somebody who comes without a booking. */
export const walkInForm = z
  .object({
    /** Made by the form, so that a repeat finds the same visit. */
    bookingId: z.uuid(),
    pointId: z.string({ error: "errors:choose" }).min(1, { error: "errors:choose" }).max(80),
    who: z.enum(["pass", "nobody"]).default("pass"),
    pass: z.string().max(300).default(""),
    /** Also when the present slot is full. */
    beyond: z.literal("1").optional(),
  })
  .transform((form, context) => {
    const code = form.who === "pass" ? readPassCode(form.pass) : null;
    if (form.who === "pass" && code === null) context.addIssue({ code: "custom", path: ["pass"], message: "pickups:walkIn.passWrong" });
    return { bookingId: form.bookingId, pointId: form.pointId, code, beyond: form.beyond === "1" };
  });
export type WalkInInput = z.output<typeof walkInForm>;
