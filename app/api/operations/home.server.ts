import { z } from "zod";
import { findArea, selectAreasAt } from "#app/domains/pickups/home/areas.repository.server.ts";
import { addHomePhotos } from "#app/domains/pickups/home/home-photos.service.server.ts";
import { findHomeView } from "#app/domains/pickups/home/home.repository.server.ts";
import { MAX_HOME_PHOTOS, placeOuts } from "#app/domains/pickups/home/home.schema.ts";
import { MAX_PIECES, pieceCodes } from "#app/domains/pickups/home/pieces.ts";
import { listOpenSlots } from "#app/domains/pickups/slots.service.server.ts";
import { storage } from "#app/platform/storage/storage.server.ts";
import { err, ok } from "#app/shared/result.ts";
import { operation } from "../operation.ts";
import { grams, id, idParams, instantInput, materialCode } from "../schemas.ts";
import { slot, slotOf } from "./slots.shapes.server.ts";

const latitude = z.coerce.number().min(-90).max(90).meta({ description: "Degrees, WGS 84.", examples: [52.52] });
const longitude = z.coerce.number().min(-180).max(180).meta({ description: "Degrees, WGS 84.", examples: [13.405] });

const piece = z
  .strictObject({ goods: z.enum(pieceCodes, "errors:choose"), pieces: z.int().min(1).max(MAX_PIECES) })
  .meta({ id: "HomePiece", description: "Whole pieces; their usual weight is added to the material they are collected as." });

/** Where the door is, as a program says it. */
export const newDoor = z
  .strictObject({
    address: z.string().trim().min(3).max(200),
    latitude: z.number().min(-90).max(90),
    longitude: z.number().min(-180).max(180),
    floor: z.int().min(-5).max(200).nullable().default(null).meta({ description: "0 is the ground floor." }),
    hasLift: z.boolean().nullable().default(null),
    placeOut: z.enum(placeOuts).default("door").meta({ description: "Where things will stand." }),
    instructions: z.string().trim().max(500).default(""),
    pieces: z
      .array(piece)
      .max(12)
      .default([])
      .superRefine((all, ctx) => {
        if (new Set(all.map((one) => one.goods)).size !== all.length) ctx.addIssue({ code: "custom", message: "errors:invalid" });
      }),
  })
  .meta({ id: "NewDoor", description: "Where the door is and what stands there; for a slot of an area. Seen by the two sides of the booking only." });

const doorPhoto = z
  .object({ id: z.string(), goods: z.string().nullable().meta({ description: "Which of the pieces it shows; null: all that stands there." }), width: z.int(), height: z.int() })
  .meta({ id: "DoorPhoto", description: "A photo of what stands at the door, for the two sides of the booking: /bookings/{booking}/photos/{id}/400.webp and 1200.webp of this server, signed in. Pixels of the larger one." });

/** Where the door is, for the two sides of a booking. */
export const door = z
  .object({
    areaId: id,
    areaName: z.string(),
    address: z.string(),
    latitude: z.number(),
    longitude: z.number(),
    floor: z.int().nullable(),
    hasLift: z.boolean().nullable(),
    placeOut: z.enum(placeOuts),
    instructions: z.string(),
    pieces: z.array(z.object({ goods: z.string(), pieces: z.int() })),
    photoIds: z.array(z.string()).meta({ description: "How many photos there are; they are shown on the booking's page." }),
    photos: z.array(doorPhoto),
  })
  .meta({ id: "Door", description: "Where the door is and what stands there." });

const area = z
  .object({
    id,
    name: z.string(),
    recycler: z.object({ name: z.string(), slug: z.string() }),
    timeZone: z.string(),
    maxVisitGrams: grams.nullable().meta({ description: "The most one visit may be; null without a limit." }),
    accepts: z.array(z.string()),
  })
  .meta({ id: "ServiceArea", description: "Where a recycler comes to the door." });

