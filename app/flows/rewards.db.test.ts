import { beforeAll, expect, it } from "vitest";
import { correctWeight, reverseEntry } from "#app/domains/impact/corrections.service.server.ts";
import { addRule, endProgramme, foundProgramme, fundBudget, viewProgramme } from "#app/domains/rewards/programmes.service.server.ts";
import { makeOffer, moveOffer } from "#app/domains/rewards/offers.service.server.ts";
import { cancelRedemption, codeOf, expireRedemptions, lookAtCode, takeOffer, useCode } from "#app/domains/rewards/redemptions.service.server.ts";
import { reviewGrant } from "#app/domains/rewards/review.service.server.ts";
import { corrected, granted, rawPoints } from "#app/domains/rewards/rewards.rules.ts";
import { lapseBalances } from "#app/domains/rewards/settle.service.server.ts";
import { listHistory } from "#app/domains/rewards/accounts.repository.server.ts";
import { draftChallenge, moveChallenge, viewChallenge } from "#app/domains/challenges/challenges.service.server.ts";
import { sqlState } from "#app/platform/db/sql.server.ts";
import type { Actor } from "#app/shared/actor.ts";
import { newId } from "#app/shared/ids.ts";
import { pick, seededRandom } from "#app/shared/random.ts";
import { goodsLot, materialLot } from "#tests/factories/impact.ts";
import { createParty, createPerson, withRole } from "#tests/factories/people.ts";
import { DAY, start, clockAt, figures, stage, booksOf, balanced } from "#tests/factories/rewards.ts";
import { describeDatabases } from "#tests/setup/test-database.ts";
import { endChallenges } from "./end-challenges.server.ts";
import { followLedger } from "./follow-ledger.server.ts";

