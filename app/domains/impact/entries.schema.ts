/** What pages receive about entries. Shapes written by hand: nothing here names a household to a stranger. Grams throughout. */

import type { Warning } from "./impact.formula.ts";
import type { Term } from "./impact.model.ts";
import type { CalculationInput } from "./impact.schema.ts";
import type { EntryKind } from "./ledger.rows.ts";
import type { CorrectionReason, Sharing, Stage, UncountedReason } from "./ledger.rules.ts";
import type { Side } from "./ledger.state.ts";

/** What moved: a material or a category of goods, by its code. */
export interface EntrySubject {
  kind: "material" | "goods";
  code: string;
}

interface EntryHead {
  id: string;
  kind: EntryKind;
  /** Counted when the load was accepted; verified when it was also treated, or when both sides confirmed a reuse. */
  stage: Stage;
  /** Recorded after the month of its hand-over was closed. */
  isLate: boolean;
  /** ISO */
  occurredAt: string;
  recordedAt: string;
  /** ISO 3166-1 alpha-2, "ZZ" where it is not known. */
  region: string;
  /** The entry that this row is about; null for an entry itself. */
  corrects: string | null;
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

/** A row in an entry's history. Grams are what this row alone adds; of a correction the ends are plain differences. */
export interface HistoryLine extends Figures {
  id: string;
  kind: EntryKind;
  stage: Stage;
  /** ISO */
  at: string;
  correction: CorrectionReason | null;
  /** Free words, for somebody of either side only. */
  note: string | null;
}

export interface EntryDetail extends EntryHead, Figures {
  causeType: string;
  /** Only for somebody of either side. */
  causeId: string | null;
  publisherName: string | null;
  formulaVersion: string;
  terms: readonly Term[];
  factorIds: readonly string[];
  warnings: readonly Warning[];
  proxy: boolean;
  missing: string | null;
  condition: string | null;
  contaminationPermille: number;
  /** The formula's own inputs, defaults written out: given to the compute command they give this entry's figures again. */
  calculation: CalculationInput | null;
  shares: ShareView[];
  isMine: boolean;
  sharing: Sharing;
  /** Life left before what earlier sales of this serial number used of it; null for what has no number. */
  requestedLife: number | null;
  /** Every row about this entry, the entry first. */
  history: HistoryLine[];
  /** What the entry and all rows about it come to; null where nothing was ever counted. */
  standing: { co2eGrams: number; stage: Stage } | null;
  correction: CorrectionReason | null;
  reversedBy: { id: string; at: string } | null;
  reverses: string | null;
}
