import type { Tx } from "#app/platform/db/database.server.ts";

/** Writes what a locked listing says, and raises its version, so that a form that still shows the old words is stale. */
export async function writeWords(tx: Tx, input: { id: string; title: string; description: string; searchText: string }): Promise<void> {
  const { id, ...words } = input;
  await tx.listing.update({ where: { id }, data: { ...words, version: { increment: 1 } }, select: { id: true } });
}