describeDatabases("points for entries of the ledger", (open, kind) => {
  let s: Awaited<ReturnType<typeof stage>>;
  beforeAll(async () => {
    s = await stage(open);
  });

  it("are earned once by the rule of the hand-over, with caps, and go back with the entry", async () => {
    const [home] = s.homes;
    const [entry = ""] = await s.record(s.load(home, 12.34));
    expect(await s.home(home)).toBe(123);
    await followLedger(s.db);
    expect(await s.home(home)).toBe(123);
    // The day's cap, whatever the second load would bring.
    const [second = ""] = await s.record(s.load(home, 100));
    expect(await s.home(home)).toBe(400);
    expect(await s.db.rewardGrant.findFirst({ where: { entryId: second } })).toMatchObject({ rawPoints: 1000, points: 277, limitedBy: "day", state: "granted" });
    // Half the weight is half the points.
    await s.db.$transaction((tx) => correctWeight(tx, { correctionId: newId(), entryId: second, netGrams: 50_000, contaminationPermille: 0, note: "tare", at: new Date() }));
    await followLedger(s.db);
    expect(await s.home(home)).toBe(123 + 138);
    for (const entryId of [entry, second]) await s.db.$transaction((tx) => reverseEntry(tx, { entryId, reason: "mistake", at: new Date() }));
    await followLedger(s.db);
    expect(await s.home(home)).toBe(0);
    expect(await s.balance("budget")).toBe(10_000);
    // Declared weights, loads on their way, and people of no programme earn nothing.
    const stranger = await createPerson(s.db);
    await s.record({ ...s.load(home, 5), weights: { measuredGrams: null, declaredConfirmedGrams: 5000 } }, materialLot({ giverPartyId: home.party.id, takerPartyId: s.homes[1].party.id, occurredAt: new Date() }), s.load(stranger, 5));
    expect([await s.home(home), await s.home(stranger)]).toEqual([0, 0]);
    expect(await booksOf(open)).toEqual(balanced);
  });

  it("follow a new rule only from its moment on", async () => {
    const [, home] = s.homes;
    const at = new Date(start.getTime() + 10 * DAY);
    expect(await addRule(s.db, s.manager, { programmeId: s.programmeId, version: 1, figures: { ...figures, perKg: { paper: 20 } } }, clockAt(at))).toMatchObject({ ok: true, value: { number: 2 } });
    expect(await addRule(s.db, s.manager, { programmeId: s.programmeId, version: 1, figures }, clockAt(at))).toMatchObject({ error: "REWARDS.STALE" });
    await s.record(s.load(home, 1, new Date(at.getTime() - 1)), s.load(home, 1, at));
    expect(await s.home(home)).toBe(30);
    await expect(s.db.rewardRule.updateMany({ data: { perReuse: 9 } })).rejects.toSatisfy((error) => sqlState(error) === "RB001");
    await expect(s.db.rewardBalance.updateMany({ data: { points: 9 } })).rejects.toSatisfy((error) => sqlState(error) === "RB001");
  });

  it("that look done for their own sake wait, with the reason, until somebody outside has looked", async () => {
    const [, , home] = s.homes;
    const [entryId = ""] = await s.record(s.load(home, 300, new Date(start.getTime() + 20 * DAY)));
    const grant = await s.db.rewardGrant.findFirstOrThrow({ where: { entryId } });
    expect(grant).toMatchObject({ state: "held", reasons: ["MORE_THAN_A_HOME_HAS"], points: 400 });
    expect([await s.home(home), await s.balance(`held:${home.party.id}`)]).toEqual([0, 400]);
    expect(await listHistory(s.db, { partyId: home.party.id, limit: 5 })).toMatchObject([{ heldPoints: 400, points: 0, grantState: "held", reasons: ["MORE_THAN_A_HOME_HAS"] }]);
    const decide = { grantId: grant.id, version: grant.version, to: "released" as const, note: "" };
    expect(await reviewGrant(s.db, home, decide)).toMatchObject({ error: "REWARDS.NOT_FOUND" });
    expect(await reviewGrant(s.db, { ...home, isOperator: true }, decide)).toMatchObject({ error: "REWARDS.OWN_CASE_NOT_ALLOWED" });
    expect(await reviewGrant(s.db, s.manager, { ...decide, version: 9 })).toMatchObject({ error: "REWARDS.STALE" });
    // A correction meanwhile goes to what is held.
    await s.db.$transaction((tx) => correctWeight(tx, { correctionId: newId(), entryId, netGrams: 150_000, contaminationPermille: 0, note: "tare", at: new Date() }));
    await followLedger(s.db);
    expect(await s.balance(`held:${home.party.id}`)).toBe(200);
    expect(await reviewGrant(s.db, s.manager, decide)).toMatchObject({ error: "REWARDS.STALE" });
    expect(await reviewGrant(s.db, s.manager, { ...decide, version: 2 })).toMatchObject({ value: { state: "released" } });
    expect(await reviewGrant(s.db, s.manager, { ...decide, version: 3 })).toMatchObject({ error: "REWARDS.WRONG_STATE" });
    expect([await s.home(home), await s.balance(`held:${home.party.id}`)]).toEqual([200, 0]);
  });

  it("buy what is offered, by a code that is good once and at its own counter", async () => {
    const [, , home] = s.homes;
    const offerId = await s.offer();
    const redemptionId = newId();
    const take = { offerId, redemptionId, pricePoints: 50 };
    expect(await takeOffer(s.db, s.manager, take)).toMatchObject({ error: "REWARDS.HOUSEHOLD_NEEDED" });
    expect(await takeOffer(s.db, s.homes[0], take)).toMatchObject({ error: "REWARDS.POINTS_SHORT" });
    expect(await takeOffer(s.db, home, { ...take, pricePoints: 40 })).toMatchObject({ error: "REWARDS.OFFER_CLOSED" });
    const taken = await takeOffer(s.db, home, take);
    const code = taken.ok ? taken.value.code : expect.fail(taken.error);
    expect(await takeOffer(s.db, home, take)).toEqual(taken);
    expect(await takeOffer(s.db, s.homes[1], take)).toMatchObject({ error: "REWARDS.KEY_TAKEN" });
    expect([await s.home(home), await s.balance("reserved")]).toEqual([150, 50]);
    expect(JSON.stringify(await s.db.rewardRedemption.findUnique({ where: { id: redemptionId } }))).not.toContain(code);
    // Elsewhere it is foreign, and says nothing of what it is for.
    for (const other of [s.recycler, home, await createParty(s.db, "community")]) expect(await lookAtCode(s.db, other, code)).toEqual({ ok: false, error: "REWARDS.CODE_FOREIGN" });
    expect(await useCode(s.db, s.manager, "AAAA-AAAA")).toMatchObject({ error: "REWARDS.CODE_NOT_FOUND" });
    expect(await lookAtCode(s.db, s.manager, code.toLowerCase())).toMatchObject({ value: { title: "A bag of compost", points: 50 } });
    expect(await useCode(s.db, s.manager, `https://x.example/staff/redeem?code=${code}`)).toMatchObject({ ok: true });
    expect(await useCode(s.db, s.manager, code)).toMatchObject({ error: "REWARDS.ALREADY_USED" });
    expect(await cancelRedemption(s.db, home, { redemptionId, version: 2 })).toMatchObject({ error: "REWARDS.WRONG_STATE" });
    expect([await s.balance("reserved"), await s.balance(`spent:${s.communityId}`)]).toEqual([0, 50]);

    // Given back, and run out: the points return, and what it was for is there again.
    const [back, late] = [newId(), newId()];
    await takeOffer(s.db, home, { ...take, redemptionId: back });
    expect(await takeOffer(s.db, home, { ...take, redemptionId: late })).toMatchObject({ error: "REWARDS.LIMIT_REACHED" });
    expect(await cancelRedemption(s.db, s.homes[0], { redemptionId: back, version: 1 })).toMatchObject({ error: "REWARDS.NOT_FOUND" });
    expect(await cancelRedemption(s.db, home, { redemptionId: back, version: 2 })).toMatchObject({ error: "REWARDS.STALE" });
    expect(await cancelRedemption(s.db, home, { redemptionId: back, version: 1 })).toMatchObject({ ok: true });
    expect(await useCode(s.db, s.manager, codeOf(back))).toMatchObject({ error: "REWARDS.CODE_CANCELLED" });
    await takeOffer(s.db, home, { ...take, redemptionId: late });
    const after = new Date(Date.now() + 14 * DAY);
    expect(await useCode(s.db, s.manager, codeOf(late), clockAt(after))).toMatchObject({ error: "REWARDS.CODE_EXPIRED" });
    expect(await expireRedemptions(s.db, new Date())).toBe(0);
    expect([await expireRedemptions(s.db, after), await expireRedemptions(s.db, after)]).toEqual([1, 0]);
    expect(await s.home(home)).toBe(150);
    expect(await s.db.rewardOffer.findUnique({ where: { id: offerId } })).toMatchObject({ stockLeft: 2 });
    // An entry that is taken back after its points were spent leaves a debt, which further earnings fill first.
    const { entryId } = await s.db.rewardGrant.findFirstOrThrow({ where: { partyId: home.party.id } });
    await s.db.$transaction((tx) => reverseEntry(tx, { entryId, reason: "mistake", at: new Date() }));
    await followLedger(s.db);
    expect(await s.home(home)).toBe(-50);
    await s.record(s.load(home, 3, new Date(start.getTime() + 21 * DAY)));
    expect(await s.home(home)).toBe(10);
    expect(await booksOf(open)).toEqual(balanced);
  });

  it("are run by the community's managers alone; shops propose, and are answered", async () => {
    const member = await withRole(s.db, s.manager, "member");
    const outsider = await createPerson(s.db);
    const found = { programmeId: newId(), communityId: s.communityId, name: "Second", words: "", budgetPoints: 10, figures };
    expect(await foundProgramme(s.db, member, found)).toMatchObject({ error: "REWARDS.NOT_ALLOWED" });
    expect(await foundProgramme(s.db, s.manager, found)).toMatchObject({ error: "REWARDS.PROGRAMME_TAKEN" });
    expect(await foundProgramme(s.db, s.manager, { ...found, programmeId: s.programmeId })).toMatchObject({ ok: true });
    expect(await fundBudget(s.db, member, { programmeId: s.programmeId, fundId: newId(), budgetPoints: 5 })).toMatchObject({ error: "REWARDS.NOT_ALLOWED" });
    expect(await fundBudget(s.db, outsider, { programmeId: s.programmeId, fundId: newId(), budgetPoints: 5 })).toMatchObject({ error: "REWARDS.NOT_FOUND" });
    const fundId = newId();
    for (const changed of [true, false]) expect(await fundBudget(s.db, s.manager, { programmeId: s.programmeId, fundId, budgetPoints: 5 })).toMatchObject({ value: { changed } });
    expect((await viewProgramme(s.db, s.communityId))?.fundedPoints).toBe(10_005);
    expect(await endProgramme(s.db, outsider, { programmeId: s.programmeId, version: 2 })).toMatchObject({ error: "REWARDS.NOT_FOUND" });

    const offer = { programmeId: s.programmeId, offerId: newId(), title: "A coffee", words: "", pricePoints: 5, stock: 1, perHousehold: 1, days: 9, as: "shop" as const };
    expect(await makeOffer(s.db, outsider, offer)).toMatchObject({ error: "REWARDS.SHOP_NOT_ALLOWED" });
    expect(await makeOffer(s.db, outsider, { ...offer, as: "community" })).toMatchObject({ error: "REWARDS.NOT_FOUND" });
    for (let twice = 0; twice < 2; twice += 1) expect(await makeOffer(s.db, s.recycler, offer)).toMatchObject({ value: { state: "proposed" } });
    const open1 = { offerId: offer.offerId, version: 1, to: "open" as const };
    expect(await takeOffer(s.db, s.homes[1], { offerId: offer.offerId, redemptionId: newId(), pricePoints: 5 })).toMatchObject({ error: "REWARDS.OFFER_CLOSED" });
    expect(await moveOffer(s.db, s.recycler, open1)).toMatchObject({ error: "REWARDS.NOT_ALLOWED" });
    expect(await moveOffer(s.db, outsider, open1)).toMatchObject({ error: "REWARDS.NOT_FOUND" });
    expect(await moveOffer(s.db, s.manager, { ...open1, version: 2 })).toMatchObject({ error: "REWARDS.STALE" });
    expect(await moveOffer(s.db, s.manager, open1)).toMatchObject({ value: { state: "open" } });
    expect(await moveOffer(s.db, s.manager, { ...open1, version: 2 })).toMatchObject({ error: "REWARDS.WRONG_STATE" });
    expect(await moveOffer(s.db, s.recycler, { ...open1, version: 2, to: "closed" })).toMatchObject({ value: { state: "closed" } });
  });

  it("go as far as the budget, and lapse ninety days after the end", async () => {
    const small = await stage(open, 100);
    await small.record(small.load(small.homes[0], 8), small.load(small.homes[1], 8));
    expect([await small.home(small.homes[0]), await small.home(small.homes[1]), await small.balance("budget")]).toEqual([80, 20, 0]);
    const end = new Date(start.getTime() + 2 * DAY);
    expect(await endProgramme(small.db, small.manager, { programmeId: small.programmeId, version: 1 }, clockAt(end))).toMatchObject({ ok: true });
    await small.record(small.load(small.homes[2], 1, end));
    expect(await small.home(small.homes[2])).toBe(0);
    expect(await lapseBalances(small.db, new Date(end.getTime() + 90 * DAY - 1))).toBe(0);
    const after = new Date(end.getTime() + 90 * DAY);
    expect([await lapseBalances(small.db, after), await lapseBalances(small.db, after)]).toEqual([1, 0]);
    expect([await small.home(small.homes[0]), await small.balance("lapsed")]).toEqual([0, 100]);
    expect(await booksOf(open)).toEqual(balanced);
  });

  it("a challenge is measured by the totals, counted once at its end, and pays its bonus", async () => {
    const c = await stage(open, 1000);
    const [fromDay, toDay] = [start.toISOString().slice(0, 10), new Date(start.getTime() + 5 * DAY).toISOString().slice(0, 10)];
    const input = { communityId: c.communityId, challengeId: newId(), title: "Fifty kilograms", words: "", indicator: "mass" as const, part: "all" as const, target: 20, fromDay, toDay, bonusPoints: 30, others: "", version: 0 };
    const early = clockAt(start);
    const ref = { challengeId: input.challengeId, version: 1, to: "published" as const };
    expect(await draftChallenge(c.db, c.homes[0], input, early)).toMatchObject({ error: "CHALLENGES.NOT_FOUND" });
    for (let twice = 0; twice < 2; twice += 1) expect(await draftChallenge(c.db, c.manager, input, early)).toMatchObject({ ok: true });
    expect(await draftChallenge(c.db, c.manager, input)).toMatchObject({ error: "CHALLENGES.OVER_CLOSED" });
    expect(await viewChallenge(c.db, { id: input.challengeId, communityId: c.communityId, withDrafts: false })).toBeNull();
    expect(await moveChallenge(c.db, c.homes[0], ref, early)).toMatchObject({ error: "CHALLENGES.NOT_FOUND" });
    expect(await moveChallenge(c.db, c.manager, { ...ref, version: 2 }, early)).toMatchObject({ error: "CHALLENGES.STALE" });
    expect(await moveChallenge(c.db, c.manager, ref, early)).toMatchObject({ ok: true });
    expect(await draftChallenge(c.db, c.manager, { ...input, version: 2 }, early)).toMatchObject({ error: "CHALLENGES.WRONG_STATE" });
    // Half of each load is the household's. What is taken back counts on the day that it was, as in all totals; its household took no part.
    const [, , third = ""] = await c.record(c.load(c.homes[0], 30), c.load(c.homes[1], 12), c.load(c.homes[2], 0.1));
    await c.db.$transaction((tx) => reverseEntry(tx, { entryId: third, reason: "mistake", at: new Date() }));
    await followLedger(c.db);
    const look = () => viewChallenge(c.db, { id: input.challengeId, communityId: c.communityId, withDrafts: false }, new Date());
    expect(await look()).toMatchObject({ stage: "ended", result: null, progress: { value: 21_050, households: 2 } });
    expect(await endChallenges(c.db, start)).toBe(0);
    const before = [await c.home(c.homes[0]), await c.home(c.homes[1]), await c.home(c.homes[2])];
    expect([await endChallenges(c.db, new Date()), await endChallenges(c.db, new Date())]).toEqual([1, 0]);
    expect([await c.home(c.homes[0]), await c.home(c.homes[1]), await c.home(c.homes[2])]).toEqual([(before[0] ?? 0) + 30, (before[1] ?? 0) + 30, before[2]]);
    // What is corrected later changes the totals, not the result.
    await c.record(c.load(c.homes[2], 5));
    expect(await look()).toMatchObject({ result: { isReached: true }, progress: { value: 21_050, households: 2 } });
    await expect(c.db.challengeResult.updateMany({ data: { households: 9 } })).rejects.toSatisfy((error) => sqlState(error) === "RB001");
  });

  it("balance after any history, and every entry has what its rule says", async () => {
    const rule = { ...figures, dayCap: 150, monthCap: 900 };
    const r = await stage(open, 2500, rule);
    const random = seededRandom(20261203);
    const offerId = await r.offer({ pricePoints: 20, stock: 40, perHousehold: 40 });
    type Model = { home: Actor; day: string; measured: number; raw: number; points: number; limitedBy: string | null; state: string; isThing: boolean };
    const model = new Map<string, Model>();
    const [codes, standing]: [{ id: string; home: Actor }[], string[]] = [[], []];
    const room = (home: Actor, day: string) => {
      const mine = [...model.values()].filter((one) => one.home === home && one.state !== "refused");
      const sum = (some: Model[]) => some.reduce((total, one) => total + one.points, 0);
      const issued = sum([...model.values()].filter((one) => one.state !== "refused"));
      return { day: rule.dayCap - sum(mine.filter((one) => one.day === day)), month: rule.monthCap - sum(mine.filter((one) => one.day.slice(0, 7) === day.slice(0, 7))), budget: 2500 - issued };
    };
    const any = <T>(list: readonly T[]): T => list[pick(random, list.length)] ?? expect.fail("nothing to pick");
    const grantOf = (entryId: string) => r.db.rewardGrant.findFirstOrThrow({ where: { entryId } });
    const acts = [
      async () => {
        const home = any(r.homes);
        const at = new Date(start.getTime() + (1 + pick(random, 6)) * DAY);
        const isThing = random() < 0.3;
        const kilograms = random() < 0.15 ? 260 : 1 + pick(random, 14) + random();
        const [entryId = ""] = await r.record(isThing ? goodsLot({ giverPartyId: home.party.id, takerPartyId: any(r.homes.filter((one) => one !== home)).party.id, occurredAt: at }) : r.load(home, kilograms, at));
        const grant = await grantOf(entryId);
        const measured = isThing ? 0 : Math.round(kilograms * 1000);
        const raw = rawPoints(rule, { route: isThing ? "reuse" : "recycle", material: isThing ? null : "cardboard", isReversed: false, measuredGrams: measured });
        model.set(entryId, { home, day: grant.day, measured, raw, ...granted(raw, room(home, grant.day)), state: grant.state, isThing });
        standing.push(entryId);
      },
      async () => {
        const entryId = any(standing);
        const one = model.get(entryId) ?? expect.fail("unknown");
        if (one.isThing) return;
        const netGrams = pick(random, 20_000);
        await r.db.$transaction((tx) => correctWeight(tx, { correctionId: newId(), entryId, netGrams, contaminationPermille: 0, note: "tare", at: new Date() }));
        await followLedger(r.db);
        const raw = rawPoints(rule, { route: "recycle", material: "cardboard", isReversed: false, measuredGrams: netGrams });
        model.set(entryId, { ...one, measured: netGrams, raw, ...corrected({ rawPoints: one.raw, points: one.points, limitedBy: one.limitedBy }, raw, room(one.home, one.day)) });
      },
      async () => {
        const [entryId] = standing.splice(pick(random, standing.length), 1);
        const one = model.get(entryId ?? "") ?? expect.fail("unknown");
        await r.db.$transaction((tx) => reverseEntry(tx, { entryId: entryId ?? "", reason: "mistake", at: new Date() }));
        await followLedger(r.db);
        model.set(entryId ?? "", { ...one, raw: 0, points: 0, limitedBy: null });
      },
      async () => {
        const held = [...model].find(([, one]) => one.state === "held");
        if (!held) return;
        const { id, version } = await grantOf(held[0]);
        const to = random() < 0.5 ? ("released" as const) : ("refused" as const);
        expect(await reviewGrant(r.db, r.manager, { grantId: id, version, to, note: "seen" })).toMatchObject({ ok: true });
        held[1].state = to;
      },
      async () => {
        const home = any(r.homes);
        const id = newId();
        const had = await r.home(home);
        const taken = await takeOffer(r.db, home, { offerId, redemptionId: id, pricePoints: 20 });
        expect(taken.ok).toBe(had >= 20);
        if (taken.ok) codes.push({ id, home });
      },
      async () => {
        const [code] = codes.splice(0, 1);
        if (!code) return;
        const how = pick(random, 3);
        if (how === 0) expect(await useCode(r.db, r.manager, codeOf(code.id))).toMatchObject({ ok: true });
        else if (how === 1) expect(await cancelRedemption(r.db, code.home, { redemptionId: code.id, version: 1 })).toMatchObject({ ok: true });
        else expect(await expireRedemptions(r.db, new Date(Date.now() + 15 * DAY))).toBe(codes.splice(0).length + 1);
      },
    ];
    for (let step = 0; step < (kind === "pglite" ? 24 : 60); step += 1) await (step < 4 || standing.length === 0 ? acts[0] : any([...acts, acts[0]]))?.();
    expect(await booksOf(open)).toEqual(balanced);
    const grants = await r.db.rewardGrant.findMany({ where: { programmeId: r.programmeId }, select: { entryId: true, rawPoints: true, points: true, limitedBy: true, state: true, measuredGrams: true } });
    expect(Object.fromEntries(grants.map(({ entryId, ...one }) => [entryId, { ...one, measuredGrams: Number(one.measuredGrams) }]))).toEqual(
      Object.fromEntries([...model].map(([id, one]) => [id, { rawPoints: one.raw, points: one.points, limitedBy: one.limitedBy, state: one.state, measuredGrams: standing.includes(id) || one.isThing ? one.measured : 0 }])),
    );
    expect(new Set([...model.values()].map((one) => one.state)).size).toBeGreaterThan(1);
    const issued = [...model.values()].filter((one) => one.state !== "refused").reduce((sum, one) => sum + one.points, 0);
    expect(await r.balance("budget")).toBe(2500 - issued);
  });
});
