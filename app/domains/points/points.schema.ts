import { z } from "zod";
import type { LatLon } from "#app/shared/geo.ts";
import { MATERIAL_CODES, MATERIAL_GROUPS, type MaterialCode, type MaterialGroup } from "#app/shared/materials.ts";
import type { FileShape, Reject } from "./import/points.import.schema.ts";
import type { PointPhotoView } from "./care/care.schema.ts";
import type { LiveState } from "./live/live.rules.ts";
import type { SeasonWeek } from "./hours/week-view.ts";

/** Degrees WGS 84. `west` above `east` means a box over the 180th meridian. */
export interface Bounds {
  south: number;
  west: number;
  north: number;
  east: number;
}

const latitude = z.number().min(-90).max(90);
const longitude = z.number().min(-180).max(180);

/** "south,west,north,east", as it stands in an address; whole turns of the globe are taken off. */
export const boundsText = z
  .string()
  .max(120)
  .transform((text, ctx): Bounds => {
    const [south, west, north, east, ...rest] = text.split(",").map(Number);
    const given = [south, west, north, east];
    if (rest.length > 0 || given.some((value) => value === undefined || !Number.isFinite(value))) {
      ctx.addIssue({ code: "custom", message: "errors:invalid" });
      return z.NEVER;
    }
    const [s = 0, w = 0, n = 0, e = 0] = given;
    const clamp = (value: number) => Math.max(-90, Math.min(90, value));
    if (s > n) {
      ctx.addIssue({ code: "custom", message: "errors:invalid" });
      return z.NEVER;
    }
    if (e - w >= 360) return { south: clamp(s), west: -180, north: clamp(n), east: 180 };
    return { south: clamp(s), west: wrapped(w), north: clamp(n), east: wrapped(e) };
  });

function wrapped(degrees: number): number {
  return degrees >= -180 && degrees <= 180 ? degrees : ((((degrees + 180) % 360) + 360) % 360) - 180;
}

/** What to look for. All parts narrow; a place sets the order. */
export const findPointsSchema = z.object({
  /** A town, postal code, street or name as typed; looked up in our own points. */
  q: z.string().trim().max(120).optional(),
  at: z.object({ latitude, longitude }).optional(),
  /** Not farther than this from the place; great-circle kilometres. */
  km: z.number().positive().max(500).optional(),
  bounds: z.custom<Bounds>().optional(),
  /** Every group must be taken: any material of it will do. */
  groups: z.array(z.enum(MATERIAL_GROUPS)).max(13).default([]),
  /** Every material must be taken. */
  materials: z.array(z.enum(MATERIAL_CODES as readonly [MaterialCode, ...MaterialCode[]])).max(20).default([]),
  openNow: z.boolean().default(false),
  /** Only points somebody runs here, where drop-offs can be booked. */
  bookable: z.boolean().default(false),
  /** Only points of the recycler with this address name. */
  operator: z.string().max(80).optional(),
  cursor: z.string().max(300).optional(),
  limit: z.number().int().min(1).max(100).default(24),
});
export type FindPointsInput = z.input<typeof findPointsSchema>;

/** Now at the point's door, in instants. `unknown` is an answer: not closed, not open. */
export interface OpenNow {
  state: "open" | "closed" | "unknown";
  until: string | null;
  next: string | null;
}

/** A point in a list. */
export interface PointCard {
  id: string;
  name: string | null;
  tier: "collection" | "transfer" | "sorting";
  site: "container" | "centre";
  address: string | null;
  postalCode: string | null;
  city: string | null;
  latitude: number;
  longitude: number;
  timeZone: string;
  /** Great-circle metres from the place searched. */
  metres: number;
  accepts: MaterialCode[];
  refuses: MaterialCode[];
  hours: OpenNow;
  /** Run by a party here. */
  bookable: boolean;
  /** How it is there now, by whoever looked; null when nobody said. */
  live: LiveState | null;
}

