import { createHash } from "node:crypto";

/** What an act of moderation leaves behind. Values are texts, whole numbers, booleans, null, and lists or objects of them. */
export type AuditDetails = { [key: string]: AuditValue };
export type AuditValue = string | number | boolean | null | AuditValue[] | AuditDetails;

export type { AuditAction } from "./audit-actions.ts";

export type AuditRow = {
  seq: bigint;
  at: Date;
  actorUserId: string | null;
  action: string;
  subjectKind: string;
  subjectId: string;
  details: AuditDetails;
  prevHash: string;
  hash: string;
};

/** The hash before the first row. */
export const genesisHash = "0".repeat(64);

/** One text for one value: keys sorted, no spaces. Objects of the same content give the same text whatever order they came in. */
export function canonicalJson(value: AuditValue): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(",")}]`;
  if (value !== null && typeof value === "object") {
    return `{${Object.keys(value)
      .sort()
      .map((key) => `${JSON.stringify(key)}:${canonicalJson(value[key] ?? null)}`)
      .join(",")}}`;
  }
  return JSON.stringify(value);
}

/** The hash of a row: SHA-256 over the hash before it and the canonical JSON of everything it says. */
export function auditHash(row: Omit<AuditRow, "hash">): string {
  const body = canonicalJson({
    seq: String(row.seq),
    at: row.at.toISOString(),
    actorUserId: row.actorUserId,
    action: row.action,
    subjectKind: row.subjectKind,
    subjectId: row.subjectId,
    details: row.details,
  });
  return createHash("sha256").update(`${row.prevHash}\n${body}`).digest("hex");
}

export type ChainEnd = { seq: bigint; hash: string };

/** The first row that does not follow from the one before, with the end of the chain up to there. `rows` in order of their numbers. */
export function followChain(from: ChainEnd, rows: readonly AuditRow[]): { end: ChainEnd; brokenAt: bigint | null } {
  let end = from;
  for (const row of rows) {
    const follows = row.seq === end.seq + 1n && row.prevHash === end.hash && row.hash === auditHash(row);
    if (!follows) return { end, brokenAt: end.seq + 1n };
    end = { seq: row.seq, hash: row.hash };
  }
  return { end, brokenAt: null };
}
