import { dateFormat } from "#app/shared/formatters.ts";

/** "1 April to 31 October": from and to are `MM-DD`. `t` is the catalogue of points. */
export function seasonWords(season: { from: string; to: string }, locale: string, t: (key: "hours.season", words: { from: string; to: string }) => string): string {
  const format = dateFormat(locale === "en" ? "en-GB" : locale, { day: "numeric", month: "long", timeZone: "UTC" });
  const words = (monthDay: string) => format.format(new Date(`2024-${monthDay}T00:00:00Z`));
  return t("hours.season", { from: words(season.from), to: words(season.to) });
}
