import { beforeAll, beforeEach, expect, it } from "vitest";
import { remindOfLoans, shelvesMails } from "#app/outbox/mails/shelves.server.ts";
import type { Actor } from "#app/shared/actor.ts";
import { newId } from "#app/shared/ids.ts";
import { createParty, createPerson, withRole } from "#tests/factories/people.ts";
import { clockAt } from "#tests/factories/pickups.ts";
import { describeDatabases } from "#tests/setup/test-database.ts";
import { addItem, borrow, confirmReturn, extend, passOnUnfetched, retireItem, stopWaiting, waitFor } from "./shelves.service.server.ts";
import { viewItem } from "./view.service.server.ts";

describeDatabases("a community's shelf", (open) => {
  const clock = clockAt("2026-05-04T08:00:00Z");
  let keeper: Actor, lin: Actor, omar: Actor, tom: Actor, stranger: Actor, slug: string, itemId: string;

  beforeAll(async () => {
    keeper = await createParty(open(), "community", { joinPolicy: "invite", isListed: false });
    [lin, omar, tom] = [await withRole(open(), keeper, "member"), await withRole(open(), keeper, "member"), await withRole(open(), keeper, "member")];
    stranger = await createPerson(open());
    ({ slug } = await open().party.findUniqueOrThrow({ where: { id: keeper.party.id }, select: { slug: true } }));
  });
  const thing = () => ({ itemId: newId(), kind: "tool" as const, title: "Drill", isbn: null, note: "", loanDays: 7 });
  beforeEach(async () => {
    clock.set("2026-05-04T08:00:00Z");
    const input = thing();
    itemId = input.itemId;
    expect(await addItem(open(), keeper, slug, input, clock)).toMatchObject({ ok: true });
  });
  const told = async () => (await open().notification.findMany({ where: { path: `/shelf/${itemId}` }, select: { userId: true, causeKey: true }, orderBy: { createdAt: "asc" } })).map((row) => [row.causeKey.split(":")[0], row.userId]);
  async function deliver(): Promise<void> {
    for (const event of await open().outboxEvent.findMany({ where: { type: "shelves.kept" }, orderBy: { id: "asc" } })) await shelvesMails["shelves.kept"]?.(open(), { ...event, payload: event.payload as { waitId: string } } as never);
  }

  it("is filled by those who keep it, once, and there for members alone", async () => {
    const input = thing();
    expect(await addItem(open(), lin, slug, input, clock)).toMatchObject({ error: "SHELVES.NOT_ALLOWED" });
    expect(await addItem(open(), stranger, slug, input, clock)).toMatchObject({ error: "SHELVES.NOT_FOUND" });
    const first = await addItem(open(), keeper, slug, input, clock);
    expect(await addItem(open(), keeper, slug, input, clock)).toEqual(first);
    expect(await viewItem(open(), stranger, itemId, clock.now())).toBeNull();
    for (const verb of [borrow, extend, confirmReturn, waitFor, stopWaiting, retireItem]) expect(await verb(open(), stranger, itemId, clock)).toMatchObject({ error: "SHELVES.NOT_FOUND" });
    expect(await retireItem(open(), lin, itemId, clock)).toMatchObject({ error: "SHELVES.NOT_ALLOWED" });
    expect(await retireItem(open(), keeper, itemId, clock)).toMatchObject({ ok: true });
    expect(await borrow(open(), lin, itemId, clock)).toMatchObject({ error: "SHELVES.NOT_FOUND" });
  });

  it("lends to one, extends once while nobody waits, and keeps what is back for the first of the line", async () => {
    expect(await waitFor(open(), omar, itemId, clock)).toMatchObject({ error: "SHELVES.WRONG_STATE" });
    const lent = await borrow(open(), lin, itemId, clock);
    expect(lent).toEqual({ ok: true, value: { dueAt: new Date("2026-05-11T21:59:59Z") } });
    expect(await borrow(open(), lin, itemId, clock)).toEqual(lent);
    expect(await borrow(open(), omar, itemId, clock)).toMatchObject({ error: "SHELVES.LENT_TAKEN" });
    expect(await retireItem(open(), keeper, itemId, clock)).toMatchObject({ error: "SHELVES.LENT_TAKEN" });
    expect(await extend(open(), omar, itemId, clock)).toMatchObject({ error: "SHELVES.WRONG_STATE" });
    expect(await extend(open(), lin, itemId, clock)).toMatchObject({ value: { dueAt: new Date("2026-05-18T21:59:59Z") } });
    expect(await extend(open(), lin, itemId, clock)).toMatchObject({ error: "SHELVES.EXTENDED_ALREADY" });
    for (const person of [omar, omar, tom]) expect(await waitFor(open(), person, itemId, clock)).toMatchObject({ ok: true });
    expect(await viewItem(open(), tom, itemId, clock.now())).toMatchObject({ state: "lent", myPlace: 2, waiting: 2, borrower: null });
    expect((await viewItem(open(), keeper, itemId, clock.now()))?.borrower).toBe(lin.userName);
    expect(await confirmReturn(open(), lin, itemId, clock)).toMatchObject({ error: "SHELVES.NOT_ALLOWED" });
    expect(await confirmReturn(open(), keeper, itemId, clock)).toMatchObject({ value: { changed: true } });
    expect(await confirmReturn(open(), keeper, itemId, clock)).toMatchObject({ value: { changed: false } });
    expect(await borrow(open(), tom, itemId, clock)).toMatchObject({ error: "SHELVES.KEPT_TAKEN" });
    await deliver();
    await deliver();
    expect(await told()).toEqual([["shelves.kept", omar.userId]]);
    // Not fetched in three days: it is kept for the next.
    clock.set("2026-05-07T08:00:00Z");
    expect([await passOnUnfetched(open(), new Date("2026-05-07T07:59:59Z")), await passOnUnfetched(open(), clock.now()), await passOnUnfetched(open(), clock.now())]).toEqual([0, 1, 0]);
    expect(await borrow(open(), omar, itemId, clock)).toMatchObject({ error: "SHELVES.KEPT_TAKEN" });
    expect(await borrow(open(), tom, itemId, clock)).toMatchObject({ ok: true });
    expect((await viewItem(open(), tom, itemId, clock.now()))?.history).toMatchObject([{ name: tom.userName, returnedAt: null }, { name: null }]);
  });

  it("does not extend what somebody waits for, and passes on what somebody leaves the line for", async () => {
    await borrow(open(), lin, itemId, clock);
    await waitFor(open(), omar, itemId, clock);
    await waitFor(open(), tom, itemId, clock);
    expect(await extend(open(), lin, itemId, clock)).toMatchObject({ error: "SHELVES.SOMEBODY_WAITS" });
    await confirmReturn(open(), keeper, itemId, clock);
    expect(await stopWaiting(open(), omar, itemId, clock)).toMatchObject({ value: { changed: true } });
    expect(await stopWaiting(open(), omar, itemId, clock)).toMatchObject({ value: { changed: false } });
    expect(await viewItem(open(), tom, itemId, clock.now())).toMatchObject({ isKeptForMe: true, mayBorrow: true });
  });

  it("reminds a day before and when it is overdue, once each, and of nothing that is back", async () => {
    await open().shelfLoan.deleteMany({ where: { returnedAt: null } });
    await borrow(open(), lin, itemId, clock);
    expect(await remindOfLoans(open(), new Date("2026-05-10T21:59:59Z"))).toBe(0);
    expect(await remindOfLoans(open(), new Date("2026-05-10T22:00:00Z"))).toBe(1);
    expect(await remindOfLoans(open(), new Date("2026-05-10T22:00:00Z"))).toBe(0);
    expect(await remindOfLoans(open(), new Date("2026-05-11T22:00:00Z"))).toBe(1);
    expect(await remindOfLoans(open(), new Date("2026-05-12T22:00:00Z"))).toBe(0);
    expect(await told()).toEqual([["shelves.due", lin.userId], ["shelves.overdue", lin.userId]]);
    clock.set("2026-05-12T08:00:00Z");
    await confirmReturn(open(), keeper, itemId, clock);
    await open().notification.deleteMany({ where: { path: `/shelf/${itemId}` } });
    expect(await remindOfLoans(open(), new Date("2026-05-13T22:00:00Z"))).toBe(0);
  });
});

describeDatabases(
  "thirty who want one thing",
  (open) => {
    it("get it once", async () => {
      const keeper = await createParty(open(), "community");
      const people = await Promise.all(Array.from({ length: 30 }, () => withRole(open(), keeper, "member")));
      const { slug } = await open().party.findUniqueOrThrow({ where: { id: keeper.party.id }, select: { slug: true } });
      const itemId = newId();
      await addItem(open(), keeper, slug, { itemId, kind: "tool", title: "Ladder", isbn: null, note: "", loanDays: 7 });
      const lent = await Promise.all(people.map((person) => borrow(open(), person, itemId)));
      expect(lent.filter((one) => one.ok)).toHaveLength(1);
      expect(await open().shelfLoan.count({ where: { itemId, returnedAt: null } })).toBe(1);
      await expect(open().shelfLoan.create({ data: { id: newId(), itemId, userId: keeper.userId, lentAt: new Date(), dueAt: new Date(Date.now() + 1000) } })).rejects.toThrow();
    });
  },
  { on: ["postgresql"] },
);
