/** What pages receive about entries. Shapes written by hand: nothing here names a household to a stranger. Grams throughout. */

import type { Warning } from "./impact.formula.ts";
import type { Term } from "./impact.model.ts";
import type { CalculationInput } from "./impact.schema.ts";
import type { Side, UncountedReason } from "./ledger.rules.ts";

/** What moved: a material or a category of goods, by its code. */
export interface EntrySubject {
  kind: "material" | "goods";
  code: string;
}

interface EntryHead {
  id: string;
  kind: "entry" | "reversal";
  /** ISO */
  occurredAt: string;
  status: "ok" | "not_covered";
  route: string;
  subject: EntrySubject;
  massGrams: number | null;
  itemCount: number | null;
  weightBasis: string;
  grade: string | null;
  reason: UncountedReason | null;
}

interface Figures {
  co2eGrams: number | null;
  lowGrams: number | null;
  highGrams: number | null;
}

/** A line of a party's list: its own share beside the whole. */
export interface EntryLine extends EntryHead {
  side: Side;
  share: Figures;
  whole: Figures;
  isReversed: boolean;
}

export interface EntryPage {
  entries: EntryLine[];
  nextCursor: string | null;
}

/** A share as shown: a name only where the viewer may know it. */
export interface ShareView extends Figures {
  side: Side;
  partyKind: string;
  /** Null for a household the viewer has nothing to do with. */
  partyName: string | null;
  community: { name: string; slug: string } | null;
}

export interface EntryDetail extends EntryHead, Figures {
  causeType: string;
  /** Only for somebody of either side. */
  causeId: string | null;
  recordedAt: string;
  publisherName: string | null;
  formulaVersion: string;
  terms: readonly Term[];
  factorIds: readonly string[];
  warnings: readonly Warning[];
  proxy: boolean;
  missing: string | null;
  condition: string | null;
  /** The formula's own inputs, defaults written out: given to the compute command they give this entry's figures again. */
  calculation: CalculationInput | null;
  shares: ShareView[];
  isMine: boolean;
  reversedBy: { id: string; at: string } | null;
  reverses: string | null;
  reversalReason: string | null;
}
