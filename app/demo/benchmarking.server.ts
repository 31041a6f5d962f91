import { DateTime } from "luxon";
import { v5 as uuidv5 } from "uuid";
import { addEvidence, saveStep, savePlan, startCycle } from "#app/domains/benchmarking/cycles.service.server.ts";
import { findCycle } from "#app/domains/benchmarking/benchmarking.repository.server.ts";
import { enterValue, saveProfile, tagPractice } from "#app/domains/benchmarking/facts.service.server.ts";
import { addMonths } from "#app/domains/benchmarking/months.ts";
import type { CommunityKind, Density } from "#app/domains/benchmarking/peers.rules.ts";
import type { PracticeCode } from "#app/domains/benchmarking/practices.ts";
import type { StepCode } from "#app/domains/benchmarking/steps.rules.ts";
import { updateHousehold } from "#app/domains/identity/households.service.server.ts";
import { foundParty, joinParty } from "#app/domains/identity/membership.service.server.ts";
import { bookSlot } from "#app/domains/pickups/bookings.service.server.ts";
import { checkIn, weigh } from "#app/domains/pickups/gate.service.server.ts";
import { listOpenSlots, openSlots } from "#app/domains/pickups/slots.service.server.ts";
import { monthAt, periodOf } from "#app/flows/benchmark-indicators.server.ts";
import { completeBooking } from "#app/flows/complete-booking.server.ts";
import { finishBenchmarkStep } from "#app/flows/finish-benchmark-step.server.ts";
import type { Clock } from "#app/platform/clock.server.ts";
import type { Database } from "#app/platform/db/database.server.ts";
import type { Actor } from "#app/shared/actor.ts";
import { newId } from "#app/shared/ids.ts";
import type { MaterialCode } from "#app/shared/materials.ts";
import { letEverybodyHaveJoined } from "./demo.repository.server.ts";
import { communities, timeZone } from "./district.ts";
import { must } from "./must.ts";
import type { Cast } from "./people.server.ts";

type Db = Database["db"];
type Line = [material: MaterialCode, grams: number, contaminationPermille?: number];
type Neighbour = { name: string; founder: string; placeLabel: string; description: string; kind: CommunityKind; density: Density; residents: number; residualGrams: number; practice?: PracticeCode; loads: [Line[], Line[]] };

/** Four more communities nearby, each with what a household of it brought on two days: somebody to compare with. */
const neighbours: Neighbour[] = [
  { name: "Wenlin Court 文林苑", founder: "周敏 Zhou", placeLabel: "Wenlin Street 文林街", description: "Three houses near the university. 大学旁边的三栋楼。", kind: "estate", density: "high", residents: 420, residualGrams: 7_800, practice: "staffed_sorting", loads: [[["paper", 21_000, 10], ["pet", 4_200]], [["paper", 26_000], ["glass_bottles", 9_500]]] },
  { name: "Lotus Yard 荷花院", founder: "何婷 He", placeLabel: "Dounan Road 斗南路", description: "A yard with a pond and many bicycles. 有池塘、有很多自行车的院子。", kind: "estate", density: "middle", residents: 260, residualGrams: 9_400, loads: [[["glass_bottles", 8_600, 30]], [["hdpe", 3_100, 60], ["steel_cans", 1_900]]] },
  { name: "Panlong Homes 盘龙家园", founder: "刘洋 Liu", placeLabel: "Panlong River 盘龙江", description: "By the river, with a shelf for sharing. 江边的小区，有共享角。", kind: "estate", density: "high", residents: 610, residualGrams: 8_300, practice: "sharing_shelf", loads: [[["newspaper", 12_500], ["aluminium_cans", 1_600]], [["newspaper", 17_800, 20], ["clothes", 4_400]]] },
  { name: "Qingyun Lane 青云巷", founder: "孙丽 Sun", placeLabel: "Qingyun Street 青云街", description: "An old lane that mends things. 会修东西的老巷子。", kind: "old_quarter", density: "high", residents: 310, residualGrams: 8_900, practice: "repair_cafe", loads: [[["hdpe", 2_200]], [["pet", 2_700, 80], ["steel_cans", 2_400]]] },
];

