import { findMembership } from "#app/domains/identity/parties.repository.server.ts";
import { addBoxes, addType, giveOut, openPool, takeCard } from "#app/domains/packaging/packaging.service.server.ts";
import { addReading, issuePassport } from "#app/domains/passports/passports.service.server.ts";
import { inviteRecycler, openProgramme, takePart } from "#app/domains/takeback/takeback.service.server.ts";
import type { Clock } from "#app/platform/clock.server.ts";
import type { Database } from "#app/platform/db/database.server.ts";
import type { Actor } from "#app/shared/actor.ts";
import { v5 as uuidv5 } from "uuid";
import { findPartyBySlug } from "./demo.repository.server.ts";
import { must } from "./must.ts";
import type { Cast } from "./people.server.ts";

const namespace = "6f3c1c0e-5d53-4a5e-9a60-3f3a2f6f0c33";
const id = (name: string) => uuidv5(name, namespace);

/** A battery with its passport, crates that are out for a deposit, and a producer that takes its fridges back. `at` gives a clock some days ago. */
export async function specialStreams(db: Database["db"], cast: Cast, at: (daysAgo: number) => Clock): Promise<void> {
  const { tom, mei } = cast.residents;
  const passportId = id("battery:tom");
  must(await issuePassport(db, tom, { passportId, category: "light_transport", chemistry: "nmc", ratedWh: 504, maker: "Dianchi Power 滇池动力", model: "DP-36-14", madeYear: 2022, serialNumber: "DP3614220117" }, at(90)));
  for (const [healthPermille, daysAgo] of [[934, 88], [912, 6]] as const) {
    const measuredOn = at(daysAgo).now().toISOString().slice(0, 10);
    must(await addReading(db, tom, { readingId: id(`reading:${daysAgo}`), passportId, healthPermille, method: "management_system", measuredOn }, at(daysAgo)));
  }

  const [poolId, crateId, tubId] = [id("pool"), id("type:crate"), id("type:tub")];
  must(await openPool(db, cast.staff, { poolId, name: "Lake crates 翠湖周转箱", currency: "CNY" }, at(60)));
  must(await addType(db, cast.staff, { typeId: crateId, name: "Folding crate 折叠箱", depositMinor: 2_000 }, at(60)));
  must(await addType(db, cast.staff, { typeId: tubId, name: "Kitchen tub 厨余桶", depositMinor: 1_000 }, at(60)));
  const { codes } = must(await addBoxes(db, cast.staff, { submissionId: id("boxes:crate"), typeId: crateId, count: 6 }, at(60)));
  must(await addBoxes(db, cast.staff, { submissionId: id("boxes:tub"), typeId: tubId, count: 4 }, at(60)));
  const card = must(await takeCard(db, mei, at(14))).code;
  must(await giveOut(db, cast.staff, { issueId: id("issue:mei"), card, codes: codes.slice(0, 2) }, at(14)));

  const producer = await producerOf(db, cast.operator);
  const programmeId = id("programme:yunling");
  const description = "Fridges and washing machines of ours, whatever their age. Brought to a point, nothing to pay.\n自家冰箱、洗衣机，不限年份，送到回收点即可，不收费。";
  must(await openProgramme(db, producer, { programmeId, name: "Yunling comes home 云岭回家", brand: "Yunling", description, categories: ["fridge", "washing_machine", "fridges", "large_appliances"], regions: ["CN"] }, at(40)));
  must(await inviteRecycler(db, producer, { programmeId, recyclerPartyId: cast.staff.party.id }, at(40)));
  must(await takePart(db, cast.staff, { programmeId, version: 1, to: "joined" }, at(38)));
}

/** Who runs the platform also owns the district's producer. */
async function producerOf(db: Database["db"], owner: Actor): Promise<Actor> {
  const party = await findPartyBySlug(db, "yunling");
  const membership = party && (await findMembership(db, { partyId: party.id, userId: owner.userId }));
  if (!party || !membership) throw new Error("the district has no producer");
  return { ...owner, isOperator: false, party: { id: party.id, kind: "producer", name: party.name, timeZone: owner.party.timeZone }, role: membership.role };
}
