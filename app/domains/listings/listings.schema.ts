import { z } from "zod";
import { descriptionMax, titleMax, titleMin } from "#app/shared/listing-limits.ts";
import { fieldMessage } from "#app/shared/field-errors.ts";
import { findGoods, isGoodsCode, type GoodsCode } from "#app/shared/goods.ts";
import { findMaterial, isMaterialCode, type MaterialCode } from "#app/shared/materials.ts";
import { isLatLon } from "#app/shared/geo.ts";
import { currencies, maxPriceMinor } from "#app/shared/money.ts";
import { listingConditions, listingKinds, listingOffers, type ListingCondition, type ListingKind, type ListingOffer } from "./listing-kinds.ts";
import { countedGrams, countedOfForm, lacksConditions } from "./counted.rules.ts";
import { checkDetails, conditionByGrade, detailFields, detailFormFields, tidyDetails, type ListingDetails } from "./listing-details.ts";

export { currencies };
export { listingConditions, listingKinds, listingOffers };
export type { ListingCondition, ListingKind, ListingOffer };

export const listingStates = [
  "draft",
  "pending_review",
  "published",
  "paused",
  "reserved",
  "completed",
  "expired",
  "withdrawn",
  "rejected",
  "removed_by_moderator",
  "held",
] as const;
export const withdrawReasons = ["given_elsewhere", "broken", "changed_mind", "other"] as const;

export type ListingState = (typeof listingStates)[number];
export type WithdrawReason = (typeof withdrawReasons)[number];

export const maxPhotos = 8;
export const maxPhotoMegabytes = 12;
export { descriptionMax, titleMax };
const maxUnits = 999;
/** A thing is lent for a year at most. */
export const maxLoanDays = 365;
/** One piece of goods above a tonne is a slip of the keyboard. */
const maxPieceGrams = 1_000_000;

/** The grams above which a declared mass is refused, by what it is. */
export function massLimitGrams(what: { category: string | null; material: string | null }): number {
  const material = what.material ? findMaterial(what.material) : null;
  if (material) return material.maxVisitGrams;
  const mean = what.category ? (findGoods(what.category)?.meanMassGrams ?? null) : null;
  return mean === null ? maxPieceGrams : Math.max(2_000, mean * 20);
}

const day = z.iso.date("errors:date");

const fields = z.object({
  kind: z.enum(listingKinds, { error: "errors:choose" }),
  offer: z.enum(listingOffers, { error: "errors:choose" }),
  category: z.custom<GoodsCode>((value) => typeof value === "string" && isGoodsCode(value), "errors:choose").nullable().default(null).meta({ type: "string" }),
  material: z.custom<MaterialCode>((value) => typeof value === "string" && isMaterialCode(value), "errors:choose").nullable().default(null).meta({ type: "string" }),
  title: z.string({ error: "errors:required" }).trim().min(titleMin, fieldMessage("errors:tooShort", { min: titleMin })).max(titleMax, fieldMessage("errors:tooLong", { max: titleMax })),
  description: z.string().trim().max(descriptionMax, fieldMessage("errors:tooLong", { max: descriptionMax })).default(""),
  condition: z.enum(listingConditions, { error: "errors:choose" }).nullable().default(null),
  units: z.number({ error: "errors:wholeNumber" }).int("errors:wholeNumber").min(1, "errors:positive").max(maxUnits, fieldMessage("errors:tooLarge", { max: maxUnits })).default(1),
  massGrams: z.number().int().positive("errors:positive").nullable().default(null),
  priceMinor: z.number().int().min(1, "errors:positive").max(maxPriceMinor, fieldMessage("errors:tooLarge", { max: maxPriceMinor / 100 })).nullable().default(null),
  currency: z.enum(currencies, { error: "errors:choose" }).nullable().default(null),
  /** Of a loan: for how many days at most. */
  loanDays: z.number({ error: "errors:wholeNumber" }).int("errors:wholeNumber").min(1, "errors:positive").max(maxLoanDays, fieldMessage("errors:tooLarge", { max: maxLoanDays })).nullable().default(null),
  /** Of a swap: what its owner would like in return, in words. */
  swapFor: z.string().trim().max(200, fieldMessage("errors:tooLong", { max: 200 })).default(""),
  /** Free goods that members of the owner's communities may take without asking first. */
  lightGift: z.boolean().default(false),
  /** Of one numbered item. Never stored or shown: only a keyed hash is kept, so that resales of one item share one life. */
  serialNumber: z.string().trim().max(64, fieldMessage("errors:tooLong", { max: 64 })).nullable().default(null),
  placeLabel: z.string({ error: "errors:required" }).trim().min(2, "errors:required").max(80, fieldMessage("errors:tooLong", { max: 80 })),
  exactAddress: z.string().trim().max(200, fieldMessage("errors:tooLong", { max: 200 })).nullable().default(null),
  latitude: z.number().nullable().default(null),
  longitude: z.number().nullable().default(null),
  /** Last day it stands, in the listing's zone; null for the usual thirty days. */
  expiresOn: day.nullable().default(null),
  ...detailFields,
});

