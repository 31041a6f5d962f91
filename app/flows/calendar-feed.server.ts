import ical, { ICalCalendarMethod, ICalEventStatus } from "ical-generator";
import { selectCalendarHandOvers } from "#app/domains/deals/calendar.repository.server.ts";
import { selectCalendarEvents } from "#app/domains/events/calendar.repository.server.ts";
import { eventUid } from "#app/domains/events/ics.server.ts";
import { findFeedOwner } from "#app/domains/identity/calendar-feeds.repository.server.ts";
import { actorOfMember } from "#app/domains/identity/token-actor.server.ts";
import { selectCalendarVisits, type CalendarVisit } from "#app/domains/pickups/calendar.repository.server.ts";
import type { Db } from "#app/platform/db/database.server.ts";
import { translator } from "#app/platform/i18n.server.ts";
import { hasRole } from "#app/shared/actor.ts";

/** What was stays in the calendar this long. */
const KEPT_DAYS = 60;
/** More than this of a kind is no calendar any more. */
const LIMIT = 500;
/** How often a calendar program should look again. */
export const REFRESH_SECONDS = 900;

/**
 * The feed behind a secret: the party's visits (for staff of a recycler also who comes to its points), hand-overs and the days of communities they come to, in the person's
 * language. Null when the secret opens nothing any more, or the person has left the party. Whoever keeps the calendar reads along, so no
 * code, no exact address of a home: those stand on the page that each entry leads to. The UIDs are those of the single files.
 */
export async function calendarFeed(db: Db, secret: string, input: { publicUrl: string; now: Date }): Promise<string | null> {
  const owner = await findFeedOwner(db, secret, input.now);
  const actor = owner && (await actorOfMember(db, owner));
  if (!actor) return null;
  const host = new URL(input.publicUrl).hostname;
  const from = new Date(input.now.getTime() - KEPT_DAYS * 86_400_000);
  const [t, h, d, name] = [translator(actor.locale, "pickups"), translator(actor.locale, "home-pickup"), translator(actor.locale, "deals"), translator(actor.locale, "materials")];
  const calendar = ical({
    name: `Roundabout · ${actor.party.name}`,
    prodId: { company: "Roundabout", product: "Calendar", language: "EN" },
    method: ICalCalendarMethod.PUBLISH,
    ttl: REFRESH_SECONDS,
  });
  const withArrivals = actor.party.kind === "recycler" && hasRole(actor.role, "staff");
  for (const visit of await selectCalendarVisits(db, { partyId: actor.party.id, withArrivals, from, limit: LIMIT })) {
    const materials = visit.materials.map((code) => name(`names.${code}`)).join(", ");
    calendar.createEvent({
      id: `booking-${visit.rootId}@${host}`,
      sequence: visit.icsSequence,
      start: visit.startsAt,
      end: visit.endsAt,
      stamp: input.now,
      summary: visit.areaName === null ? atPoint(t, visit) : atDoor(h, visit),
      description: materials,
      location: visit.areaName ?? [visit.pointName, visit.address].filter(Boolean).join(", "),
      url: `${input.publicUrl}${visit.isArrival ? "/staff" : ""}/bookings/${visit.id}`,
      status: ICalEventStatus.CONFIRMED,
    });
  }
  for (const deal of await selectCalendarHandOvers(db, { partyId: actor.party.id, from, limit: LIMIT })) {
    calendar.createEvent({
      id: `deal-${deal.id}@${host}`,
      sequence: deal.version,
      start: deal.startsAt,
      end: deal.endsAt,
      stamp: input.now,
      summary: d("calendar.summary", { title: deal.title }),
      description: d(`calendar.${deal.standing}`, { name: deal.otherName }),
      location: deal.place,
      url: `${input.publicUrl}/deals/${deal.id}`,
      status: deal.standing === "proposed" ? ICalEventStatus.TENTATIVE : ICalEventStatus.CONFIRMED,
    });
  }
  for (const event of await selectCalendarEvents(db, { userId: actor.userId, partyId: actor.party.id, from, limit: LIMIT })) {
    calendar.createEvent({
      id: eventUid(event.id, host),
      sequence: event.icsSequence,
      start: event.startsAt,
      end: event.endsAt,
      stamp: input.now,
      summary: event.title,
      location: event.placeLabel,
      url: `${input.publicUrl}/events/${event.id}`,
      status: event.state === "cancelled" ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
    });
  }
  return calendar.toString();
}

type Say = ReturnType<typeof translator>;

function atPoint(t: Say, visit: CalendarVisit): string {
  return visit.isArrival ? t("calendar.arrival", { name: visit.partyName, point: visit.pointName }) : t("calendar.summary", { point: visit.pointName });
}

function atDoor(t: Say, visit: CalendarVisit): string {
  return visit.isArrival ? t("calendar.arrival", { name: visit.partyName }) : t("calendar.summary", { recycler: visit.recyclerName });
}
