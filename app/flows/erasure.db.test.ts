import { beforeEach, describe, expect, it } from "vitest";
import { erasuresOf, myErasures, staffErasures, verifyCertificate, viewErasure } from "#app/domains/erasure/erasure.service.server.ts";
import type { ChooseInput } from "#app/domains/erasure/erasure.schema.ts";
import { cancelBooking, rescheduleBooking } from "#app/domains/pickups/bookings.service.server.ts";
import { checkIn, weigh } from "#app/domains/pickups/gate.service.server.ts";
import { dispatchOnce } from "#app/outbox/dispatch.server.ts";
import { erasureMails } from "#app/outbox/mails/erasure.server.ts";
import { toMails } from "#app/outbox/to-mails.server.ts";
import { sqlState } from "#app/platform/db/sql.server.ts";
import type { Actor } from "#app/shared/actor.ts";
import { newId } from "#app/shared/ids.ts";
import { createDeal, perform, type TestDeal } from "#tests/factories/deals.ts";
import { grantLicence } from "#tests/factories/licences.ts";
import { createPerson, withRole } from "#tests/factories/people.ts";
import { asked, bookedBy, clockAt, createOwnPoint, createSlot } from "#tests/factories/pickups.ts";
import { describeDatabases } from "#tests/setup/test-database.ts";
import { chooseErasureFor } from "./choose-erasure.server.ts";
import { completeBooking } from "./complete-booking.server.ts";
import { recordErasureDone } from "./record-erasure.server.ts";
import { viewErasures } from "./view-erasures.server.ts";
import { withdrawErasureChoice } from "./withdraw-erasure.server.ts";

const startsAt = "2026-06-01T09:00:00Z";

