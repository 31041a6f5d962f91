import { z } from "zod";
import type { SlotView } from "#app/domains/pickups/pickups.schema.ts";
import { grams, id, instant } from "../schemas.ts";

/** A slot, of a point or of a service area. */
export const slot = z
  .object({
    id,
    startsAt: instant,
    endsAt: instant,
    freeVisits: z.int(),
    freeGrams: grams.nullable().meta({ description: "Null where there is no limit by weight." }),
    waiting: z.int().meta({ description: "How many wait in line for a place." }),
    bookable: z.boolean(),
    reason: z.enum(["SLOT_CLOSED", "TOO_LATE", "FULL", "NOT_LICENSED", "OUTSIDE_AREA", "VISIT_TOO_LARGE"]).nullable(),
  })
  .meta({ id: "Slot", description: "A time at which something may be brought, or is picked up." });

/** A slot as the API answers it. */
export function slotOf(one: SlotView): z.infer<typeof slot> {
  const { id: slotId, startsAt, endsAt, freeVisits, freeGrams, waiting, bookable, reason = null } = one;
  return { id: slotId, startsAt, endsAt, freeVisits, freeGrams, waiting, bookable, reason };
}