const DAYS = [70, 40] as const;

/** Founds the communities around, lets their households bring what they brought, and says of all what they are like. */
export async function communitiesAround(db: Db, cast: Cast, pointId: string, { now, daysAgo }: { now: Date; daysAgo: (days: number, hours?: number) => Clock }): Promise<void> {
  const founders: Actor[] = [];
  const ids: string[] = [];
  for (const [index, one] of neighbours.entries()) {
    const founder = await cast.neighbour({ name: one.founder, email: `neighbour${index + 1}@roundabout.example`, locale: "zh-CN" });
    const place = { latitude: 25.03 + index / 100, longitude: 102.68 + index / 100 };
    const { partyId } = must(await foundParty(db, founder, { name: one.name, description: one.description, placeLabel: one.placeLabel, ...place, kind: "community", timeZone, countryCode: "CN", joinPolicy: "open" }));
    must(await updateHousehold(db, founder, { name: founder.party.name, headcount: 3, timeZone, placeLabel: one.placeLabel, ...place, homeCommunityId: partyId }));
    founders.push({ ...founder, party: { ...founder.party, timeZone } });
    ids.push(partyId);
  }
  // They help each other out: each is a member of the three others too.
  for (const [index, founder] of founders.entries()) for (const partyId of ids.toSpliced(index, 1)) must(await joinParty(db, founder, { partyId }));
  await letEverybodyHaveJoined(db, daysAgo(400).now());
  for (const [visit, days] of DAYS.entries()) await visitsOf(db, cast, founders, { pointId, visit, days, daysAgo, now });
  for (const [index, one] of neighbours.entries()) await describe(db, founders[index], ids[index], one, now);
}

/** One slot in which each of the founders brings what they have. */
async function visitsOf(db: Db, cast: Cast, founders: readonly Actor[], input: { pointId: string; visit: number; days: number; daysAgo: (days: number, hours?: number) => Clock; now: Date }): Promise<void> {
  const { pointId, visit, days, daysAgo } = input;
  const local = DateTime.fromJSDate(daysAgo(days).now(), { zone: timeZone });
  const plan = { pointId, fromDate: local.toISODate() ?? "", weeks: 1, weekdays: [local.weekday], opens: "15:00", closes: "16:00", lengthMinutes: 60, capacityVisits: 4, capacityGrams: null, cutoffMinutes: 30 };
  must(await openSlots(db, cast.staff, plan, daysAgo(days + 3)));
  const slot = (await listOpenSlots(db, { pointId, from: daysAgo(days, -1).now(), days: 1, now: daysAgo(days + 3).now() })).find((one) => one.bookable);
  if (!slot) throw new Error("the demo found no slot");
  for (const [index, founder] of founders.entries()) {
    const bookingId = uuidv5(`neighbour:${index}:${days}:${input.now.getTime()}`, "0f2f8a5e-7d0c-5c57-9f6b-2f6a3f1c9e11");
    const lines = neighbours[index]?.loads[visit] ?? [];
    must(await bookSlot(db, founder, { bookingId, slotId: slot.id, lines: lines.map(([material, grams]) => ({ material, declaredGrams: grams })), note: "" }, daysAgo(days + 2)));
    must(await checkIn(db, cast.staff, { bookingId }, daysAgo(days, 0.1)));
    const readings = lines.map(([material, grams, contaminationPermille = 0]) => ({ material, grossGrams: grams, tareGrams: 0, contaminationPermille, unit: "kg" as const }));
    must(await weigh(db, cast.staff, { bookingId, readings }, daysAgo(days, 0.2)));
    must(await completeBooking(db, cast.staff, { bookingId }, daysAgo(days, 0.3)));
  }
}

