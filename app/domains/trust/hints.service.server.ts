import { systemClock, type Clock } from "#app/platform/clock.server.ts";
import { inTransaction, type Db } from "#app/platform/db/database.server.ts";
import { caseFromScore, hintsFor } from "./hints.rules.ts";
import { findHint, findUnread, keepHint, wasDecided } from "./hints.repository.server.ts";
import { openHintedCase } from "./reports.service.server.ts";
import { findSubject } from "./subjects.repository.server.ts";

/**
 * Lets the rules of suspicion look at a published listing that changed, keeps what they say, and opens a case when it is much.
 * Nothing happens to the listing by that: people decide. Called again for the same change, it does nothing.
 */
export async function scanListing(db: Db, listingId: string, clock: Clock = systemClock): Promise<{ score: number; caseId: string | null } | null> {
  return inTransaction(db, async (tx) => {
    const now = clock.now();
    const facts = await findUnread(tx, { listingId, now });
    if (!facts) return null;
    const { score, reasons } = hintsFor(facts);
    const before = await findHint(tx, listingId);
    await keepHint(tx, { listingId, score, reasons, listingAt: facts.updatedAt, now });
    // What was decided about stays decided until there is something new to point at.
    const isNews = reasons.some((reason) => !before?.reasons.includes(reason));
    if (score < caseFromScore || (!isNews && (await wasDecided(tx, listingId)))) return { score, caseId: null };
    const subject = await findSubject(tx, { kind: "listing", id: listingId, userId: "", partyId: "" });
    return { score, caseId: subject ? await openHintedCase(tx, { subject, score, reasons, now }) : null };
  });
}
