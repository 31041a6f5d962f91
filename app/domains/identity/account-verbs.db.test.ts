import { createHash } from "node:crypto";
import { expect, it } from "vitest";
import { newId } from "#app/shared/ids.ts";
import { createParty, createPerson, withRole } from "#tests/factories/people.ts";
import { createSession } from "#tests/factories/sessions.ts";
import { describeDatabases } from "#tests/setup/test-database.ts";
import { ensureHousehold, updateHousehold } from "./households.service.server.ts";
import { addMemberByEmail } from "./members.service.server.ts";
import { endOtherSessions, endSession, listSessions, switchParty } from "./sessions.service.server.ts";
import { bearerOf } from "./token-actor.server.ts";
import { findTokenOwner, insertToken, listTokens } from "./tokens.repository.server.ts";
import { endToken, makeToken, maxTokens } from "./tokens.service.server.ts";

const code = (result: { ok: true } | { ok: false; error: string }) => (result.ok ? "ok" : result.error);

describeDatabases("sessions, tokens, household", (open) => {
  it("lists live sessions without their tokens and marks the one that asks", async () => {
    const { userId } = await createPerson(open());
    const here = await createSession(open(), { userId, userAgent: "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0" });
    await createSession(open(), { userId, expiresAt: new Date(Date.now() - 1000) });
    const sessions = await listSessions(open(), { userId, sessionId: here.id });
    expect(sessions).toMatchObject([{ id: here.id, isThis: true, browser: "Firefox", system: "Linux", address: "127.0.0.1" }]);
    expect(Object.keys(sessions[0] ?? {})).not.toContain("token");
  });

  it("ends a session of one's own, and nobody else's", async () => {
    const ann = await createPerson(open());
    const ben = await createPerson(open());
    const mine = await createSession(open(), ann);
    const his = await createSession(open(), ben);
    const holder = { userId: ann.userId, sessionId: mine.id };
    expect(code(await endSession(open(), holder, { sessionId: his.id }))).toBe("ACCOUNT.NOT_FOUND");
    expect(await open().session.count({ where: { id: his.id } })).toBe(1);
    const other = await createSession(open(), ann);
    expect(code(await endSession(open(), holder, { sessionId: other.id }))).toBe("ok");
    await createSession(open(), ann);
    await createSession(open(), ann);
    expect(await endOtherSessions(open(), holder)).toEqual({ ok: true, value: 2 });
    expect(await open().session.findMany({ where: { userId: { in: [ann.userId, ben.userId] } }, select: { id: true }, orderBy: { id: "asc" } })).toEqual(
      [{ id: mine.id }, { id: his.id }].sort((a, b) => (a.id < b.id ? -1 : 1)),
    );
  });

  it("acts for a party only as its member, and only in one's own session", async () => {
    const owner = await createParty(open(), "recycler");
    const member = await withRole(open(), owner, "staff");
    const stranger = await createPerson(open());
    const session = await createSession(open(), member);
    const acting = async () => (await open().session.findUniqueOrThrow({ where: { id: session.id }, select: { activePartyId: true } })).activePartyId;
    const strangers = await createSession(open(), stranger);
    expect(code(await switchParty(open(), { userId: stranger.userId, sessionId: strangers.id }, { partyId: owner.party.id }))).toBe("ACCOUNT.NOT_MEMBER_NOT_ALLOWED");
    expect(code(await switchParty(open(), { userId: owner.userId, sessionId: session.id }, { partyId: owner.party.id }))).toBe("ACCOUNT.NOT_FOUND");
    expect(await acting()).toBeNull();
    expect(code(await switchParty(open(), { userId: member.userId, sessionId: session.id }, { partyId: owner.party.id }))).toBe("ok");
    expect(await acting()).toBe(owner.party.id);
    await open().membership.updateMany({ where: { userId: member.userId, partyId: owner.party.id }, data: { state: "ended" } });
    expect(code(await switchParty(open(), { userId: member.userId, sessionId: session.id }, { partyId: owner.party.id }))).toBe("ACCOUNT.NOT_MEMBER_NOT_ALLOWED");
  });

  const wanted = { name: "export", reach: "chosen", scopes: ["listings:read", "listings:read", "deals:write"], days: "30" } as const;

  it("stores a token as its hash, refuses it once ended or run out, and lets nobody end another's", async () => {
    const ann = await createPerson(open());
    const ben = await createPerson(open());
    const now = new Date();
    const id = newId();
    const made = await makeToken(open(), ann, { ...wanted, scopes: [...wanted.scopes], tokenId: id }, { now: () => now });
    const secret = (made.ok && made.value.secret) || "";
    expect(secret).toMatch(/^rbt_/);
    const row = await open().apiToken.findUniqueOrThrow({ where: { id } });
    expect(row.tokenHash).toBe(createHash("sha256").update(secret).digest("hex"));
    expect([row.scopes, row.expiresAt?.getTime()]).toEqual([["listings:read", "deals:write"], now.getTime() + 30 * 86_400_000]);
    expect(JSON.stringify(row)).not.toContain(secret);
    expect(JSON.stringify(await listTokens(open(), ann.userId))).not.toContain(row.tokenHash);
    expect(await listTokens(open(), ben.userId)).toEqual([]);
    expect(await bearerOf(open(), `Bearer ${secret}`)).toMatchObject({ actor: { userId: ann.userId }, scopes: ["listings:read", "deals:write"] });
    expect(await bearerOf(open(), `Bearer ${secret}`, new Date(now.getTime() + 30 * 86_400_000))).toBeNull();
    expect(code(await endToken(open(), ben, { tokenId: id }))).toBe("ACCOUNT.NOT_FOUND");
    expect(code(await endToken(open(), ben, { tokenId: newId() }))).toBe("ACCOUNT.NOT_FOUND");
    expect(await findTokenOwner(open(), secret, now)).toMatchObject({ userId: ann.userId });
    expect(code(await endToken(open(), ann, { tokenId: id }))).toBe("ok");
    expect(await findTokenOwner(open(), secret, now)).toBeNull();
    expect(await bearerOf(open(), `Bearer ${secret}`)).toBeNull();
    // From a page that still shows it: it is as was wished, and stays when it ended.
    const { revokedAt } = await open().apiToken.findUniqueOrThrow({ where: { id } });
    expect(code(await endToken(open(), ann, { tokenId: id }))).toBe("ok");
    expect((await open().apiToken.findUniqueOrThrow({ where: { id } })).revokedAt).toEqual(revokedAt);
  });

  it("makes one token of a form however often it comes, shows its secret once, and takes nobody's id", async () => {
    const ann = await createPerson(open());
    const ben = await createPerson(open());
    const input = { ...wanted, reach: "all" as const, days: "never" as const, scopes: [], tokenId: newId() };
    const answers = await Promise.all(Array.from({ length: 5 }, () => makeToken(open(), ann, input)));
    expect(answers.map(code)).toEqual(Array.from({ length: 5 }, () => "ok"));
    expect(answers.filter((one) => one.ok && one.value.secret !== null)).toHaveLength(1);
    expect(await listTokens(open(), ann.userId)).toMatchObject([{ id: input.tokenId, scopes: ["*"], expiresAt: null }]);
    expect(code(await makeToken(open(), ben, input))).toBe("ACCOUNT.NOT_FOUND");
    for (let n = 1; n < maxTokens; n += 1) await insertToken(open(), { id: newId(), userId: ann.userId, partyId: ann.party.id, name: "one", scopes: ["points:read"], expiresAt: null });
    expect(code(await makeToken(open(), ann, { ...input, tokenId: newId() }))).toBe("ACCOUNT.TOKENS_FULL");
  });

  it("holds in the database that a token may do something", async () => {
    const ann = await createPerson(open());
    await expect(insertToken(open(), { id: newId(), userId: ann.userId, partyId: ann.party.id, name: "none", scopes: [], expiresAt: null })).rejects.toThrow(/api_token_some_scopes/);
  });

  it("makes a missing household once, also when asked twice at once", async () => {
    const ann = await createPerson(open());
    await open().party.deleteMany({ where: { id: ann.party.id } });
    const person = { userId: ann.userId, name: "Ann", locale: "en" as const, timeZone: "Nowhere/Land" };
    expect((await Promise.all([ensureHousehold(open(), person), ensureHousehold(open(), person)])).filter(Boolean)).toHaveLength(1);
    expect(await open().membership.findMany({ where: { userId: ann.userId }, select: { party: { select: { timeZone: true, memberCount: true } } } })).toEqual([
      { party: { timeZone: "UTC", memberCount: 1 } },
    ]);
  });

  it("keeps a household's place coarse and its community among one's own", async () => {
    const community = await createParty(open(), "community");
    const other = await createParty(open(), "community");
    const ann = await createPerson(open(), { communityId: community.party.id });
    const input = { name: "We", headcount: 3, timeZone: "Europe/Berlin", placeLabel: "Mitte", latitude: 52.521918, longitude: 13.413215, homeCommunityId: community.party.id };
    expect(code(await updateHousehold(open(), ann, input))).toBe("ok");
    const read = () => open().party.findUniqueOrThrow({ where: { id: ann.party.id }, select: { name: true, headcount: true, latitude: true, longitude: true, homeCommunityId: true } });
    expect(await read()).toEqual({ name: "We", headcount: 3, latitude: 52.52, longitude: 13.41, homeCommunityId: community.party.id });
    expect(code(await updateHousehold(open(), ann, { ...input, name: "Not this", homeCommunityId: other.party.id }))).toBe("COMMUNITIES.NOT_ALLOWED");
    expect((await read()).name).toBe("We");
    expect(code(await updateHousehold(open(), ann, { ...input, latitude: undefined, longitude: undefined, homeCommunityId: "" }))).toBe("ok");
    expect(await read()).toMatchObject({ latitude: null, longitude: null, homeCommunityId: null });
  });

  it("takes people into a recycler by address, by those who may", async () => {
    const owner = await createParty(open(), "recycler");
    const manager = await withRole(open(), owner, "manager");
    const staff = await withRole(open(), owner, "staff");
    const ann = await createPerson(open());
    const email = `${ann.userId}@EXAMPLE.org`;
    const add = (actor: { userId: string }, role: "staff" | "manager", address = email) => addMemberByEmail(open(), actor, { partyId: owner.party.id, email: address, role });
    expect(code(await add(staff, "staff"))).toBe("ACCOUNT.NOT_ALLOWED");
    expect(code(await add(ann, "staff"))).toBe("ACCOUNT.NOT_ALLOWED");
    expect(code(await add(manager, "manager"))).toBe("ACCOUNT.NOT_ALLOWED");
    expect(code(await add(manager, "staff", "nobody@example.org"))).toBe("ACCOUNT.NO_SUCH_PERSON_NOT_FOUND");
    expect(code(await add(manager, "staff"))).toBe("ok");
    expect(code(await add(owner, "staff"))).toBe("ACCOUNT.ALREADY_MEMBER");
    const community = await createParty(open(), "community");
    expect(code(await addMemberByEmail(open(), community, { partyId: community.party.id, email, role: "member" }))).toBe("ACCOUNT.NOT_FOUND");
  });
});
