import { describe, expect, it } from "vitest";
import { createParty, createPerson, withRole } from "#tests/factories/people.ts";
import { describeDatabases } from "#tests/setup/test-database.ts";
import type { Role } from "#app/shared/actor.ts";
import { listMembers } from "./membership.repository.server.ts";
import * as verbs from "./membership.service.server.ts";

const code = (result: { ok: true } | { ok: false; error: string }) => (result.ok ? "ok" : result.error);

describeDatabases("membership", (open) => {
  const homeOf = async (householdId: string) =>
    (await open().party.findUniqueOrThrow({ where: { id: householdId }, select: { homeCommunityId: true } })).homeCommunityId;
  const heads = async (partyId: string) => (await open().party.findUniqueOrThrow({ where: { id: partyId }, select: { memberCount: true } })).memberCount;

  it("makes the founder owner and the community their home", async () => {
    const person = await createPerson(open());
    const founded = await verbs.foundParty(open(), person, { kind: "community", name: "New", timeZone: "Asia/Shanghai" });
    if (!founded.ok) throw new Error(founded.error);
    expect(founded.value.slug).toBe("community-new");
    expect(await listMembers(open(), { partyId: founded.value.partyId, state: "active" })).toMatchObject([{ userId: person.userId, role: "owner" }]);
    expect(await homeOf(person.party.id)).toBe(founded.value.partyId);
  });

  it("opens, asks or wants an invitation, as the community says", async () => {
    const db = open();
    const person = await createPerson(db);
    const openDoor = await createParty(db, "community");
    const asking = await createParty(db, "community", { joinPolicy: "ask" });
    const closed = await createParty(db, "community", { joinPolicy: "invite" });

    expect(await verbs.joinParty(db, person, { partyId: openDoor.party.id })).toEqual({ ok: true, value: { state: "active" } });
    expect(code(await verbs.joinParty(db, person, { partyId: openDoor.party.id }))).toBe("COMMUNITIES.ALREADY_MEMBER");
    expect(await heads(openDoor.party.id)).toBe(2);
    expect(await homeOf(person.party.id)).toBe(openDoor.party.id);

    expect(await verbs.joinParty(db, person, { partyId: asking.party.id })).toEqual({ ok: true, value: { state: "requested" } });
    expect(await heads(asking.party.id)).toBe(1);
    expect(code(await verbs.approveRequest(db, asking, { partyId: asking.party.id, userId: person.userId }))).toBe("ok");
    expect(code(await verbs.approveRequest(db, asking, { partyId: asking.party.id, userId: person.userId }))).toBe("COMMUNITIES.REQUEST_WRONG_STATE");
    expect(await heads(asking.party.id)).toBe(2);
    // A second community does not take the household from the first.
    expect(await homeOf(person.party.id)).toBe(openDoor.party.id);
    expect(code(await verbs.chooseHome(db, person, { communityId: asking.party.id }))).toBe("ok");
    expect(await homeOf(person.party.id)).toBe(asking.party.id);
    expect(code(await verbs.chooseHome(db, person, { communityId: closed.party.id }))).toBe("COMMUNITIES.NOT_ALLOWED");

    expect(code(await verbs.joinParty(db, person, { partyId: closed.party.id }))).toBe("COMMUNITIES.INVITE_NOT_ALLOWED");
    expect(code(await verbs.joinParty(db, person, { partyId: closed.party.id, inviteToken: "" }))).toBe("COMMUNITIES.INVITE_NOT_ALLOWED");
    // A link without an end is for households and recyclers.
    expect(code(await verbs.renewInvite(db, closed, { partyId: closed.party.id, on: true }))).toBe("COMMUNITIES.NOT_ALLOWED");
    expect(code(await verbs.joinParty(db, person, { partyId: closed.party.id, invitedAt: new Date() }))).toBe("ok");
  });

  it("keeps rules: shown by number, confirmed by whoever joins, new with every change", async () => {
    const db = open();
    const owner = await createParty(db, "community", { rulesText: "Be *kind*." });
    const { party: { id: partyId } } = owner;
    const [first, second] = [await createPerson(db), await createPerson(db)];
    expect(code(await verbs.joinParty(db, first, { partyId }))).toBe("COMMUNITIES.RULES_UNCONFIRMED");
    expect(code(await verbs.joinParty(db, first, { partyId, rulesVersion: 1 }))).toBe("ok");
    const edit = { name: "Ruled", description: "", placeLabel: null, joinPolicy: "ask" as const, isListed: true };
    const save = async (rulesText: string) => verbs.editParty(db, owner, { partyId, version: (await db.party.findUniqueOrThrow({ where: { id: partyId } })).version, edit: { ...edit, rulesText } });
    expect(code(await save("Be *kind*."))).toBe("ok");
    expect(await db.party.findUnique({ where: { id: partyId }, select: { rulesVersion: true } })).toEqual({ rulesVersion: 1 });
    expect(code(await save("Be kind and quick."))).toBe("ok");
    expect(code(await verbs.joinParty(db, second, { partyId, rulesVersion: 1 }))).toBe("COMMUNITIES.RULES_UNCONFIRMED");
    expect(code(await verbs.joinParty(db, second, { partyId, rulesVersion: 2, text: "Hello" }))).toBe("ok");
    expect(await listMembers(db, { partyId, state: "requested" })).toMatchObject([{ userId: second.userId, requestText: "Hello" }]);
    expect(await db.membership.findUnique({ where: { partyId_userId: { partyId, userId: second.userId } }, select: { rulesVersion: true } })).toEqual({ rulesVersion: 2 });
    expect(code(await save(""))).toBe("ok");
    expect(code(await verbs.joinParty(db, await createPerson(db), { partyId }))).toBe("ok");
  });

  it("removes with a reason, after which an open door is one to knock at", async () => {
    const db = open();
    const owner = await createParty(db, "community");
    const person = await createPerson(db);
    const about = { partyId: owner.party.id, userId: person.userId };
    await verbs.joinParty(db, person, about);
    expect(code(await verbs.removeMember(db, owner, { ...about, reason: "  " }))).toBe("COMMUNITIES.REASON_MISSING");
    expect(code(await verbs.removeMember(db, owner, { ...about, reason: "Sold gifts on" }))).toBe("ok");
    expect(code(await verbs.removeMember(db, owner, { ...about, reason: "Sold gifts on" }))).toBe("COMMUNITIES.MEMBER_NOT_FOUND");
    expect(await verbs.joinParty(db, person, about)).toEqual({ ok: true, value: { state: "requested" } });
    await verbs.leaveParty(db, person, about);
    // An invitation from before does not bring them back; one made since does.
    expect(await verbs.joinParty(db, person, { ...about, invitedAt: new Date(Date.now() - 60_000) })).toEqual({ ok: true, value: { state: "requested" } });
    expect(await verbs.joinParty(db, person, { ...about, invitedAt: new Date(Date.now() + 60_000) })).toEqual({ ok: true, value: { state: "active" } });
    await verbs.leaveParty(db, person, about);
    // Whoever left by themselves comes and goes.
    expect(await verbs.joinParty(db, person, about)).toEqual({ ok: true, value: { state: "active" } });
  });

  it("turns private as a whole: by invitation, unlisted, and without those who asked", async () => {
    const db = open();
    const owner = await createParty(db, "community", { joinPolicy: "ask" });
    const partyId = owner.party.id;
    await verbs.joinParty(db, await createPerson(db), { partyId });
    const edit = { name: "Ours", description: "", placeLabel: null, joinPolicy: "invite" as const, isListed: true };
    expect(code(await verbs.editParty(db, owner, { partyId, version: 1, edit }))).toBe("ok");
    expect(await db.party.findUnique({ where: { id: partyId }, select: { isListed: true, joinPolicy: true } })).toEqual({ isListed: false, joinPolicy: "invite" });
    expect(await listMembers(db, { partyId, state: "requested" })).toEqual([]);
    // The database itself holds it.
    await expect(db.party.update({ where: { id: partyId }, data: { isListed: true } })).rejects.toThrow(/party_private_community_unlisted/);
  });

  it("lets nobody walk into a household or a recycler", async () => {
    const db = open();
    const [stranger, home] = [await createPerson(db), await createPerson(db)];
    const recycler = await createParty(db, "recycler");
    expect(code(await verbs.joinParty(db, stranger, { partyId: home.party.id }))).toBe("COMMUNITIES.INVITE_NOT_ALLOWED");
    expect(await verbs.joinParty(db, stranger, { partyId: recycler.party.id })).toEqual({ ok: true, value: { state: "requested" } });
  });

  it("never leaves a party without an owner, and gives the household back on leaving", async () => {
    const db = open();
    const owner = await createParty(db, "community");
    const partyId = owner.party.id;
    expect(code(await verbs.leaveParty(db, owner, { partyId }))).toBe("COMMUNITIES.LAST_OWNER");
    expect(code(await verbs.changeRole(db, owner, { partyId, userId: owner.userId, role: "member" }))).toBe("COMMUNITIES.LAST_OWNER");
    const person = await createPerson(db);
    await verbs.joinParty(db, person, { partyId });
    expect(code(await verbs.changeRole(db, owner, { partyId, userId: person.userId, role: "owner" }))).toBe("ok");
    expect(code(await verbs.leaveParty(db, owner, { partyId }))).toBe("ok");
    expect(code(await verbs.leaveParty(db, owner, { partyId }))).toBe("COMMUNITIES.MEMBER_NOT_FOUND");
    expect(await heads(partyId)).toBe(1);
    expect(await homeOf(person.party.id)).toBe(partyId);
    const third = await createPerson(db);
    await verbs.joinParty(db, third, { partyId });
    expect(code(await verbs.removeMember(db, person, { partyId, userId: third.userId, reason: "Moved away" }))).toBe("ok");
    expect(await homeOf(third.party.id)).toBeNull();
  });

  it("edits only at the version that was read", async () => {
    const db = open();
    const owner = await createParty(db, "community");
    const edit = { name: "Renamed", description: "", placeLabel: null, joinPolicy: "ask" as const, isListed: false };
    expect(code(await verbs.editParty(db, owner, { partyId: owner.party.id, version: 1, edit }))).toBe("ok");
    expect(code(await verbs.editParty(db, owner, { partyId: owner.party.id, version: 1, edit }))).toBe("COMMUNITIES.STALE");
  });

  describe("who may", () => {
    const no = "COMMUNITIES.NOT_ALLOWED";
    const matrix: [Role | "stranger", Record<"approve" | "decline" | "edit" | "remove" | "removeManager" | "promote" | "makeManager", string>][] = [
      ["owner", { approve: "ok", decline: "ok", edit: "ok", remove: "ok", removeManager: "ok", promote: "ok", makeManager: "ok" }],
      ["manager", { approve: "ok", decline: "ok", edit: "ok", remove: "ok", removeManager: no, promote: "ok", makeManager: no }],
      ...(["staff", "member", "viewer", "stranger"] as const).map(
        (role): [Role | "stranger", Record<"approve" | "decline" | "edit" | "remove" | "removeManager" | "promote" | "makeManager", string>] => [
          role,
          { approve: no, decline: no, edit: no, remove: no, removeManager: no, promote: no, makeManager: no },
        ],
      ),
    ];
    it.each(matrix)("%s", async (role, expected) => {
      const db = open();
      const owner = await createParty(db, "community", { joinPolicy: "ask" });
      const partyId = owner.party.id;
      // The stranger runs a community of their own; it gives them no standing here.
      const actor = role === "stranger" ? await createParty(db, "community") : role === "owner" ? owner : await withRole(db, owner, role);
      const asks = async () => {
        const person = await createPerson(db);
        await verbs.joinParty(db, person, { partyId });
        return { partyId, userId: person.userId };
      };
      const has = async (one: Role) => ({ partyId, userId: (await withRole(db, owner, one)).userId });
      const { version } = await db.party.findUniqueOrThrow({ where: { id: partyId }, select: { version: true } });
      const edit = { name: "Other", description: "", placeLabel: null, joinPolicy: "ask" as const, isListed: true };
      expect({
        approve: code(await verbs.approveRequest(db, actor, await asks())),
        decline: code(await verbs.declineRequest(db, actor, await asks())),
        edit: code(await verbs.editParty(db, actor, { partyId, version, edit })),
        remove: code(await verbs.removeMember(db, actor, { ...(await has("member")), reason: "Gone" })),
        removeManager: code(await verbs.removeMember(db, actor, { ...(await has("manager")), reason: "Gone" })),
        promote: code(await verbs.changeRole(db, actor, { ...(await has("viewer")), role: "member" })),
        makeManager: code(await verbs.changeRole(db, actor, { ...(await has("member")), role: "manager" })),
      }).toEqual(expected);
    });
  });
});

describeDatabases(
  "membership under contention",
  (open) => {
    it("keeps one owner when all owners leave at once", async () => {
      const db = open();
      const owner = await createParty(db, "community");
      const others = await Promise.all([1, 2, 3].map(() => withRole(db, owner, "owner")));
      const left = await Promise.all([owner, ...others].map((one) => verbs.leaveParty(db, one, { partyId: owner.party.id })));
      expect(left.filter((result) => result.ok)).toHaveLength(3);
      expect(await db.membership.count({ where: { partyId: owner.party.id, state: "active" } })).toBe(1);
    });
  },
  { on: ["postgresql"] },
);
