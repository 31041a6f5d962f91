import { newId } from "#app/shared/ids.ts";
import type { Database } from "#app/platform/db/database.server.ts";
import { searchTextOf } from "#app/domains/points/place.rules.ts";

type Db = Database["db"];

/** One weekly rule; minutes after local midnight, weekday 1 Monday to 7 Sunday. */
export interface NewRule {
  weekday: number;
  opensMinute: number;
  closesMinute: number;
  fromMonthDay?: string;
  toMonthDay?: string;
}

/** A recycling point written straight into the table: a container for bottles in Berlin, without hours, unless told otherwise. */
export async function createPoint(
  db: Db,
  input: {
    operatorPartyId?: string | null;
    name?: string | null;
    address?: string | null;
    postalCode?: string | null;
    city?: string | null;
    site?: "container" | "centre";
    tier?: "collection" | "transfer" | "sorting";
    latitude?: number;
    longitude?: number;
    timeZone?: string;
    countryCode?: string | null;
    accepts?: string[];
    refuses?: string[];
    rules?: NewRule[];
    hoursStatus?: "none" | "weekly" | "partial" | "always" | "unparsed";
    holidayRule?: "open" | "closed" | "unknown";
    sourceName?: string;
    externalId?: string;
    sourceProfile?: string;
    website?: string | null;
  } = {},
): Promise<{ id: string }> {
  const id = newId();
  const words = { name: input.name ?? null, address: input.address ?? null, postalCode: input.postalCode ?? null, city: input.city ?? null };
  const rules = input.rules ?? [];
  await db.recyclingPoint.create({
    data: {
      id,
      sourceName: input.sourceName ?? "own",
      externalId: input.externalId ?? id,
      sourceProfile: input.sourceProfile ?? "own",
      operatorPartyId: input.operatorPartyId ?? null,
      tier: input.tier ?? "collection",
      site: input.site ?? "container",
      staffed: input.site === "centre",
      ...words,
      searchText: searchTextOf({ ...words, operatorName: null }),
      countryCode: input.countryCode === undefined ? "DE" : input.countryCode,
      latitude: input.latitude ?? 52.52,
      longitude: input.longitude ?? 13.405,
      timeZone: input.timeZone ?? "Europe/Berlin",
      website: input.website ?? null,
      hoursStatus: input.hoursStatus ?? (rules.length > 0 ? "weekly" : "none"),
      holidayRule: input.holidayRule ?? "unknown",
      contentHash: "",
      materials: {
        create: [
          ...(input.accepts ?? ["glass_bottles"]).map((material) => ({ material })),
          ...(input.refuses ?? []).map((material) => ({ material, accepts: false })),
        ],
      },
      rules: { create: rules.map((rule) => ({ id: newId(), ...rule })) },
    },
  });
  return { id };
}
