import type { Db } from "#app/platform/db/database.server.ts";
import type { Actor } from "#app/shared/actor.ts";
import * as rows from "./shelves.repository.server.ts";
import { isOverdue } from "./shelves.rules.ts";
import type { ShelfItemView } from "./shelves.schema.ts";

/** A thing for a member of its community, or null. Who has it, and who had it, is named for those who keep the shelf alone. */
export async function viewItem(db: Db, actor: Actor, itemId: string, now: Date): Promise<ShelfItemView | null> {
  const item = await rows.findItem(db, itemId);
  const shelf = item && (await rows.findShelf(db, item, actor.userId));
  if (!shelf || item.retiredAt !== null) return null;
  const [open, line, loans] = await Promise.all([rows.findOpenLoan(db, itemId), rows.listWaiting(db, itemId), rows.listLoans(db, itemId, 20)]);
  const kept = line.find((one) => one.keptUntil !== null && one.keptUntil > now) ?? null;
  const [keeps, isMine, isKeptForMe] = [rows.keeps(shelf), open?.userId === actor.userId, kept?.userId === actor.userId];
  const myPlace = line.findIndex((one) => one.userId === actor.userId) + 1;
  const { id, kind, title, isbn, note, loanDays } = item;
  return {
    id, kind, title, isbn, note, loanDays, keeps, isMine, isKeptForMe, myPlace,
    timeZone: shelf.timeZone,
    community: { id: shelf.communityPartyId, slug: shelf.slug, name: shelf.name },
    state: open ? "lent" : kept ? "kept" : "free",
    dueAt: open?.dueAt.toISOString() ?? null,
    isOverdue: open !== null && isOverdue(open, now),
    borrower: open && keeps ? (loans.find((loan) => loan.userId === open.userId)?.name ?? null) : null,
    keptUntil: kept?.keptUntil?.toISOString() ?? null,
    waiting: line.length,
    mayBorrow: open === null && (kept === null || isKeptForMe),
    mayExtend: isMine && open?.extendedAt === null && line.length === 0,
    mayWait: myPlace === 0 && !isMine && (open !== null || kept !== null),
    history: loans.map((loan) => ({ lentAt: loan.lentAt.toISOString(), returnedAt: loan.returnedAt?.toISOString() ?? null, name: keeps || loan.userId === actor.userId ? loan.name : null })),
  };
}
