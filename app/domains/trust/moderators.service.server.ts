import { systemClock, type Clock } from "#app/platform/clock.server.ts";
import { transact, type Db } from "#app/platform/db/database.server.ts";
import { err, ok, type Result } from "#app/shared/result.ts";
import { audit } from "./audit.repository.server.ts";
import { setModerator } from "./cases.repository.server.ts";

/** Appoints a person by their address, or ends it; twice is once. For the command line only: no page can do it. TRUST.NOT_FOUND for an unknown address. */
export async function appointModerator(db: Db, input: { email: string; isModerator: boolean }, clock: Clock = systemClock): Promise<Result<null, "TRUST.NOT_FOUND">> {
  return transact<Result<null, "TRUST.NOT_FOUND">>(db, async (tx) => {
    const changed = await setModerator(tx, input);
    if (!changed) return err("TRUST.NOT_FOUND");
    if (changed.was === input.isModerator) return ok(null);
    await audit(tx, { at: clock.now(), actorUserId: null, action: input.isModerator ? "moderator.appointed" : "moderator.ended", subjectKind: "user", subjectId: changed.userId });
    return ok(null);
  });
}
