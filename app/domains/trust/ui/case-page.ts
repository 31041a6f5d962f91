import type { CaseState, DecisionKind, DecisionState, ReportReason, SubjectKind } from "../trust.rules.ts";
import type { Snapshot } from "../trust.schema.ts";

/** A case's page as moderators see it. */
export type CasePage = {
  caseId: string;
  version: number;
  state: CaseState;
  subjectKind: SubjectKind;
  snapshot: Snapshot;
  partyName: string | null;
  listing: { id: string; title: string; description: string; state: string; wordsMark: string } | null;
  hints: { score: number; reasons: string[] } | null;
  priority: number;
  openedAt: string;
  /** Decisions against its party in other cases. */
  earlier: number;
  /** The viewer belongs to its party. */
  isOwn: boolean;
  /** There is no second moderator. */
  isAlone: boolean;
  hold: { isMine: boolean; name: string; until: string } | null;
  kinds: readonly DecisionKind[];
  reports: { id: string; reason: ReportReason; text: string; state: string; createdAt: string; reporterName: string | null }[];
  decisions: {
    id: string;
    kind: DecisionKind;
    state: DecisionState;
    rule: ReportReason;
    facts: string;
    restrictedUntil: string | null;
    decidedAt: string;
    decidedByName: string | null;
    confirmedByName: string | null;
    isMine: boolean;
    version: number;
  }[];
  locale: string;
  timeZone: string;
};
