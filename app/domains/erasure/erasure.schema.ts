import { z } from "zod";
import { fieldMessage } from "#app/shared/field-errors.ts";
import { deviceKinds, erasureChoices, erasureMethods, minSerialLength, plainSerial, type ErasureCause, type ErasureChoice, type ErasureMethod, type DeviceKind } from "./erasure.rules.ts";

export type ErasureStateName = "chosen" | "erased" | "withdrawn";

/** One erasure, as the giver's people and the recycler's staff see it. Instants as ISO text. */
export type ErasureView = {
  id: string;
  cause: { type: ErasureCause; id: string };
  subject: string;
  deviceKind: DeviceKind;
  deviceCount: number;
  choice: ErasureChoice;
  /** The last characters of the serial number; null where none was given. */
  serialTail: string | null;
  toldAtGate: boolean;
  ownerName: string;
  recyclerName: string;
  state: ErasureStateName;
  version: number;
  createdAt: string;
  certificate: Certificate | null;
};

export type Certificate = { number: string; check: string; hash: string; text: string; certifiedBy: string; method: ErasureMethod; tool: string; erasedBy: string; erasedAt: string };

const serial = z
  .string()
  .trim()
  .max(60, { error: fieldMessage("errors:tooLong", { max: 60 }) })
  .optional()
  .transform((text, context) => {
    const plain = plainSerial(text ?? "");
    if (plain === null) return null;
    if (plain.length >= minSerialLength) return plain;
    context.addIssue({ code: "custom", message: fieldMessage("errors:tooShort", { min: minSerialLength }) });
    return z.NEVER;
  });

/** The giver's choice for the devices of one subject of a hand-over. The id is made with the form. */
export const chooseInput = z
  .object({
    erasureId: z.uuid(),
    subject: z.string({ error: "errors:choose" }).min(1, { error: "errors:choose" }).max(60),
    deviceKind: z.enum(deviceKinds, { error: "errors:choose" }),
    deviceCount: z.coerce
      .number({ error: "errors:wholeNumber" })
      .int({ error: "errors:wholeNumber" })
      .min(1, { error: fieldMessage("errors:tooSmall", { min: 1 }) })
      .max(1000, { error: fieldMessage("errors:tooLarge", { max: 1000 }) })
      .default(1),
    choice: z.enum(erasureChoices, { error: "errors:choose" }),
    serialNumber: serial,
  })
  .refine((input) => input.serialNumber === null || input.deviceCount === 1, { path: ["serialNumber"], error: "errors:oneNumberOneItem" });
export type ChooseInput = z.output<typeof chooseInput>;

/** Which erasure, as its page showed it. */
export const erasureRef = z.object({ erasureId: z.string().min(1), version: z.coerce.number().int().positive() });
export type ErasureRef = z.output<typeof erasureRef>;

/** What the recycler did. */
export const eraseInput = erasureRef.extend({
  method: z.enum(erasureMethods, { error: "errors:choose" }),
  tool: z
    .string({ error: "errors:required" })
    .trim()
    .min(3, { error: fieldMessage("errors:tooShort", { min: 3 }) })
    .max(200, { error: fieldMessage("errors:tooLong", { max: 200 }) }),
});
export type EraseInput = z.output<typeof eraseInput>;

/** What anybody may ask about a certificate. */
export const checkInput = z.object({ number: z.string().trim().max(40), check: z.string().trim().max(100) });
