import { beforeAll, describe, expect, it } from "vitest";
import { findCycle, presentCycle } from "#app/domains/benchmarking/benchmarking.repository.server.ts";
import type { CycleView } from "#app/domains/benchmarking/benchmarking.schema.ts";
import * as cycles from "#app/domains/benchmarking/cycles.service.server.ts";
import * as told from "#app/domains/benchmarking/facts.service.server.ts";
import { findProfile, practicesOf } from "#app/domains/benchmarking/facts.repository.server.ts";
import { STEPS, type StepCode } from "#app/domains/benchmarking/steps.rules.ts";
import { recordLots } from "#app/domains/impact/ledger.service.server.ts";
import { advanceLedger } from "#app/domains/impact/log.service.server.ts";
import { checkIn, markNoShow, weigh } from "#app/domains/pickups/gate.service.server.ts";
import type { Actor } from "#app/shared/actor.ts";
import { newId } from "#app/shared/ids.ts";
import { goodsLot, materialLot } from "#tests/factories/impact.ts";
import { createListing } from "#tests/factories/listings.ts";
import { createParty, createPerson, withRole } from "#tests/factories/people.ts";
import { bookedBy, asked, clockAt, createBookingScene, createSlot } from "#tests/factories/pickups.ts";
import { describeDatabases, type OpenTestDatabase } from "#tests/setup/test-database.ts";
import { acceptDeal } from "./accept-deal.server.ts";
import { compareCycle, factsOfCommunities, periodOf } from "./benchmark-indicators.server.ts";
import { headlineOf } from "./benchmark-headline.server.ts";
import { completeBooking } from "./complete-booking.server.ts";
import { finishBenchmarkStep } from "./finish-benchmark-step.server.ts";
import { requestDeal } from "./request-deal.server.ts";

type Db = ReturnType<OpenTestDatabase>;
const clock = clockAt("2026-04-10T10:00:00Z");
const joined = new Date("2025-01-01T00:00:00Z");

/** A community with three members, of whom one has a household that brought so many grams of cardboard in March. */
async function community(db: Db, recycler: Actor, grams: number | null, name: string) {
  const owner = await createParty(db, "community", { name });
  const member = await createPerson(db, { communityId: owner.party.id });
  await withRole(db, owner, "member");
  await db.membership.updateMany({ where: { partyId: owner.party.id }, data: { joinedAt: joined } });
  // Half of a hand-over counts for each side.
  const lots = grams === null ? [] : [materialLot({ giverPartyId: member.party.id, takerPartyId: recycler.party.id, weights: { measuredGrams: grams * 2, declaredConfirmedGrams: null } })];
  await db.$transaction((tx) => recordLots(tx, lots));
  return { id: owner.party.id, owner, member };
}

async function scene(db: Db) {
  const recycler = await createParty(db, "recycler");
  const own = await community(db, recycler, 3_000, "Own Street");
  const peers = [];
  for (const [index, grams] of [6_000, 12_000, 18_000, 30_000].entries()) peers.push(await community(db, recycler, grams, `Peer ${index + 1}`));
  const hidden = await community(db, recycler, 600_000, "Hidden Close");
  await db.party.update({ where: { id: hidden.id }, data: { joinPolicy: "invite", isListed: false } });
  const tiny = await createParty(db, "community", { name: "Tiny" });
  await advanceLedger(db);
  const { slug } = await db.party.findUniqueOrThrow({ where: { id: own.id }, select: { slug: true } });
  const subject = { id: own.id, name: "Own Street", slug, timeZone: "Europe/Berlin" };
  return { recycler, own, peers, hidden, tiny, subject, manager: own.owner, member: await withRole(db, own.owner, "member"), stranger: await createPerson(db) };
}

const must = <T>(result: { ok: true; value: T } | { ok: false; error: string; details?: unknown }): T => {
  if (!result.ok) throw new Error(`${result.error} ${JSON.stringify(result.details ?? {})}`);
  return result.value;
};

