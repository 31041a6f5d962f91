import { randomBytes } from "node:crypto";
import type { Db } from "#app/platform/db/database.server.ts";
import { sql } from "#app/platform/db/sql.server.ts";
import { PASS_LENGTH, passCode } from "./passes.rules.ts";

/** The code a person shows for a party at any gate, or null before the first is made. */
export async function findPass(db: Db, input: { userId: string; partyId: string }): Promise<string | null> {
  const row = await db.visitPass.findUnique({ where: { userId_partyId: input }, select: { code: true } });
  return row?.code ?? null;
}

/** Gives a person a code for a party; an earlier one says nothing any more. */
export async function renewPass(db: Db, input: { userId: string; partyId: string; now: Date }): Promise<string> {
  const fresh = { code: passCode(randomBytes(PASS_LENGTH)), createdAt: input.now };
  const key = { userId: input.userId, partyId: input.partyId };
  await db.visitPass.upsert({ where: { userId_partyId: key }, create: { ...key, ...fresh }, update: fresh, select: { userId: true } });
  return fresh.code;
}

/** Who shows this code, while they still belong to its party as somebody who may bring things; null otherwise. */
export async function findPassHolder(db: Db, code: string): Promise<{ userId: string; partyId: string } | null> {
  const rows = await db.$queryRaw<{ userId: string; partyId: string }[]>(sql`
    SELECT v.user_id AS "userId", v.party_id AS "partyId" FROM visit_pass v
    JOIN membership m ON m.user_id = v.user_id AND m.party_id = v.party_id AND m.state = 'active' AND m.role <> 'viewer'
    WHERE v.code = ${code}`);
  return rows[0] ?? null;
}