export const homeOperations = [
  operation({
    method: "post",
    path: "/bookings/{id}/photos",
    operationId: "addBookingPhotos",
    tag: "bookings",
    scope: "bookings:write",
    summary: "Photos of what stands at the door",
    description: "For a pickup at the door that is still ahead, six at most. The same photo again changes nothing, but for the piece it is of. Nobody but the two sides sees them.",
    auth: "token",
    params: idParams,
    // Files are written before the transaction that names them, and taken back when it is refused.
    ownTransactions: true,
    upload: { field: "photo", maxFiles: MAX_HOME_PHOTOS, maxMegabytes: 12 },
    body: z.object({ goods: z.enum(pieceCodes, "errors:choose").nullable().default(null).meta({ description: "Which of the booking's pieces they show; without it, all that stands there." }) }),
    response: z.object({ items: z.array(doorPhoto) }).meta({ id: "DoorPhotos", description: "All photos of the booking." }),
    successStatus: 201,
    errors: ["PICKUPS.NOT_FOUND", "PICKUPS.NOT_ALLOWED", "PICKUPS.WRONG_STATE", "PICKUPS.PHOTOS_FULL", "PICKUPS.NO_SUCH_PIECE"],
    async run({ db, actor, params, body, photos }) {
      const added = await addHomePhotos(db, await storage(), actor, { bookingId: params.id, photos, goods: body.goods });
      if (!added.ok) return added;
      return ok({ items: (await findHomeView(db, params.id))?.photos ?? [] });
    },
  }),
  operation({
    method: "get",
    path: "/areas",
    operationId: "listAreas",
    tag: "bookings",
    scope: "bookings:read",
    summary: "Who comes to a place",
    description: "The open service areas that reach it, nearest centre first, at most 50.",
    auth: "public",
    query: z.object({
      lat: latitude,
      lon: longitude,
      material: z.array(materialCode).max(20).default([]).meta({ description: "Repeat it for several; every one must be taken." }),
    }),
    response: z.object({ items: z.array(area) }).meta({ id: "ServiceAreas", description: "Who comes to a place." }),
    async run({ db, query }) {
      const areas = await selectAreasAt(db, { latitude: query.lat, longitude: query.lon }, query.material);
      return ok({
        items: areas.map((one) => ({ id: one.id, name: one.name, recycler: { name: one.recyclerName, slug: one.recyclerSlug }, timeZone: one.timeZone, maxVisitGrams: one.maxVisitGrams, accepts: one.accepts })),
      });
    },
  }),
  operation({
    method: "get",
    path: "/areas/{id}/slots",
    operationId: "listHomeSlots",
    tag: "bookings",
    scope: "bookings:read",
    summary: "Times at a door",
    description: "The slots of a service area as they are for this place and load, soonest first, at most 500. Book one with POST /bookings and its `home`.",
    auth: "public",
    params: idParams,
    query: z.object({
      lat: latitude,
      lon: longitude,
      from: instantInput.optional().meta({ description: "Now, unless said otherwise." }),
      days: z.coerce.number().int().min(1).max(60).default(14),
      massGrams: z.coerce.number().int().min(0).max(100_000_000).default(0).meta({ description: "What shall be picked up." }),
    }),
    response: z.object({ items: z.array(slot) }).meta({ id: "HomeSlots", description: "Times at a door." }),
    errors: ["PICKUPS.NOT_FOUND"],
    async run({ db, params, query, now }) {
      const found = await findArea(db, params.id);
      if (!found) return err("PICKUPS.NOT_FOUND");
      const home = { areaId: found.id, door: { latitude: query.lat, longitude: query.lon } };
      const slots = await listOpenSlots(db, { pointId: found.pointId, from: query.from ? new Date(query.from) : now, days: query.days, now, grams: query.massGrams, home });
      return ok({ items: slots.map(slotOf) });
    },
  }),
];
