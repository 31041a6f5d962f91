import { z } from "zod";
import { fieldMessage } from "#app/shared/field-errors.ts";
import { isPieceCode, MAX_PIECES } from "./pieces.ts";

/** Where things stand when the collector comes. */
export const placeOuts = ["inside", "door", "lobby", "kerb"] as const;
export type PlaceOut = (typeof placeOuts)[number];

/** The most photos one visit may have; the database says the same. */
export const MAX_HOME_PHOTOS = 6;

/** Whole pieces by their category of goods. */
export type HomePiece = { goods: string; pieces: number };

/** What a booking at home says of the door. Degrees WGS 84; floor 0 is the ground floor, null is not said. */
export type HomeDetails = {
  address: string;
  latitude: number;
  longitude: number;
  floor: number | null;
  hasLift: boolean | null;
  placeOut: PlaceOut;
  instructions: string;
  pieces: HomePiece[];
};

/** A photo of one kind of piece, or (null) of the visit as a whole. Pixels of its largest size. */
export type HomePhotoView = { id: string; goods: string | null; width: number; height: number };

/** The same with the photos' ids, for the two sides of the booking and nobody else. */
export type HomeView = HomeDetails & { areaId: string; areaName: string; photos: HomePhotoView[] };

const text = (max: number) => z.string().trim().max(max, { error: fieldMessage("errors:tooLong", { max }) });
const degrees = (limit: number) =>
  z.number({ error: "errors:number" }).min(-limit, { error: fieldMessage("errors:tooSmall", { min: -limit }) }).max(limit, { error: fieldMessage("errors:tooLarge", { max: limit }) });

const floor = z
  .number({ error: "errors:wholeNumber" })
  .int({ error: "errors:wholeNumber" })
  .min(-5, { error: fieldMessage("errors:tooSmall", { min: -5 }) })
  .max(200, { error: fieldMessage("errors:tooLarge", { max: 200 }) })
  .nullable();

/** The door as a form or the API says it. */
export const doorInput = z.object({
  address: text(200).min(3, { error: fieldMessage("errors:tooShort", { min: 3 }) }),
  latitude: degrees(90),
  longitude: degrees(180),
  floor: floor.default(null),
  hasLift: z.boolean().nullable().default(null),
  placeOut: z.enum(placeOuts, { error: "errors:choose" }).default("door"),
  instructions: text(500).default(""),
});
export type DoorInput = z.output<typeof doorInput>;

const piece = z.object({ goods: z.string().refine((code): boolean => isPieceCode(code), { error: "errors:choose" }), pieces: z.number().int().min(1).max(MAX_PIECES) });

/** The door and the pieces standing at it. */
export const homeInput = doorInput.extend({
  pieces: z
    .array(piece)
    .max(12)
    .refine((pieces) => new Set(pieces.map((one) => one.goods)).size === pieces.length, { error: "errors:invalid" })
    .default([]),
});
