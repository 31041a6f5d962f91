import { expect, it } from "vitest";
import { communitiesMails } from "#app/outbox/mails/communities.server.ts";
import { dispatchOnce } from "#app/outbox/dispatch.server.ts";
import { toMails } from "#app/outbox/to-mails.server.ts";
import { endInvitation, makeInvitation } from "#app/domains/communities/invitations.service.server.ts";
import { listInvitations } from "#app/domains/communities/invitations.repository.server.ts";
import { listMembers } from "#app/domains/identity/membership.repository.server.ts";
import { approveRequest, declineRequest, joinParty, leaveParty, removeMember } from "#app/domains/identity/membership.service.server.ts";
import { newId } from "#app/shared/ids.ts";
import { createParty, createPerson, withRole } from "#tests/factories/people.ts";
import { describeDatabases } from "#tests/setup/test-database.ts";
import { takeInvitation } from "./take-invitation.server.ts";

const code = (result: { ok: true } | { ok: false; error: string }) => (result.ok ? "ok" : result.error);
const gone = "COMMUNITIES.INVITATION_NOT_FOUND";
const dayMs = 86_400_000;

describeDatabases("invitations", (open) => {
  const closed = () => createParty(open(), "community", { joinPolicy: "invite" });
  async function invite(by: { userId: string; party: { id: string } }, limits: { days?: number; maxUses?: number } = {}) {
    const made = await makeInvitation(open(), by, { partyId: by.party.id, days: limits.days ?? 7, maxUses: limits.maxUses ?? null });
    if (!made.ok) throw new Error(made.error);
    return made.value;
  }

  it("lets in, once for twice, and keeps by whom", async () => {
    const db = open();
    const owner = await closed();
    const { token } = await invite(owner, { maxUses: 2 });
    const [one, two, three] = [await createPerson(db), await createPerson(db), await createPerson(db)];
    expect(code(await takeInvitation(db, one, { token }))).toBe("ok");
    expect(code(await takeInvitation(db, one, { token }))).toBe("COMMUNITIES.ALREADY_MEMBER");
    expect(await listInvitations(db, { partyId: owner.party.id, now: new Date() })).toMatchObject([{ state: "good", uses: 1, maxUses: 2, takers: [one.userName], createdBy: owner.userName }]);
    expect(code(await takeInvitation(db, two, { token }))).toBe("ok");
    expect(code(await takeInvitation(db, three, { token }))).toBe(gone);
    expect(await listMembers(db, { partyId: owner.party.id, state: "active" })).toMatchObject([{ invitedBy: null }, { userId: one.userId, invitedBy: owner.userName }, { userId: two.userId }]);
    expect((await listInvitations(db, { partyId: owner.party.id, now: new Date() }))[0]?.state).toBe("used_up");
  });

  it("ends by its day and by a manager, and nobody learns which", async () => {
    const db = open();
    const owner = await closed();
    const person = await createPerson(db);
    const short = await invite(owner, { days: 1 });
    const at = (ms: number) => ({ now: () => new Date(Date.now() + ms) });
    expect(code(await takeInvitation(db, person, { token: short.token }, at(dayMs + 1_000)))).toBe(gone);
    expect(code(await takeInvitation(db, person, { token: `${short.token}x` }))).toBe(gone);
    const ended = await invite(owner);
    for (let time = 0; time < 2; time++) expect(code(await endInvitation(db, owner, { partyId: owner.party.id, invitationId: ended.invitationId }))).toBe("ok");
    expect(code(await takeInvitation(db, person, { token: ended.token }))).toBe(gone);
    expect(code(await takeInvitation(db, person, { token: short.token }, at(dayMs - 60_000)))).toBe("ok");
  });

  it("are a matter of its own managers", async () => {
    const db = open();
    const [owner, other] = [await closed(), await closed()];
    const made = await invite(owner);
    const wish = { partyId: owner.party.id, days: 7, maxUses: null };
    for (const who of [other, await withRole(db, owner, "member"), await createPerson(db)]) {
      expect(code(await makeInvitation(db, who, wish))).toBe("COMMUNITIES.NOT_ALLOWED");
      expect(code(await endInvitation(db, who, { partyId: owner.party.id, invitationId: made.invitationId }))).toBe("COMMUNITIES.NOT_ALLOWED");
    }
    expect(code(await makeInvitation(db, await withRole(db, owner, "manager"), wish))).toBe("ok");
    // An id of another community is none of theirs.
    expect(code(await endInvitation(db, other, { partyId: other.party.id, invitationId: made.invitationId }))).toBe(gone);
    for (let good = 2; good < 30; good++) await invite(owner);
    expect(code(await makeInvitation(db, owner, wish))).toBe("COMMUNITIES.INVITATIONS_FULL");
  });

  it("that are good are listed first, and none is lost behind those that are over", async () => {
    const db = open();
    const owner = await closed();
    const good = [await invite(owner, { days: 90 }), await invite(owner, { days: 90 })].map((one) => one.invitationId).reverse();
    const at = Date.now() + 1_000;
    await db.communityInvitation.createMany({
      data: Array.from({ length: 60 }, (_, n) => ({ id: newId(), partyId: owner.party.id, token: `over-${owner.party.id}-${n}`, createdByUserId: owner.userId, createdAt: new Date(at + n), expiresAt: new Date(at + 10_000), revokedAt: new Date(at) })),
    });
    const listed = await listInvitations(db, { partyId: owner.party.id, now: new Date() });
    expect(listed.map((one) => one.state)).toEqual([...good.map(() => "good"), ...Array<string>(50).fill("revoked")]);
    expect(listed.slice(0, 2).map((one) => one.id)).toEqual(good);
    expect(listed[2]?.createdAt).toBe(new Date(at + 59).toISOString());
  });

  it("ask for the rules, and do not bring back who was removed", async () => {
    const db = open();
    const owner = await createParty(db, "community", { joinPolicy: "invite", rulesText: "Be kind." });
    const person = await createPerson(db);
    const { token } = await invite(owner);
    expect(code(await takeInvitation(db, person, { token }))).toBe("COMMUNITIES.RULES_UNCONFIRMED");
    expect((await listInvitations(db, { partyId: owner.party.id, now: new Date() }))[0]?.uses).toBe(0);
    expect(code(await takeInvitation(db, person, { token, rulesVersion: 1 }))).toBe("ok");
    await removeMember(db, owner, { partyId: owner.party.id, userId: person.userId, reason: "Was not kind" });
    expect(code(await takeInvitation(db, person, { token, rulesVersion: 1 }))).toBe("COMMUNITIES.INVITE_NOT_ALLOWED");
    expect(code(await takeInvitation(db, person, { token: (await invite(owner)).token, rulesVersion: 1 }))).toBe("ok");
  });

  it("tells managers who asks, and people what came of it, once", async () => {
    const db = open();
    const owner = await createParty(db, "community", { joinPolicy: "ask", name: "Linden Street" });
    const manager = await withRole(db, owner, "manager");
    await withRole(db, owner, "member");
    const { id: partyId } = owner.party;
    const [first, second, third] = [await createPerson(db, { name: "Ann" }), await createPerson(db), await createPerson(db)];
    const deliver = async () => {
      while ((await dispatchOnce(db, [toMails([communitiesMails])])) > 0);
      return db.notification.findMany({ where: { kind: "community", subjectType: "membership" }, select: { userId: true, words: true }, orderBy: { id: "asc" } });
    };
    await joinParty(db, first, { partyId, text: "I live at number 5." });
    const asked = await deliver();
    expect(asked.map((one) => one.userId).sort()).toEqual([owner.userId, manager.userId].sort());
    expect(JSON.stringify(asked[0]?.words)).toContain("number 5");
    expect(JSON.stringify(asked[0]?.words)).toContain("申请加入Linden Street");
    await approveRequest(db, manager, { partyId, userId: first.userId });
    await joinParty(db, second, { partyId });
    await declineRequest(db, owner, { partyId, userId: second.userId });
    // Asked and taken back before anybody looked: nobody is told.
    await joinParty(db, third, { partyId });
    await leaveParty(db, third, { partyId });
    await removeMember(db, owner, { partyId, userId: first.userId, reason: "Sold gifts on" });
    const told = (await deliver()).slice(asked.length);
    expect(told.map((one) => one.userId)).toEqual([second.userId, first.userId]);
    expect(JSON.stringify(told[1]?.words)).toContain("Sold gifts on");
    expect(await deliver()).toHaveLength(asked.length + 2);
  });
});

