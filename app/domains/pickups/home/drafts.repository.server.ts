import type { Db, Tx } from "#app/platform/db/database.server.ts";
import { homeDraftData, type HomeDraftData } from "./home-draft.rules.ts";

/** A draft belongs to the person who writes it, acting for the party they write it for. */
export type Writer = { userId: string; partyId: string };

/** A draft of its writer, or null. */
export async function findHomeDraft(db: Db, input: Writer & { id: string }): Promise<HomeDraftData | null> {
  const row = await db.homeDraft.findFirst({ where: input, select: { data: true } });
  return row && homeDraftData.parse(row.data);
}

/** Writes a draft; false when the id is somebody else's. */
export async function writeHomeDraft(tx: Tx, input: Writer & { id: string; data: HomeDraftData; now: Date }): Promise<boolean> {
  const { now, ...draft } = input;
  await tx.homeDraft.createMany({ data: [{ ...draft, createdAt: now, updatedAt: now }], skipDuplicates: true });
  const { count } = await tx.homeDraft.updateMany({ where: { id: draft.id, userId: draft.userId, partyId: draft.partyId }, data: { data: draft.data, updatedAt: now } });
  return count === 1;
}

/** Forgets a draft of its writer. */
export async function deleteHomeDraft(db: Db, input: Writer & { id: string }): Promise<void> {
  await db.homeDraft.deleteMany({ where: input });
}

/** Forgets drafts that nobody has touched since. Returns how many. */
export async function deleteOldHomeDrafts(db: Db, before: Date): Promise<number> {
  const { count } = await db.homeDraft.deleteMany({ where: { updatedAt: { lt: before } } });
  return count;
}
