import type { Database } from "#app/platform/db/database.server.ts";
import { bookSlot } from "#app/domains/pickups/bookings.service.server.ts";
import { makeArea } from "#app/domains/pickups/home/areas.service.server.ts";
import type { HomeDetails } from "#app/domains/pickups/home/home.schema.ts";
import type { HoldInput } from "#app/domains/pickups/pickups.schema.ts";
import type { Actor } from "#app/shared/actor.ts";
import { countryOfZone } from "#app/shared/country-of-zone.ts";
import { newId } from "#app/shared/ids.ts";
import { createParty, createPerson, withRole } from "./people.ts";

type Db = Database["db"];

/** A clock that stands still until it is set. */
export function clockAt(at: string | Date): { now(): Date; set(at: string | Date): void } {
  let present = new Date(at);
  return {
    now: () => present,
    set(next) {
      present = new Date(next);
    },
  };
}

/** A point run by `recycler` (a new one if none is given), accepting `materials`. */
export async function createOwnPoint(
  db: Db,
  input: { recycler?: Actor; materials?: string[]; timeZone?: string; name?: string } = {},
): Promise<{ pointId: string; recycler: Actor }> {
  const recycler = input.recycler ?? (await createParty(db, "recycler"));
  const pointId = newId();
  await db.recyclingPoint.create({
    data: {
      id: pointId,
      sourceName: "own",
      externalId: pointId,
      operatorPartyId: recycler.party.id,
      tier: "collection",
      site: "centre",
      staffed: true,
      name: input.name ?? "Depot",
      address: "Hofstrasse 1",
      latitude: 52.5,
      longitude: 13.4,
      timeZone: input.timeZone ?? "Europe/Berlin",
      countryCode: countryOfZone(input.timeZone ?? "Europe/Berlin"),
      contentHash: "test",
      materials: { create: (input.materials ?? ["cardboard", "glass_bottles", "aluminium_cans"]).map((material) => ({ material })) },
    },
    select: { id: true },
  });
  return { pointId, recycler };
}

/** A slot of a point, from a given start. */
export async function createSlot(
  db: Db,
  input: {
    pointId: string;
    recycler: Actor;
    startsAt: string | Date;
    minutes?: number;
    capacityVisits?: number;
    capacityGrams?: number | null;
    cutoffMinutes?: number;
    /** Of a slot at people's doors. */
    areaId?: string | null;
  },
): Promise<{ slotId: string; startsAt: Date; endsAt: Date }> {
  const startsAt = new Date(input.startsAt);
  const endsAt = new Date(startsAt.getTime() + (input.minutes ?? 30) * 60_000);
  const slotId = newId();
  await db.slot.create({
    data: {
      id: slotId,
      kind: input.areaId ? "home" : "point",
      areaId: input.areaId ?? null,
      pointId: input.pointId,
      recyclerPartyId: input.recycler.party.id,
      startsAt,
      endsAt,
      capacityVisits: input.capacityVisits ?? 5,
      capacityGrams: input.capacityGrams ?? null,
      bookCutoffMinutes: 30,
      changeCutoffMinutes: input.cutoffMinutes ?? 60,
      cancelCutoffMinutes: input.cutoffMinutes ?? 60,
    },
    select: { id: true },
  });
  return { slotId, startsAt, endsAt };
}

/** What somebody asks of a slot: five kilograms of cardboard, unless said otherwise. */
export function asked(slotId: string, more: Partial<HoldInput> = {}): HoldInput {
  return { bookingId: newId(), slotId, lines: [{ material: "cardboard", declaredGrams: 5_000 }], note: "", ...more };
}

/** A point with its recycler and staff, and two people who want to come. */
export async function createBookingScene(db: Db): Promise<{ pointId: string; recycler: Actor; staff: Actor; anna: Actor; ben: Actor }> {
  const point = await createOwnPoint(db);
  return { ...point, staff: await withRole(db, point.recycler, "staff"), anna: await createPerson(db), ben: await createPerson(db) };
}

/** Books a time; the booking's id. */
export async function bookedBy(db: Db, actor: Actor, input: HoldInput, clock: { now(): Date }): Promise<string> {
  const booked = await bookSlot(db, actor, input, clock);
  if (!booked.ok) throw new Error(booked.error);
  return booked.value.bookingId;
}

/** An area of ten kilometres around a point. */
export async function createArea(db: Db, point: { pointId: string; recycler: Actor }, more: Partial<Parameters<typeof makeArea>[2]> = {}): Promise<string> {
  const made = await makeArea(db, point.recycler, { areaId: newId(), pointId: point.pointId, name: "Round the yard", latitude: 52.5, longitude: 13.4, radiusMetres: 10_000, maxVisitGrams: 100_000, serviceMinutes: 10, ...more });
  if (!made.ok) throw new Error(made.error);
  return made.value.areaId;
}

/** A door within that area. */
export function aDoor(more: Partial<HomeDetails> = {}): HomeDetails {
  return { address: "Gartenweg 7", latitude: 52.51, longitude: 13.41, floor: 3, hasLift: false, placeOut: "door", instructions: "Ring twice", pieces: [{ goods: "fridge", pieces: 1 }], ...more };
}
