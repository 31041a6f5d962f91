import ical, { ICalCalendarMethod, ICalEventStatus } from "ical-generator";
import type { BookingView } from "./pickups.schema.ts";

/**
 * A booking as a calendar entry. `rootId` is the first booking of its chain of moves: the UID stays, SEQUENCE grows, and a
 * booking that is off is sent as CANCEL. All words arrive translated; times are UTC.
 */
export function bookingCalendar(input: {
  booking: BookingView;
  rootId: string;
  host: string;
  url: string;
  summary: string;
  description: string;
  location: string;
  now: Date;
}): string {
  const { booking } = input;
  const off = ["cancelled_in_time", "cancelled_late", "hold_expired", "rescheduled"].includes(booking.state);
  const calendar = ical({ prodId: { company: "Roundabout", product: "Pickups", language: "EN" }, method: off ? ICalCalendarMethod.CANCEL : ICalCalendarMethod.PUBLISH });
  calendar.createEvent({
    id: `booking-${input.rootId}@${input.host}`,
    sequence: booking.icsSequence,
    start: new Date(booking.slot.startsAt),
    end: new Date(booking.slot.endsAt),
    stamp: input.now,
    summary: input.summary,
    description: input.description,
    location: input.location,
    url: input.url,
    status: off ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
  });
  return calendar.toString();
}
