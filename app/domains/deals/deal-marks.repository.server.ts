import type { Db } from "#app/platform/db/database.server.ts";
import type { DealRecord } from "./deals.repository.server.ts";
import type { Side } from "./deals.rules.ts";

type Agreed = Pick<DealRecord, "agreedStartsAt" | "agreedEndsAt" | "agreedPlace">;

/** Holds while exactly this time and place stand. */
export function agreedMark(deal: Agreed): string {
  return `agreed:${deal.agreedStartsAt?.toISOString() ?? ""}/${deal.agreedEndsAt?.toISOString() ?? ""}/${deal.agreedPlace ?? ""}`;
}

/** Holds while only the other side has written its review. */
export function awaitsReviewMark(side: Side): string {
  return `awaits-review:${side}`;
}

/** What is so of each deal: its state, the agreed window and place while it is scheduled, whose review is waited for. */
export async function dealMarks(db: Db, ids: readonly string[], now: Date): Promise<Map<string, string[]>> {
  const rows = await db.deal.findMany({
    where: { id: { in: [...ids] } },
    select: { id: true, state: true, agreedStartsAt: true, agreedEndsAt: true, agreedPlace: true, reviews: { select: { side: true, revealAt: true } } },
    take: ids.length,
  });
  return new Map(
    rows.map((deal) => {
      const [only, second] = deal.reviews;
      const waits = deal.state === "completed" && only && !second && only.revealAt > now ? [awaitsReviewMark(only.side === "giver" ? "taker" : "giver")] : [];
      return [deal.id, [deal.state, ...(deal.state === "scheduled" ? [agreedMark(deal)] : []), ...waits]];
    }),
  );
}
