import type { Db, Tx } from "#app/platform/db/database.server.ts";

/** A household as its members see it. */
export type HouseholdView = {
  id: string;
  name: string;
  headcount: number;
  timeZone: string;
  placeLabel: string | null;
  latitude: number | null;
  longitude: number | null;
  homeCommunityId: string | null;
};

/** The household, or null. */
export async function findHousehold(db: Db, id: string): Promise<HouseholdView | null> {
  return db.party.findFirst({
    where: { id, kind: "household" },
    select: { id: true, name: true, headcount: true, timeZone: true, placeLabel: true, latitude: true, longitude: true, homeCommunityId: true },
  });
}

/** Writes what a household says of itself. */
export async function writeHousehold(tx: Tx, { id, ...data }: Omit<HouseholdView, "homeCommunityId">): Promise<void> {
  await tx.party.updateMany({ where: { id, kind: "household" }, data: { ...data, version: { increment: 1 } } });
}
