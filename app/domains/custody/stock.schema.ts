import type { LotKind, PlaceFacts } from "./custody.schema.ts";

/** One kind of material at a point. Grams; instants as ISO text. */
export type StockRow = {
  material: string;
  isSorted: boolean;
  grams: number;
  lots: number;
  oldestAt: string | null;
  cameGrams: number;
  wentGrams: number;
};

export type LotRow = {
  id: string;
  number: number;
  kind: LotKind;
  material: string;
  isSorted: boolean;
  contaminationPermille: number;
  madeAt: string;
  grams: number;
};

/** A lot as those who had it in their hands see it. */
export type LotView = Omit<LotRow, "grams"> & {
  madeGrams: number;
  madeAt: string;
  /** Where it lies now, or null while it is on its way or used up. */
  here: { place: Pick<PlaceFacts, "id" | "name" | "timeZone" | "partyId" | "partyName">; grams: number } | null;
  /** Of the loads it is made of, how many, and what has become of them. */
  origins: number;
};
