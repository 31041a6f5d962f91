import { dateFormat } from "#app/shared/formatters.ts";
import type { TFunction } from "i18next";
import { formatInstant } from "#app/ui/time.tsx";
import type { OpenNow, PointCard } from "../points.schema.ts";

type Named = Pick<PointCard, "name" | "tier" | "site" | "address"> & { materials: readonly string[] };

/** What kind of place it is, in words: the key under `kinds`. */
export function kindKey({ tier, site }: Pick<PointCard, "tier" | "site">): string {
  return tier === "collection" ? site : tier;
}

/**
 * What a point is called: its name, else its kind with the street, else its kind with what it takes. `t` speaks from the
 * points catalogue, `tm` from the materials'.
 */
export function pointLabel(point: Named, t: TFunction, tm: TFunction): string {
  if (point.name !== null) return point.name;
  const kind = t(`kinds.${kindKey(point)}`);
  if (point.address !== null) return t("label.withStreet", { kind, street: point.address });
  const [first, second, ...more] = point.materials.map((code) => tm(`names.${code}`));
  if (first === undefined) return kind;
  const what = second === undefined ? first : t(more.length > 0 ? "label.more" : "label.two", { first, second, count: more.length });
  return t("label.withMaterials", { kind, what });
}

const DAY_MS = 86_400_000;

/** "Open until 18:00", "Opens Tue 08:00", "Hours not known": the state at `now`, in the wall-clock time of the place. */
export function openWords(hours: OpenNow, context: { timeZone: string; now: string; locale: string }, t: TFunction): string {
  if (hours.state === "unknown") return hours.next === null ? t("open.unknown") : t("open.unknownNext", { when: whenWords(hours.next, context) });
  const instant = hours.state === "open" ? hours.until : hours.next;
  if (instant === null) return t(hours.state === "open" ? "open.always" : "open.closed");
  return t(hours.state === "open" ? "open.until" : "open.opens", { when: whenWords(instant, context) });
}

/** The time alone today, with the weekday within a week, with the date later. */
function whenWords(instant: string, { timeZone, now, locale }: { timeZone: string; now: string; locale: string }): string {
  const day = (at: string) => formatInstant(at, { locale: "en", timeZone, format: "date" });
  const time = formatInstant(instant, { locale, timeZone, format: "time" });
  if (day(instant) === day(now)) return time;
  const within = new Date(instant).getTime() - new Date(now).getTime() < 6 * DAY_MS;
  const weekday = dateFormat(locale === "en" ? "en-GB" : locale, { weekday: "short", timeZone }).format(new Date(instant));
  return within ? `${weekday} ${time}` : `${formatInstant(instant, { locale, timeZone, format: "day" })} ${time}`;
}
