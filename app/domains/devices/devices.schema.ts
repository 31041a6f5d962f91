import { z } from "zod";
import { readPublicKey } from "#app/platform/signatures/ed25519-key.ts";
import { fieldMessage } from "#app/shared/field-errors.ts";
import { deviceKinds, type DeviceKind } from "./devices.rules.ts";

const reasonMax = 300;

/** The form that registers a device. `publicKey` is what was pasted; what comes out is the key. */
export const deviceForm = z.object({
  deviceId: z.uuid(),
  pointId: z.string({ error: "errors:choose" }).min(1, { error: "errors:choose" }),
  name: z.string({ error: "errors:required" }).trim().min(1, { error: "errors:required" }).max(80, { error: fieldMessage("errors:tooLong", { max: 80 }) }),
  kind: z.enum(deviceKinds, { error: "errors:choose" }),
  publicKey: z
    .string({ error: "errors:required" })
    .max(2_000, { error: "devices:form.unreadable" })
    .transform((pasted, context) => {
      const read = readPublicKey(pasted);
      if (read.ok) return read.key;
      context.addIssue({ code: "custom", message: pasted.trim() === "" ? "errors:required" : `devices:form.${read.problem}` });
      return z.NEVER;
    }),
});
export type RegisterDevice = z.output<typeof deviceForm>;

export const revokeForm = z.object({ deviceId: z.string().min(1), version: z.coerce.number().int().positive() });

/** Where a reading belongs, or why it belongs nowhere. */
export const assignForm = z.object({ readingId: z.string().min(1), version: z.coerce.number().int().positive(), bookingId: z.string({ error: "errors:choose" }).min(1, { error: "errors:choose" }), reason: z.string().trim().max(reasonMax, { error: fieldMessage("errors:tooLong", { max: reasonMax }) }).default("") });
export const dismissForm = z.object({
  readingId: z.string().min(1),
  version: z.coerce.number().int().positive(),
  reason: z.string({ error: "errors:required" }).trim().min(1, { error: "errors:required" }).max(reasonMax, { error: fieldMessage("errors:tooLong", { max: reasonMax }) }),
});

/** A device that was let in. */
export type AdmittedDevice = { id: string; partyId: string; pointId: string; name: string; kind: DeviceKind };

/** A device for those who run it. */
export type DeviceView = {
  id: string;
  name: string;
  kind: DeviceKind;
  pointId: string;
  pointName: string;
  timeZone: string;
  thumbprint: string;
  state: "active" | "revoked";
  registeredAt: string;
  revokedAt: string | null;
  lastSeenAt: string | null;
  clockAheadSeconds: number | null;
  refusedAt: string | null;
  refusedCode: string | null;
  version: number;
};

/** What a device read, for the staff that says where it belongs. Masses in grams. */
export type ReadingView = {
  id: string;
  deviceName: string;
  pointId: string;
  pointName: string;
  timeZone: string;
  material: string;
  grossGrams: number;
  tareGrams: number;
  netGrams: number;
  contaminationPermille: number;
  measuredAt: string;
  receivedAt: string;
  /** Why it waits; null when it named no booking. */
  code: string | null;
  version: number;
};