describeDatabases(
  "invitations under contention",
  (open) => {
    it("are never more than thirty, whoever makes them at once", async () => {
      const db = open();
      const owner = await createParty(db, "community", { joinPolicy: "invite" });
      const made = await Promise.all(Array.from({ length: 40 }, () => makeInvitation(db, owner, { partyId: owner.party.id, days: 1, maxUses: null })));
      expect(made.filter((one) => one.ok)).toHaveLength(30);
    });

    it("end while people come in, and nobody waits for ever", async () => {
      const db = open();
      const owner = await createParty(db, "community", { joinPolicy: "invite" });
      const people = await Promise.all(Array.from({ length: 6 }, () => createPerson(db)));
      const made = await makeInvitation(db, owner, { partyId: owner.party.id, days: 1, maxUses: null });
      const { token, invitationId } = made.ok ? made.value : { token: "", invitationId: "" };
      const [ended, ...taken] = await Promise.all([endInvitation(db, owner, { partyId: owner.party.id, invitationId }), ...people.map((person) => takeInvitation(db, person, { token }))]);
      expect(ended.ok).toBe(true);
      const refused = taken.flatMap((one) => (one.ok ? [] : [one.error]));
      expect(refused).toEqual(refused.map(() => gone));
      expect(await db.membership.count({ where: { partyId: owner.party.id, state: "active" } })).toBe(1 + taken.length - refused.length);
    });

    it("give the last places to as many as there are", async () => {
      const db = open();
      const owner = await createParty(db, "community", { joinPolicy: "invite" });
      const made = await makeInvitation(db, owner, { partyId: owner.party.id, days: 1, maxUses: 3 });
      const token = made.ok ? made.value.token : "";
      const people = await Promise.all(Array.from({ length: 8 }, () => createPerson(db)));
      const taken = await Promise.all(people.flatMap((person) => [takeInvitation(db, person, { token }), takeInvitation(db, person, { token })]));
      expect(taken.filter((one) => one.ok)).toHaveLength(3);
      expect(await db.membership.count({ where: { partyId: owner.party.id, state: "active" } })).toBe(4);
      expect(await db.party.findUnique({ where: { id: owner.party.id }, select: { memberCount: true } })).toEqual({ memberCount: 4 });
    });
  },
  { on: ["postgresql"] },
);
