import { z } from "zod";
import { maxReadings } from "#app/domains/devices/devices.rules.ts";
import type { DeviceReadingInput } from "#app/domains/devices/readings.repository.server.ts";
import { reportState } from "#app/domains/points/live/live.service.server.ts";
import { MATERIAL_CODES, MATERIAL_GROUPS } from "#app/shared/materials.ts";
import { ok } from "#app/shared/result.ts";
import { massUnits } from "#app/domains/pickups/weights.rules.ts";
import { takeReadings } from "#app/flows/take-readings.server.ts";
import { operation } from "../operation.ts";
import { instant, instantInput } from "../schemas.ts";

const grams = z.number().int().min(0).max(100_000_000);

/** One reading. */
const reading = z
  .strictObject({
    id: z.string().min(1).max(100).meta({ description: "Made by the device, unique to it for ever: a repeat with the same content gets the first answer." }),
    measuredAt: instantInput.meta({ description: "By the device's clock, set by our `serverTime`; at most seven days ago." }),
    material: z.enum(MATERIAL_CODES),
    grossGrams: grams,
    tareGrams: grams.default(0),
    contaminationPermille: z.number().int().min(0).max(1000).default(0),
    unit: z.enum(massUnits).default("kg").meta({ description: "What the display showed; masses are grams whatever it is." }),
    bookingId: z.string().min(1).max(64).optional(),
    bookingCode: z
      .string()
      .regex(/^\d{6}$/)
      .optional()
      .meta({ description: "The six digits that the visitor shows or types. With neither, the reading waits for the staff." }),
    reason: z.string().trim().min(1).max(300).optional().meta({ description: "Where it corrects an earlier reading of the same material." }),
  })
  .meta({ id: "DeviceReading", description: "What a scale read." });

/** What does not fit is refused by its id, and keeps none of the others out. */
const anything = z.looseObject({ id: z.string().min(1).max(100) }).meta({ id: "UnreadableReading", description: "Anything else with an `id` is refused alone, with DEVICES.READING_INVALID." });

const outcome = z
  .object({
    id: z.string(),
    outcome: z.enum(["accepted", "repeated", "refused"]),
    state: z.enum(["attached", "waiting", "dismissed"]).nullable().meta({ description: "Weighed in, waiting for the staff, or put aside by them; null when refused." }),
    bookingId: z.string().nullable(),
    code: z.string().nullable().meta({ description: "Why it is refused, or why it waits." }),
  })
  .meta({ id: "DeviceReadingOutcome", description: "What became of a reading." });

function readingOf(sent: z.infer<typeof reading> | z.infer<typeof anything>): DeviceReadingInput | { id: string; isUnreadable: true } {
  const read = reading.safeParse(sent);
  if (!read.success) return { id: sent.id, isUnreadable: true };
  const { bookingId, bookingCode, reason, measuredAt, ...said } = read.data;
  const booking = bookingId !== undefined ? { id: bookingId } : bookingCode !== undefined ? { code: bookingCode } : null;
  return { ...said, measuredAt: new Date(measuredAt), booking, reason: reason ?? null };
}

export const deviceOperations = [
  operation({
    method: "post",
    path: "/devices/weigh-ins",
    operationId: "sendDeviceReadings",
    tag: "devices",
    scope: null,
    summary: "Send what a scale read",
    description:
      "Signed by the device. Each reading is answered for itself, in the order sent: `accepted`, `repeated` or `refused` with a code. What names a visit is weighed in there, and checks it in; what cannot be weighed in is kept and waits for the staff. Send again whatever was not answered.",
    auth: "device",
    body: z.strictObject({ readings: z.array(z.union([reading, anything])).min(1).max(maxReadings) }),
    response: z.object({ serverTime: instant, readings: z.array(outcome) }).meta({ id: "DeviceReadingOutcomes", description: "What became of each reading, and our clock." }),
    async run({ db, device, body, now }) {
      return ok({ serverTime: now.toISOString(), readings: await takeReadings(db, device, body.readings.map(readingOf), now) });
    },
  }),
  operation({
    method: "post",
    path: "/devices/state",
    operationId: "sendDeviceState",
    tag: "devices",
    scope: null,
    summary: "Say how full a container is, or how long the queue",
    description: "Signed by the device, about the point it stands at. A report holds for half an hour; the staff's word goes before it. The same id once more changes nothing.",
    auth: "device",
    body: z
      .strictObject({
        id: z.uuid().meta({ description: "Made by the device, new for every report." }),
        subject: z.enum(["queue", ...MATERIAL_GROUPS]).meta({ description: "The queue, or the containers of a group of materials." }),
        level: z.number().int().min(0).max(4).meta({ description: "Of a queue 0 none, 1 short, 2 long; of containers quarters, 0 empty to 4 full." }),
        minutes: z.number().int().min(0).max(600).nullable().default(null).meta({ description: "Of a queue: how long one waits." }),
      })
      .refine((report) => report.subject !== "queue" || report.level <= 2, { path: ["level"], error: "errors:invalid" }),
    response: z.object({ serverTime: instant, expiresAt: instant }).meta({ id: "DeviceStateTaken", description: "Until when the report holds, and our clock." }),
    errors: ["POINTS.NOT_FOUND", "POINTS.KEY_REUSED"],
    async run({ db, device, body, now }) {
      const { id, ...said } = body;
      const reported = await reportState(db, { deviceId: device.id }, { ...said, reportId: id, pointId: device.pointId }, { now: () => now });
      return reported.ok ? ok({ serverTime: now.toISOString(), expiresAt: reported.value.expiresAt }) : reported;
    },
  }),
];