async function describe(db: Db, founder: Actor | undefined, communityId: string | undefined, one: Pick<Neighbour, "kind" | "density" | "residents" | "residualGrams" | "practice">, now: Date): Promise<void> {
  if (!founder || !communityId) return;
  const month = monthAt(now, timeZone);
  must(await saveProfile(db, founder, { communityId, version: 0, kind: one.kind, climate: "C", density: one.density, residents: one.residents, generationSource: "" }));
  const source = "物业台账 Records of the housing office";
  must(await enterValue(db, founder, { valueId: newId(), communityId, indicator: "residual_waste", amount: one.residualGrams, fromMonth: addMonths(month, -3), toMonth: addMonths(month, -1), source }));
  if (one.practice) must(await tagPractice(db, founder, { practiceId: newId(), communityId, practice: one.practice, sinceMonth: addMonths(month, -8), words: "" }));
}

/** Green Lake Gardens is in the middle of a round: the gap is analysed, and it is to say where it wants to be. */
export async function roundOfBenchmarking(db: Db, cast: Cast, daysAgo: (days: number) => Clock): Promise<void> {
  const { mei, jing, lin, omar } = cast.residents;
  const now = daysAgo(0).now();
  const communityId = cast.communityIds.gardens;
  await describe(db, mei, communityId, { kind: "estate", density: "high", residents: 380, residualGrams: 8_600, practice: "flea_market" }, now);
  await describe(db, jing, cast.communityIds.lane, { kind: "old_quarter", density: "high", residents: 240, residualGrams: 9_100 }, now);
  const cycleId = newId();
  must(await startCycle(db, mei, { cycleId, communityId, title: "多回收，少垃圾 More brought, less wasted", indicators: ["mass_per_head", "mass_paper", "reuse_share", "residual_waste"], ...periodOf({ months: 3, until: "last" }, now, timeZone) }, daysAgo(20)));
  const community = { id: communityId, name: communities.gardens.name, slug: "", timeZone };
  const present = async () => {
    const cycle = await findCycle(db, { cycleId, communityId });
    if (!cycle) throw new Error("the demo lost its round");
    return cycle;
  };
  const note = async (step: StepCode, notes: string, owner: Actor) => {
    const seen = (await present()).steps.find((one) => one.step === step);
    must(await saveStep(db, mei, { cycleId, step, version: seen?.version ?? 1, ownerUserId: owner.userId, dueOn: seen?.dueOn ?? null, notes }));
  };
  const finish = async (step: StepCode, days: number) => must(await finishBenchmarkStep(db, mei, community, { cycleId, step, version: (await present()).version }, daysAgo(days)));
  await note("topic", "楼道里的纸箱总是堆着，家里能用的东西也常被扔掉。 Boxes pile up in the halls, and good things are thrown away.", mei);
  await finish("topic", 19);
  await finish("peers", 18);
  const owners = [lin, mei, mei, omar, lin, mei, mei];
  const later = (await present()).steps.slice(3);
  const dueOn = (index: number) => DateTime.fromJSDate(daysAgo(14).now(), { zone: timeZone }).plus({ days: 9 * (index + 1) }).toISODate();
  must(await savePlan(db, mei, { cycleId, plan: later.map((step, index) => ({ step: step.step, version: step.version, ownerUserId: owners[index]?.userId ?? mei.userId, dueOn: dueOn(index) })) }));
  await finish("team", 16);
  must(await addEvidence(db, mei, { evidenceId: newId(), cycleId, step: "collection", kind: "figure", words: "物业提供了三个月的其他垃圾清运记录。 The housing office gave us three months of its records." }, daysAgo(12)));
  await finish("collection", 11);
  await note("gap", "回收和再利用我们在最好的四分之一；其他垃圾每人每月还多 300 克。 In what we bring and use again we are in the best quarter; residual waste is 300 g a head and month above theirs.", mei);
  await finish("gap", 6);
}
