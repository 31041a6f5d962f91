import { z } from "zod";
import type { HomeDetails } from "./home/home.schema.ts";
import { holdInput } from "./pickups.schema.ts";

/** The states of a place in line: waiting, offered a hold, and how it ended. */
export const waitingStates = ["waiting", "offered", "booked", "passed", "left", "closed"] as const;
export type WaitingState = (typeof waitingStates)[number];

/** What somebody means to bring. Masses in grams; null is "not known". */
export type WaitingLine = { material: string; declaredGrams: number | null };

/** What somebody says who wants to wait: the same as for a booking, with an id for the place in line. */
export const waitingInput = holdInput.omit({ bookingId: true, replacesId: true }).extend({ entryId: z.uuid() });
export type WaitingInput = Omit<z.output<typeof waitingInput>, "home"> & { home?: HomeDetails | null | undefined };

/** A place in line for a list of one's own. Instants as ISO text; `position` 1 is next. */
export type WaitingRow = {
  id: string;
  version: number;
  slotId: string;
  startsAt: string;
  endsAt: string;
  pointId: string;
  pointName: string;
  /** The area of a slot at people's doors; null at the point. */
  areaName: string | null;
  timeZone: string;
  materials: string[];
  position: number;
};
