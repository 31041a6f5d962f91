import { z } from "zod";
import { prohibitedMessage } from "#app/domains/listings/form-replies.ts";
import { grades, type Grade } from "#app/domains/listings/grading.rules.ts";
import { detailFields } from "#app/domains/listings/listing-details.ts";
import { listingSorts, type ListingQuery } from "#app/domains/listings/listings.query.ts";
import { currencies, descriptionMax, listingConditions, listingInput, listingKinds, listingOffers, listingStates, titleMax } from "#app/domains/listings/listings.schema.ts";
import { standsInTheWay } from "#app/domains/listings/prohibited.rules.ts";
import { env } from "#app/platform/env.server.ts";
import { photoWidths } from "#app/platform/images/photo.server.ts";
import { partyKinds } from "#app/shared/actor.ts";
import { readAttributes } from "#app/shared/attributes/attribute-values.ts";
import { conditionCodes, countUnits } from "#app/shared/material-units.ts";
import { cursor, goodsCode, grams, id, instant, limit, materialCode, near, version } from "../schemas.ts";

const kind = z.enum(listingKinds, "errors:choose");
const offer = z.enum(listingOffers, "errors:choose");
const condition = z.enum(listingConditions, "errors:choose");
const state = z.enum(listingStates);
const gradeLetter = z.enum(grades).nullable().meta({ description: "By the published rule (/grading), from the owner's answers; null is not graded." });
const mark = {
  remanufactured: z.boolean().meta({ description: "Made again by a company. Cannot be taken back once somebody asked." }),
  remanufacturer: z.string().nullable(),
  warrantyMonths: z.int().nullable().meta({ description: "Of the remanufacturer; 0 is none." }),
};
const counted = {
  countUnit: z.enum(countUnits).nullable().meta({ description: "How its owner counted the material; null when it was not counted." }),
  countHundredths: z.int().nullable().meta({ description: "How many of that unit, in hundredths: 50 is half a cubic metre.", examples: [400] }),
  materialConditions: z.array(z.enum(conditionCodes)).meta({ description: "What its owner says is so with the material, of what is asked of it." }),
};
const attributeValues = z.record(z.string(), z.union([z.string(), z.number(), z.boolean()]));
const price = {
  priceMinor: z.int().nullable().meta({ description: "In hundredths of the currency, for one unit; null unless for sale.", examples: [1250] }),
  currency: z.string().nullable().meta({ examples: ["EUR"] }),
};

export const card = z
  .object({
    id,
    kind,
    offer,
    category: z.string().nullable(),
    material: z.string().nullable(),
    title: z.string(),
    condition: condition.nullable(),
    massGrams: grams.nullable().meta({ description: "Declared mass of one unit, grams; null is unknown." }),
    unitsAvailable: z.int(),
    ...price,
    placeLabel: z.string(),
    grade: gradeLetter,
    remanufactured: mark.remanufactured,
    distanceMetres: z.int().nullable().meta({ description: "From the place asked for to the coarse place, metres." }),
  })
  .meta({ id: "ListingCard", description: "A listing in a list." });

const seller = z
  .object({ legalName: z.string(), registerNumber: z.string(), address: z.string(), vatId: z.string().nullable(), contactEmail: z.string(), verifiedAt: instant })
  .meta({ id: "VerifiedSeller", description: "A professional seller, as the law asks to show them." });

