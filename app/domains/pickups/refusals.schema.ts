import { z } from "zod";
import { fieldMessage } from "#app/shared/field-errors.ts";

/** Why a load is turned away at the gate. */
export const refusalKinds = ["wrong_material", "contaminated", "unsafe", "too_much"] as const;
export type RefusalKind = (typeof refusalKinds)[number];

/** The form at the gate, but for its photo. */
export const refuseForm = z.object({
  version: z.coerce.number().int().positive().optional(),
  kind: z.enum(refusalKinds, { error: "errors:choose" }),
  reason: z.string({ error: "errors:required" }).trim().min(1, { error: "errors:required" }).max(300, { error: fieldMessage("errors:tooLong", { max: 300 }) }),
});

/** A photo already in storage. */
export type RefusalPhoto = { storageKey: string; width: number; height: number };
export type RefuseInput = z.output<typeof refuseForm> & { bookingId: string; photo: RefusalPhoto | null };

/** What both sides see of a refusal besides its reason. */
export type RefusalView = { kind: RefusalKind; photo: { width: number; height: number } | null };