describeDatabases("benchmarking", (open) => {
  let at: Awaited<ReturnType<typeof scene>>;
  beforeAll(async () => {
    at = await scene(open());
  }, 60_000);
  const wish = (more: Partial<Parameters<typeof cycles.startCycle>[2]> = {}) => ({ cycleId: newId(), communityId: at.own.id, title: "More cardboard", indicators: ["mass_per_head", "residual_waste"], ...periodOf({ months: 3, until: "last" }, clock.now(), "Europe/Berlin"), ...more });
  const seen = async (cycleId: string): Promise<CycleView> => {
    const cycle = await findCycle(open(), { cycleId, communityId: at.own.id });
    if (!cycle) throw new Error("no cycle");
    return cycle;
  };
  const compared = async (cycleId: string) => compareCycle(open(), at.subject, await seen(cycleId), clock.now());
  const end = async (cycleId: string) => must(await cycles.stopCycle(open(), at.manager, { cycleId, version: (await seen(cycleId)).version }, clock));

  it("reads what the platform knows of communities, month by month", async () => {
    const db = open();
    const yard = await createBookingScene(db);
    const house = await community(db, yard.recycler, null, "Busy House");
    const guest = house.member;
    const day = clockAt("2026-02-10T10:00:00Z");
    const slot = await createSlot(db, { pointId: yard.pointId, recycler: yard.recycler, startsAt: "2026-02-10T12:00:00Z" });
    const [came, never] = [await bookedBy(db, guest, asked(slot.slotId), day), await bookedBy(db, house.owner, asked(slot.slotId), day)];
    day.set("2026-02-10T12:05:00Z");
    must(await checkIn(db, yard.staff, { bookingId: came }, day));
    must(await weigh(db, yard.staff, { bookingId: came, readings: [{ material: "cardboard", grossGrams: 8_000, tareGrams: 0, contaminationPermille: 50, unit: "kg" }] }, day));
    must(await completeBooking(db, yard.staff, { bookingId: came }, day));
    day.set("2026-02-10T13:30:00Z");
    must(await markNoShow(db, yard.staff, { bookingId: never }, day));
    // The owner's household does not count for the community; once it does, its visit does too.
    await db.party.update({ where: { id: house.owner.party.id }, data: { homeCommunityId: house.id } });
    const listing = await createListing(db, guest, {});
    const [early, late] = [must(await requestDeal(db, at.stranger, { listingId: listing.id, units: 1, message: "Hello" }, clockAt("2026-02-01T10:00:00Z"))), newId()];
    must(await acceptDeal(db, guest, { dealId: early.dealId, version: early.version, terms: 1 }, clockAt("2026-02-01T20:00:00Z")));
    const second = await createListing(db, guest, {});
    const slow = must(await requestDeal(db, at.member, { listingId: second.id, units: 1, message: late }, clockAt("2026-02-03T10:00:00Z")));
    must(await acceptDeal(db, guest, { dealId: slow.dealId, version: slow.version, terms: 1 }, clockAt("2026-02-04T10:00:01Z")));
    const friend = await createPerson(db, { communityId: house.id });
    await db.$transaction((tx) => recordLots(tx, [goodsLot({ giverPartyId: guest.party.id, takerPartyId: friend.party.id, occurredAt: new Date("2026-03-31T23:30:00Z") })]));
    await advanceLedger(db);
    // No peer of the others in this file.
    await db.party.update({ where: { id: house.id }, data: { joinPolicy: "invite", isListed: false } });
    const facts = await factsOfCommunities(db, { communityIds: [house.id, at.own.id], from: "2026-01", to: "2026-04", now: new Date("2026-04-10T10:00:00Z") });
    const [january, february, march, april] = facts.get(house.id)?.months ?? [];
    expect(january).toMatchObject({ month: "2026-01", members: 3, entries: 0, activeMembers: 0 });
    expect(february).toMatchObject({ members: 3, entries: 1, massGrams: 4_000, groupGrams: { paper: 4_000 }, reusedGrams: 0, activeMembers: 1, visits: 2, noShows: 1, loads: 1, netGrams: 8_000, foreignMilligrams: 400_000, requests: 2, answeredInDay: 1 });
    expect(march).toMatchObject({ entries: 0, requests: 0 });
    // Late in the evening of the last of March is April in Berlin; the friend joined only today, so is no member at that month's end.
    expect(april?.entries).toBeGreaterThan(0);
    expect(april?.reusedGrams).toBe(april?.massGrams);
    expect(facts.get(at.own.id)?.months[2]).toMatchObject({ month: "2026-03", entries: 1, massGrams: 3_000, measuredGrams: 3_000, members: 3 });
  }, 60_000);

  it("proposes peers with their reasons, none of them private or tiny, and keeps the right to choose", async () => {
    const db = open();
    const { cycleId } = must(await cycles.startCycle(db, at.manager, wish(), clock));
    const names = async () => (await seen(cycleId)).peers.map((peer) => [peer.name, peer.reasons.join(), peer.isOut] as const);
    expect(await names()).toEqual(expect.arrayContaining([["Peer 1", "size_within_two", false]]));
    expect((await names()).map(([name]) => name)).not.toEqual(expect.arrayContaining(["Hidden Close"]));
    expect((await names()).map(([name]) => name)).not.toEqual(expect.arrayContaining(["Tiny"]));
    const choose = (communityId: string, isOut: boolean, words = "") => cycles.choosePeer(db, at.manager, { cycleId, communityId, isOut, words }, clock);
    const [first, last] = [at.peers[0]?.id ?? "", at.peers[3]?.id ?? ""];
    for (const id of [at.hidden.id, at.tiny.party.id, at.own.id, at.recycler.party.id, "nobody"]) expect(await choose(id, false, "Because"), id).toMatchObject({ error: "BENCHMARKING.PEER_UNKNOWN" });
    expect(await choose(first, true)).toMatchObject({ error: "BENCHMARKING.NEEDS_MISSING" });

    // Of three members in three months: own 3 kg, peers 6, 12, 18 and 30 kg; so 333 g of one's own, and 667, 1,333, 2,000 and 3,333 g.
    const [mass, residual] = await compared(cycleId);
    expect(mass).toMatchObject({ own: { value: 333 }, quartiles: { q1: 1167, median: 1667, q3: 2333 }, border: 2333, gap: 2000 });
    expect(mass?.dots.filter((dot) => dot.isBest).map((dot) => dot.name)).toEqual(["Peer 4"]);
    expect(residual).toMatchObject({ own: { value: null, why: "not_entered" }, peers: 0, quartiles: null });

    must(await choose(last, true, "Too far away"));
    expect((await compared(cycleId))[0]).toMatchObject({ peers: 3, quartiles: null, gap: null, practices: null });
    // What is not public stays compared with the whole group, whoever is left out, and names nobody.
    for (const [index, peer] of at.peers.entries()) must(await told.enterValue(db, peer.owner, { valueId: newId(), communityId: peer.id, indicator: "residual_waste", amount: 1000 * (index + 1), fromMonth: "2026-01", toMonth: "2026-03", source: "Scale" }, clock));
    expect((await compared(cycleId))[1]).toMatchObject({ peers: 4, border: 1750, dots: [], examples: [], practices: null });
    must(await cycles.proposeAgain(db, at.manager, { cycleId }, clock));
    expect((await names()).find(([name]) => name === "Peer 4")?.[2]).toBe(true);
    must(await choose(last, false));
    expect((await compared(cycleId))[0]).toMatchObject({ peers: 4 });

    // A peer that turns private is gone at once, and so is its value.
    await db.party.update({ where: { id: last }, data: { joinPolicy: "invite", isListed: false } });
    expect((await names()).map(([name]) => name)).not.toContain("Peer 4");
    expect((await compared(cycleId))[0]).toMatchObject({ peers: 3, quartiles: null });
    await db.party.update({ where: { id: last }, data: { joinPolicy: "open", isListed: true } });
    await end(cycleId);
  });

  it("walks a whole round: each step when it has what it needs, and the next round from its lessons", async () => {
    const db = open();
    const start = wish();
    const { cycleId } = must(await cycles.startCycle(db, at.manager, start, clock));
    expect(await cycles.startCycle(db, at.manager, start, clock)).toEqual({ ok: true, value: { cycleId } });
    expect(await cycles.startCycle(db, at.manager, wish(), clock)).toMatchObject({ error: "BENCHMARKING.ALREADY_RUNNING" });
    const finish = async (step: StepCode, version?: number) => finishBenchmarkStep(db, at.manager, at.subject, { cycleId, step, version: version ?? (await seen(cycleId)).version }, clock);
    const note = async (step: StepCode, notes: string) => must(await cycles.saveStep(db, at.manager, { cycleId, step, version: (await seen(cycleId)).steps.find((one) => one.step === step)?.version ?? 0, ownerUserId: at.member.userId, dueOn: "2026-05-01", notes }));

    expect(await finish("topic")).toMatchObject({ error: "BENCHMARKING.NEEDS_MISSING", details: { needs: ["notes"] } });
    expect(await finish("peers")).toMatchObject({ error: "BENCHMARKING.STEP_WRONG_STATE" });
    await note("topic", "Boxes everywhere");
    expect(await cycles.saveStep(db, at.manager, { cycleId, step: "topic", version: 1, ownerUserId: null, dueOn: null, notes: "Older" })).toMatchObject({ error: "BENCHMARKING.STALE" });
    expect(await cycles.saveStep(db, at.manager, { cycleId, step: "lessons", version: 1, ownerUserId: at.stranger.userId, dueOn: null, notes: "" })).toMatchObject({ error: "BENCHMARKING.OWNER_UNKNOWN" });
    const { version } = await seen(cycleId);
    must(await finish("topic", version));
    expect(await finish("topic", version)).toMatchObject({ error: "BENCHMARKING.STALE" });
    expect(await cycles.editTopic(db, at.manager, { cycleId, version: version + 1, title: "Else", indicators: ["coverage"] })).toMatchObject({ error: "BENCHMARKING.STEP_WRONG_STATE" });
    must(await finish("peers"));
    expect(await cycles.proposeAgain(db, at.manager, { cycleId }, clock)).toMatchObject({ error: "BENCHMARKING.STEP_WRONG_STATE" });
    expect(await finish("team")).toMatchObject({ details: { needs: ["owners", "dates"] } });
    const plan = (await seen(cycleId)).steps.slice(3).map(({ step, version: v }) => ({ step, version: v, ownerUserId: at.manager.userId, dueOn: "2026-06-01" }));
    must(await cycles.savePlan(db, at.manager, { cycleId, plan }));
    // All or none: one of them was seen as it is no more.
    const half = (await seen(cycleId)).steps.slice(3).map(({ step, version: v }, index) => ({ step, version: index === 6 ? 1 : v, ownerUserId: null, dueOn: null }));
    expect(await cycles.savePlan(db, at.manager, { cycleId, plan: half })).toMatchObject({ error: "BENCHMARKING.STALE" });
    expect((await seen(cycleId)).steps[4]?.ownerUserId).toBe(at.manager.userId);
    for (const step of ["team", "collection"] as const) must(await finish(step));
    await note("gap", "Far behind");
    must(await finish("gap"));
    expect((await seen(cycleId)).results).toMatchObject({ mass_per_head: { own: { value: 333 }, border: 2333, gap: 2000 } });
    must(await cycles.reopenStep(db, at.manager, { cycleId, step: "gap", version: (await seen(cycleId)).version }));
    expect(await seen(cycleId)).toMatchObject({ results: null, resultsAt: null });
    expect(await cycles.reopenStep(db, at.manager, { cycleId, step: "topic", version: (await seen(cycleId)).version })).toMatchObject({ error: "BENCHMARKING.STEP_WRONG_STATE" });
    must(await finish("gap"));
    expect(await cycles.setTarget(db, at.manager, { cycleId, indicator: "coverage", amount: 1, byMonth: "2026-09" }, clock)).toMatchObject({ error: "BENCHMARKING.NEEDS_MISSING" });
    must(await cycles.setTarget(db, at.manager, { cycleId, indicator: "mass_per_head", amount: 900, byMonth: "2026-09" }, clock));
    must(await cycles.setTarget(db, at.manager, { cycleId, indicator: "mass_per_head", amount: 1000, byMonth: "2026-09" }, clock));
    expect((await seen(cycleId)).targets).toEqual([{ indicator: "mass_per_head", value: 1000, byMonth: "2026-09" }]);
    must(await finish("direction"));

    const [entry] = await db.ledgerShare.findMany({ where: { communityId: at.own.id }, select: { entryId: true }, take: 1 });
    const [foreign] = await db.ledgerShare.findMany({ where: { communityId: at.hidden.id }, select: { entryId: true }, take: 1 });
    const evidence = { evidenceId: newId(), cycleId, step: "communication" as const, kind: "entry" as const, words: "See" };
    expect(await cycles.addEvidence(db, at.manager, { ...evidence, entryId: foreign?.entryId ?? "" }, clock)).toMatchObject({ error: "BENCHMARKING.ENTRY_UNKNOWN" });
    for (const _again of [1, 2]) must(await cycles.addEvidence(db, at.manager, { ...evidence, entryId: entry?.entryId ?? "" }, clock));
    expect((await seen(cycleId)).evidence).toHaveLength(1);
    must(await finish("communication"));
    expect(await cycles.removeEvidence(db, at.manager, { cycleId, evidenceId: evidence.evidenceId })).toMatchObject({ error: "BENCHMARKING.STEP_WRONG_STATE" });

    const task = { actionId: newId(), cycleId, words: "Put up signs", ownerUserId: null, dueOn: null };
    for (const _again of [1, 2]) must(await cycles.addAction(db, at.manager, task, clock));
    must(await cycles.addEvidence(db, at.manager, { evidenceId: newId(), cycleId, step: "implementation", kind: "link", words: "Photo", url: "https://example.org/signs" }, clock));
    expect(await finish("implementation")).toMatchObject({ details: { needs: ["open_actions"] } });
    must(await cycles.moveAction(db, at.manager, { cycleId, actionId: task.actionId, to: "done" }, clock));
    must(await finish("implementation"));
    for (const step of ["lessons", "next"] as const) {
      await note(step, `What we learned: ${step}`);
      must(await finish(step));
    }
    expect(await seen(cycleId)).toMatchObject({ state: "finished", steps: STEPS.map((step) => ({ step, isDone: true })) });
    expect(await cycles.addAction(db, at.manager, { ...task, actionId: newId() }, clock)).toMatchObject({ error: "BENCHMARKING.ENDED_WRONG_STATE" });

    const next = { cycleId: newId(), previousId: cycleId, communityId: at.own.id, fromMonth: "2026-04", toMonth: "2026-06" };
    must(await cycles.startNext(db, at.manager, next, clock));
    expect(await seen(next.cycleId)).toMatchObject({ round: (await seen(cycleId)).round + 1, previousId: cycleId, indicators: start.indicators, title: start.title });
    expect((await seen(next.cycleId)).steps[0]?.notes).toBe("What we learned: lessons\n\nWhat we learned: next");
    expect((await seen(cycleId)).nextId).toBe(next.cycleId);
    expect(await presentCycle(db, at.own.id)).toMatchObject({ id: next.cycleId });
    await end(next.cycleId);
    expect(await presentCycle(db, at.own.id)).toMatchObject({ id: cycleId });
    expect(await headlineOf(db, at.subject, { isMember: false }, clock.now())).toMatchObject({ code: "mass_per_head", gap: 2000, cycleId });
    await db.benchmarkCycle.update({ where: { id: cycleId }, data: { indicators: ["participation"] } });
    expect(await headlineOf(db, at.subject, { isMember: false }, clock.now())).toBeNull();
    expect(await headlineOf(db, at.subject, { isMember: true }, clock.now())).toMatchObject({ code: "participation" });
  }, 60_000);

  it("is told by managers only, once, and never over a colleague's words", async () => {
    const db = open();
    const communityId = at.own.id;
    const profile = { communityId, version: 0, kind: "estate" as const, residents: 40, generationKg: 250, generationSource: "City report" };
    must(await told.saveProfile(db, at.manager, profile as never, clock));
    expect(await told.saveProfile(db, at.manager, profile as never, clock)).toMatchObject({ error: "BENCHMARKING.STALE" });
    expect(await findProfile(db, communityId)).toMatchObject({ kind: "estate", residents: 40, generationGramsPerHeadYear: 250_000, version: 1 });
    const practice = { practiceId: newId(), communityId, practice: "sharing_shelf", sinceMonth: "2026-02", words: "In the hall" };
    for (const _again of [1, 2]) must(await told.tagPractice(db, at.manager, practice, clock));
    expect(await told.tagPractice(db, at.manager, { ...practice, practiceId: newId() }, clock)).toMatchObject({ error: "BENCHMARKING.PRACTICE_ALREADY_TAGGED" });
    must(await told.endPractice(db, at.manager, { practiceId: practice.practiceId, communityId, month: "2026-01" }));
    expect(await practicesOf(db, [communityId])).toMatchObject([{ practice: "sharing_shelf", sinceMonth: "2026-02", untilMonth: "2026-02" }]);
    expect(await told.endPractice(db, at.manager, { practiceId: practice.practiceId, communityId, month: "2026-03" })).toMatchObject({ error: "BENCHMARKING.NOT_FOUND" });
    const value = { valueId: newId(), communityId, indicator: "residual_waste", amount: 900, fromMonth: "2026-01", toMonth: "2026-02", source: "Caretaker" };
    for (const _again of [1, 2]) must(await told.enterValue(db, at.manager, value, clock));
    const other = at.peers[0];
    expect(await told.enterValue(db, other?.owner ?? at.stranger, { ...value, communityId: other?.id ?? "" }, clock)).toMatchObject({ error: "BENCHMARKING.KEY_TAKEN" });
    expect(await told.withdrawValue(db, other?.owner ?? at.stranger, { valueId: value.valueId, communityId: other?.id ?? "" }, clock)).toMatchObject({ error: "BENCHMARKING.NOT_FOUND" });
    must(await told.withdrawValue(db, at.manager, { valueId: value.valueId, communityId }, clock));
    expect(await db.benchmarkValue.count({ where: { communityId, withdrawnAt: null } })).toBe(0);
  });

  it("every verb is refused to members, and is not there for strangers and for managers of other communities", async () => {
    const db = open();
    const { cycleId } = must(await cycles.startCycle(db, at.manager, wish(), clock));
    const { version } = await seen(cycleId);
    const communityId = at.own.id;
    const evidenceId = newId();
    must(await cycles.addEvidence(db, at.manager, { evidenceId, cycleId, step: "topic", kind: "figure", words: "x" }, clock));
    const verbs: Record<string, (who: Actor) => Promise<{ ok: boolean; error?: string }>> = {
      start: (who) => cycles.startCycle(db, who, wish(), clock),
      propose: (who) => cycles.proposeAgain(db, who, { cycleId }, clock),
      peer: (who) => cycles.choosePeer(db, who, { cycleId, communityId: at.peers[0]?.id ?? "", isOut: true, words: "x" }, clock),
      topic: (who) => cycles.editTopic(db, who, { cycleId, version, title: "x", indicators: ["coverage"] }),
      save: (who) => cycles.saveStep(db, who, { cycleId, step: "topic", version: 1, ownerUserId: null, dueOn: null, notes: "x" }),
      plan: (who) => cycles.savePlan(db, who, { cycleId, plan: [] }),
      finish: (who) => finishBenchmarkStep(db, who, at.subject, { cycleId, step: "topic", version }, clock),
      reopen: (who) => cycles.reopenStep(db, who, { cycleId, step: "topic", version }),
      stop: (who) => cycles.stopCycle(db, who, { cycleId, version }, clock),
      evidence: (who) => cycles.addEvidence(db, who, { evidenceId: newId(), cycleId, step: "topic", kind: "figure", words: "x" }, clock),
      remove: (who) => cycles.removeEvidence(db, who, { cycleId, evidenceId }),
      target: (who) => cycles.setTarget(db, who, { cycleId, indicator: "mass_per_head", amount: 1, byMonth: "2026-09" }, clock),
      action: (who) => cycles.addAction(db, who, { actionId: newId(), cycleId, words: "x", ownerUserId: null, dueOn: null }, clock),
      move: (who) => cycles.moveAction(db, who, { cycleId, actionId: newId(), to: "done" }, clock),
      profile: (who) => told.saveProfile(db, who, { communityId, version: 0, generationSource: "" }, clock),
      value: (who) => told.enterValue(db, who, { valueId: newId(), communityId, indicator: "stewards", amount: 1, fromMonth: "2026-01", toMonth: "2026-01", source: "x" }, clock),
      withdraw: (who) => told.withdrawValue(db, who, { valueId: newId(), communityId }, clock),
      practice: (who) => told.tagPractice(db, who, { practiceId: newId(), communityId, practice: "composting", sinceMonth: "2026-01", words: "" }, clock),
      ended: (who) => told.endPractice(db, who, { practiceId: newId(), communityId, month: "2026-01" }),
    };
    const before = await seen(cycleId);
    for (const [name, verb] of Object.entries(verbs)) {
      expect(await verb(at.member), name).toMatchObject({ ok: false, error: "BENCHMARKING.NOT_ALLOWED" });
      for (const who of [at.stranger, at.peers[1]?.owner ?? at.stranger]) expect(await verb(who), name).toMatchObject({ ok: false, error: "BENCHMARKING.NOT_FOUND" });
    }
    expect(await seen(cycleId)).toEqual(before);
    expect(await findCycle(db, { cycleId, communityId: at.peers[0]?.id ?? "" })).toBeNull();
    await end(cycleId);
  });

});