export const listing = z
  .object({
    ...card.omit({ distanceMetres: true }).shape,
    description: z.string(),
    loanDays: z.int().nullable().meta({ description: "Of a loan: for how many days at most." }),
    swapFor: z.string().meta({ description: "What the owner would like in return, of a swap." }),
    lightGift: z.boolean().meta({ description: "Members of the owner's communities get it by asking." }),
    attributes: attributeValues.meta({ description: "What the category asks, as far as it was answered. Numbers are whole, in the unit their name ends with; sizes named tenth_inches count tenths of an inch." }),
    grading: z
      .object({ rule: z.string().meta({ description: "Edition of the checklist that was answered.", examples: ["phone-1"] }), answers: z.array(z.object({ question: z.string(), answer: z.string(), limits: z.boolean().meta({ description: "This answer allows no better grade." }) })) })
      .nullable()
      .meta({ description: "The answers behind the grade. With answers and no grade, they allow listing for parts only." }),
    claims: z.array(z.object({ kind: z.string(), percent: z.int().nullable() })).meta({ description: "Green claims proven by a document that an operator accepted." }),
    remanufacturer: mark.remanufacturer,
    warrantyMonths: mark.warrantyMonths,
    ...counted,
    unitsInitial: z.int(),
    coarsePlace: z
      .object({ latitude: z.number(), longitude: z.number() })
      .nullable()
      .meta({ description: "Somewhere within about half a kilometre. The exact place is told to both sides once a deal is accepted." }),
    timeZone: z.string(),
    state,
    version: z.int(),
    publishedAt: instant.nullable(),
    expiresAt: instant.nullable(),
    photos: z.array(z.object({ url: z.string(), alt: z.string(), width: z.int(), height: z.int() })),
    owner: z.object({
      name: z.string(),
      kind: z.enum(partyKinds),
      completedDeals: z.int(),
      verifiedSeller: seller.nullable().meta({ description: "Who sells for a living and has been verified; null for everybody else." }),
    }),
    isMine: z.boolean(),
  })
  .meta({ id: "Listing", description: "A listing whole." });

export const outcome = z.object({ id, state, version: z.int() }).meta({ id: "ListingOutcome", description: "Where a listing stands after a verb." });

/** A switch in a query; `false` is the same as leaving it out. */
const flag = z.enum(["true", "false"], "errors:choose").transform((value) => value === "true");

export const search = z
  .object({
    q: z.string().trim().max(200).optional().meta({ description: "Words in English or Chinese; where nothing has them, what is spelt nearly so." }),
    kind: kind.optional(),
    offer: offer.optional(),
    category: goodsCode.optional(),
    material: materialCode.optional(),
    condition: condition.optional(),
    grade: z.enum(grades, "errors:choose").optional().meta({ description: "By the published rule (/grading): exactly this grade." }),
    remanufactured: flag.optional().meta({ description: "`true`: only what was made again by a company." }),
    available: flag.optional().meta({ description: "`true`: only what nobody has been promised; at least one unit is free." }),
    maxPrice: z.coerce.number().int().min(0).max(10_000_000).optional().meta({ description: "In hundredths of the currency. What is free or wanted stays in." }),
    ...near,
    km: z.coerce.number().min(1).max(500).default(10).meta({ description: "Around the place." }),
    sort: z.enum(listingSorts, "errors:choose").optional().meta({ description: "`nearest` where a place is given, `relevance` where words are, else `newest`, unless said otherwise." }),
    cursor,
    limit: limit(24, 100),
  })
  .superRefine((query, ctx) => {
    if ((query.lat === undefined) !== (query.lon === undefined)) ctx.addIssue({ code: "custom", path: [query.lat === undefined ? "lat" : "lon"], message: "errors:required" });
    if (query.sort === "nearest" && query.lat === undefined) ctx.addIssue({ code: "custom", path: ["lat"], message: "errors:required" });
    if (query.sort === "relevance" && !query.q) ctx.addIssue({ code: "custom", path: ["q"], message: "errors:required" });
  });

/** A stored grade as the document promises it. */
export function letter(grade: string | null): Grade | null {
  return grades.find((one) => one === grade) ?? null;
}

/** A photo in its largest kept size. */
export function photoUrl(key: string): string {
  return `${env().PUBLIC_URL}/photos/${key}/${photoWidths.at(-1)}.webp`;
}

export function searchOf(query: z.infer<typeof search>): ListingQuery {
  const place = query.lat === undefined || query.lon === undefined ? null : { latitude: query.lat, longitude: query.lon };
  return {
    q: query.q ?? "",
    kind: query.kind ?? null,
    offer: query.offer ?? null,
    group: null,
    category: query.category ?? null,
    stream: null,
    material: query.material ?? null,
    condition: query.condition ?? null,
    grade: query.grade ?? null,
    remanufactured: query.remanufactured ?? false,
    available: query.available ?? false,
    maxPriceMinor: query.maxPrice ?? null,
    near: place,
    km: query.km,
    bounds: null,
    sort: query.sort ?? (place && !query.q ? "nearest" : query.q ? "relevance" : "newest"),
    after: query.cursor ?? null,
  };
}

