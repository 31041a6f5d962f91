import type { PointDraft, Reject, ReviewReason } from "./points.import.schema.ts";
import { position } from "./geometry.ts";
import { readRecyclingTags } from "./osm-tags.ts";

type Draft = { ok: true; draft: PointDraft } | { ok: false; code: Reject["code"]; reason: string };

const OPEN_ACCESS = new Set(["yes", "public", "permissive", "customers"]);

/**
 * Makes a point of an OSM object's tags. An object is a recycling point when it says so by `amenity` or carries
 * `recycling_type` or any `recycling:*` tag; a waste transfer station becomes the transfer tier. Sorting centres have no
 * reliable tag and are entered by hand.
 */
export function osmPoint(externalId: string, at: { latitude: number; longitude: number }, tags: Record<string, string>): Draft {
  const place = position(at.latitude, at.longitude);
  if (!place) return { ok: false, code: "POINTS.COORDINATES_INVALID", reason: `${at.latitude}, ${at.longitude}` };
  const amenity = tags.amenity ?? null;
  const transfer = amenity === "waste_transfer_station";
  const recycling = amenity === "recycling" || "recycling_type" in tags || Object.keys(tags).some((tag) => tag.startsWith("recycling:"));
  if (!transfer && !recycling) return { ok: false, code: "POINTS.NOT_RECYCLING", reason: `amenity=${amenity ?? ""}` };

  const reading = readRecyclingTags(tags);
  const review = new Set<ReviewReason>();
  const siteKind = transfer ? "centre" : siteKindOf(tags, review);
  if (!transfer && amenity !== "recycling") review.add("AMENITY_UNUSUAL");
  if (reading.unclear) review.add("VALUE_UNCLEAR");
  if (reading.conflicting) review.add("CONFLICTING_TAGS");
  if (reading.accepts.length === 0) review.add("NO_MATERIALS");
  if (Object.keys(reading.unknownTags).length > 0) review.add("UNKNOWN_TAGS");
  if (tags.fixme || tags.FIXME) review.add("FIXME");
  if (tags.access && !OPEN_ACCESS.has(tags.access)) review.add("ACCESS_RESTRICTED");
  const checkDate = dateOf(tags.check_date ?? null);
  if (tags.check_date && !checkDate) review.add("DATE_UNREADABLE");

  return {
    ok: true,
    draft: {
      externalId,
      tier: transfer ? "transfer" : "collection",
      siteKind,
      staffed: siteKind === "centre",
      name: text(tags.name),
      operatorName: text(tags.operator),
      address: addressOf(tags),
      postalCode: text(tags["addr:postcode"]),
      city: text(tags["addr:city"]),
      countryCode: /^[A-Za-z]{2}$/.test(tags["addr:country"] ?? "") ? (tags["addr:country"] ?? "").toUpperCase() : null,
      ...place,
      accepts: reading.accepts,
      refuses: reading.refuses,
      takesResidualWaste: reading.takesResidualWaste,
      openingHoursRaw: text(tags.opening_hours),
      hoursLanguage: "osm",
      collectionTimesRaw: text(tags.collection_times),
      access: text(tags.access),
      phone: text(tags.phone ?? tags["contact:phone"]),
      website: text(tags.website ?? tags["contact:website"]),
      checkDate,
      capacityRaw: text(tags.capacity),
      location: text(tags.location),
      rawTags: tags,
      unknownTags: reading.unknownTags,
      reviewReasons: [...review],
    },
  };
}

/** Containers and staffed centres; a missing type is a container when nothing speaks of people (a name, hours). */
function siteKindOf(tags: Record<string, string>, review: Set<ReviewReason>): "container" | "centre" {
  const type = tags.recycling_type?.trim().toLowerCase();
  if (type === "container") return "container";
  if (type === "centre") return "centre";
  if (type === "center") {
    review.add("TYPE_MISSPELT");
    return "centre";
  }
  const looksStaffed = Boolean(tags.name ?? tags.opening_hours);
  if (type !== undefined || looksStaffed) review.add("TYPE_MISSING");
  return looksStaffed ? "centre" : "container";
}

/** All tag values as text; OSM exports sometimes carry numbers or booleans. Nested values are kept as JSON. */
export function tagsOf(source: Readonly<Record<string, unknown>>, except: readonly string[] = []): Record<string, string> {
  const tags: Record<string, string> = {};
  for (const [name, value] of Object.entries(source)) {
    if (value === null || value === undefined || except.includes(name)) continue;
    tags[name] = typeof value === "string" ? value : JSON.stringify(value);
  }
  return tags;
}

function addressOf(tags: Record<string, string>): string | null {
  const street = text(tags["addr:street"] ?? tags["addr:place"]);
  const number = text(tags["addr:housenumber"]);
  return street ? (number ? `${street} ${number}` : street) : text(tags["addr:full"]);
}

function dateOf(value: string | null): string | null {
  const match = /^\d{4}-\d{2}-\d{2}$/.exec(value?.trim() ?? "");
  if (!match) return null;
  const date = new Date(`${match[0]}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(match[0]) ? match[0] : null;
}

function text(value: string | undefined): string | null {
  const trimmed = value?.trim();
  return trimmed ? trimmed : null;
}
