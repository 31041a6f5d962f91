import { dateFormat } from "#app/shared/formatters.ts";

/** An instant in words for mails: "Tue 14 Apr 14:00", in the place's zone. */
export function instantWords(at: string | Date, input: { locale: string; timeZone: string }): string {
  const tag = input.locale === "en" ? "en-GB" : input.locale;
  const format = dateFormat(tag, { weekday: "short", day: "numeric", month: "short", hour: "2-digit", minute: "2-digit", hourCycle: "h23", timeZone: input.timeZone });
  return format.format(new Date(at));
}

/** A visit's time in words for mails and calendars: "Tue 14 Apr, 14:00–14:30", in the place's zone. */
export function visitWhen(from: string | Date, to: string | Date, input: { locale: string; timeZone: string }): string {
  const tag = input.locale === "en" ? "en-GB" : input.locale;
  const day = dateFormat(tag, { weekday: "short", day: "numeric", month: "short", timeZone: input.timeZone });
  const time = dateFormat(tag, { hour: "2-digit", minute: "2-digit", hourCycle: "h23", timeZone: input.timeZone });
  const [start, end] = [new Date(from), new Date(to)];
  const first = `${day.format(start)} ${time.format(start)}`;
  return day.format(start) === day.format(end) ? `${first}–${time.format(end)}` : `${first} – ${day.format(end)} ${time.format(end)}`;
}
