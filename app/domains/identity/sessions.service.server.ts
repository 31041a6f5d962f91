import { systemClock, type Clock } from "#app/platform/clock.server.ts";
import type { Db } from "#app/platform/db/database.server.ts";
import { err, ok, type Result } from "#app/shared/result.ts";
import { describeDevice, type Device } from "./device.rules.ts";
import { findMembership } from "./parties.repository.server.ts";
import { deleteOtherSessions, deleteSession, listLiveSessions, setActiveParty } from "./sessions.repository.server.ts";

/** A person behind one of their sessions. */
export type SessionHolder = { userId: string; sessionId: string };

/** A session as its owner sees it. */
export type SessionView = Device & { id: string; since: Date; until: Date; address: string | null; isThis: boolean };

/** Where a person is signed in, newest first; the session that asks is marked. */
export async function listSessions(db: Db, holder: SessionHolder, clock: Clock = systemClock): Promise<SessionView[]> {
  const rows = await listLiveSessions(db, { userId: holder.userId, now: clock.now() });
  return rows.map((row) => ({
    id: row.id,
    since: row.createdAt,
    until: row.expiresAt,
    address: row.ipAddress || null,
    isThis: row.id === holder.sessionId,
    ...describeDevice(row.userAgent),
  }));
}

/** Ends one of the person's own sessions. Somebody else's id is as unknown as none. */
export async function endSession(db: Db, holder: SessionHolder, input: { sessionId: string }): Promise<Result<null, "ACCOUNT.NOT_FOUND">> {
  const ended = await deleteSession(db, { id: input.sessionId, userId: holder.userId });
  return ended ? ok(null) : err("ACCOUNT.NOT_FOUND");
}

/** Ends all sessions of the person but the one that asks; gives how many. */
export async function endOtherSessions(db: Db, holder: SessionHolder): Promise<Result<number, never>> {
  return ok(await deleteOtherSessions(db, { userId: holder.userId, keepId: holder.sessionId }));
}

/** From now on this session acts for another of the person's parties. */
export async function switchParty(
  db: Db,
  holder: SessionHolder,
  input: { partyId: string },
): Promise<Result<null, "ACCOUNT.NOT_FOUND" | "ACCOUNT.NOT_MEMBER_NOT_ALLOWED">> {
  const membership = await findMembership(db, { userId: holder.userId, partyId: input.partyId });
  if (membership?.state !== "active") return err("ACCOUNT.NOT_MEMBER_NOT_ALLOWED");
  const done = await setActiveParty(db, { ...holder, partyId: input.partyId });
  return done ? ok(null) : err("ACCOUNT.NOT_FOUND");
}
