/** What can be wrong with an exported ledger. Codes are stable. */
export const PROBLEM_CODES = [
  /** The line is no JSON of the form written, to the last character. */
  "LINE",
  /** The leaf lacks a field, has one too many, or one of another kind. */
  "LEAF_SHAPE",
  /** The leaf does not have the hash that stands beside it. */
  "LEAF_HASH",
  /** Indexes are missing here. */
  "GAP",
  /** A line stands behind one with a larger index. */
  "ORDER",
  /** A field is not what follows from the frozen inputs. */
  "FIELD",
  /** Counted by a formula that this verifier does not know. */
  "FORMULA",
  "ID_TWICE",
  /** A physical lot was counted before. */
  "LOT_TWICE",
  /** The sales of one serial number add up to more than one life. */
  "LIFE_EXCEEDED",
  /** The shares do not add up to the entry. */
  "SHARES",
  /** The instants contradict each other, or the days do not fit them. */
  "TIME",
  /** A correction of an entry that is not there, or of one that was taken back. */
  "CORRECTS",
  /** The note is none, or not of this log. */
  "CHECKPOINT",
  /** No known key has signed the note, or its signature is bad. */
  "SIGNATURE",
  /** The lines do not give the signed root. */
  "ROOT",
  /** The log is longer or shorter than what was signed last. */
  "SIZE",
  /** An opening names another community than the leaf commits to. */
  "OPENING",
  /** A factor is not the one that this verifier counts with. */
  "FACTOR",
  /** The proof does not lead from the leaf to the signed root. */
  "PROOF",
] as const;
export type ProblemCode = (typeof PROBLEM_CODES)[number];

export interface Problem {
  code: ProblemCode;
  index: number | null;
  id: string | null;
  field?: string;
  expected?: unknown;
  found?: unknown;
}

export const KEPT_PROBLEMS = 100;

/** Problems in order of appearance: the first hundred in full, all of them counted. */
export class Problems {
  readonly list: Problem[] = [];
  total = 0;

  add(code: ProblemCode, at: { index?: number | null; id?: string | null } = {}, more: Pick<Problem, "field" | "expected" | "found"> = {}): void {
    this.total += 1;
    if (this.list.length < KEPT_PROBLEMS) this.list.push({ code, index: at.index ?? null, id: at.id ?? null, ...more });
  }
}
