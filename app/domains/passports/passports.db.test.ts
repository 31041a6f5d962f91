import { beforeEach, describe, expect, it } from "vitest";
import { dispatchOnce } from "#app/outbox/dispatch.server.ts";
import { passportsMails } from "#app/outbox/mails/passports.server.ts";
import { toMails } from "#app/outbox/to-mails.server.ts";
import { sqlState } from "#app/platform/db/sql.server.ts";
import type { Actor } from "#app/shared/actor.ts";
import { newId } from "#app/shared/ids.ts";
import { nameBattery, viewBatteries } from "#app/flows/name-battery.server.ts";
import { chance } from "#tests/factories/chance.ts";
import { createDeal } from "#tests/factories/deals.ts";
import { createParty, createPerson, withRole } from "#tests/factories/people.ts";
import { grantLicence } from "#tests/factories/licences.ts";
import { asked, bookedBy, clockAt, createOwnPoint, createSlot } from "#tests/factories/pickups.ts";
import { describeDatabases } from "#tests/setup/test-database.ts";
import { batteryStatuses, secondLives } from "./passports.rules.ts";
import type { IssueInput } from "./passports.schema.ts";
import { addReading, changeStatus, issuePassport, startSecondLife } from "./passports.service.server.ts";
import { acceptBattery, declineBattery, offerBattery, withdrawBattery } from "./transfers.service.server.ts";
import { myPassports, viewPassport } from "./view.service.server.ts";

