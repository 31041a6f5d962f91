import { DateTime } from "luxon";
import { v5 as uuidv5 } from "uuid";
import { bookSlot } from "#app/domains/pickups/bookings.service.server.ts";
import { markNoShow } from "#app/domains/pickups/gate.service.server.ts";
import { contestVisitMark } from "#app/domains/pickups/marks.service.server.ts";
import { rejectOnSite } from "#app/domains/pickups/refusals.service.server.ts";
import { addResource } from "#app/domains/pickups/resources.service.server.ts";
import { listOpenSlots, openSlots } from "#app/domains/pickups/slots.service.server.ts";
import { letWalkIn } from "#app/flows/walk-in.server.ts";
import type { Clock } from "#app/platform/clock.server.ts";
import type { Database } from "#app/platform/db/database.server.ts";
import { timeZone } from "./district.ts";
import { must } from "./must.ts";
import type { Cast } from "./people.server.ts";

/**
 * What goes on at the gate besides loads that went well: a weighbridge that early slots need, a load of somebody unnamed that was turned away,
 * and a visit that nobody came to, as the yard says, which is contested and waits for the operator.
 */
export async function visits(db: Database["db"], cast: Cast, point: { id: string; namespace: string }, input: { now: Date; daysAgo: (days: number, hours?: number) => Clock }): Promise<void> {
  const { now, daysAgo } = input;
  const id = (name: string) => uuidv5(`${name}:${now.getTime()}`, point.namespace);
  const localDate = (instant: Date) => DateTime.fromJSDate(instant, { zone: timeZone });
  const pattern = { pointId: point.id, weeks: 1, capacityVisits: 1, capacityGrams: null, cutoffMinutes: 30 };
  must(await addResource(db, cast.staff, { resourceId: id("weighbridge"), pointId: point.id, kind: "weighbridge", name: "地磅 Weighbridge", bufferMinutes: 10 }));
  const tomorrow = localDate(now).plus({ days: 1 });
  must(
    await openSlots(
      db,
      cast.staff,
      { ...pattern, fromDate: tomorrow.toISODate() ?? "", weekdays: [6], opens: "07:00", closes: "08:30", lengthMinutes: 20, resourceId: id("weighbridge"), bookCutoff: 1, bookCutoffUnit: "days", changeCutoff: 1, changeCutoffUnit: "working_days", cancelCutoff: 1, cancelCutoffUnit: "working_days", cutoffTime: "18:00" },
      { now: () => now },
    ),
  );

  const walkedIn = id("walk-in");
  must(await letWalkIn(db, cast.staff, { bookingId: walkedIn, pointId: point.id, code: null, beyond: false }, daysAgo(4, 1)));
  must(await rejectOnSite(db, cast.staff, { bookingId: walkedIn, kind: "wrong_material", reason: "Tyres: not taken here. 轮胎不收，请送到汽修店。", photo: null }, daysAgo(4, 1.1)));

  const day = daysAgo(2).now();
  must(await openSlots(db, cast.staff, { ...pattern, fromDate: localDate(day).toISODate() ?? "", weekdays: [localDate(day).weekday], opens: "16:00", closes: "17:00", lengthMinutes: 60, capacityVisits: 4 }, daysAgo(5)));
  const slot = (await listOpenSlots(db, { pointId: point.id, from: day, days: 1, now: daysAgo(5).now() })).find((one) => one.bookable);
  if (!slot) throw new Error("the demo found no slot");
  const bookingId = id("nobody-came");
  must(await bookSlot(db, cast.residents.lin, { bookingId, slotId: slot.id, lines: [{ material: "cardboard", declaredGrams: 8_000 }], note: "" }, daysAgo(4)));
  must(await markNoShow(db, cast.staff, { bookingId }, daysAgo(2, 3)));
  must(await contestVisitMark(db, cast.residents.lin, { bookingId, words: "我四点十分就到了，门口没有人，等了二十分钟才走。 I was there at ten past four and waited for twenty minutes." }, daysAgo(1)));
}
