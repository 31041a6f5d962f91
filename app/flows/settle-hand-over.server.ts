import type { DealError } from "#app/domains/deals/deals.errors.ts";
import type { OpenMove } from "#app/domains/deals/deals.service.server.ts";
import type { Tx } from "#app/platform/db/database.server.ts";
import { ok, type Result } from "#app/shared/result.ts";
import { finishDeal, type DealCompleted, type HandOverFacts } from "./complete-deal.server.ts";
import { startInspection } from "./inspect-deal.server.ts";
import { startLoan } from "./lend-deal.server.ts";

/** What a thing changing hands means for this kind of deal: a loan begins, an inspection can start, everything else is complete. */
export async function settleHandOver(tx: Tx, move: OpenMove, input: HandOverFacts): Promise<Result<DealCompleted, DealError>> {
  const { to } = move.row;
  if (to !== "on_loan" && to !== "inspecting") return finishDeal(tx, move, input);
  const begun = to === "on_loan" ? await startLoan(tx, move, input) : await startInspection(tx, move, input);
  return begun.ok ? ok({ ...begun.value, entryId: null }) : begun;
}
