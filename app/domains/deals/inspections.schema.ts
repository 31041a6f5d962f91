import { z } from "zod";
import { fieldMessage } from "#app/shared/field-errors.ts";
import { currencies, maxPriceMinor, minorFrom } from "#app/shared/money.ts";
import { inspectionReasons, moveInput, type InspectionReason } from "./deals.schema.ts";
import { priceBases } from "./terms.rules.ts";

export const maxInspectionPhotos = 6;

const note = z
  .string()
  .trim()
  .max(1000, fieldMessage("errors:tooLong", { max: 1000 }))
  .default("");

/** A typed amount of money in minor units; NaN where it is none, so that the field says so. */
const toMinor = (text: unknown): number => minorFrom(typeof text === "string" ? text : "") ?? Number.NaN;

const quote = {
  listingId: z.string().min(1).max(60),
  units: z.coerce.number({ error: "errors:number" }).int("errors:wholeNumber").min(1, fieldMessage("errors:tooSmall", { min: 1 })).max(100_000, fieldMessage("errors:tooLarge", { max: 100_000 })).default(1),
  currency: z.enum(currencies, "errors:choose"),
  basis: z.enum(priceBases, "errors:choose"),
  subjectToInspection: z.boolean().default(false),
  message: z.string().trim().max(2000, fieldMessage("errors:tooLong", { max: 2000 })).default(""),
};
const priceMinor = z.number({ error: "errors:price" }).int("errors:price").min(1, "errors:positive").max(maxPriceMinor, fieldMessage("errors:tooLarge", { max: maxPriceMinor / 100 }));

/** A price for (units of) a listing, in minor units; as programs send it. */
export const quoteInput = z.object({ ...quote, priceMinor });
export type QuoteInput = z.infer<typeof quoteInput>;

/** The same as people type it: an amount in major units, a ticked box. */
export const quoteForm = z
  .object({ ...quote, price: z.preprocess(toMinor, priceMinor), subjectToInspection: z.literal("yes").optional() })
  .transform(({ price, subjectToInspection, ...rest }): QuoteInput => ({ ...rest, priceMinor: price, subjectToInspection: subjectToInspection === "yes" }));

const foundMinor = z.number({ error: "errors:price" }).int("errors:price").min(0, "errors:price").max(maxPriceMinor, fieldMessage("errors:tooLarge", { max: maxPriceMinor / 100 }));
const reasons = z.array(z.enum(inspectionReasons, "errors:choose")).max(inspectionReasons.length).default([]);

/** What an inspection found, in minor units of the quote's currency for all that came. */
export type InspectInput = { dealId: string; version?: number | undefined; foundMinor: number; reasons: InspectionReason[]; note: string };

/** The same as typed. */
export const inspectForm = moveInput
  .extend({ found: z.preprocess(toMinor, foundMinor), reasons, note })
  .transform(({ found, ...rest }): InspectInput => ({ ...rest, foundMinor: found }));

/** What a deal's two sides and an operator read of an inspection. Photos by the position under which the deal serves them. */
export type InspectionView = { quotedMinor: number; foundMinor: number; currency: string; reasons: string[]; note: string; createdAt: string; photos: { id: string; width: number; height: number }[] };
