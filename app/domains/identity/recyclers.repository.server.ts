import type { Db } from "#app/platform/db/database.server.ts";

/** A recycler as its public page and its managers need it; `inviteToken` is for managers only. */
export type RecyclerRow = {
  id: string;
  slug: string;
  name: string;
  description: string;
  placeLabel: string | null;
  timeZone: string;
  memberCount: number;
  inviteToken: string | null;
};

/** The recycler at an address, or null. */
export async function findRecyclerBySlug(db: Db, slug: string): Promise<RecyclerRow | null> {
  return db.party.findFirst({
    where: { slug, kind: "recycler" },
    select: { id: true, slug: true, name: true, description: true, placeLabel: true, timeZone: true, memberCount: true, inviteToken: true },
  });
}

/** The confirmed person with an address, or null. */
export async function findVerifiedUserId(db: Db, email: string): Promise<string | null> {
  const user = await db.user.findFirst({ where: { email: email.toLowerCase(), emailVerified: true }, select: { id: true } });
  return user?.id ?? null;
}
