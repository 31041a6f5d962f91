import ical, { ICalCalendarMethod, ICalEventStatus } from "ical-generator";
import type { EventView } from "./events.schema.ts";

/** The UID of a day's entry in any calendar: the same in the single file and in people's feeds. */
export function eventUid(id: string, host: string): string {
  return `event-${id}@${host}`;
}

/** A day as a calendar entry. SEQUENCE grows when it moves to another time, place or state; a day that is off is sent as CANCEL. Times are UTC. */
export function eventCalendar(input: { event: Pick<EventView, "id" | "state" | "title" | "description" | "placeLabel" | "startsAt" | "endsAt" | "icsSequence">; host: string; url: string; now: Date }): string {
  const { event } = input;
  const off = event.state === "cancelled";
  const calendar = ical({ prodId: { company: "Roundabout", product: "Events", language: "EN" }, method: off ? ICalCalendarMethod.CANCEL : ICalCalendarMethod.PUBLISH });
  calendar.createEvent({
    id: eventUid(event.id, input.host),
    sequence: event.icsSequence,
    start: new Date(event.startsAt),
    end: new Date(event.endsAt),
    stamp: input.now,
    summary: event.title,
    description: event.description,
    location: event.placeLabel,
    url: input.url,
    status: off ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
  });
  return calendar.toString();
}
