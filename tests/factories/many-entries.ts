import type { Database } from "#app/platform/db/database.server.ts";
import { reverseEntry, verifyEntry } from "#app/domains/impact/corrections.service.server.ts";
import { recordLots, type MovedLot } from "#app/domains/impact/ledger.service.server.ts";
import { newId } from "#app/shared/ids.ts";
import { chance } from "./chance.ts";

type Db = Database["db"];

/** Parties for many entries: households in communities, and recyclers; written straight into the table. */
export async function manyParties(db: Db, counts: { communities: number; households: number; recyclers: number }): Promise<{ households: string[]; recyclers: string[] }> {
  const zones = ["Asia/Shanghai", "Europe/Berlin", "America/New_York", "Europe/London"];
  const party = (kind: "community" | "household" | "recycler", n: number, homeCommunityId: string | null) => ({
    id: newId(), kind, name: `${kind} ${n}`, slug: `${kind}-${n}-${newId().slice(-8)}`, timeZone: zones[n % zones.length] ?? "UTC", homeCommunityId, memberCount: 3,
  });
  const communities = Array.from({ length: counts.communities }, (_, n) => party("community", n, null));
  await db.party.createMany({ data: communities });
  const households = Array.from({ length: counts.households }, (_, n) => party("household", n, n % 4 === 3 ? null : (communities[n % communities.length]?.id ?? null)));
  const recyclers = Array.from({ length: counts.recyclers }, (_, n) => party("recycler", n, null));
  for (let at = 0; at < households.length; at += 1000) await db.party.createMany({ data: households.slice(at, at + 1000) });
  await db.party.createMany({ data: recyclers });
  return { households: households.map((one) => one.id), recyclers: recyclers.map((one) => one.id) };
}

const MATERIALS = ["cardboard", "pet", "glass", "aluminium_cans", "newspaper", "copper", "ldpe_film", "lead", "plasterboard", "food_waste"];
const GOODS = ["jeans", "laptop", "wooden_chair", "smartphone"];

/** A lot as people bring it: mostly weighed loads, some dirty, some items passed on, some handed on to a neighbour. */
export function manyLot(next: () => number, parties: { households: string[]; recyclers: string[] }): MovedLot {
  const pick = <T>(list: readonly T[]): T => list[Math.floor(next() * list.length)] as T;
  const giver = pick(parties.households);
  const isGoods = next() < 0.02;
  const onItsWay = !isGoods && next() < 0.02;
  const taker = isGoods || onItsWay ? pick(parties.households) : pick(parties.recyclers);
  return {
    causeType: isGoods ? "deal" : "booking_line",
    causeId: newId(),
    lotId: newId(),
    kind: isGoods ? "goods" : "material",
    category: isGoods ? pick(GOODS) : null,
    material: isGoods ? null : pick(MATERIALS),
    condition: isGoods ? "good" : null,
    itemCount: isGoods ? 1 : null,
    weights: { measuredGrams: isGoods ? null : 100 + Math.floor(next() * 50_000), declaredConfirmedGrams: null },
    ...(next() < 0.02 ? { contaminationPermille: 40 } : {}),
    occurredAt: new Date(Date.UTC(2026, 0, 1) + Math.floor(next() * 300) * 86_400_000 + Math.floor(next() * 86_400_000)),
    giverPartyId: giver,
    takerPartyId: taker,
  };
}

/** Records `count` entries in transactions of `batch`, with a correction in about every third batch; tells how far it is. */
export async function manyEntries(
  db: Db,
  parties: { households: string[]; recyclers: string[] },
  options: { count: number; batch?: number; seed?: number; onProgress?: (done: number) => void },
): Promise<{ entries: number; corrections: number }> {
  const next = chance(options.seed ?? 1);
  const size = options.batch ?? 500;
  let [entries, corrections] = [0, 0];
  while (entries < options.count) {
    const lots = Array.from({ length: Math.min(size, options.count - entries) }, () => manyLot(next, parties));
    const recordedAt = new Date(Date.UTC(2026, 10, 20));
    const recorded = await db.$transaction((tx) => recordLots(tx, lots, recordedAt), { timeout: 120_000 });
    entries += recorded.length;
    const counted = recorded.find((one) => one.status === "ok");
    if (counted && next() < 0.3) {
      const at = new Date(recordedAt.getTime() + 60_000);
      if (next() < 0.5) await db.$transaction((tx) => reverseEntry(tx, { entryId: counted.entryId, reason: "mistake", at }));
      else await db.$transaction((tx) => verifyEntry(tx, { outcomeId: newId(), entryId: counted.entryId, treatment: "as_recorded", at }));
      corrections += 1;
    }
    options.onProgress?.(entries);
  }
  return { entries, corrections };
}
