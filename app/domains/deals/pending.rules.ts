import type { PendingChange } from "./deals.schema.ts";
import type { TermsPrice } from "./terms.rules.ts";

/** What an owner changes after the yes, and what it means for a deal. Pure. */

const priceFields = ["priceMinor", "currency"];

/**
 * What a deal's requester has to be asked after an edit: what still waits for an answer and the new changes together, each
 * field from what was agreed to what stands now; fields that are back where they were drop out. A listed price concerns only
 * deals that were made at it. Null when there is nothing to ask.
 */
export function pendingAfter(deal: { pending: PendingChange[] | null; price: TermsPrice | null }, changes: readonly PendingChange[], listedBefore: { priceMinor: number | null; currency: string | null }): PendingChange[] | null {
  const waiting = deal.pending ?? [];
  const atListedPrice = deal.price?.basis === "per_unit" && (waiting.some((one) => priceFields.includes(one.field)) || (deal.price.minor === listedBefore.priceMinor && deal.price.currency === listedBefore.currency));
  const concerned = changes.filter((one) => !priceFields.includes(one.field) || atListedPrice);
  const fields = [...new Set([...waiting, ...concerned].map((one) => one.field))];
  const merged = fields.flatMap((field) => {
    const [asked, now] = [waiting.find((one) => one.field === field), concerned.find((one) => one.field === field)];
    const from = asked ? asked.from : (now?.from ?? null);
    const to = now ? now.to : (asked?.to ?? null);
    return from === to ? [] : [{ field, from, to }];
  });
  return merged.length > 0 ? merged : null;
}

/** The price a deal has once its requester agreed to these changes; null when they leave it alone. */
export function changedPrice(price: TermsPrice | null, changes: readonly PendingChange[]): TermsPrice | null {
  const value = (field: string) => changes.find((one) => one.field === field)?.to;
  const [minor, currency] = [value("priceMinor"), value("currency")];
  if (!price || (minor === undefined && currency === undefined)) return null;
  return { ...price, minor: typeof minor === "number" ? minor : price.minor, currency: typeof currency === "string" ? currency : price.currency };
}