/** A page of points, nearest first. */
export interface PointsPage {
  /** Where distances are measured from, and what it is called when it was looked up. */
  center: LatLon;
  place: { label: string } | null;
  /** The words of `q` are not known to us: then points are empty. */
  placeUnknown: boolean;
  points: PointCard[];
  nextCursor: string | null;
}

/** A point on the map. */
export interface PointMarker {
  id: string;
  name: string | null;
  site: PointCard["site"];
  tier: PointCard["tier"];
  address: string | null;
  latitude: number;
  longitude: number;
  /** Only given where the point has neither name nor address. */
  materials: MaterialCode[];
  /** False when it is known to be closed now. */
  open: boolean;
}

/** Points of the map that are counted together, with the box around them. */
export interface PointCluster {
  /** One of them: steady as long as it is there. */
  id: string;
  count: number;
  latitude: number;
  longitude: number;
  bounds: Bounds;
}

/** Whose data it is and what may be done with it. */
export interface SourceCredit {
  profile: string;
  attribution: string;
  attributionUrl: string;
  licenceId: string;
  licenceUrl: string;
  shareAlike: boolean;
}

export interface TakenMaterial {
  material: MaterialCode;
  group: MaterialGroup;
  conditionNote: string | null;
}

/** All that is shown of one point. */
export interface PointDetail extends Omit<PointCard, "metres" | "accepts" | "refuses"> {
  staffed: boolean;
  operator: { name: string; slug: string | null } | null;
  countryCode: string | null;
  takes: TakenMaterial[];
  refuses: TakenMaterial[];
  takesResidualWaste: boolean;
  hoursStatus: "none" | "weekly" | "partial" | "always" | "unparsed";
  hoursRaw: string | null;
  weeks: SeasonWeek[];
  holidayRule: "open" | "closed" | "unknown";
  /** Coming dates with other hours, `YYYY-MM-DD`; no intervals means closed. */
  exceptions: { date: string; intervals: { opensMinute: number; closesMinute: number }[]; note: string | null }[];
  collectionTimesRaw: string | null;
  access: string | null;
  phone: string | null;
  website: string | null;
  checkDate: string | null;
  /** What whoever runs it says of getting in, and how much it takes on one day. */
  careAccess: { note: string; wheelchair: string | null; lorry: boolean | null; heightLimitCentimetres: number | null; dailyVisits: number | null; dailyGrams: number | null };
  /** Local date since which it is closed for good. */
  closedSince: string | null;
  photos: PointPhotoView[];
  /** A coming year whose public holidays nobody has fixed yet, where the hours of such days are said; else null. */
  holidaysNotFixed: number | null;
  capacityRaw: string | null;
  location: string | null;
  unknownTags: Record<string, string>;
  source: { name: string; externalId: string; url: string | null; updatedAt: string; credit: SourceCredit | null };
  /** For the platform's operators only. */
  reviewReasons: string[];
}

/** What an import did. `read` is always created + updated + unchanged + kept + merged + rejected. */
export interface ImportReport {
  runId: string;
  source: string;
  file: string;
  shape: FileShape;
  attribution: string;
  licence: string;
  read: number;
  created: number;
  updated: number;
  unchanged: number;
  /** Changed in the file, but run by a party here, whose own statements stay. */
  kept: number;
  /** Rows that went into another row's point. */
  merged: number;
  rejected: number;
  rejects: Reject[];
  /** Points of this source that the file no longer has; nothing is deleted. */
  missing: string[];
  /** Tags no material is known for, with how often they occur. */
  unknownTags: Record<string, number>;
  hours: Record<"none" | "weekly" | "partial" | "always" | "unparsed", number>;
  /** Opening hours that could not, or not fully, be read, in the file's own words. */
  unreadHours: { externalId: string; status: "partial" | "unparsed"; raw: string; reason: string | null }[];
  /** Why somebody should look at points, with how many. */
  review: Record<string, number>;
  seconds: number;
}
