import { err, ok, type Result } from "#app/shared/result.ts";

const DAYS: Readonly<Record<string, string>> = { Mo: "Mo", Di: "Tu", Mi: "We", Do: "Th", Fr: "Fr", Sa: "Sa", So: "Su" };
const MONTHS: Readonly<Record<string, string>> = {
  Januar: "Jan", Februar: "Feb", März: "Mar", April: "Apr", Mai: "May", Juni: "Jun",
  Juli: "Jul", August: "Aug", September: "Sep", Oktober: "Oct", November: "Nov", Dezember: "Dec",
};

const DAY = "(?:Mo|Di|Mi|Do|Fr|Sa|So)";
const TIME = "\\d{1,2}(?::\\d{2})?";
const SPAN = `${TIME}-${TIME}`;
/** One group: days, then spans; spans are joined by "/", "und", "+" or "&". */
const GROUP = new RegExp(`^(${DAY}(?:-${DAY})?):? ?(\\*\\* ?)?(${SPAN}(?:/${SPAN})*)$`);
const LAST_SATURDAY = /;?\s*\*\* letzter Samstag im (.+)$/;

/**
 * Turns German opening-hours text of the pattern "Mo-Fr: 08:00-12:15 / 13:30-18:30, Sa: 8-12 Uhr" into an OSM
 * `opening_hours` value. A footnote "** letzter Samstag im Januar, März" limits the days marked "**".
 * Text that is anything else is not guessed at: `no_weekdays` when there are times without days, else `unreadable_text`.
 */
export function germanToOpeningHours(raw: string): Result<string, "no_weekdays" | "unreadable_text"> {
  let text = raw.trim();
  let lastSaturdays: string | null = null;
  const footnote = LAST_SATURDAY.exec(text);
  if (footnote) {
    const months = (footnote[1] ?? "").split(",").map((month) => MONTHS[month.trim()]);
    if (months.some((month) => month === undefined)) return err("unreadable_text");
    lastSaturdays = months.join(",");
    text = text.slice(0, footnote.index);
  }
  const groups = normalise(text).split(/[,;/](?=(?:Mo|Di|Mi|Do|Fr|Sa|So))/);
  const parts: string[] = [];
  for (const group of groups) {
    const match = GROUP.exec(group);
    if (!match) return err(!new RegExp(DAY).test(text) && /\d/.test(text) ? "no_weekdays" : "unreadable_text");
    const days = (match[1] ?? "").replace(new RegExp(DAY, "g"), (day) => DAYS[day] ?? day);
    const spans = (match[3] ?? "").split("/").map(spanText);
    if (match[2] && (lastSaturdays === null || days !== "Sa")) return err("unreadable_text");
    if (spans.includes(null)) return err("unreadable_text");
    parts.push(match[2] ? `${lastSaturdays} Sa[-1] ${spans.join()}` : `${days} ${spans.join()}`);
  }
  return ok(parts.join("; "));
}

/** One way of writing: "-" between times and days, "/" between spans, "," between groups, no "Uhr", no blanks around them. */
function normalise(text: string): string {
  return text
    .replace(/\b(MO|DI|MI|DO|FR|SA|SO)\b/g, (day) => day.charAt(0) + day.charAt(1).toLowerCase())
    .replace(/\s*\bUhr\b/g, "")
    .replace(/(\d{1,2})\.(\d{2})/g, "$1:$2")
    .replace(/\s*(?:–|-|\bbis\b)\s*/g, "-")
    .replace(/\s*(?:\/|\+|&|\bund\b)\s*/g, "/")
    .replace(/\s*([,;])\s*/g, "$1")
    .replace(/\s*:\s+/g, ": ")
    .replace(/\bvon\s+/g, "")
    .replace(/\s+/g, " ")
    .trim();
}

function spanText(span: string): string | null {
  const [from, to] = span.split("-").map(timeText);
  return from && to ? `${from}-${to}` : null;
}

function timeText(time: string): string | null {
  const [hours = "", minutes = "00"] = time.split(":");
  const valid = Number(hours) <= 24 && Number(minutes) < 60;
  return valid ? `${hours.padStart(2, "0")}:${minutes}` : null;
}
