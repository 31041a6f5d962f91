import { createHash } from "node:crypto";
import { listOpenSlots, openSlots } from "#app/domains/pickups/slots.service.server.ts";
import { bookSlot } from "#app/domains/pickups/bookings.service.server.ts";
import { checkIn, weigh } from "#app/domains/pickups/gate.service.server.ts";
import { openBookingPoint } from "#app/flows/open-booking-point.server.ts";
import { createListing } from "#app/domains/listings/listings.service.server.ts";
import type { ListingInput, StoredPhoto } from "#app/domains/listings/listings.schema.ts";
import { sendMessage } from "#app/domains/messaging/messaging.service.server.ts";
import { acceptDeal } from "#app/flows/accept-deal.server.ts";
import { counterDeal } from "#app/flows/counter-deal.server.ts";
import { completeBooking } from "#app/flows/complete-booking.server.ts";
import { enterDealCode } from "#app/flows/hand-over-deal.server.ts";
import { followLedger } from "#app/flows/follow-ledger.server.ts";
import { requestDeal } from "#app/flows/request-deal.server.ts";
import { scheduleDeal } from "#app/flows/schedule-deal.server.ts";
import type { Clock } from "#app/platform/clock.server.ts";
import type { Database } from "#app/platform/db/database.server.ts";
import { preparePhoto } from "#app/platform/images/photo.server.ts";
import { storePhoto } from "#app/platform/images/stored-photos.server.ts";
import { logger } from "#app/platform/logger.server.ts";
import { storage } from "#app/platform/storage/storage.server.ts";
import type { Actor } from "#app/shared/actor.ts";
import { DateTime } from "luxon";
import { v5 as uuidv5 } from "uuid";
import { sealMonths } from "#app/domains/statistics/tiers/tiers.service.server.ts";
import { onBoards } from "./boards.server.ts";
import { communitiesAround, roundOfBenchmarking } from "./benchmarking.server.ts";
import { communityLife } from "./community-life.server.ts";
import { sendLoadsOn, sortNeighboursLoads } from "./custody.server.ts";
import { forgetPastEvents, handoverCodeOf, hasPerson, isEmpty } from "./demo.repository.server.ts";
import { demoDetails } from "./details.ts";
import { officials, openListings, pastDeals, pastLoads, password, people, points, timeZone, type DemoListing } from "./district.ts";
import { communityDays } from "./events.server.ts";
import { registerScale } from "./devices.server.ts";
import { grantLicences } from "./licences.server.ts";
import { visitsAtTheDoor } from "./home.server.ts";
import { carePoints } from "./points.server.ts";
import { moderate, reportedListings } from "./moderation.server.ts";
import { must } from "./must.ts";
import { boardOfPrices } from "./prices.server.ts";
import { challenge, rewardProgramme, spendPoints } from "./rewards.server.ts";
import { specialStreams } from "./streams.server.ts";
import { superviseDistrict } from "./supervision.server.ts";
import { roundTomorrow } from "./rounds.server.ts";
import { createCast, type Cast } from "./people.server.ts";
import { visits } from "./visits.server.ts";
import { demoPicture } from "./photos.server.ts";

type Db = Database["db"];

/** What the demo prints at start. */
export type Demo = { signIns: { email: string; password: string; as: string }[] };

const namespace = "0f2f8a5e-7d0c-5c57-9f6b-2f6a3f1c9e11";

/**
 * Fills an empty database with the demo district and answers with its sign-ins; where there are people already, it changes
 * nothing and names the sign-ins only if they are the demo's. Everything is done by the product's own verbs.
 */