type Fields = z.infer<typeof fields>;

const choices: { path: "category" | "material" | "condition"; lacks: (value: Partial<Fields>) => boolean }[] = [
  { path: "category", lacks: ({ kind, category }) => kind === "goods" && category === null },
  { path: "material", lacks: ({ kind, material }) => kind === "material" && material === null },
  { path: "condition", lacks: (value) => value.kind === "goods" && value.condition === null && value.offer !== "wanted" && conditionByGrade(value, value.gradeAnswers) === null },
];

/** What a kind must choose: category or material, condition for goods that exist. Asked even where another field is wrong, so that all errors come at once. */
function asksChoices<Schema extends z.ZodObject>(schema: Schema): Schema {
  return choices.reduce((asked, { path, lacks }) => asked.refine((value) => !lacks(value as Partial<Fields>), { path: [path], message: "errors:choose", when: () => true }), schema);
}

/** What belongs together: a price for what is sold, a mass that what it is can have, what a material needs to be taken, both coordinates or none. */
function checkTogether(value: Fields, ctx: z.RefinementCtx, names: { mass: string; price: string; count: string; so: string }): void {
  const issue = (path: string, message: string) => ctx.addIssue({ code: "custom", path: [path], message });
  checkDetails(value, value, (path, message) => ctx.addIssue({ code: "custom", path, message }), names);
  if (value.offer === "sale" && value.priceMinor === null) issue(names.price, "errors:required");
  if (value.offer === "sale" && !value.currency) issue("currency", "errors:choose");
  if (value.offer === "loan" && value.kind === "material") issue("offer", "listings:form.loanGoodsOnly");
  if (value.offer === "loan" && value.loanDays === null) issue("loanDays", "errors:required");
  if (value.serialNumber && value.kind === "goods" && value.units !== 1) issue("serialNumber", "errors:oneNumberOneItem");
  const limit = massLimitGrams(value);
  if (value.massGrams !== null && value.massGrams > limit) issue(names.mass, fieldMessage("errors:tooLarge", { max: limit / 1000 }));
  if (value.massGrams === null && value.kind === "material" && (countedGrams(value) ?? 0) > limit) issue(names.count, "materials:counted.wrong");
  if (value.kind === "material" && lacksConditions(value)) issue(names.so, "materials:conditions.needed");
  if (value.latitude === null && value.longitude !== null) issue("latitude", "errors:required");
  if (value.longitude === null && value.latitude !== null) issue("longitude", "errors:required");
  if (value.latitude !== null && value.longitude !== null && !isLatLon(value.latitude, value.longitude)) issue("latitude", "errors:invalid");
}

/** Drops what the kind or the offer has no use for, so that a field left over from another choice is not stored. */
function tidy(value: Fields): ListingInput {
  const goods = value.kind === "goods";
  const sale = value.offer === "sale";
  return {
    ...value,
    // What was counted and not weighed has an estimate.
    massGrams: value.massGrams ?? (goods ? null : countedGrams(value)),
    category: goods ? value.category : null,
    material: goods ? null : value.material,
    condition: goods ? (value.condition ?? (value.offer === "wanted" ? null : conditionByGrade(value, value.gradeAnswers))) : null,
    ...tidyDetails(value, value),
    serialNumber: goods && value.serialNumber !== "" ? value.serialNumber : null,
    swapFor: value.offer === "swap" ? value.swapFor : "",
    lightGift: goods && value.offer === "free" && value.lightGift,
    priceMinor: sale ? value.priceMinor : null,
    currency: sale ? value.currency : null,
    loanDays: value.offer === "loan" ? value.loanDays : null,
  };
}

