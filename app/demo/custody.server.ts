import { draftConsignment, sendConsignment } from "#app/domains/custody/consignments.service.server.ts";
import { deliverLot } from "#app/domains/custody/lots.service.server.ts";
import { foundParty } from "#app/domains/identity/membership.service.server.ts";
import { openBookingPoint } from "#app/flows/open-booking-point.server.ts";
import { runSorting } from "#app/flows/run-sorting.server.ts";
import { weighInConsignment } from "#app/flows/weigh-in-consignment.server.ts";
import type { Clock } from "#app/platform/clock.server.ts";
import type { Database } from "#app/platform/db/database.server.ts";
import type { Actor } from "#app/shared/actor.ts";
import { newId } from "#app/shared/ids.ts";
import type { MaterialCode } from "#app/shared/materials.ts";
import { timeZone } from "./district.ts";
import { must } from "./must.ts";
import type { Cast } from "./people.server.ts";

type Db = Database["db"];

const yard = { name: "Dianchi Yard 滇池中转站", address: "Guangfu Road 300 广福路300号", latitude: 24.98, longitude: 102.72 };
const centre = { name: "Xishan Sorting Centre 西山分拣中心", address: "Chunyu Road 1500 春雨路1500号", latitude: 25.01, longitude: 102.63 };
const sorter = {
  name: "Xishan Sorting 西山分拣",
  description: "Sorts paper, plastics and metals for mills in the province. 为省内再生企业分拣纸、塑料和金属。",
  placeLabel: "Kunming 昆明",
  latitude: centre.latitude,
  longitude: centre.longitude,
};

/** Takes everything the two points collect; a sorting line takes what it can sort. */
const collected: MaterialCode[] = ["paper", "cardboard", "newspaper", "pet", "hdpe", "glass_bottles", "aluminium_cans", "steel_cans", "scrap_metal", "copper", "textiles", "clothes"];

/** Those who sort, and where. */
export type Sorter = { actor: Actor; pointId: string };

/**
 * Where the loads went: the cardboard of one point to somebody else's sorting centre, a little lighter than it left, and through the line
 * there; the metal of the other on its way to the recycler's own yard.
 */
export async function sendLoadsOn(db: Db, cast: Cast, pointIds: Record<"lake" | "lane", string>, at: (daysAgo: number, hours?: number) => Clock): Promise<Sorter> {
  const { staff } = cast;
  const { wei } = cast.residents;
  const firm = must(await foundParty(db, wei, { ...sorter, kind: "recycler", timeZone, countryCode: "CN" }));
  const sorters: Actor = { ...wei, party: { id: firm.partyId, kind: "recycler", name: sorter.name, timeZone }, role: "owner" };
  const centreId = await openPlace(db, sorters, { ...centre, tier: "sorting" });
  const yardId = await openPlace(db, staff, { ...yard, tier: "transfer" });

  const cardboard = await send(db, staff, { from: pointIds.lake, to: centreId, loads: [["cardboard", 54_100]], note: "Flattened and tied. 已压平捆好。" }, at(6));
  must(await weighInConsignment(db, sorters, { ...cardboard, verb: "receive", lines: [{ lineId: cardboard.lineIds[0] ?? "", grams: 53_200, reason: "moisture", note: "" }] }, at(6, 3)));
  must(await runSorting(db, sorters, { actId: newId(), pointId: centreId, material: "cardboard", grams: 53_200, outputs: [{ material: "cardboard", grams: 50_900 }], residueGrams: 2_200, note: "" }, at(5)));
  await send(db, staff, { from: pointIds.lane, to: yardId, loads: [["scrap_metal", 17_500]], note: "" }, at(1));
  return { actor: sorters, pointId: centreId };
}

/** What the neighbours brought and a scale lost of it on the way; then what a run recovered, and left over. Grams. */
const neighboursLoads: [MaterialCode, sent: number, received: number, recovered: number, residue: number][] = [
  ["paper", 47_000, 46_600, 44_900, 1_400],
  ["newspaper", 30_300, 30_300, 29_600, 600],
  ["glass_bottles", 18_100, 17_900, 17_200, 650],
  ["pet", 6_900, 6_900, 6_100, 700],
];

/** What came from the communities around, sent to the sorting centre together, sorted there, and most of it sold. */
export async function sortNeighboursLoads(db: Db, cast: Cast, lakeId: string, sorter: Sorter, at: (daysAgo: number, hours?: number) => Clock): Promise<void> {
  const sent = await send(db, cast.staff, { from: lakeId, to: sorter.pointId, loads: neighboursLoads.map(([material, grams]) => [material, grams]), note: "" }, at(37, 1));
  const lines = neighboursLoads.map(([, grams, received], index) => ({ lineId: sent.lineIds[index] ?? "", grams: received, ...(received < grams ? { reason: "moisture" as const } : {}), note: "" }));
  must(await weighInConsignment(db, sorter.actor, { ...sent, verb: "receive", lines }, at(37, 2)));
  for (const [material, , grams, recovered, residueGrams] of neighboursLoads) {
    const run = must(await runSorting(db, sorter.actor, { actId: newId(), pointId: sorter.pointId, material, grams, outputs: [{ material, grams: recovered }], residueGrams, ...(recovered + residueGrams < grams ? { reason: "moisture" as const } : {}), note: "" }, at(36)));
    must(await deliverLot(db, sorter.actor, { actId: newId(), pointId: sorter.pointId, lotId: run.lotIds[0] ?? "", shownGrams: recovered, grams: Math.round(recovered * 0.8), note: "Makers in the province 省内再生企业" }, at(36, 2)));
  }
}

async function openPlace(db: Db, actor: Actor, place: typeof yard & { tier: "transfer" | "sorting" }): Promise<string> {
  return must(await openBookingPoint(db, actor, { ...place, pointId: newId(), city: "Kunming 昆明", materials: collected, weekdays: [1, 2, 3, 4, 5, 6], opens: "08:00", closes: "17:00" })).pointId;
}

async function send(
  db: Db,
  staff: Actor,
  load: { from: string; to: string; loads: [material: MaterialCode, grams: number][]; note: string },
  clock: Clock,
): Promise<{ consignmentId: string; version: number; lineIds: string[] }> {
  const lines = load.loads.map(([material, grams]) => ({ id: newId(), material, isSorted: false, grams, lotIds: [] }));
  const draft = must(await draftConsignment(db, staff, { consignmentId: newId(), fromPointId: load.from, toPointId: load.to, note: load.note, lines }, clock));
  const sent = must(await sendConsignment(db, staff, { ...draft, vehicle: "云A·D8829", seal: "" }, clock));
  return { consignmentId: sent.consignmentId, version: sent.version, lineIds: lines.map((line) => line.id) };
}