/** What an owner says of a listing, but for its kind; the room's own rules judge what belongs together. */
const said = z.strictObject({
  offer,
  category: goodsCode.nullish().meta({ description: "Needed for goods." }),
  material: materialCode.nullish().meta({ description: "Needed for materials." }),
  title: z.string().max(titleMax * 2).meta({ description: `3 to ${titleMax} characters.`, examples: ["Touring bicycle, 28 inch"] }),
  description: z.string().max(descriptionMax * 2).optional(),
  condition: condition.nullish().meta({ description: "Needed for goods unless wanted." }),
  units: z.int().optional().meta({ description: "1 to 999; 1 unless said otherwise." }),
  massGrams: z.int().nullish().meta({ description: "Of one unit, grams; leave it out when unknown.", examples: [14_000] }),
  countUnit: counted.countUnit.optional(),
  countHundredths: z.int().nullish().meta({ description: "How many of the material's own unit, in hundredths; without a mass, the mass is estimated from it.", examples: [400] }),
  materialConditions: counted.materialConditions.optional().meta({ description: "What is so with the material. What it needs to be taken has to be among them, unless it is wanted." }),
  priceMinor: z.int().nullish().meta({ description: "Needed for sale: hundredths of the currency, for one unit.", examples: [8000] }),
  currency: z.enum(currencies, "errors:choose").nullish(),
  loanDays: z.int().nullish().meta({ description: "Needed for a loan: for how many days at most, up to 365.", examples: [14] }),
  swapFor: z.string().max(400).optional().meta({ description: "What the owner would like in return, of a swap." }),
  lightGift: z.boolean().optional().meta({ description: "Free goods that members of the owner's communities may take without asking first." }),
  serialNumber: z.string().max(64).nullish().meta({ description: "Of one numbered item. Kept as a keyed hash only: resales of one item share one life in the ledger." }),
  placeLabel: z.string().max(200).meta({ description: "Shown to everybody: a district or a street, no number.", examples: ["Mitte"] }),
  exactAddress: z.string().max(400).nullish().meta({ description: "Told to the other side of an accepted deal, nobody else." }),
  latitude: z.number().nullish().meta({ description: "Exact; others see a coarse place made from it." }),
  longitude: z.number().nullish(),
  expiresOn: z.iso.date("errors:date").nullish().meta({ description: "Last day it stands; thirty days unless said otherwise." }),
  attributes: detailFields.attributes.removeDefault().optional().meta({ description: "What the category asks, by code; all optional. A code the category does not ask is refused.", examples: [{ brand: "Giant", frame_cm: 54 }] }),
  gradeAnswers: detailFields.gradeAnswers.removeDefault().optional().meta({ description: "Answers to the category's checklist, all or none; the grade follows from the published rule." }),
  remanufactured: mark.remanufactured.optional(),
  remanufacturer: z.string().max(160).nullish().meta({ description: "Needed for what is remanufactured." }),
  warrantyMonths: z.int().nullish().meta({ description: "Needed for what is remanufactured; 0 is none." }),
});

/** What is sent to publish. */
export const newListing = z
  .strictObject({ kind, ...said.shape })
  .superRefine((value, ctx) => {
    const parsed = listingInput.safeParse(value);
    for (const issue of parsed.error?.issues ?? []) ctx.addIssue({ code: "custom", path: [...issue.path], message: issue.message });
    const { unknown } = readAttributes({ category: value.category ?? null, material: value.material ?? null }, value.attributes ?? {});
    for (const code of unknown) ctx.addIssue({ code: "custom", path: ["attributes", code], message: "errors:notAsked" });
    const inTheWay = parsed.success ? standsInTheWay(parsed.data) : null;
    if (inTheWay) ctx.addIssue({ code: "custom", path: ["title"], message: prohibitedMessage(inTheWay.rule) });
  })
  .meta({ id: "NewListing", description: "A listing to publish, without photos." });

/** What is sent to change a listing: any of it, and the version that was seen. */
export const changedListing = z
  .strictObject({ version: version.unwrap().meta({ description: "The version you saw. Another one is refused (409)." }), ...said.partial().shape })
  .superRefine(({ version: _version, ...changes }, ctx) => {
    if (Object.keys(changes).length === 0) ctx.addIssue({ code: "custom", path: [], message: "errors:required" });
  })
  .meta({ id: "ListingChange", description: "Fields to change; what is not sent stays as it is, null takes away what may be left out. `attributes` and `gradeAnswers` are replaced whole." });

