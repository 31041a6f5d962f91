import { z } from "zod";
import { fieldMessage } from "#app/shared/field-errors.ts";
import { parseMass } from "../weights.rules.ts";
import { readOutline, type Corner } from "./outline.rules.ts";

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
  /** Corners within the circle that goes around them; null is the whole circle. */
  outline: Corner[] | null;
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

/** How an area is said to be: a circle around a place, or an outline of corners. */
export const areaShapes = ["circle", "outline"] as const;
export type AreaShape = (typeof areaShapes)[number];

/** What an area is made or changed with, as typed: kilometres and kilograms become metres and grams, GeoJSON becomes corners. */
export const areaForm = z
  .object({
    areaId: z.uuid(),
    pointId: z.string({ error: "errors:choose" }).min(1, { error: "errors:choose" }),
    name: z.string({ error: "errors:required" }).trim().min(2, { error: fieldMessage("errors:tooShort", { min: 2 }) }).max(80, { error: fieldMessage("errors:tooLong", { max: 80 }) }),
    shape: z.enum(areaShapes, { error: "errors:choose" }).default("circle"),
    latitude: number(-90, 90).optional(),
    longitude: number(-180, 180).optional(),
    radiusKm: number(0.1, 200).optional(),
    outline: z.string().max(20_000, { error: fieldMessage("errors:tooLong", { max: 20_000 }) }).default(""),
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
  .transform(({ shape, latitude, longitude, radiusKm, outline, maxVisitKg, ...rest }, context) => {
    const area = { ...rest, maxVisitGrams: maxVisitKg };
    if (shape === "outline") {
      const read = readOutline(outline);
      if ("outline" in read) return { ...area, ...read.outline.centre, radiusMetres: read.outline.radiusMetres, outline: read.outline.corners };
      context.addIssue({ code: "custom", path: ["outline"], message: outline.trim() === "" ? "errors:required" : `home-pickup:areas.outlineProblems.${read.problem}` });
      return z.NEVER;
    }
    if (latitude !== undefined && longitude !== undefined && radiusKm !== undefined) return { ...area, latitude, longitude, radiusMetres: Math.round(radiusKm * 1000), outline: null };
    for (const [field, value] of Object.entries({ latitude, longitude, radiusKm })) if (value === undefined) context.addIssue({ code: "custom", path: [field], message: "errors:number" });
    return z.NEVER;
  });

/** What an area is made with. Without an outline it is the whole circle. */
export type AreaInput = Omit<z.output<typeof areaForm>, "version" | "outline"> & { outline?: Corner[] | null };
