import { beforeEach, expect, it } from "vitest";
import type { Actor } from "#app/shared/actor.ts";
import { tell } from "#tests/factories/notifications.ts";
import { createParty, createPerson } from "#tests/factories/people.ts";
import { describeDatabases } from "#tests/setup/test-database.ts";
import { countUnreadPlaces } from "./notifications.repository.server.ts";
import { listNotifications, markRead, openNotification } from "./notifications.service.server.ts";

describeDatabases("the centre", (open) => {
  let ann: Actor;
  let ben: Actor;
  beforeEach(async () => {
    [ann, ben] = [await createPerson(open(), { name: "Ann" }), await createPerson(open(), { name: "Ben" })];
  });
  const list = (actor: Actor, more: Partial<Parameters<typeof listNotifications>[2]> = {}) => listNotifications(open(), actor, { locale: "en", ...more });
  const events = () => open().outboxEvent.count({ where: { type: "notifications.changed", payload: { path: ["userId"], equals: ann.userId } } });

  it("groups what leads to the same place, the latest first, in the reader's language, and shows nobody else's", async () => {
    for (const [path, title] of [["/deals/1", "asked"], ["/deals/2", "other deal"], ["/deals/1", "accepted"], ["/deals/1", "moved"]] as const) await tell(open(), ann, { path, title });
    await tell(open(), ben, { path: "/deals/1", title: "Ben's" });
    await tell(open(), ann, { path: "/secret", title: "mail only", kind: "deal_progress" });
    await open().notification.updateMany({ where: { path: "/secret" }, data: { inApp: false } });
    const page = await list(ann);
    expect(page).toMatchObject({ unreadPlaces: 2, nextCursor: null });
    expect(page.groups).toMatchObject([
      { path: "/deals/1", title: "moved", unread: 3, count: 3, partyName: "Ann's household", earlier: [{ title: "accepted", unread: true }, { title: "asked", unread: true }] },
      { path: "/deals/2", title: "other deal", unread: 1, count: 1, earlier: [] },
    ]);
    expect((await list(ann, { locale: "zh-CN" })).groups[0]?.title).toBe("中文 moved");
  });

  it("goes on by its cursor without gaps or repeats, also when something comes in between", async () => {
    for (let n = 0; n < 7; n++) await tell(open(), ann, { path: `/deals/${n}`, title: `n${n}` });
    const first = await list(ann, { limit: 3 });
    await tell(open(), ann, { path: "/deals/new", title: "new" });
    const second = await list(ann, { limit: 3, cursor: first.nextCursor ?? "" });
    const third = await list(ann, { limit: 3, cursor: second.nextCursor ?? "" });
    expect([first, second, third].flatMap((page) => page.groups.map((group) => group.title))).toEqual(["n6", "n5", "n4", "n3", "n2", "n1", "n0"]);
    expect(third.nextCursor).toBeNull();
  });

  it("opening marks the whole place read, once; a repeat changes nothing and tells nobody", async () => {
    await tell(open(), ann, { path: "/deals/1" });
    await tell(open(), ann, { path: "/deals/1" });
    await tell(open(), ann, { path: "/deals/2" });
    const [, group] = (await list(ann)).groups;
    const before = await events();
    for (let twice = 0; twice < 2; twice++) expect(await openNotification(open(), ann, { id: group?.id ?? "" })).toEqual({ ok: true, value: { path: "/deals/1" } });
    expect(await events()).toBe(before + 1);
    expect(await countUnreadPlaces(open(), ann.userId)).toBe(1);
    expect((await list(ann, { onlyUnread: true })).groups.map((one) => one.path)).toEqual(["/deals/2"]);
  });

  it("nobody opens or marks another's", async () => {
    await tell(open(), ann, { path: "/deals/1" });
    const id = (await list(ann)).groups[0]?.id ?? "";
    expect(await openNotification(open(), ben, { id })).toMatchObject({ error: "NOTIFICATIONS.NOT_FOUND" });
    expect(await markRead(open(), ben, { ids: [id] })).toMatchObject({ error: "NOTIFICATIONS.NOT_FOUND" });
    expect(await markRead(open(), ben, { path: "/deals/1" })).toEqual({ ok: true, value: { read: 0 } });
    expect(await markRead(open(), ben, { all: true })).toEqual({ ok: true, value: { read: 0 } });
    expect(await countUnreadPlaces(open(), ann.userId)).toBe(1);
    expect(await markRead(open(), ann, { ids: [id] })).toEqual({ ok: true, value: { read: 1 } });
    expect(await markRead(open(), ann, { ids: [id] })).toEqual({ ok: true, value: { read: 0 } });
  });

  it("marking all leaves what came after the page was read", async () => {
    await tell(open(), ann, { path: "/deals/1" });
    const seen = (await list(ann)).groups[0]?.id ?? "";
    await tell(open(), ann, { path: "/deals/2" });
    expect(await markRead(open(), ann, { all: true, upToId: seen })).toEqual({ ok: true, value: { read: 1 } });
    expect((await list(ann, { onlyUnread: true })).groups.map((one) => one.path)).toEqual(["/deals/2"]);
  });

  it("for a token of one party, what concerns another party is not there", async () => {
    const yard = await createParty(open(), "recycler");
    await tell(open(), ann, { path: "/bookings/1", partyId: yard.party.id });
    await tell(open(), ann, { path: "/deals/1" });
    await tell(open(), ann, { path: "/account", partyId: null });
    expect((await list(ann, { onlyParty: true })).groups.map((one) => one.path)).toEqual(["/account", "/deals/1"]);
    expect(await markRead(open(), ann, { all: true, onlyParty: true })).toEqual({ ok: true, value: { read: 2 } });
  });
});