describe("at once", () => {
  describeDatabases("two managers", (open) => {
    it("begin one round, and finish a step once", async () => {
      const db = open();
      const at = await scene(db);
      const colleague = await withRole(db, at.manager, "manager");
      const period = { fromMonth: "2026-01", toMonth: "2026-03" };
      const start = (who: Actor) => cycles.startCycle(db, who, { cycleId: newId(), communityId: at.own.id, title: "x", indicators: ["coverage"], ...period }, clock);
      const begun = await Promise.all([start(at.manager), start(colleague), start(at.manager), start(colleague)]);
      expect(begun.filter((one) => one.ok)).toHaveLength(1);
      expect(begun.filter((one) => !one.ok).map((one) => !one.ok && one.error)).toEqual(Array(3).fill("BENCHMARKING.ALREADY_RUNNING"));
      const [cycle] = await db.benchmarkCycle.findMany({ where: { communityId: at.own.id }, select: { id: true, version: true } });
      const cycleId = cycle?.id ?? "";
      must(await cycles.saveStep(db, at.manager, { cycleId, step: "topic", version: 1, ownerUserId: null, dueOn: null, notes: "Why" }));
      const finish = (who: Actor) => finishBenchmarkStep(db, who, at.subject, { cycleId, step: "topic", version: cycle?.version ?? 0 }, clock);
      const finished = await Promise.all([finish(at.manager), finish(colleague), finish(colleague)]);
      expect(finished.filter((one) => one.ok)).toHaveLength(1);
      expect(finished.filter((one) => !one.ok).every((one) => !one.ok && one.error === "BENCHMARKING.STALE")).toBe(true);
      const tag = (who: Actor) => told.tagPractice(db, who, { practiceId: newId(), communityId: at.own.id, practice: "composting", sinceMonth: "2026-01", words: "" }, clock);
      expect((await Promise.all([tag(at.manager), tag(colleague)])).filter((one) => one.ok)).toHaveLength(1);
    }, 60_000);
  }, { on: ["postgresql"] });
});
