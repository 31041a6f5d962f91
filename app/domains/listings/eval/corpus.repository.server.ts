import type { PrismaClient } from "../../../../prisma/generated/client/client.ts";

/** What is written for a row of the file. */
export type CorpusListing = { id: string; title: string; description: string; category: string; searchText: string };

const batch = 1_000;

/** Publishes the rows as free goods of one invented person. Only for a database that is thrown away. */
export async function insertCorpus(db: PrismaClient, listings: readonly CorpusListing[], onProgress?: (done: number) => void): Promise<void> {
  const now = new Date("2026-01-01T00:00:00Z");
  await db.user.create({ data: { id: "eval-user", name: "Nobody", email: "nobody@example.org", emailVerified: true }, select: { id: true } });
  await db.party.create({
    data: { id: "eval-party", kind: "household", name: "Nobody's household", slug: "eval", timeZone: "UTC", createdByUserId: "eval-user" },
    select: { id: true },
  });
  for (let from = 0; from < listings.length; from += batch) {
    const part = listings.slice(from, from + batch);
    await db.listing.createMany({
      data: part.map((listing) => ({
        ...listing,
        ownerPartyId: "eval-party",
        createdByUserId: "eval-user",
        kind: "goods" as const,
        offer: "free" as const,
        condition: "good",
        state: "published" as const,
        publishedAt: now,
        sortAt: now,
      })),
    });
    onProgress?.(from + part.length);
  }
  // What a database in use has from its own upkeep: no waiting list before the index, and figures for the planner.
  await db.$executeRaw`VACUUM ANALYZE listing, listing_word`;
}
