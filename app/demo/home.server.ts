import { DateTime } from "luxon";
import { v5 as uuidv5 } from "uuid";
import { bookSlot } from "#app/domains/pickups/bookings.service.server.ts";
import { makeArea } from "#app/domains/pickups/home/areas.service.server.ts";
import type { HomeDetails } from "#app/domains/pickups/home/home.schema.ts";
import { loadLines } from "#app/domains/pickups/home/pieces.ts";
import { listOpenSlots, openSlots } from "#app/domains/pickups/slots.service.server.ts";
import type { Database } from "#app/platform/db/database.server.ts";
import type { Actor } from "#app/shared/actor.ts";
import { timeZone } from "./district.ts";
import { must } from "./must.ts";
import type { Cast } from "./people.server.ts";

type Db = Database["db"];

const namespace = "4e0c8f67-2a52-5d8a-9d7e-6f1f1c0f7b21";

/** Two doors that are visited tomorrow: who, where, what. */
const doors = [
  {
    who: "mei",
    amounts: [
      { material: "cardboard", declaredGrams: 12_000 },
      { material: "clothes", declaredGrams: 6_000 },
    ],
    note: "",
    home: { address: "翠湖北路 8 号翠湖花园 3 栋 2 单元 501", latitude: 25.05034, longitude: 102.70081, floor: 5, hasLift: false, placeOut: "inside", instructions: "五楼没有电梯，冰箱要两个人抬。", pieces: [{ goods: "fridge", pieces: 1 }] },
  },
  {
    who: "tom",
    amounts: [
      { material: "newspaper", declaredGrams: 18_000 },
      { material: "glass_bottles", declaredGrams: 14_000 },
    ],
    note: "The bags are labelled.",
    home: { address: "Lianhua Lane 21, house 2, flat 102", latitude: 25.05982, longitude: 102.69063, floor: 0, hasLift: null, placeOut: "door", instructions: "Blue door at the end of the yard.", pieces: [] },
  },
] as const satisfies readonly { who: "mei" | "tom"; amounts: readonly { material: string; declaredGrams: number }[]; note: string; home: HomeDetails }[];

/** The recycler comes to the doors around the lake: an area, its times by the week, and two visits tomorrow. */
export async function visitsAtTheDoor(db: Db, cast: Cast, pointId: string, now: Date): Promise<void> {
  const { staff } = cast;
  const areaId = uuidv5(`area:${now.getTime()}`, namespace);
  const place = { latitude: 25.0519, longitude: 102.7035 };
  must(await makeArea(db, staff, { areaId, pointId, name: "Green Lake and the lanes 翠湖一带", ...place, radiusMetres: 6_000, maxVisitGrams: 200_000, serviceMinutes: 10 }));
  const today = DateTime.fromJSDate(now, { zone: timeZone });
  must(
    await openSlots(db, staff, {
      pointId,
      areaId,
      fromDate: today.toISODate() ?? "",
      weeks: 3,
      weekdays: [1, 2, 3, 4, 5, 6, 7],
      opens: "09:00",
      closes: "18:00",
      lengthMinutes: 180,
      capacityVisits: 8,
      capacityGrams: 800_000,
      cutoffMinutes: 120,
    }),
  );
  const tomorrow = today.plus({ days: 1 }).startOf("day");
  for (const [index, { who, amounts, note, home }] of doors.entries()) {
    const actor: Actor = cast.residents[who];
    const details: HomeDetails = { ...home, pieces: [...home.pieces] };
    const lines = loadLines(amounts, details.pieces);
    const free = await listOpenSlots(db, { pointId, from: tomorrow.toJSDate(), days: 1, now, home: { areaId, door: home } });
    const slot = free.filter((one) => one.bookable)[index];
    if (slot) must(await bookSlot(db, actor, { bookingId: uuidv5(`home:${who}:${now.getTime()}`, namespace), slotId: slot.id, lines, note, home: details }, { now: () => now }));
  }
}
