import { useTranslation } from "#app/ui/i18n.ts";
import { formatInstant, formatSpan } from "#app/ui/time.tsx";
import { priceBases } from "../terms.rules.ts";
import { useChangeWords, useTermsWords, type TermsToTell } from "./terms-words.ts";

/** The names of both sides, and the place's zone. */
type Where = { giverName: string; takerName: string; timeZone: string };
type Params = Record<string, string | number | null> | null;

/** Puts what a transition said into words of the reader's language, with times on the place's clock. */
export function useSystemLine(locale: string): (message: { systemCode: string | null; systemParams: Params }, where: Where) => string {
  const { t } = useTranslation("deals");
  const termsWords = useTermsWords(locale);
  const changeWords = useChangeWords(locale);
  return ({ systemCode, systemParams }, where) => {
    const text = (key: string) => String(systemParams?.[key] ?? "");
    const by = systemParams?.by;
    const name = by === "giver" ? where.giverName : by === "taker" ? where.takerName : "";
    const paidBy = systemParams?.paidBySide;
    const terms = { ...termsOf(systemParams), paidBy: paidBy === "giver" ? where.giverName : where.takerName };
    const words: Record<string, string | number> = { name, place: text("place"), units: terms.units, terms: termsWords(terms), note: text("note") };
    if (systemParams?.reason) words.reason = t(`reasons.${text("reason")}`);
    if (systemParams?.startsAt) words.time = formatSpan(text("startsAt"), text("endsAt"), { locale, timeZone: text("timeZone") || where.timeZone });
    if (systemParams?.dueAt) words.day = formatInstant(text("dueAt"), { locale, timeZone: text("timeZone") || where.timeZone, format: "date" });
    if (systemParams?.fields) {
      const changes = text("fields").split(",").map((field) => ({ field, from: systemParams[`${field}From`] ?? null, to: systemParams[`${field}To`] ?? null }));
      words.changes = changes.map((change) => changeWords(change, text("listedCurrency") || null)).join("; ");
    }
    return t([`thread.${codeFor(systemCode, by, terms, words)}`, "thread.unknown"], words);
  };
}

/** A request says more where it names a price or something in return, and a wanted listing is offered to. */
function codeFor(systemCode: string | null, by: unknown, terms: TermsToTell, words: Record<string, string | number>): string {
  if (systemCode === "countered") return words.note ? "counteredNote" : "countered";
  if (systemCode !== "requested") return systemCode ?? "unknown";
  const isPlain = !terms.price && !terms.swap && !terms.loanDays;
  if (by === "giver") return isPlain ? "offered" : "offeredOn";
  return isPlain ? "requested" : "requestedOn";
}

function termsOf(params: Params): TermsToTell {
  const { priceMinor, currency, basis, swapTitle } = params ?? {};
  const isPriced = typeof priceMinor === "number" && typeof currency === "string";
  return {
    units: Number(params?.units ?? 1),
    price: isPriced ? { minor: priceMinor, currency, basis: priceBases.find((one) => one === basis) ?? "total" } : null,
    swap: typeof swapTitle === "string" ? { title: swapTitle, units: Number(params?.swapUnits ?? 1) } : null,
    loanDays: typeof params?.loanDays === "number" ? params.loanDays : null,
  };
}
