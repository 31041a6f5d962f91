import type { Db } from "#app/platform/db/database.server.ts";

/** The cause, and the lot, of what was given in return: one deal, two things, two entries. */
export function swapCause(dealId: string): string {
  return `${dealId}/swap`;
}

/** The listing's entry in the ledger that this deal caused, as its page shows it; `returned`: that of the thing given in return. */
export async function findTally(db: Db, input: { dealId: string; returned?: boolean }): Promise<DealTally | null> {
  const row = await db.ledgerEntry.findFirst({
    where: { causeType: "deal", causeId: input.returned ? swapCause(input.dealId) : input.dealId, kind: "entry" },
    select: { id: true, status: true, co2eGrams: true, lowGrams: true, highGrams: true, massGrams: true, grade: true },
  });
  if (!row) return null;
  const whole = (value: bigint | null) => (value === null ? null : Number(value));
  return {
    entryId: row.id,
    status: row.status,
    co2eGrams: whole(row.co2eGrams),
    lowGrams: whole(row.lowGrams),
    highGrams: whole(row.highGrams),
    massGrams: row.massGrams,
    grade: row.grade,
  };
}

/** The cause, and the lot, of what was handed over beyond what the seller had on its books: that part is counted by itself. */
export function surplusCause(causeId: string): string {
  return `${causeId}/surplus`;
}

/** Every entry that a deal caused, in order of their ids: what was listed, what was given in return, and what of either was on no books. */
export async function talliedEntries(db: Db, dealId: string): Promise<string[]> {
  const rows = await db.ledgerEntry.findMany({ where: { causeType: "deal", causeId: { in: [dealId, swapCause(dealId)].flatMap((cause) => [cause, surplusCause(cause)]) }, kind: "entry" }, select: { id: true }, orderBy: { id: "asc" } });
  return rows.map((row) => row.id);
}

/** What a completed deal kept out of the air, in grams CO2e; nulls when no factor covers it. */
export type DealTally = {
  entryId: string;
  status: "ok" | "not_covered";
  co2eGrams: number | null;
  lowGrams: number | null;
  highGrams: number | null;
  massGrams: number | null;
  grade: string | null;
};