export async function seedDemo(db: Db): Promise<Demo> {
  const announced = [...Object.values(people), ...Object.values(officials)];
  const signIns = announced.flatMap((p) => ("signInAs" in p && p.signInAs ? [{ email: p.email, password, as: p.signInAs }] : []));
  if (!(await isEmpty(db))) return { signIns: (await hasPerson(db, people.mei.email)) ? signIns : [] };

  const now = new Date();
  const cast = await createCast(db);
  const pointIds = await openPoints(db, cast.staff, now);
  await grantLicences(db, cast, now);
  // Before the loads of the past, which were settled by it.
  await boardOfPrices(db, cast.staff, now);
  await registerScale(db, cast, pointIds.lake, now);
  // Before what was handed over since, which earned by it.
  await rewardProgramme(db, cast, at(daysBefore(now, 60)));
  await challenge(db, cast, now);
  for (const deal of pastDeals) await dealInThePast(db, cast, deal, now);
  for (const load of pastLoads) await loadInThePast(db, cast, pointIds, load, now);
  const sorter = await sendLoadsOn(db, cast, pointIds, (days, hours = 0) => at(later(daysBefore(now, days), hours)));
  for (const listing of openListings) await publish(db, cast.residents[listing.owner], listing, daysBefore(now, listing.daysAgo));
  await somethingUnderWay(db, cast, pointIds, now);
  await carePoints(db, cast, pointIds, at(now));
  await somethingReported(db, cast, now);
  await visitsAtTheDoor(db, cast, pointIds.lake, now);
  await visits(db, cast, { id: pointIds.lake, namespace }, { now, daysAgo: (days, hours = 0) => at(later(daysBefore(now, days), hours)) });
  await specialStreams(db, cast, (daysAgo) => at(daysBefore(now, daysAgo)));
  await roundTomorrow(db, cast.staff, pointIds.lake, now);
  await superviseDistrict(db, cast, pointIds, now);
  await communityLife(db, cast, (days, hours = 0) => at(later(daysBefore(now, days), hours)));
  await communitiesAround(db, cast, pointIds.lake, { now, daysAgo: (days, hours = 0) => at(later(daysBefore(now, days), hours)) });
  await sortNeighboursLoads(db, cast, pointIds.lake, sorter, (days, hours = 0) => at(later(daysBefore(now, days), hours)));
  await communityDays(db, cast, now);
  await followLedger(db);
  await onBoards(db, cast, now);
  await spendPoints(db, cast, now);
  await roundOfBenchmarking(db, cast, (days) => at(daysBefore(now, days)));
  await sealMonths(db, now);
  await forgetPastEvents(db);
  logger().info({ milliseconds: Date.now() - now.getTime() }, "the demo district is there");
  return { signIns };
}

function daysBefore(now: Date, days: number): Date {
  return DateTime.fromJSDate(now, { zone: timeZone }).minus({ days }).set({ hour: 15, minute: 0, second: 0, millisecond: 0 }).toJSDate();
}

function at(instant: Date): Clock {
  return { now: () => instant };
}

function later(instant: Date, hours: number): Date {
  return new Date(instant.getTime() + hours * 3_600_000);
}

async function openPoints(db: Db, staff: Actor, now: Date): Promise<Record<"lake" | "lane", string>> {
  const ids = { lake: "", lane: "" };
  for (const point of points) {
    const pointId = uuidv5(`point:${point.key}:${now.getTime()}`, namespace);
    must(
      await openBookingPoint(db, staff, {
        pointId,
        name: point.name,
        address: point.address,
        city: "Kunming 昆明",
        latitude: point.latitude,
        longitude: point.longitude,
        materials: [...point.materials],
        weekdays: [1, 2, 3, 4, 5, 6, 7],
        opens: "09:00",
        closes: "18:00",
      }),
    );
    ids[point.key] = pointId;
    const today = DateTime.fromJSDate(now, { zone: timeZone });
    must(
      await openSlots(db, staff, {
        pointId,
        fromDate: today.toISODate() ?? "",
        weeks: 3,
        weekdays: [1, 2, 3, 4, 5, 6, 7],
        opens: "09:00",
        closes: "18:00",
        lengthMinutes: 60,
        capacityVisits: 4,
        capacityGrams: 200_000,
        cutoffMinutes: 30,
      }),
    );
  }
  return ids;
}

async function publish(db: Db, owner: Actor, listing: DemoListing, when: Date): Promise<string> {
  const person = Object.values(people).find((p) => p.name === owner.userName);
  const input: ListingInput = {
    kind: listing.material ? "material" : "goods",
    offer: listing.offer,
    category: listing.category ?? null,
    material: listing.material ?? null,
    title: listing.title,
    description: listing.description,
    condition: listing.material ? null : listing.condition,
    units: listing.units ?? 1,
    massGrams: listing.massGrams ?? null,
    priceMinor: listing.priceMinor ?? null,
    currency: listing.priceMinor ? "CNY" : null,
    swapFor: listing.swapFor ?? "",
    loanDays: null,
    serialNumber: null,
    placeLabel: person?.placeLabel ?? "Kunming 昆明",
    exactAddress: null,
    latitude: person?.latitude ?? null,
    longitude: person?.longitude ?? null,
    expiresOn: null,
    ...demoDetails[listing.title],
  };
  const made = must(await createListing(db, owner, { listing: input, publish: true, photos: await photosOf(listing) }, at(when)));
  return made.id;
}