describeDatabases("battery passports", (open, kind) => {
  const clock = clockAt("2026-06-01T09:00:00Z");
  let [owner, other, recycler, stranger]: Actor[] = [];
  const by = (actor: Actor | undefined): Actor => actor ?? expect.fail("nobody");

  beforeEach(async () => {
    [owner, other, stranger, recycler] = [await createPerson(open()), await createPerson(open()), await createPerson(open()), await createParty(open(), "recycler")];
  });

  const facts = (more: Partial<IssueInput> = {}): IssueInput => ({ passportId: newId(), category: "ev", chemistry: "nmc", ratedWh: 60_000, maker: "Dianchi Power", model: "DP-60", madeYear: 2021, serialNumber: "BAT0042XYZ", ...more });
  async function issued(actor = by(owner)): Promise<string> {
    const input = facts();
    expect(await issuePassport(open(), actor, input, clock)).toMatchObject({ value: { status: "original", version: 1 } });
    return input.passportId;
  }
  const version = async (id: string) => (await open().batteryPassport.findUniqueOrThrow({ where: { id } })).version;
  const ref = async (passportId: string) => ({ passportId, version: await version(passportId) });
  const measure = (passportId: string, healthPermille: number, actor = by(owner)) => addReading(open(), actor, { readingId: newId(), passportId, healthPermille, method: "capacity_test", measuredOn: "2026-05-20" }, clock);
  async function handedTo(passportId: string, from: Actor, to: Actor): Promise<void> {
    const offer = await offerBattery(open(), from, { ...(await ref(passportId)), transferId: newId(), toPartyId: to.party.id }, clock);
    if (!offer.ok) throw new Error(offer.error);
    expect(await acceptBattery(open(), to, offer.value, clock)).toMatchObject({ ok: true });
  }

  describe("issuing", () => {
    it("is for members, finds itself again, and refuses another battery under the same id", async () => {
      const input = facts();
      expect(await issuePassport(open(), { ...by(owner), role: "viewer" }, input, clock)).toMatchObject({ error: "PASSPORTS.NOT_ALLOWED" });
      expect(await issuePassport(open(), by(owner), input, clock)).toMatchObject({ ok: true });
      expect(await issuePassport(open(), by(owner), input, clock)).toMatchObject({ value: { passportId: input.passportId } });
      expect(await issuePassport(open(), by(stranger), input, clock)).toMatchObject({ error: "PASSPORTS.KEY_TAKEN" });
      expect(await issuePassport(open(), by(owner), { ...input, model: "DP-90" }, clock)).toMatchObject({ error: "PASSPORTS.KEY_TAKEN" });
      expect(await open().transition.count({ where: { subjectType: "battery_passport", subjectId: input.passportId } })).toBe(1);
    });

    it("shows everybody what the battery is, and only its owner whose it is", async () => {
      const id = await issued();
      await measure(id, 900);
      for (const actor of [null, by(stranger), { ...by(stranger), isOperator: true }]) {
        const seen = await viewPassport(open(), actor, id);
        expect(seen).toMatchObject({ passport: { maker: "Dianchi Power", chemistry: "nmc", ratedWh: 60_000, status: "original" }, mine: null });
        expect(JSON.stringify(seen)).not.toMatch(new RegExp(`XYZ|serial|${by(owner).party.name}|${by(owner).party.id}|900`, "i"));
      }
      const mine = await viewPassport(open(), by(owner), id);
      expect(mine?.mine).toMatchObject({ relation: "owner", health: { permille: 900, wattHours: 54_000 }, owner: { serialTail: "XYZ", name: by(owner).party.name, events: [{ toState: "original" }] } });
      expect(JSON.stringify(mine)).not.toMatch(/BAT0042|[0-9a-f]{64}/);
      expect((await myPassports(open(), by(owner), { before: null })).passports.map((one) => one.id)).toEqual([id]);
    });
  });

  describe("its status", () => {
    it("moves by the owner, with the present version, forward and once", async () => {
      const id = await issued();
      const waste = { passportId: id, version: 1, to: "waste" as const };
      expect(await changeStatus(open(), by(stranger), waste, clock)).toMatchObject({ error: "PASSPORTS.NOT_FOUND" });
      expect(await changeStatus(open(), { ...by(owner), role: "viewer" }, waste, clock)).toMatchObject({ error: "PASSPORTS.NOT_ALLOWED" });
      expect(await changeStatus(open(), by(owner), { ...waste, version: 9 }, clock)).toMatchObject({ error: "PASSPORTS.STALE", details: { status: "original", version: 1 } });
      expect(await changeStatus(open(), by(owner), { ...waste, to: "recycled" }, clock)).toMatchObject({ error: "PASSPORTS.WRONG_STATE" });
      expect(await changeStatus(open(), by(owner), waste, clock)).toMatchObject({ value: { status: "waste", version: 2 } });
      expect(await changeStatus(open(), by(owner), waste, clock)).toMatchObject({ error: "PASSPORTS.STALE", details: { status: "waste", version: 2 } });
      expect(await changeStatus(open(), by(owner), { ...waste, version: 2, to: "recycled" }, clock)).toMatchObject({ error: "PASSPORTS.NOT_ALLOWED" });
      expect(await open().transition.count({ where: { subjectType: "battery_passport", subjectId: id } })).toBe(2);
    });

    it("ends with recycling: the database refuses everything after", async () => {
      const id = await issued(by(recycler));
      await changeStatus(open(), by(recycler), { ...(await ref(id)), to: "waste" }, clock);
      expect(await changeStatus(open(), by(recycler), { ...(await ref(id)), to: "recycled" }, clock)).toMatchObject({ ok: true });
      expect(await changeStatus(open(), by(recycler), { ...(await ref(id)), to: "waste" }, clock)).toMatchObject({ error: "PASSPORTS.WRONG_STATE" });
      expect(await startSecondLife(open(), by(recycler), { ...(await ref(id)), newPassportId: newId(), status: "repurposed", category: "industrial", ratedWh: [1] }, clock)).toMatchObject({ error: "PASSPORTS.WRONG_STATE" });
      expect(await measure(id, 500, by(recycler))).toMatchObject({ error: "PASSPORTS.WRONG_STATE" });
      for (const attempt of [
        open().batteryPassport.update({ where: { id }, data: { status: "waste" } }),
        open().batteryPassport.update({ where: { id }, data: { ownerPartyId: "x" } }),
        open().batteryPassport.delete({ where: { id } }),
      ])
        expect(sqlState(await attempt.then(() => null, (error: unknown) => error))).toBe("RB001");
    });

    it("the database refuses a step back, another label, and a second life out of nothing", async () => {
      const [id, fresh] = [await issued(), await issued()];
      await changeStatus(open(), by(owner), { ...(await ref(id)), to: "waste" }, clock);
      const { createdAt: _c, updatedAt: _u, ...row } = await open().batteryPassport.findUniqueOrThrow({ where: { id: fresh } });
      for (const attempt of [
        open().batteryPassport.update({ where: { id }, data: { status: "original" } }),
        open().batteryPassport.update({ where: { id: fresh }, data: { status: "re_used" } }),
        open().batteryPassport.update({ where: { id: fresh }, data: { status: "recycled" } }),
        open().batteryPassport.update({ where: { id: fresh }, data: { ratedWh: 1 } }),
        open().batteryPassport.create({ data: { ...row, id: newId(), status: "re_used", predecessorId: fresh } }),
      ])
        expect(sqlState(await attempt.then(() => null, (error: unknown) => error))).toBe("RB001");
    });

    it("another life is a recycler's to begin, once, with a passport of its own", async () => {
      const id = await issued();
      const life = (more: object = {}) => ({ passportId: id, version: 1, newPassportId: newId(), status: "repurposed" as const, category: "industrial" as const, ratedWh: [45_000], ...more });
      expect(await startSecondLife(open(), by(stranger), life(), clock)).toMatchObject({ error: "PASSPORTS.NOT_FOUND" });
      expect(await startSecondLife(open(), by(owner), life(), clock)).toMatchObject({ error: "PASSPORTS.NOT_ALLOWED" });
      await handedTo(id, by(owner), by(recycler));
      const begun = life(await ref(id));
      expect(await startSecondLife(open(), by(recycler), { ...begun, version: 99 }, clock)).toMatchObject({ error: "PASSPORTS.STALE" });
      expect(await startSecondLife(open(), by(recycler), begun, clock)).toMatchObject({ value: { passportId: begun.newPassportId, status: "repurposed", version: 1 } });
      expect(await startSecondLife(open(), by(recycler), begun, clock)).toMatchObject({ value: { passportId: begun.newPassportId } });
      expect(await startSecondLife(open(), by(recycler), life(await ref(id)), clock)).toMatchObject({ error: "PASSPORTS.WRONG_STATE" });
      expect(await viewPassport(open(), null, id)).toMatchObject({ passport: { successors: [{ id: begun.newPassportId, ratedWh: 45_000 }] } });
      expect(await viewPassport(open(), null, begun.newPassportId)).toMatchObject({ passport: { predecessorId: id, maker: "Dianchi Power", ratedWh: 45_000 } });
      expect(await changeStatus(open(), by(recycler), { ...(await ref(id)), to: "waste" }, clock)).toMatchObject({ error: "PASSPORTS.WRONG_STATE" });
    });
  });

  describe("states of health", () => {
    it("are added by whoever is concerned, and are never changed", async () => {
      const id = await issued();
      expect(await measure(id, 900, by(stranger))).toMatchObject({ error: "PASSPORTS.NOT_FOUND" });
      expect(await measure(id, 900, { ...by(owner), role: "viewer" })).toMatchObject({ error: "PASSPORTS.NOT_ALLOWED" });
      const reading = { readingId: newId(), passportId: id, healthPermille: 900, method: "capacity_test" as const, measuredOn: "2026-05-20" };
      expect(await addReading(open(), by(owner), reading, clock)).toMatchObject({ value: { isHeld: false } });
      expect(await addReading(open(), by(owner), reading, clock)).toMatchObject({ value: { isHeld: false } });
      expect(await addReading(open(), by(owner), { ...reading, healthPermille: 1 }, clock)).toMatchObject({ error: "PASSPORTS.KEY_TAKEN" });
      for (const measuredOn of ["2026-06-03", "2020-12-31", "2026-02-30"]) expect(await addReading(open(), by(owner), { ...reading, readingId: newId(), measuredOn }, clock)).toMatchObject({ error: "PASSPORTS.DATE_INVALID" });
      expect(await open().batteryReading.count({ where: { passportId: id } })).toBe(1);
      for (const attempt of [open().batteryReading.updateMany({ where: { passportId: id }, data: { healthPermille: 1000 } }), open().batteryReading.deleteMany({ where: { passportId: id } })])
        expect(sqlState(await attempt.then(() => null, (error: unknown) => error))).toBe("RB001");
    });

    it("an implausible rise waits until the other side measures the same", async () => {
      const id = await issued();
      await measure(id, 700);
      expect(await measure(id, 900)).toMatchObject({ value: { isHeld: true } });
      expect((await viewPassport(open(), by(owner), id))?.mine).toMatchObject({ health: { permille: 700 }, readings: [{ standing: "counts" }, { standing: "held" }] });
      await offerBattery(open(), by(owner), { ...(await ref(id)), transferId: newId(), toPartyId: by(recycler).party.id }, clock);
      expect(await measure(id, 890, by(recycler))).toMatchObject({ value: { isHeld: false } });
      expect((await viewPassport(open(), by(recycler), id))?.mine).toMatchObject({ relation: "offered", owner: null, health: { permille: 890 }, readings: [{}, { standing: "confirmed" }, { standing: "counts" }] });
    });
  });

  describe("changing hands", () => {
    it("takes an offer by the owner and a yes by the other; nobody else has a say", async () => {
      const id = await issued();
      const offer = { passportId: id, version: 1, transferId: newId(), toPartyId: by(other).party.id };
      expect(await offerBattery(open(), by(stranger), offer, clock)).toMatchObject({ error: "PASSPORTS.NOT_FOUND" });
      expect(await offerBattery(open(), by(owner), { ...offer, version: 5 }, clock)).toMatchObject({ error: "PASSPORTS.STALE" });
      for (const toPartyId of [by(owner).party.id, newId()]) expect(await offerBattery(open(), by(owner), { ...offer, toPartyId }, clock)).toMatchObject({ error: "PASSPORTS.RECEIVER_NOT_FOUND" });
      expect(await offerBattery(open(), by(owner), offer, clock)).toMatchObject({ value: { state: "offered", version: 1 } });
      expect(await offerBattery(open(), by(owner), offer, clock)).toMatchObject({ value: { transferId: offer.transferId } });
      expect(await offerBattery(open(), by(owner), { ...offer, ...(await ref(id)), transferId: newId() }, clock)).toMatchObject({ error: "PASSPORTS.OFFERED_WRONG_STATE" });
      expect(await changeStatus(open(), by(owner), { ...(await ref(id)), to: "waste" }, clock)).toMatchObject({ error: "PASSPORTS.OFFERED_WRONG_STATE" });
      const yes = { transferId: offer.transferId, version: 1 };
      expect(await acceptBattery(open(), by(stranger), yes, clock)).toMatchObject({ error: "PASSPORTS.TRANSFER_NOT_FOUND" });
      expect(await acceptBattery(open(), by(owner), yes, clock)).toMatchObject({ error: "PASSPORTS.NOT_ALLOWED" });
      expect(await withdrawBattery(open(), by(other), yes, clock)).toMatchObject({ error: "PASSPORTS.NOT_ALLOWED" });
      expect(await acceptBattery(open(), { ...by(other), role: "viewer" }, yes, clock)).toMatchObject({ error: "PASSPORTS.NOT_ALLOWED" });
      expect(await acceptBattery(open(), by(other), { ...yes, version: 3 }, clock)).toMatchObject({ error: "PASSPORTS.STALE" });
      expect((await myPassports(open(), by(other), { before: null })).offered.map((one) => one.id)).toEqual([id]);
      expect(await acceptBattery(open(), by(other), yes, clock)).toMatchObject({ value: { state: "accepted" } });
      expect(await acceptBattery(open(), by(other), yes, clock)).toMatchObject({ error: "PASSPORTS.WRONG_STATE", details: { state: "accepted" } });
      expect((await viewPassport(open(), by(owner), id))?.mine).toBeNull();
      expect((await viewPassport(open(), by(other), id))?.mine).toMatchObject({ relation: "owner", owner: { events: [{ toState: "original" }, { toState: "offered" }, { toState: "transferred", byName: by(other).party.name }] } });
    });

    it("an offer can be refused and taken back, and the battery stays where it was", async () => {
      const id = await issued();
      const offered = async () => {
        const offer = await offerBattery(open(), by(owner), { ...(await ref(id)), transferId: newId(), toPartyId: by(other).party.id }, clock);
        if (!offer.ok) throw new Error(offer.error);
        return offer.value;
      };
      const first = await offered();
      expect(await declineBattery(open(), by(stranger), first, clock)).toMatchObject({ error: "PASSPORTS.TRANSFER_NOT_FOUND" });
      expect(await declineBattery(open(), by(other), { ...first, version: 2 }, clock)).toMatchObject({ error: "PASSPORTS.STALE" });
      expect(await declineBattery(open(), by(other), first, clock)).toMatchObject({ value: { state: "declined" } });
      expect(await declineBattery(open(), by(other), first, clock)).toMatchObject({ error: "PASSPORTS.WRONG_STATE" });
      const second = await offered();
      expect(await withdrawBattery(open(), by(owner), { ...second, version: 2 }, clock)).toMatchObject({ error: "PASSPORTS.STALE" });
      expect(await withdrawBattery(open(), by(owner), second, clock)).toMatchObject({ value: { state: "withdrawn" } });
      expect(await acceptBattery(open(), by(other), second, clock)).toMatchObject({ error: "PASSPORTS.WRONG_STATE" });
      expect(await open().batteryPassport.findUniqueOrThrow({ where: { id } })).toMatchObject({ ownerPartyId: by(owner).party.id });
    });

    it("is told to those who run the party it goes to, once", async () => {
      const id = await issued();
      await offerBattery(open(), by(owner), { ...(await ref(id)), transferId: newId(), toPartyId: by(recycler).party.id }, clock);
      for (let round = 0; round < 2; round++) {
        while ((await dispatchOnce(open(), [toMails([passportsMails])])) > 0);
        await open().outboxEvent.updateMany({ data: { dispatchedAt: null, retryAt: null } });
      }
      expect(await open().notification.count({ where: { userId: by(recycler).userId, path: `/passports/${id}` } })).toBe(1);
    });
  });

  describe("a hand-over", () => {
    it("of batteries may name a passport, by the giver who owns it", async () => {
      const point = await createOwnPoint(open(), { recycler: by(recycler), materials: ["batteries_ev", "cardboard"] });
      await grantLicence(open(), by(recycler));
      clock.set("2026-06-01T06:00:00Z");
      const { slotId } = await createSlot(open(), { ...point, startsAt: "2026-06-01T09:00:00Z" });
      const booking = { type: "booking" as const, id: await bookedBy(open(), by(owner), asked(slotId, { lines: [{ material: "batteries_ev", declaredGrams: 300_000 }] }), clock) };
      const [id, foreign] = [await issued(), await issued(by(stranger))];
      const named = (passportId: string) => ({ passportId, isNamed: true });
      expect(await nameBattery(open(), by(stranger), booking, named(foreign), clock)).toMatchObject({ error: "PASSPORTS.HAND_OVER_NOT_FOUND" });
      expect(await nameBattery(open(), by(recycler), booking, named(id), clock)).toMatchObject({ error: "PASSPORTS.NOT_ALLOWED" });
      expect(await nameBattery(open(), by(owner), booking, named(foreign), clock)).toMatchObject({ error: "PASSPORTS.NOT_FOUND" });
      expect(await nameBattery(open(), by(owner), booking, named(id), clock)).toMatchObject({ value: { changed: true } });
      expect(await nameBattery(open(), by(owner), booking, named(id), clock)).toMatchObject({ value: { changed: false } });
      expect(await viewBatteries(open(), by(recycler), booking)).toMatchObject({ named: [{ id }], choices: [], mayName: false });
      expect((await viewPassport(open(), await withRole(open(), by(recycler), "staff"), id))?.mine).toMatchObject({ relation: "linked", owner: null, mayMeasure: true });
      expect((await viewPassport(open(), await withRole(open(), by(recycler), "viewer"), id))?.mine).toBeNull();
      expect(await nameBattery(open(), by(owner), booking, { passportId: id, isNamed: false }, clock)).toMatchObject({ value: { changed: true } });
      expect((await viewPassport(open(), by(recycler), id))?.mine).toBeNull();
    });

    it("of something else has no battery to name", async () => {
      const deal = await createDeal(open(), {});
      const id = await issued(deal.giver);
      expect(await nameBattery(open(), deal.giver, { type: "deal", id: deal.id }, { passportId: id, isNamed: true }, clock)).toMatchObject({ error: "PASSPORTS.NO_BATTERY" });
      expect(await viewBatteries(open(), deal.giver, { type: "deal", id: deal.id })).toBeNull();
    });
  });

  describe("whatever is done to it", () => {
    it("a random walk never leaves recycled, goes on from a closed life only, splits and links every pack back, and never loses its owner", async () => {
      const random = chance(kind === "pglite" ? 7 : 11);
      const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
      const people = [by(owner), by(recycler), await createParty(open(), "producer")];
      const first = await issued(by(recycler));
      // Each life with the one it came from.
      const origin = new Map<string, string | null>([[first, null]]);
      let splits = 0;
      const live = async (actor: Actor, at: { passportId: string; version: number }) => {
        const ratedWh = Array.from({ length: 1 + Math.floor(random() * 3) }, () => 1 + Math.floor(random() * 1000));
        const begun = await startSecondLife(open(), actor, { ...at, newPassportId: newId(), status: pick(secondLives), category: "industrial", ratedWh }, clock);
        if (!begun.ok) return;
        const packs = (await viewPassport(open(), null, at.passportId))?.passport.successors ?? [];
        expect(packs.map((one) => one.ratedWh).sort()).toEqual([...ratedWh].sort());
        splits += ratedWh.length > 1 ? 1 : 0;
        for (const pack of packs) origin.set(pack.id, at.passportId);
      };
      await live(by(recycler), await ref(first));
      for (let step = 0; step < 160; step++) {
        const present = pick([...origin.keys()]);
        const before = await open().batteryPassport.findUniqueOrThrow({ where: { id: present } });
        const theirs = people.find((one) => one.party.id === before.ownerPartyId);
        const actor = theirs && random() < 0.7 ? theirs : pick(people);
        const at = { passportId: present, version: random() < 0.9 ? before.version : before.version - 1 };
        const way = random();
        if (way < 0.08) await changeStatus(open(), actor, { ...at, to: "waste" }, clock);
        else if (step > 80 && way < 0.2) await changeStatus(open(), actor, { ...at, to: "recycled" }, clock);
        else if (way < 0.35) await live(actor, at);
        else if (way < 0.5) await measure(present, Math.floor(random() * 1100), actor);
        else if (way < 0.75) await offerBattery(open(), actor, { ...at, transferId: newId(), toPartyId: pick(people).party.id }, clock);
        else {
          const waiting = await open().batteryTransfer.findFirst({ where: { passportId: present, state: "offered" } });
          if (waiting) await pick([acceptBattery, declineBattery, withdrawBattery])(open(), actor, { transferId: waiting.id, version: waiting.version }, clock);
        }
        const after = await open().batteryPassport.findUniqueOrThrow({ where: { id: before.id } });
        if (before.status === "recycled" || before.succeededAt !== null) expect(after).toEqual(before);
        expect(batteryStatuses.indexOf(after.status)).toBeGreaterThanOrEqual(batteryStatuses.indexOf(before.status));
        expect(people.map((one) => one.party.id)).toContain(after.ownerPartyId);
      }
      const lives = await open().batteryPassport.findMany({ where: { id: { in: [...origin.keys()] } }, include: { successors: true } });
      expect(lives).toHaveLength(origin.size);
      expect(splits).toBeGreaterThan(0);
      for (const life of lives) {
        expect(life.predecessorId).toBe(origin.get(life.id));
        expect(life.succeededAt === null).toBe(life.successors.length === 0);
        expect(life.successors.every((one) => one.createdAt.getTime() === life.succeededAt?.getTime())).toBe(true);
        if (life.status === "recycled") expect(life.successors).toEqual([]);
      }
    });

    it("a pack that is split has as many passports as packs, each linked back, and no pack is added later", async () => {
      const id = await issued(by(recycler));
      const split = { ...(await ref(id)), newPassportId: newId(), status: "repurposed" as const, category: "industrial" as const, ratedWh: [20_000, 20_000, 5_000] };
      expect(await startSecondLife(open(), by(stranger), split, clock)).toMatchObject({ error: "PASSPORTS.NOT_FOUND" });
      expect(await startSecondLife(open(), by(recycler), { ...split, version: 9 }, clock)).toMatchObject({ error: "PASSPORTS.STALE" });
      const begun = await startSecondLife(open(), by(recycler), split, clock);
      expect(begun).toMatchObject({ value: { passportId: split.newPassportId } });
      expect(await startSecondLife(open(), by(recycler), split, clock)).toEqual(begun);
      for (const other of [{ ratedWh: [20_000, 20_000] }, { category: "ev" as const }, { status: "re_used" as const }]) {
        expect(await startSecondLife(open(), by(recycler), { ...split, ...other }, clock)).toMatchObject({ error: "PASSPORTS.KEY_TAKEN" });
      }
      const seen = await viewPassport(open(), null, id);
      expect(seen?.passport.successors.map(({ status, ratedWh }) => [status, ratedWh]).sort()).toEqual([["repurposed", 20_000], ["repurposed", 20_000], ["repurposed", 5_000]]);
      for (const pack of seen?.passport.successors ?? []) expect(await viewPassport(open(), null, pack.id)).toMatchObject({ passport: { predecessorId: id, status: "repurposed", successors: [] } });
      const { createdAt: _c, ...row } = await open().batteryPassport.findUniqueOrThrow({ where: { id: split.newPassportId } });
      expect(sqlState(await open().batteryPassport.create({ data: { ...row, id: newId() } }).then(() => null, (error: unknown) => error))).toBe("RB001");
      // Each pack goes its own way from here.
      expect(await changeStatus(open(), by(recycler), { passportId: split.newPassportId, version: 1, to: "waste" }, clock)).toMatchObject({ ok: true });
      const [other] = (seen?.passport.successors ?? []).filter((one) => one.id !== split.newPassportId);
      expect(await viewPassport(open(), null, other?.id ?? "")).toMatchObject({ passport: { status: "repurposed" } });
    });

    it("of many who move it at once, one does", async () => {
      const id = await issued(by(recycler));
      const at = await ref(id);
      const results = await Promise.all([
        changeStatus(open(), by(recycler), { ...at, to: "waste" }, clock),
        startSecondLife(open(), by(recycler), { ...at, newPassportId: newId(), status: "re_used", category: "ev", ratedWh: [50_000] }, clock),
        startSecondLife(open(), by(recycler), { ...at, newPassportId: newId(), status: "repurposed", category: "industrial", ratedWh: [50_000] }, clock),
        offerBattery(open(), by(recycler), { ...at, transferId: newId(), toPartyId: by(owner).party.id }, clock),
      ]);
      expect(results.filter((result) => result.ok)).toHaveLength(1);
      expect(await open().batteryPassport.count({ where: { predecessorId: id } })).toBeLessThanOrEqual(1);
    });
  });
});
