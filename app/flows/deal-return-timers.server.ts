import { listDueDealIds } from "#app/domains/deals/deals.repository.server.ts";
import { beginMove, type OpenMove } from "#app/domains/deals/deals.service.server.ts";
import { inTransaction, type Db, type Tx } from "#app/platform/db/database.server.ts";
import { sendBack } from "./requote-deal.server.ts";
import { takeBack } from "./return-deal.server.ts";

const batch = 200;

/**
 * What a recycler does not inspect within fourteen days goes back, as does what a new quote was made for that nobody answered within seven;
 * what is on its way back counts as back after fourteen. Late or twice does no harm.
 */
export async function moveDueReturns(db: Db, now: Date): Promise<{ inspectionsExpired: number; requotesExpired: number; returned: number }> {
  return {
    // The price was subject to an inspection that never came, so there is none to hold the giver to.
    inspectionsExpired: await each(db, now, "expire_inspection", (tx, move) => sendBack(tx, move, "inspection_expired")),
    requotesExpired: await each(db, now, "expire_requote", (tx, move) => sendBack(tx, move, "requote_expired")),
    returned: await each(db, now, "auto_return", (tx, move) => takeBack(tx, move, { code: "returned_by_time" })),
  };
}

async function each(db: Db, now: Date, verb: "expire_inspection" | "expire_requote" | "auto_return", act: (tx: Tx, move: OpenMove) => Promise<{ ok: boolean }>): Promise<number> {
  let count = 0;
  for (const dealId of await listDueDealIds(db, { kind: verb, now, limit: batch })) {
    const done = await inTransaction(db, async (tx) => {
      const begun = await beginMove(tx, null, { dealId, verb }, now);
      return begun.ok && (await act(tx, begun.value)).ok;
    });
    if (done) count += 1;
  }
  return count;
}
