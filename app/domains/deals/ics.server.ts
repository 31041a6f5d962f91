import ical, { ICalCalendarMethod, ICalEventStatus } from "ical-generator";
import type { DealView } from "./deals.schema.ts";

/**
 * The hand-over of a deal as a calendar entry; null without a time. The UID is the deal's, SEQUENCE is its version and so grows
 * with each change; a deal that is off is sent as CANCEL, a time that waits for its yes as tentative. All words arrive
 * translated; times are UTC.
 */
export function dealCalendar(input: {
  deal: Pick<DealView, "id" | "version" | "state" | "agreed">;
  host: string;
  url: string;
  summary: string;
  description: string;
  location: string;
  now: Date;
}): string | null {
  const { deal } = input;
  if (!deal.agreed) return null;
  const off = ["cancelled_by_giver", "cancelled_by_taker", "cancelled_by_operator", "declined", "expired"].includes(deal.state);
  const status = off ? ICalEventStatus.CANCELLED : deal.agreed.agreedAt === null ? ICalEventStatus.TENTATIVE : ICalEventStatus.CONFIRMED;
  const calendar = ical({ prodId: { company: "Roundabout", product: "Deals", language: "EN" }, method: off ? ICalCalendarMethod.CANCEL : ICalCalendarMethod.PUBLISH });
  calendar.createEvent({
    id: `deal-${deal.id}@${input.host}`,
    sequence: deal.version,
    start: new Date(deal.agreed.startsAt),
    end: new Date(deal.agreed.endsAt),
    stamp: input.now,
    summary: input.summary,
    description: input.description,
    location: input.location,
    url: input.url,
    status,
  });
  return calendar.toString();
}
