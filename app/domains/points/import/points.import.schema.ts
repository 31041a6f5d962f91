import { z } from "zod";
import { MATERIAL_CODES, type MaterialCode } from "#app/shared/materials.ts";
import type { ParsedHours } from "../hours/parsed-hours.ts";

/** The shapes of file that can be read, told apart by content. */
export const FILE_SHAPES = ["osm-geojson", "osm-recycling-json", "zuerich-csv", "basel-csv"] as const;
export type FileShape = (typeof FILE_SHAPES)[number];

/** Why a person should look at an imported point; it is stored all the same. */
export const REVIEW_REASONS = [
  "TYPE_MISSING",
  "TYPE_MISSPELT",
  "AMENITY_UNUSUAL",
  "VALUE_UNCLEAR",
  "CONFLICTING_TAGS",
  "NO_MATERIALS",
  "MATERIALS_UNSPECIFIED",
  "UNKNOWN_TAGS",
  "HOURS_UNPARSED",
  "HOURS_PARTIAL",
  "HOURS_CORRECTED",
  "HOURS_CONFLICTING",
  "DATE_UNREADABLE",
  "FIXME",
  "ACCESS_RESTRICTED",
  "COORDINATES_SPREAD",
] as const;
export type ReviewReason = (typeof REVIEW_REASONS)[number];

/** Why a row gave no point. */
export const REJECT_CODES = [
  "POINTS.ROW_MALFORMED",
  "POINTS.ID_MISSING",
  "POINTS.ID_DUPLICATE",
  "POINTS.GEOMETRY_MISSING",
  "POINTS.GEOMETRY_UNSUPPORTED",
  "POINTS.COORDINATES_INVALID",
  "POINTS.NOT_RECYCLING",
  "POINTS.SALES_ONLY",
  "POINTS.WEAPONS",
  "POINTS.CARCASSES",
  "POINTS.INCINERATION",
  "POINTS.CATEGORY_UNKNOWN",
  "POINTS.INVALID",
] as const;
export type RejectCode = (typeof REJECT_CODES)[number];

export const rejectSchema = z.object({
  externalId: z.string().nullable(),
  /** 1-based: the feature's position, or the data row's (the header is not counted). */
  row: z.number().int().min(1),
  code: z.enum(REJECT_CODES),
  /** What was found, in the file's own words where possible; for the operator, not translated. */
  reason: z.string(),
});
export type Reject = z.infer<typeof rejectSchema>;

const materialCode = z.enum(MATERIAL_CODES as readonly [MaterialCode, ...MaterialCode[]]);
const interval = z.object({ opensMinute: z.number().int().min(0).max(1439), closesMinute: z.number().int().min(1).max(2879) });
const monthDay = z.string().regex(/^\d\d-\d\d$/).nullable();

const hoursSchema: z.ZodType<ParsedHours> = z.object({
  status: z.enum(["weekly", "always", "partial", "unparsed"]),
  rules: z.array(interval.extend({ weekday: z.number().int().min(1).max(7), fromMonthDay: monthDay, toMonthDay: monthDay })),
  holidayRule: z.enum(["open", "closed", "unknown"]),
  holidayHours: z.array(interval).nullable(),
  reason: z.string().nullable() as z.ZodType<ParsedHours["reason"]>,
  warnings: z.array(z.string()),
});

export const importedPointSchema = z.object({
  /** Stable within its source. */
  externalId: z.string().min(1).max(200),
  tier: z.enum(["collection", "transfer", "sorting"]),
  siteKind: z.enum(["container", "centre"]),
  staffed: z.boolean(),
  name: z.string().nullable(),
  operatorName: z.string().nullable(),
  address: z.string().nullable(),
  postalCode: z.string().nullable(),
  city: z.string().nullable(),
  /** ISO 3166-1 alpha-2. */
  countryCode: z.string().regex(/^[A-Z]{2}$/).nullable(),
  /** WGS84 degrees, 7 decimals. */
  latitude: z.number().min(-90).max(90),
  longitude: z.number().min(-180).max(180),
  /** IANA zone at the position. */
  timeZone: z.string().min(1),
  accepts: z.array(z.object({ material: materialCode, conditionNote: z.string().nullable(), sourceTag: z.string() })),
  refuses: z.array(z.object({ material: materialCode, sourceTag: z.string() })),
  /** Takes residual waste (OSM `recycling:waste`), which is not recycling. */
  takesResidualWaste: z.boolean(),
  openingHoursRaw: z.string().nullable(),
  hours: hoursSchema.nullable(),
  /** When containers are emptied: not opening hours. */
  collectionTimesRaw: z.string().nullable(),
  access: z.string().nullable(),
  phone: z.string().nullable(),
  website: z.string().nullable(),
  /** When somebody last checked the place, `YYYY-MM-DD`. */
  checkDate: z.iso.date().nullable(),
  /** Verbatim; in OSM usually cubic metres of container, never places to book. */
  capacityRaw: z.string().nullable(),
  /** E.g. `underground`. */
  location: z.string().nullable(),
  /** Everything the source said, verbatim. */
  rawTags: z.record(z.string(), z.string()),
  /** The recycling tags or categories no material is known for, verbatim. */
  unknownTags: z.record(z.string(), z.string()),
  reviewReasons: z.array(z.enum(REVIEW_REASONS)),
  /** SHA-256 over everything above but numbering that changes with every export. */
  contentHash: z.string().regex(/^[0-9a-f]{64}$/),
});
export type ImportedPoint = z.infer<typeof importedPointSchema>;

/** What a parser states; zone, hours and hash are derived from it in one place. */
export type PointDraft = Omit<ImportedPoint, "timeZone" | "hours" | "contentHash"> & {
  /** How `openingHoursRaw` is written. */
  hoursLanguage: "osm" | "german";
};

/** What a parser gives for each row or site. `rows` is how many rows of the file went into the point. */
export type ParsedRow = { ok: true; draft: PointDraft; rows: number[] } | { ok: false; reject: Reject };
