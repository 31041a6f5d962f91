import type { Db } from "#app/platform/db/database.server.ts";
import type { Actor } from "#app/shared/actor.ts";
import { err, ok, type Result } from "#app/shared/result.ts";
import type { PackagingError } from "./packaging.errors.ts";
import * as rows from "./packaging.repository.server.ts";
import { boxStates, mayManagePool, mayRun } from "./packaging.rules.ts";
import type { AccountsView, BoxView, PoolView, ReturnView, TypeView } from "./packaging.schema.ts";

async function typesOf(db: Db, poolId: string): Promise<TypeView[]> {
  const types = new Map<string, TypeView>();
  for (const { id, name, depositMinor, state, count } of await rows.listTypes(db, poolId)) {
    const type = types.get(id) ?? { id, name, depositMinor, counts: Object.fromEntries(boxStates.map((one) => [one, 0])) as TypeView["counts"] };
    if (state) type.counts[state] = count;
    types.set(id, type);
  }
  return [...types.values()];
}

async function returnsView(db: Db, found: readonly rows.ReturnRow[]): Promise<ReturnView[]> {
  const paid = await rows.paidFor(db, found.map((one) => one.id));
  const holders = await rows.partyNames(db, found.map((one) => one.holderPartyId));
  const pools = new Map((await Promise.all([...new Set(found.map((one) => one.poolId))].map((id) => rows.findPool(db, id)))).flatMap((pool) => (pool ? [[pool.id, pool] as const] : [])));
  return found.map((one) => ({
    id: one.id,
    state: one.state,
    version: one.version,
    poolId: one.poolId,
    poolName: pools.get(one.poolId)?.name ?? "",
    currency: pools.get(one.poolId)?.currency ?? "",
    holderName: holders.get(one.holderPartyId) ?? "",
    createdAt: one.createdAt.toISOString(),
    countedAt: one.countedAt?.toISOString() ?? null,
    resolution: one.resolution,
    paidMinor: paid.get(one.id) ?? 0,
    lines: one.lines.map(({ typeId, type, declaredCount, countedCount }) => ({ typeId, typeName: type.name, declaredCount, countedCount })),
  }));
}

/** The yard's view of its pool; `pool` is null before there is one. PACKAGING.NOT_ALLOWED for everybody but its staff. */
export async function viewOwnPool(db: Db, actor: Actor): Promise<Result<{ pool: PoolView | null; mayManage: boolean; toCount: ReturnView[]; mismatches: ReturnView[]; accounts: AccountsView }, PackagingError>> {
  if (!mayRun(actor)) return err("PACKAGING.NOT_ALLOWED");
  const pool = await rows.findPoolOf(db, actor.party.id);
  const mayManage = mayManagePool(actor);
  if (!pool) return ok({ pool: null, mayManage, toCount: [], mismatches: [], accounts: { cashMinor: 0, owedMinor: 0, keptMinor: 0 } });
  const sums = new Map((await rows.sumAccounts(db, pool.id)).map((row) => [row.kind, row.sum]));
  return ok({
    pool: { id: pool.id, name: pool.name, ownerName: actor.party.name, currency: pool.currency, types: await typesOf(db, pool.id) },
    mayManage,
    toCount: await returnsView(db, await rows.listReturns(db, { poolId: pool.id, states: ["declared"] })),
    mismatches: await returnsView(db, await rows.listReturns(db, { poolId: pool.id, states: ["mismatch"] })),
    accounts: { cashMinor: sums.get("cash") ?? 0, owedMinor: 0 - (sums.get("holder") ?? 0), keptMinor: 0 - (sums.get("kept") ?? 0) },
  });
}

/** One return, for its holder and the pool's staff; for everybody else there is none. */
export async function viewReturn(db: Db, actor: Actor, id: string): Promise<Result<{ view: ReturnView; side: "holder" | "receiver"; mayManage: boolean }, PackagingError>> {
  const found = await rows.findReturn(db, id);
  const pool = found && (await rows.findPool(db, found.poolId));
  const side = found?.holderPartyId === actor.party.id ? "holder" : pool?.ownerPartyId === actor.party.id && mayRun(actor) ? "receiver" : null;
  const [view] = found && side ? await returnsView(db, [found]) : [];
  return view && side ? ok({ view, side, mayManage: side === "receiver" && mayManagePool(actor) }) : err("PACKAGING.NOT_FOUND");
}

/** What a holder has: their card, boxes by kind, the pools these belong to, and what they brought back. */
export async function viewHolder(db: Db, actor: Actor): Promise<{ card: string | null; pools: (Omit<PoolView, "types"> & { types: { id: string; name: string; depositMinor: number; codes: string[] }[] })[]; returns: ReturnView[] }> {
  const held = await rows.listHeld(db, actor.party.id);
  const pools = [...new Set(held.map((box) => box.poolId))].map((poolId) => {
    const boxes = held.filter((box) => box.poolId === poolId);
    const [first] = boxes;
    const types = [...new Set(boxes.map((box) => box.typeId))].map((typeId) => {
      const ofType = boxes.filter((box) => box.typeId === typeId);
      return { id: typeId, name: ofType[0]?.typeName ?? "", depositMinor: ofType[0]?.depositMinor ?? 0, codes: ofType.map((box) => box.code) };
    });
    return { id: poolId, name: first?.poolName ?? "", ownerName: "", currency: first?.currency ?? "", types };
  });
  return { card: await rows.findCardOf(db, actor.party.id), pools, returns: await returnsView(db, await rows.listReturns(db, { holderPartyId: actor.party.id })) };
}

/** A box as anybody who scans it sees it; who has it is the pool's business. Null for a code of no box. */
export async function viewBox(db: Db, actor: Actor | null, code: string): Promise<{ box: BoxView; runs: boolean; isMine: boolean } | null> {
  const found = await rows.findBox(db, code);
  const pool = found && (await rows.findPool(db, found.poolId));
  if (!found || !pool) return null;
  const runs = actor !== null && pool.ownerPartyId === actor.party.id && mayRun(actor);
  const holderName = runs && found.holderPartyId ? ((await rows.partyNames(db, [found.holderPartyId])).get(found.holderPartyId) ?? null) : null;
  return {
    box: { code: found.code, state: found.state, version: found.version, typeName: found.typeName, depositMinor: found.depositMinor, currency: pool.currency, poolName: pool.name, holderName },
    runs,
    isMine: actor !== null && found.holderPartyId === actor.party.id,
  };
}

/** The codes of a kind's boxes in stock, to print. PACKAGING.NOT_ALLOWED, NOT_FOUND. */
export async function labelsOf(db: Db, actor: Actor, typeId: string): Promise<Result<{ typeName: string; codes: string[] }, PackagingError>> {
  if (!mayRun(actor)) return err("PACKAGING.NOT_ALLOWED");
  const type = await rows.findType(db, typeId);
  const pool = type && (await rows.findPool(db, type.poolId));
  if (!type || pool?.ownerPartyId !== actor.party.id) return err("PACKAGING.NOT_FOUND");
  return ok({ typeName: type.name, codes: await rows.listCodes(db, { typeId, state: "in_stock" }) });
}