describeDatabases("erasure", (open) => {
  const clock = clockAt(startsAt);
  let [recycler, staff, giver, stranger, operator]: Actor[] = [];
  let pointId = "";

  beforeEach(async () => {
    clock.set("2026-06-01T06:00:00Z");
    const point = await createOwnPoint(open(), { materials: ["phones", "computers", "cardboard"] });
    ({ pointId, recycler } = point);
    await grantLicence(open(), recycler);
    staff = await withRole(open(), recycler, "staff");
    [giver, stranger, operator] = [await createPerson(open()), await createPerson(open()), await createPerson(open(), { isOperator: true })];
  });

  const by = (actor: Actor | undefined): Actor => actor ?? expect.fail("nobody");
  const slot = async (at = startsAt) => (await createSlot(open(), { pointId, recycler: by(recycler), startsAt: at })).slotId;
  const booking = async (materials = ["phones"]) => bookedBy(open(), by(giver), asked(await slot(), { lines: materials.map((material) => ({ material, declaredGrams: 500 })) }), clock);
  const input = (more: Partial<ChooseInput> = {}): ChooseInput => ({ erasureId: newId(), subject: "phones", deviceKind: "phone", deviceCount: 1, choice: "purge", serialNumber: "C02XK1AB9", ...more });
  const cause = (id: string) => ({ type: "booking" as const, id });

  async function chosen(bookingId: string, more: Partial<ChooseInput> = {}): Promise<string> {
    const wanted = input(more);
    expect(await chooseErasureFor(open(), by(giver), cause(bookingId), wanted, clock)).toMatchObject({ ok: true });
    return wanted.erasureId;
  }

  async function weighed(bookingId: string, material = "phones"): Promise<void> {
    clock.set("2026-06-01T09:05:00Z");
    await checkIn(open(), by(staff), { bookingId }, clock);
    expect(await weigh(open(), by(staff), { bookingId, readings: [{ material, grossGrams: 400, tareGrams: 0, contaminationPermille: 0, unit: "g" }] }, clock)).toMatchObject({ ok: true });
  }

  async function certified(more: Partial<ChooseInput> = {}) {
    const bookingId = await booking();
    const erasureId = await chosen(bookingId, more);
    await weighed(bookingId);
    expect(await completeBooking(open(), by(staff), { bookingId }, clock)).toMatchObject({ ok: true });
    const done = await recordErasureDone(open(), by(staff), { erasureId, version: 1, method: "destroy", tool: "Shredder, 20 mm" }, clock);
    if (!done.ok) throw new Error(done.error);
    return { bookingId, erasureId, number: done.value.number };
  }

  describe("a choice", () => {
    it("is made by the giver; everybody else is told that there is nothing", async () => {
      const bookingId = await booking();
      expect(await chooseErasureFor(open(), by(stranger), cause(bookingId), input(), clock)).toMatchObject({ error: "ERASURE.NOT_FOUND" });
      expect(await chooseErasureFor(open(), by(operator), cause(bookingId), input(), clock)).toMatchObject({ error: "ERASURE.NOT_FOUND" });
      expect(await chooseErasureFor(open(), { ...by(giver), role: "viewer" }, cause(bookingId), input(), clock)).toMatchObject({ error: "ERASURE.NOT_ALLOWED" });
      expect(await chooseErasureFor(open(), by(giver), cause(newId()), input(), clock)).toMatchObject({ error: "ERASURE.NOT_FOUND" });
      expect(await open().deviceErasure.count({ where: { causeId: bookingId } })).toBe(0);
    });

    it("staff may write down a wish, and no statement about the device", async () => {
      const bookingId = await booking();
      for (const choice of ["self_erased", "no_data"] as const) expect(await chooseErasureFor(open(), by(staff), cause(bookingId), input({ choice }), clock)).toMatchObject({ error: "ERASURE.NOT_ALLOWED" });
      const wish = input({ choice: "destroy" });
      expect(await chooseErasureFor(open(), by(staff), cause(bookingId), wish, clock)).toMatchObject({ ok: true });
      expect(await open().deviceErasure.findUniqueOrThrow({ where: { id: wish.erasureId } })).toMatchObject({ toldAtGate: true, ownerPartyId: by(giver).party.id });
    });

    it("sent twice it is one choice; the same id with something else is refused", async () => {
      const bookingId = await booking();
      const wanted = input();
      expect(await chooseErasureFor(open(), by(giver), cause(bookingId), wanted, clock)).toMatchObject({ value: { version: 1 } });
      expect(await chooseErasureFor(open(), by(giver), cause(bookingId), wanted, clock)).toMatchObject({ value: { erasureId: wanted.erasureId } });
      expect(await chooseErasureFor(open(), by(giver), cause(bookingId), { ...wanted, choice: "clear" }, clock)).toMatchObject({ error: "ERASURE.KEY_TAKEN" });
      expect(await open().transition.count({ where: { subjectType: "device_erasure", subjectId: wanted.erasureId } })).toBe(1);
    });

    it("is for what holds data and is part of the hand-over, before it", async () => {
      const bookingId = await booking(["phones", "cardboard"]);
      for (const subject of ["cardboard", "computers"]) expect(await chooseErasureFor(open(), by(giver), cause(bookingId), input({ subject }), clock)).toMatchObject({ error: "ERASURE.HOLDS_NO_DATA" });
      await cancelBooking(open(), by(giver), { bookingId }, clock);
      expect(await chooseErasureFor(open(), by(giver), cause(bookingId), input(), clock)).toMatchObject({ error: "ERASURE.HANDED_OVER_WRONG_STATE" });
    });

    it("keeps a hash and an end of the serial number, and the number nowhere", async () => {
      const id = await chosen(await booking());
      const row = await open().deviceErasure.findUniqueOrThrow({ where: { id } });
      expect(row).toMatchObject({ serialHash: expect.stringMatching(/^[0-9a-f]{64}$/) as string, serialTail: "AB9" });
      expect(JSON.stringify([row, await open().outboxEvent.findMany(), await open().transition.findMany({ where: { subjectId: id } })], (_key, value: unknown) => (typeof value === "bigint" ? String(value) : value))).not.toMatch(/XK1/i);
    });

    it("follows a booking to its new time", async () => {
      const bookingId = await booking();
      const id = await chosen(bookingId);
      const newBookingId = newId();
      expect(await rescheduleBooking(open(), by(giver), { bookingId, slotId: await slot("2026-06-01T10:00:00Z"), newBookingId }, clock)).toMatchObject({ ok: true });
      expect(await viewErasures(open(), by(giver), cause(newBookingId))).toMatchObject({ missing: [], erasures: [{ id }] });
      clock.set("2026-06-01T10:05:00Z");
      await checkIn(open(), by(staff), { bookingId: newBookingId }, clock);
      await weigh(open(), by(staff), { bookingId: newBookingId, readings: [{ material: "phones", grossGrams: 400, tareGrams: 0, contaminationPermille: 0, unit: "g" }] }, clock);
      expect(await completeBooking(open(), by(staff), { bookingId: newBookingId }, clock)).toMatchObject({ ok: true });
      const listed = await staffErasures(open(), by(staff), { state: "chosen", before: null });
      expect(listed.ok && listed.value.erasures.map((one) => one.id)).toEqual([id]);
      expect(await recordErasureDone(open(), by(staff), { erasureId: id, version: 1, method: "purge", tool: "nwipe 0.36" }, clock)).toMatchObject({ ok: true });
    });
  });

  describe("a hand-over without a choice", () => {
    it("of a booking is not completed, also when the device was only found at the scale", async () => {
      const bookingId = await booking(["cardboard"]);
      await weighed(bookingId, "phones");
      expect(await completeBooking(open(), by(staff), { bookingId }, clock)).toMatchObject({ error: "PICKUPS.ERASURE_CHOICE_NEEDED", details: { materials: ["phones"] } });
      expect(await open().booking.findUniqueOrThrow({ where: { id: bookingId } })).toMatchObject({ state: "weighed" });
      expect(await open().ledgerEntry.count({ where: { giverPartyId: by(giver).party.id } })).toBe(0);
      expect(await chooseErasureFor(open(), by(staff), cause(bookingId), input({ choice: "destroy", serialNumber: null }), clock)).toMatchObject({ ok: true });
      expect(await completeBooking(open(), by(staff), { bookingId }, clock)).toMatchObject({ ok: true });
    });

    it("of a booking without anything that remembers asks for nothing", async () => {
      const bookingId = await booking(["cardboard"]);
      await weighed(bookingId, "cardboard");
      expect(await viewErasures(open(), by(giver), cause(bookingId))).toBeNull();
      expect(await completeBooking(open(), by(staff), { bookingId }, clock)).toMatchObject({ ok: true });
    });

    it("of a deal to a recycler is refused by every way there is, and goes through with one", async () => {
      const db = open();
      const deal = await createDeal(db, { kind: "buy_back", state: "accepted", listing: { category: "laptop" } });
      const taken = await erasuresOf(db, { type: "deal", ids: [deal.id] });
      expect(taken).toHaveLength(1);
      for (const one of taken) expect(await withdrawErasureChoice(db, deal.giver, { erasureId: one.id, version: one.version }, deal.clock)).toMatchObject({ ok: true });
      const before = await db.deal.findUniqueOrThrow({ where: { id: deal.id }, select: { state: true, version: true, handoverAttempts: true } });
      for (const mover of ["giver", "taker"] as const) expect(await perform(db, deal, "hand_over", { mover })).toMatchObject({ error: "DEALS.ERASURE_CHOICE_NEEDED" });
      expect(await perform(db, deal, "enter_code", { mover: "giver" })).toMatchObject({ error: "DEALS.ERASURE_CHOICE_NEEDED" });
      expect(await db.deal.findUniqueOrThrow({ where: { id: deal.id }, select: { state: true, version: true, handoverAttempts: true } })).toEqual(before);
      const laptop = input({ subject: "laptop", deviceKind: "computer" });
      expect(await chooseErasureFor(db, deal.taker, { type: "deal", id: deal.id }, { ...laptop, choice: "no_data" }, deal.clock)).toMatchObject({ error: "ERASURE.NOT_ALLOWED" });
      expect(await chooseErasureFor(db, deal.giver, { type: "deal", id: deal.id }, laptop, deal.clock)).toMatchObject({ ok: true });
      expect(await perform(db, deal, "enter_code", { mover: "giver" })).toMatchObject({ ok: true });
      expect(await recordErasureDone(db, deal.taker, { erasureId: laptop.erasureId, version: 1, method: "purge", tool: "ATA secure erase" }, deal.clock)).toMatchObject({ ok: true });
    });

    it("an inspected deal is not received without one, and a quoted price is not erased for before it stands", async () => {
      const db = open();
      const deal: TestDeal = await createDeal(db, { kind: "inspected", state: "accepted" });
      const [one] = await erasuresOf(db, { type: "deal", ids: [deal.id] });
      const ref = { erasureId: one?.id ?? "", version: 1 };
      expect(await recordErasureDone(db, deal.taker, { ...ref, method: "clear", tool: "factory reset" }, deal.clock)).toMatchObject({ error: "ERASURE.NOT_HANDED_OVER_WRONG_STATE" });
      expect(await perform(db, deal, "receive", { mover: "taker" })).toMatchObject({ ok: true });
      expect(await recordErasureDone(db, deal.taker, { ...ref, method: "clear", tool: "factory reset" }, deal.clock)).toMatchObject({ error: "ERASURE.NOT_HANDED_OVER_WRONG_STATE" });
      expect(await withdrawErasureChoice(db, deal.giver, ref, deal.clock)).toMatchObject({ error: "ERASURE.HANDED_OVER_WRONG_STATE" });
    });

    it("a gift between neighbours asks for none", async () => {
      const deal = await createDeal(open(), { state: "accepted", listing: { category: "laptop" } });
      expect(await perform(open(), deal, "enter_code", { mover: "giver" })).toMatchObject({ ok: true });
    });
  });

  describe("taking a choice back", () => {
    it("is the giver's, with the present version, once, and before the hand-over", async () => {
      const bookingId = await booking();
      const erasureId = await chosen(bookingId);
      const ref = { erasureId, version: 1 };
      expect(await withdrawErasureChoice(open(), by(stranger), ref, clock)).toMatchObject({ error: "ERASURE.NOT_FOUND" });
      expect(await withdrawErasureChoice(open(), by(staff), ref, clock)).toMatchObject({ error: "ERASURE.NOT_ALLOWED" });
      expect(await withdrawErasureChoice(open(), by(giver), { erasureId, version: 7 }, clock)).toMatchObject({ error: "ERASURE.STALE", details: { state: "chosen", version: 1 } });
      expect(await withdrawErasureChoice(open(), by(giver), ref, clock)).toMatchObject({ value: { state: "withdrawn", version: 2 } });
      expect(await withdrawErasureChoice(open(), by(giver), ref, clock)).toMatchObject({ error: "ERASURE.WRONG_STATE", details: { state: "withdrawn" } });
      expect(await viewErasures(open(), by(giver), cause(bookingId))).toMatchObject({ missing: ["phones"], erasures: [] });
      const second = await chosen(bookingId);
      await weighed(bookingId);
      await completeBooking(open(), by(staff), { bookingId }, clock);
      expect(await withdrawErasureChoice(open(), by(giver), { erasureId: second, version: 1 }, clock)).toMatchObject({ error: "ERASURE.HANDED_OVER_WRONG_STATE" });
    });
  });

  describe("what was done", () => {
    it("is written by the recycler's staff once the device is theirs, at least as strong as asked, once", async () => {
      const bookingId = await booking();
      const erasureId = await chosen(bookingId);
      const done = { erasureId, version: 1, method: "destroy" as const, tool: "Shredder, 20 mm" };
      expect(await recordErasureDone(open(), by(staff), done, clock)).toMatchObject({ error: "ERASURE.NOT_HANDED_OVER_WRONG_STATE" });
      await weighed(bookingId);
      await completeBooking(open(), by(staff), { bookingId }, clock);
      expect(await recordErasureDone(open(), by(stranger), done, clock)).toMatchObject({ error: "ERASURE.NOT_FOUND" });
      expect(await recordErasureDone(open(), by(giver), done, clock)).toMatchObject({ error: "ERASURE.NOT_ALLOWED" });
      expect(await recordErasureDone(open(), { ...by(staff), role: "member" }, done, clock)).toMatchObject({ error: "ERASURE.NOT_ALLOWED" });
      expect(await recordErasureDone(open(), by(staff), { ...done, method: "clear" }, clock)).toMatchObject({ error: "ERASURE.TOO_WEAK", details: { methods: ["purge", "destroy"] } });
      expect(await recordErasureDone(open(), by(staff), { ...done, version: 4 }, clock)).toMatchObject({ error: "ERASURE.STALE", details: { version: 1 } });
      const both = await Promise.all([recordErasureDone(open(), by(staff), done, clock), recordErasureDone(open(), by(recycler), done, clock)]);
      expect(both.map((one) => (one.ok ? "signed" : one.error)).sort()).toEqual(["ERASURE.WRONG_STATE", "signed"]);
      expect(await open().transition.count({ where: { subjectType: "device_erasure", subjectId: erasureId } })).toBe(2);
    });

    it("stays as it was signed: the database refuses every change", async () => {
      const { erasureId } = await certified();
      for (const attempt of [open().deviceErasure.update({ where: { id: erasureId }, data: { tool: "other" } }), open().deviceErasure.delete({ where: { id: erasureId } })]) {
        expect(sqlState(await attempt.then(() => null, (error: unknown) => error))).toBe("RB001");
      }
    });

    it("the database itself refuses what is weaker than asked, and half a certificate", async () => {
      const id = await chosen(await booking());
      const signed = { state: "erased" as const, tool: "x", erasedByUserId: "u", erasedAt: new Date(), certifiedBy: "r", certificateNumber: newId(), certificateHash: "a".repeat(64) };
      for (const change of [{ ...signed, method: "clear" }, { ...signed, method: "destroy", certificateHash: null }, { method: "destroy" }, { serialTail: "12345" }, { deviceCount: 2 }]) {
        expect(sqlState(await open().deviceErasure.update({ where: { id }, data: change }).then(() => null, (error: unknown) => error))).toBe("23514");
      }
    });
  });

  describe("a certificate", () => {
    it("is seen by the giver's people and the recycler's staff, and nobody else learns that it exists", async () => {
      const { erasureId } = await certified();
      const seen = await viewErasure(open(), by(giver), erasureId);
      expect(seen).toMatchObject({ value: { side: "owner", erasure: { serialTail: "AB9", certificate: { method: "destroy", tool: "Shredder, 20 mm" } } } });
      expect(JSON.stringify(seen)).not.toMatch(/XK1/i);
      expect(await viewErasure(open(), await withRole(open(), by(giver), "member"), erasureId)).toMatchObject({ ok: true });
      expect(await viewErasure(open(), by(staff), erasureId)).toMatchObject({ value: { side: "recycler" } });
      const unknown = await viewErasure(open(), by(stranger), newId());
      for (const other of [stranger, operator, await withRole(open(), by(recycler), "viewer")]) expect(await viewErasure(open(), by(other), erasureId)).toEqual(unknown);
      expect((await myErasures(open(), by(giver), { before: null })).erasures).toHaveLength(1);
      expect((await myErasures(open(), by(stranger), { before: null })).erasures).toEqual([]);
      expect(await staffErasures(open(), by(stranger), { state: "erased", before: null })).toMatchObject({ error: "ERASURE.NOT_ALLOWED" });
    });

    it("can be checked by anybody with its number and characters, who learns what was done and when", async () => {
      const { erasureId, number } = await certified();
      const seen = await viewErasure(open(), by(giver), erasureId);
      const check = (seen.ok && seen.value.erasure.certificate?.check) || "";
      expect(await verifyCertificate(open(), { number: number.toLowerCase(), check })).toEqual({ method: "destroy", erasedOn: "2026-06-01" });
      expect(await verifyCertificate(open(), { number, check: "0".repeat(16) })).toBeNull();
      expect(await verifyCertificate(open(), { number: "RE-2026-00000000", check })).toBeNull();
      expect(await verifyCertificate(open(), { number, check: check.slice(0, 10) })).toBeNull();
    });

    it("is told to the giver once", async () => {
      const { erasureId } = await certified();
      for (let round = 0; round < 2; round++) {
        while ((await dispatchOnce(open(), [toMails([erasureMails])])) > 0);
        await open().outboxEvent.updateMany({ data: { dispatchedAt: null, retryAt: null } });
      }
      expect(await open().notification.count({ where: { userId: by(giver).userId, path: `/erasures/${erasureId}` } })).toBe(1);
    });
  });
});