async function photosOf(listing: DemoListing): Promise<StoredPhoto[]> {
  if (!listing.photo) return [];
  const prepared = must(await preparePhoto(await demoPicture(listing.photo)));
  const stored = await storePhoto(await storage(), `demo:${listing.photo}`, prepared);
  return [{ ...stored, alt: listing.title }];
}

/** A listing that was asked for, agreed on, handed over by code and tallied, as it happened that day. */
async function dealInThePast(db: Db, cast: Cast, deal: (typeof pastDeals)[number], now: Date): Promise<void> {
  const giver = cast.residents[deal.owner];
  const taker = cast.residents[deal.taker];
  const day = daysBefore(now, deal.daysAgo);
  const listingId = await publish(db, giver, deal, later(day, -48));
  const asked = must(await requestDeal(db, taker, { listingId, units: deal.units ?? 1, message: taker.locale === "zh-CN" ? "你好，我很需要，什么时候方便？" : "Hello, I would love to have it. When may I come?" }, at(later(day, -30))));
  const accepted = must(await acceptDeal(db, giver, { dealId: asked.dealId, version: asked.version, terms: 1 }, at(later(day, -28))));
  const scheduled = must(
    await scheduleDeal(
      db,
      taker,
      { dealId: asked.dealId, version: accepted.version, startsAt: day, endsAt: later(day, 1), place: people[deal.owner].placeLabel },
      at(later(day, -27)),
    ),
  );
  const { code } = await handoverCodeOf(db, asked.dealId);
  must(
    await enterDealCode(
      db,
      giver,
      { dealId: asked.dealId, version: scheduled.version, code, confirmDeclared: true, movedUnits: deal.units ?? 1, measuredGrams: null },
      at(later(day, 0.5)),
    ),
  );
}

/** A load that was booked, checked in, weighed and tallied. */
async function loadInThePast(db: Db, cast: Cast, pointIds: Record<"lake" | "lane", string>, load: (typeof pastLoads)[number], now: Date): Promise<void> {
  const day = daysBefore(now, load.daysAgo);
  const local = DateTime.fromJSDate(day, { zone: timeZone });
  const earlier = later(day, -72);
  must(
    await openSlots(
      db,
      cast.staff,
      {
        pointId: pointIds[load.point],
        fromDate: local.toISODate() ?? "",
        weeks: 1,
        weekdays: [local.weekday],
        opens: "15:00",
        closes: "16:00",
        lengthMinutes: 60,
        capacityVisits: 4,
        capacityGrams: 200_000,
        cutoffMinutes: 30,
      },
      at(earlier),
    ),
  );
  const slot = (await listOpenSlots(db, { pointId: pointIds[load.point], from: later(day, -1), days: 1, now: earlier })).find((s) => s.bookable);
  if (!slot) throw new Error("the demo found no slot");
  const bookingId = uuidv5(`booking:${load.who}:${load.daysAgo}:${now.getTime()}`, namespace);
  const lines = load.lines.map(({ material, grossGrams, tareGrams }) => ({ material, declaredGrams: grossGrams - tareGrams }));
  must(await bookSlot(db, cast.residents[load.who], { bookingId, slotId: slot.id, lines, note: "" }, at(later(earlier, 1))));
  must(await checkIn(db, cast.staff, { bookingId }, at(later(day, 0.1))));
  must(
    await weigh(
      db,
      cast.staff,
      { bookingId, readings: load.lines.map((line) => ({ ...line, contaminationPermille: line.contaminationPermille ?? 0, unit: "kg" as const })) },
      at(later(day, 0.2)),
    ),
  );
  must(await completeBooking(db, cast.staff, { bookingId }, at(later(day, 0.3))));
}

