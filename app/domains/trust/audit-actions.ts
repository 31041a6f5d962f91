/** Everything that is written down. */
export const auditActions = [
  "case.opened",
  "case.claimed",
  "case.released",
  "listing.held",
  "listing.shown",
  "listing.approved",
  "listing.rejected",
  "decision.made",
  "decision.confirmed",
  "decision.refused",
  "appeal.upheld",
  "appeal.reversed",
  "mark.upheld",
  "mark.refused",
  "visit.upheld",
  "visit.refused",
  "seller.verified",
  "seller.refused",
  "moderator.appointed",
  "moderator.ended",
] as const;
export type AuditAction = (typeof auditActions)[number];
