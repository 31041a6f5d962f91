import { z } from "zod";
import { fieldMessage } from "#app/shared/field-errors.ts";
import { parseMass } from "../weights.rules.ts";

/** A service area as its recycler's staff sees it. Metres, grams, degrees WGS 84. */
export type AreaView = {
  id: string;
  recyclerPartyId: string;
  pointId: string;
  pointName: string;
  timeZone: string;
  name: string;
  latitude: number;
  longitude: number;
  radiusMetres: number;
  maxVisitGrams: number | null;
  serviceMinutes: number;
  isOpen: boolean;
  version: number;
};

/** An area that reaches a place, for somebody who wants to be visited. */
export type AreaAtPlace = {
  id: string;
  name: string;
  pointId: string;
  pointName: string;
  timeZone: string;
  recyclerName: string;
  recyclerSlug: string;
  recyclerPartyId: string;
  maxVisitGrams: number | null;
  accepts: string[];
};

const number = (min: number, max: number) =>
  z.number({ error: "errors:number" }).min(min, { error: fieldMessage("errors:tooSmall", { min }) }).max(max, { error: fieldMessage("errors:tooLarge", { max }) });

/** What an area is made or changed with, as typed: kilometres and kilograms become metres and grams. */
export const areaForm = z
  .object({
    areaId: z.uuid(),
    pointId: z.string({ error: "errors:choose" }).min(1, { error: "errors:choose" }),
    name: z.string({ error: "errors:required" }).trim().min(2, { error: fieldMessage("errors:tooShort", { min: 2 }) }).max(80, { error: fieldMessage("errors:tooLong", { max: 80 }) }),
    latitude: number(-90, 90),
    longitude: number(-180, 180),
    radiusKm: number(0.1, 200),
    maxVisitKg: z
      .string()
      .optional()
      .transform((text, context) => {
        if (!text?.trim()) return null;
        const grams = parseMass(text, "kg");
        if (grams !== null && grams > 0 && grams <= 100_000_000) return grams;
        context.addIssue({ code: "custom", message: "errors:mass" });
        return z.NEVER;
      }),
    serviceMinutes: number(1, 240).int({ error: "errors:wholeNumber" }),
    version: z.number().int().optional(),
  })
  .transform(({ radiusKm, maxVisitKg, ...rest }) => ({ ...rest, radiusMetres: Math.round(radiusKm * 1000), maxVisitGrams: maxVisitKg }));

/** What an area is made with. */
export type AreaInput = Omit<z.output<typeof areaForm>, "version">;