/** What waits for somebody today: a request to answer, an agreed hand-over with a thread, a booking for tomorrow. */
async function somethingUnderWay(db: Db, cast: Cast, pointIds: Record<"lake" | "lane", string>, now: Date): Promise<void> {
  const { mei, tom, sofia, lin } = cast.residents;
  const jars = await publish(db, sofia, { owner: "sofia", title: "Two clay flower pots", description: "Twenty centimetres across, frost proof.", offer: "free", condition: "good", category: "garden", massGrams: 2600, daysAgo: 2 }, daysBefore(now, 2));
  must(await requestDeal(db, mei, { listingId: jars, units: 1, message: "阳台正好需要，周末可以来拿吗？" }, at(later(now, -5))));
  const desk = await publish(db, lin, { owner: "lin", title: "台灯，可调光", description: "宿舍用过一年，功能正常。", offer: "free", condition: "good", category: "lamp", massGrams: 1200, daysAgo: 3 }, daysBefore(now, 3));
  const asked = must(await requestDeal(db, tom, { listingId: desk, units: 1, message: "Hi Lin, is it still there? I could come tomorrow after six." }, at(later(now, -26))));
  must(await acceptDeal(db, lin, { dealId: asked.dealId, version: asked.version, terms: 1 }, at(later(now, -24))));
  must(await sendMessage(db, lin, { dealId: asked.dealId, clientId: createHash("sha256").update(asked.dealId).digest("hex").slice(0, 24), body: "在的！明天晚上六点以后都行。 Tomorrow after six is fine." }, at(later(now, -23))));
  await bargainsUnderWay(db, cast, now);
  const free = (await listOpenSlots(db, { pointId: pointIds.lake, from: now, days: 7, now })).filter((slot) => slot.bookable);
  const slot = free.find((s) => new Date(s.startsAt) > later(now, 12)) ?? free[0];
  if (slot) {
    const bookingId = uuidv5(`booking:tom:next:${now.getTime()}`, namespace);
    must(await bookSlot(db, tom, { bookingId, slotId: slot.id, lines: [{ material: "cardboard", declaredGrams: 12_000 }], note: "" }, at(now)));
  }
}

/** What moderators find: see moderation.server.ts. */
async function somethingReported(db: Db, cast: Cast, now: Date): Promise<void> {
  const list = (listing: DemoListing) => publish(db, cast.residents[listing.owner], listing, daysBefore(now, listing.daysAgo));
  const { deposit, claim } = reportedListings;
  await moderate(db, cast, { deposit: await list(deposit), claim: await list(claim) }, (days, hours = 0) => at(later(days === 0 ? now : daysBefore(now, days), hours)));
}

/** A sale that is being bargained over, and a swap that was offered. */
async function bargainsUnderWay(db: Db, cast: Cast, now: Date): Promise<void> {
  const { mei, tom, hana, omar } = cast.residents;
  const rack = { owner: "tom", title: "Coat rack, bent beech", description: "Six hooks, stands firmly, a little worn at the foot.", offer: "sale", condition: "good", category: "other", massGrams: 4200, priceMinor: 9000, daysAgo: 4 } as const;
  const rackId = await publish(db, tom, rack, daysBefore(now, 4));
  const asked = must(await requestDeal(db, mei, { listingId: rackId, units: 1, message: "80 可以吗？今天就能来取。", price: { minor: 8000, currency: "CNY", basis: "total" } }, at(later(now, -20))));
  must(await counterDeal(db, tom, { dealId: asked.dealId, version: asked.version, terms: 1, units: 1, price: { minor: 8500, currency: "CNY", basis: "total" }, note: "With the umbrella stand." }, at(later(now, -18))));
  const pan = { owner: "hana", title: "Cast-iron pan, 28 cm", description: "Heavy, seasoned, good for another fifty years.", offer: "swap", condition: "good", category: "kitchenware", massGrams: 3100, swapFor: "A big salad bowl, or something that grows", daysAgo: 3 } as const;
  const bowl = { owner: "omar", title: "Salad bowl of olive wood", description: "Thirty centimetres across, oiled last week.", offer: "swap", condition: "good", category: "kitchenware", massGrams: 1400, daysAgo: 2 } as const;
  const [panId, bowlId] = [await publish(db, hana, pan, daysBefore(now, 3)), await publish(db, omar, bowl, daysBefore(now, 2))];
  must(await requestDeal(db, omar, { listingId: panId, units: 1, message: "Would the bowl do?", swapListingId: bowlId }, at(later(now, -9))));
}
