import { DateTime } from "luxon";

/** The hour at which the day's finds are mailed, on the person's clock. */
export const digestHour = 8;

/** The next eight o'clock in a zone, after `now`. Where a change of clocks skips it, the hour after. */
export function nextDigestAt(now: Date, timeZone: string): Date {
  const local = DateTime.fromJSDate(now, { zone: timeZone });
  const here = local.isValid ? local : DateTime.fromJSDate(now, { zone: "UTC" });
  const today = here.set({ hour: digestHour, minute: 0, second: 0, millisecond: 0 });
  return (today > here ? today : here.plus({ days: 1 }).set({ hour: digestHour, minute: 0, second: 0, millisecond: 0 })).toJSDate();
}