type OfOneOffer = "swapFor" | "lightGift" | "loanDays";

/**
 * What a listing says, ready to store. Masses in grams of one unit, price in minor units. Details that are not given are none,
 * and so is what only some offers have.
 */
export type ListingInput = Omit<Fields, keyof ListingDetails | OfOneOffer> & Partial<ListingDetails & Pick<Fields, OfOneOffer>>;

/** The same as sent by programs (the public API). */
export const listingInput = asksChoices(fields).superRefine((value, ctx) => checkTogether(value, ctx, { mass: "massGrams", price: "priceMinor", count: "countHundredths", so: "materialConditions" })).transform(tidy);

const blankAsNull = (value: unknown) => (value === undefined || value === "" ? null : value);
const decimal = /^\d{1,9}([.,]\d{1,3})?$/;

function toGrams(text: unknown): unknown {
  const value = typeof text === "string" ? text.trim() : "";
  if (value === "") return null;
  return decimal.test(value) ? Math.round(Number(value.replace(",", ".")) * 1000) : Number.NaN;
}

function toMinor(text: unknown): unknown {
  const value = typeof text === "string" ? text.trim() : "";
  if (value === "") return null;
  return /^\d{1,7}([.,]\d{1,2})?$/.test(value) ? Math.round(Number(value.replace(",", ".")) * 100) : Number.NaN;
}

function toNumber(text: unknown): unknown {
  return text === undefined || text === "" ? null : Number(text);
}

/** The form of a listing: texts as typed (mass in kg, price in major units), answered in `ListingInput`. */
export const listingForm = asksChoices(
  z.object({
    ...fields.shape,
    category: z.preprocess(blankAsNull, fields.shape.category),
    material: z.preprocess(blankAsNull, fields.shape.material),
    condition: z.preprocess(blankAsNull, fields.shape.condition),
    units: z.preprocess((text) => (text === undefined || text === "" ? 1 : Number(text)), fields.shape.units),
    mass: z.preprocess(toGrams, z.number({ error: "errors:mass" }).int().positive("errors:positive").nullable()),
    price: z.preprocess(toMinor, z.number({ error: "errors:price" }).int().min(1, "errors:positive").max(maxPriceMinor, fieldMessage("errors:tooLarge", { max: maxPriceMinor / 100 })).nullable()),
    currency: z.preprocess(blankAsNull, fields.shape.currency),
    loanDays: z.preprocess((text) => (text === undefined || text === "" ? null : Number(text)), fields.shape.loanDays),
    lightGift: z.preprocess((value) => value === "yes" || value === true, z.boolean()),
    serialNumber: z.preprocess(blankAsNull, fields.shape.serialNumber),
    exactAddress: z.preprocess(blankAsNull, fields.shape.exactAddress),
    latitude: z.preprocess(toNumber, z.number({ error: "errors:number" }).nullable()),
    longitude: z.preprocess(toNumber, z.number({ error: "errors:number" }).nullable()),
    expiresOn: z.preprocess(blankAsNull, fields.shape.expiresOn),
    ...detailFormFields,
  })
  .omit({ massGrams: true, priceMinor: true }),
)
  .transform(({ mass, price, count, so, ...rest }): Fields => ({ ...rest, ...countedOfForm({ count, so }, rest.kind === "material" ? rest.material : null), massGrams: mass, priceMinor: price }))
  .superRefine((value, ctx) => checkTogether(value, ctx, { mass: "mass", price: "price", count: "count", so: "so" }))
  .transform(tidy);

/** A photo already in storage, to be put on a listing. */
export type StoredPhoto = { storageKey: string; width: number; height: number; alt: string; differenceHash?: string | null };
