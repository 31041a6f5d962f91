import type { Db } from "#app/platform/db/database.server.ts";
import type { EntryKind } from "./ledger.rows.ts";
import type { LedgerRoute, Stage } from "./ledger.rules.ts";

/** A row of an entry's chain, as far as the page of a correction needs it. */
export interface ChainRow {
  id: string;
  kind: EntryKind;
  stage: Stage;
  route: LedgerRoute;
  material: string | null;
  category: string | null;
  massGrams: number | null;
  itemCount: number | null;
  takerPartyId: string | null;
  co2eGrams: number | null;
}

/** An entry and every row about it, the entry first; empty for an unknown id or one that is itself a correction. */
export async function chainFor(db: Db, entryId: string): Promise<ChainRow[]> {
  const rows = await db.ledgerEntry.findMany({
    where: { OR: [{ id: entryId, kind: "entry" }, { correctsId: entryId }] },
    select: { id: true, kind: true, stage: true, route: true, material: true, category: true, massGrams: true, itemCount: true, takerPartyId: true, co2eGrams: true },
    orderBy: { seq: "asc" },
    take: 200,
  });
  return rows.map((row) => ({ ...row, route: row.route as LedgerRoute, co2eGrams: row.co2eGrams === null ? null : Number(row.co2eGrams) }));
}

/** The two sides of an entry, and its material; null for an unknown id or one that is itself a correction. */
export async function sidesOfEntry(db: Db, entryId: string): Promise<{ id: string; material: string | null; giverPartyId: string | null; takerPartyId: string | null } | null> {
  return db.ledgerEntry.findFirst({ where: { id: entryId, kind: "entry" }, select: { id: true, material: true, giverPartyId: true, takerPartyId: true } });
}
