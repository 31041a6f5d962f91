import { useTranslation } from "#app/ui/i18n.ts";
import { formatInstant, formatSpan } from "#app/ui/time.tsx";

/** The names of both sides, and the place's zone. */
type Where = { giverName: string; takerName: string; timeZone: string };
type Params = Record<string, string | number | null> | null;

/** Puts what a transition said into words of the reader's language, with times on the place's clock. */
export function useSystemLine(locale: string): (message: { systemCode: string | null; systemParams: Params }, where: Where) => string {
  const { t } = useTranslation("deals");
  return ({ systemCode, systemParams }, where) => {
    const text = (key: string) => String(systemParams?.[key] ?? "");
    const by = systemParams?.by;
    const name = by === "giver" ? where.giverName : by === "taker" ? where.takerName : "";
    const offered = systemCode === "requested" && by === "giver";
    const code = offered ? "offered" : (systemCode ?? "unknown");
    const words: Record<string, string | number> = { name, place: text("place"), units: Number(systemParams?.units ?? 1) };
    if (systemParams?.reason) words.reason = t(`reasons.${text("reason")}`);
    if (systemParams?.startsAt) words.time = formatSpan(text("startsAt"), text("endsAt"), { locale, timeZone: text("timeZone") || where.timeZone });
    if (systemParams?.dueAt) words.day = formatInstant(text("dueAt"), { locale, timeZone: text("timeZone") || where.timeZone, format: "date" });
    return t([`thread.${code}`, "thread.unknown"], words);
  };
}
