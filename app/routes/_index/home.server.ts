import type { SignedIn } from "#app/domains/identity/actor.server.ts";
import { listHiddenPartyIds } from "#app/domains/blocks/blocks.service.server.ts";
import { listDeals } from "#app/domains/deals/deals.service.server.ts";
import { readBoard } from "#app/domains/impact/boards/boards.service.server.ts";
import { partySummary, platformTotals } from "#app/domains/impact/totals.repository.server.ts";
import { placeOfParty } from "#app/domains/listings/listing-page.repository.server.ts";
import { readListingQuery } from "#app/domains/listings/listings.query.ts";
import { searchListings } from "#app/domains/listings/search.service.server.ts";
import { listArrivals, listMyBookings } from "#app/domains/pickups/views.service.server.ts";
import { findPoints } from "#app/domains/points/points.service.server.ts";
import { estimateListing } from "#app/flows/estimate-listing.server.ts";
import type { Db } from "#app/platform/db/database.server.ts";
import { hasRole } from "#app/shared/actor.ts";
import type { LatLon } from "#app/shared/geo.ts";
import { material, type MaterialGroup } from "#app/shared/materials.ts";

const shownListings = 4;
const shownPoints = 3;
const shownDeals = 3;
const dayMilliseconds = 86_400_000;

/** What everybody sees: the figure, what is new (but for those whom this party or who blocked it), which points are open, who leads. */
export async function readAround(db: Db, near: { label: string; place: LatLon } | null, now: Date, partyId: string | null) {
  const hiddenPartyIds = partyId ? await listHiddenPartyIds(db, partyId) : [];
  const [totals, latest, board, points] = await Promise.all([
    platformTotals(db),
    searchListings(db, { ...readListingQuery(new URLSearchParams()), hiddenPartyIds }, shownListings),
    readBoard(db, { metric: "total", period: "all", limit: 5 }),
    readPoints(db, near, now),
  ]);
  return { totals, latest: latest.cards.map((card) => ({ card, estimate: estimateListing(card) })), board: board.rows, points };
}

async function readPoints(db: Db, near: { label: string; place: LatLon } | null, now: Date) {
  const at = near?.place;
  const toLine = line(near !== null, now);
  const open = await findPoints(db, { at, openNow: true, limit: shownPoints });
  if (open.ok && open.value.points.length > 0) return { title: near?.label ? ("openNear" as const) : ("open" as const), place: near?.label ?? "", rows: open.value.points.map(toLine) };
  const some = await findPoints(db, { at, limit: shownPoints });
  return { title: "some" as const, place: "", rows: some.ok ? some.value.points.map(toLine) : [] };
}

type FoundPoint = Extract<Awaited<ReturnType<typeof findPoints>>, { ok: true }>["value"]["points"][number];

/** An hour said without its day is one of today or tonight. */
const soonMilliseconds = 18 * 3_600_000;

/** Without a place of one's own a distance would be one from nowhere. */
const line = (isNear: boolean, now: Date) => (point: FoundPoint) => ({
  id: point.id,
  name: point.name,
  site: point.site,
  where: [point.address, point.city].filter(Boolean).join(", "),
  timeZone: point.timeZone,
  hours: { ...point.hours, until: point.hours.until && Date.parse(point.hours.until) - now.getTime() < soonMilliseconds ? point.hours.until : null },
  metres: isNear ? point.metres : null,
  groups: [...new Set<MaterialGroup>(point.accepts.map((code) => material(code).group))],
});

/** What only the acting party sees: its own figure and what waits for it. */
export async function readMine(db: Db, who: SignedIn, now: Date) {
  const { actor, parties } = who;
  const isStaff = actor.party.kind === "recycler" && hasRole(actor.role, "staff");
  const [totals, deals, bookings, arrivals] = await Promise.all([
    partySummary(db, actor.party.id),
    listDeals(db, actor, { open: true }),
    listMyBookings(db, actor, { now, pastLimit: 1 }),
    isStaff ? listArrivals(db, actor, { from: now, until: new Date(now.getTime() + dayMilliseconds), now }) : null,
  ]);
  const waiting = deals.lines.filter((deal) => deal.next === "me");
  const booking = bookings.upcoming[0];
  return {
    name: actor.userName,
    partyId: actor.party.id,
    party: { name: actor.party.name, kind: actor.party.kind },
    totals,
    deals: waiting.slice(0, shownDeals).map(({ id, title, state, side, otherName, respondBy, agreedStartsAt, timeZone }) => ({ id, title, state, side, otherName, respondBy, agreedStartsAt, timeZone })),
    moreDeals: Math.max(0, waiting.length - shownDeals),
    booking: booking ? { id: booking.id, pointName: booking.pointName, startsAt: booking.startsAt, endsAt: booking.endsAt, timeZone: booking.timeZone } : null,
    arrivals: arrivals?.length ?? null,
    hasCommunity: parties.some((party) => party.kind === "community"),
    communityIds: parties.filter((party) => party.kind === "community").map((party) => party.id),
  };
}

/** The acting party's own place, to about a kilometre; null when it has none. */
export async function placeOf(db: Db, who: SignedIn): Promise<{ label: string; place: LatLon } | null> {
  const found = await placeOfParty(db, who.actor.party.id);
  if (!found || found.latitude === null || found.longitude === null) return null;
  return { label: found.placeLabel ?? "", place: { latitude: found.latitude, longitude: found.longitude } };
}

export type Around = Awaited<ReturnType<typeof readAround>>;
export type Mine = Awaited<ReturnType<typeof readMine>>;
