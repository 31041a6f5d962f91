import type { LotKind } from "./custody.schema.ts";

/** A lot in a trace. Grams; instants as ISO text. */
export type TraceLot = {
  id: string;
  number: number;
  kind: LotKind;
  material: string;
  isSorted: boolean;
  madeGrams: number;
  madeAt: string;
  /** Where it was made; for what was consigned, where it left. */
  pointName: string;
  /** Where it was consigned or sold to, and how a consignment stands. */
  toName: string | null;
  consignmentState: string | null;
  /** What of it lies somewhere now, and where. */
  here: number;
  hereName: string | null;
};

export type TraceEdge = { parentId: string; childId: string; grams: number; actId: string };

/** The ends of a trace: what a run left over, and what was delivered. */
export type TraceRun = { actId: string; kind: "treat" | "deliver"; lotIds: string[]; residueGrams: number; lossGrams: number; deliveredGrams: number; note: string; at: string };

export type Trace = { lots: TraceLot[]; edges: TraceEdge[]; runs: TraceRun[]; isCut: boolean };

/** A box of the drawing: a lot, several loads that went the same way, or an end. */
export type TraceBox = {
  id: string;
  kind: "lot" | "loads" | "left_over" | "delivered";
  lot: TraceLot | null;
  /** Of several loads. */
  count: number;
  grams: number;
  /** Of what was delivered: to whom. */
  note: string;
  column: number;
  row: number;
  isHere: boolean;
};

export type TraceLine = { from: string; to: string; grams: number };
export type TraceDrawing = { boxes: TraceBox[]; lines: TraceLine[]; columns: number; rows: number };

/** What has become of one load, for those who gave or took it: places and grams, nobody else's. */
export type LoadJourney = {
  grams: number;
  recoveredGrams: number;
  residueGrams: number;
  lostGrams: number;
  onTheWayGrams: number;
  settledAt: string | null;
  /** Lots with the load's own grams in place of the lot's. */
  trace: Trace;
};
