import type { Database } from "#app/platform/db/database.server.ts";
import { listingInput, type ListingInput } from "#app/domains/listings/listings.schema.ts";
import type { Actor } from "#app/shared/actor.ts";
import { newId } from "#app/shared/ids.ts";

type Db = Database["db"];

/** A listing written straight into the table: a published wooden chair, free, in Berlin, unless told otherwise. */
export async function createListing(
  db: Db,
  owner: Actor,
  input: {
    units?: number;
    kind?: "goods" | "material";
    offer?: "sale" | "free" | "swap" | "loan" | "wanted";
    loanDays?: number | null;
    category?: string | null;
    material?: string | null;
    title?: string;
    massGrams?: number | null;
    priceMinor?: number | null;
    currency?: string | null;
    lightGift?: boolean;
    swapFor?: string;
    condition?: string | null;
    state?: "draft" | "pending_review" | "published" | "paused" | "reserved" | "completed" | "expired" | "withdrawn";
    expiresAt?: Date | null;
    sortAt?: Date;
    searchText?: string;
    latitude?: number;
    longitude?: number;
    grade?: "A" | "B" | "C" | "D" | null;
    remanufactured?: boolean;
    unitsHeld?: number;
  } = {},
): Promise<{ id: string }> {
  const kind = input.kind ?? "goods";
  const units = input.units ?? 1;
  const latitude = input.latitude ?? 52.52;
  const longitude = input.longitude ?? 13.405;
  return db.listing.create({
    data: {
      id: newId(),
      ownerPartyId: owner.party.id,
      createdByUserId: owner.userId,
      kind,
      offer: input.offer ?? "free",
      loanDays: input.loanDays ?? null,
      category: kind === "goods" ? (input.category ?? "wooden_chair") : null,
      material: kind === "material" ? (input.material ?? "cardboard") : null,
      title: input.title ?? "Chair of beech",
      condition: kind === "goods" ? (input.condition ?? "good") : null,
      unitsInitial: units,
      unitsAvailable: units - (input.unitsHeld ?? 0),
      unitsHeld: input.unitsHeld ?? 0,
      ...(input.grade ? { grade: input.grade, gradeRule: "phone-1", gradeAnswers: {} } : {}),
      ...(input.remanufactured ? { remanufactured: true, remanufacturer: "Second Works", warrantyMonths: 12 } : {}),
      massGrams: input.massGrams === undefined ? 5_000 : input.massGrams,
      priceMinor: input.priceMinor ?? null,
      currency: input.currency ?? null,
      lightGift: input.lightGift ?? false,
      swapFor: input.swapFor ?? "",
      latitude,
      longitude,
      coarseLatitude: latitude,
      coarseLongitude: longitude,
      placeLabel: "Mitte",
      exactAddress: "Invalidenstraße 1",
      timeZone: owner.party.timeZone,
      state: input.state ?? "published",
      expiresAt: input.expiresAt === undefined ? new Date(Date.now() + 20 * 86_400_000) : input.expiresAt,
      publishedAt: new Date(),
      sortAt: input.sortAt ?? new Date(),
      searchText: input.searchText ?? "chair beech wooden",
    },
    select: { id: true },
  });
}

type StoredListing = Awaited<ReturnType<Db["listing"]["findUniqueOrThrow"]>>;

/** A stored listing as its form would send it, to be edited from there. */
export function listingInputOf(row: StoredListing): ListingInput {
  return listingInput.parse({ ...row, gradeAnswers: row.gradeAnswers ?? {}, units: row.unitsInitial, serialNumber: null, expiresOn: null });
}
