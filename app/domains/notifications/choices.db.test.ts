import { beforeEach, expect, it } from "vitest";
import type { Actor } from "#app/shared/actor.ts";
import { tell } from "#tests/factories/notifications.ts";
import { createParty, createPerson } from "#tests/factories/people.ts";
import { describeDatabases } from "#tests/setup/test-database.ts";
import { choicesOf, revokeLinks, saveChoices, saveTimes, timesOf } from "./choices.service.server.ts";
import { changeableKinds, defaultChoice, type Choice } from "./kinds.ts";
import { resubscribe, unsubscribe, viewLink } from "./links.service.server.ts";
import { signLink } from "./unsubscribe-token.server.ts";

type Choices = Record<(typeof changeableKinds)[number], Choice>;

describeDatabases("what people choose", (open) => {
  let ann: Actor;
  let ben: Actor;
  beforeEach(async () => {
    [ann, ben] = [await createPerson(open()), await createPerson(open())];
  });
  const all = (choice: Choice) => Object.fromEntries(changeableKinds.map((kind) => [kind, choice])) as Choices;
  const times = { quietFrom: 1320, quietUntil: 420, timeZone: "Asia/Shanghai", digestHour: 19, digests: true };

  it("is the published default until they choose, by the kind of party", async () => {
    const home = await choicesOf(open(), ann, ann.party.id);
    expect(home.ok && home.value).toEqual(changeableKinds.map((kind) => ({ kind, ...defaultChoice(kind, "household") })));
    const yard = await createParty(open(), "recycler");
    const there = await choicesOf(open(), yard, yard.party.id);
    expect(there.ok && there.value.find((one) => one.kind === "review")).toEqual({ kind: "review", inApp: true, mail: "daily" });
    expect(await timesOf(open(), ann)).toEqual({ version: 0, quietFrom: "", quietUntil: "", timeZone: "Europe/Berlin", digestHour: 8, digestsOff: false });
  });

  it("is kept per party, and for one's own parties only", async () => {
    expect(await saveChoices(open(), ann, { version: 0, partyId: ann.party.id, choices: all({ inApp: true, mail: "weekly" }) })).toEqual({ ok: true, value: { version: 1 } });
    const kept = await choicesOf(open(), ann, ann.party.id);
    expect(kept.ok && new Set(kept.value.map((one) => one.mail))).toEqual(new Set(["weekly"]));
    expect(await saveChoices(open(), ann, { version: 1, partyId: ben.party.id, choices: all({ inApp: true, mail: "none" }) })).toMatchObject({ error: "NOTIFICATIONS.PARTY_NOT_FOUND" });
    expect(await choicesOf(open(), ann, ben.party.id)).toMatchObject({ error: "NOTIFICATIONS.PARTY_NOT_FOUND" });
    // A party that one has left is somebody else's.
    await open().membership.updateMany({ where: { userId: ann.userId, partyId: ann.party.id }, data: { state: "ended" } });
    expect(await saveChoices(open(), ann, { version: 1, partyId: ann.party.id, choices: all({ inApp: true, mail: "none" }) })).toMatchObject({ error: "NOTIFICATIONS.PARTY_NOT_FOUND" });
  });

  it("saved in two windows, the second is refused and changes nothing; the same submission twice counts once", async () => {
    const form = { version: 0, partyId: ann.party.id, choices: all({ inApp: true, mail: "daily" }) };
    expect(await saveChoices(open(), ann, form)).toMatchObject({ ok: true });
    expect(await saveChoices(open(), ann, { ...form, choices: all({ inApp: false, mail: "none" }) })).toEqual({ ok: false, error: "NOTIFICATIONS.STALE", details: { version: 1 } });
    const kept = await choicesOf(open(), ann, ann.party.id);
    expect(kept.ok && kept.value.every((one) => one.inApp && one.mail === "daily")).toBe(true);
    expect(await saveTimes(open(), ann, { version: 0, ...times })).toMatchObject({ error: "NOTIFICATIONS.STALE" });
    expect(await saveTimes(open(), ann, { version: 1, ...times })).toEqual({ ok: true, value: { version: 2 } });
    expect(await timesOf(open(), ann)).toEqual({ version: 2, quietFrom: "22:00", quietUntil: "07:00", timeZone: "Asia/Shanghai", digestHour: 19, digestsOff: false });
  });

  it("moves what waits: to another digest, or nowhere; a new hour moves the digest", async () => {
    const now = new Date("2026-06-01T10:00:00Z");
    await saveChoices(open(), ann, { version: 0, partyId: ann.party.id, choices: all({ inApp: true, mail: "daily" }) });
    await tell(open(), ann, { kind: "review" }, now);
    await tell(open(), ann, { kind: "booking" }, now);
    const choices: Choices = { ...all({ inApp: true, mail: "daily" }), review: { inApp: true, mail: "weekly" }, booking: { inApp: true, mail: "none" } };
    await saveChoices(open(), ann, { version: 1, partyId: ann.party.id, choices }, { now: () => now });
    const rows = await open().notification.findMany({ where: { userId: ann.userId }, orderBy: { id: "asc" }, select: { kind: true, mail: true } });
    expect(rows).toEqual([{ kind: "review", mail: "weekly" }, { kind: "booking", mail: "none" }]);
    await saveTimes(open(), ann, { version: 2, ...times }, { now: () => now });
    const due = await open().digestDue.findMany({ where: { userId: ann.userId }, orderBy: { period: "asc" }, select: { period: true, dueAt: true } });
    expect(due.map((one) => [one.period, one.dueAt.toISOString()])).toEqual([["daily", "2026-06-01T11:00:00.000Z"], ["weekly", "2026-06-01T11:00:00.000Z"]]);
  });

  it("a link turns off its kind for its person and party only, twice as well as once, and takes it back as it was", async () => {
    await saveChoices(open(), ann, { version: 0, partyId: ann.party.id, choices: all({ inApp: true, mail: "weekly" }) });
    const token = signLink({ userId: ann.userId, kind: "review", partyId: ann.party.id, linkVersion: 1 });
    expect(await viewLink(open(), token)).toEqual({ ok: true, value: { kind: "review", partyName: ann.party.name, isOff: false } });
    await tell(open(), ann, { kind: "review" });
    for (let twice = 0; twice < 2; twice++) expect(await unsubscribe(open(), token)).toMatchObject({ ok: true, value: { isOff: true } });
    expect(await open().notification.findMany({ where: { userId: ann.userId }, select: { mail: true } })).toEqual([{ mail: "none" }]);
    const after = await choicesOf(open(), ann, ann.party.id);
    expect(after.ok && after.value.filter((one) => one.mail === "none").map((one) => [one.kind, one.inApp])).toEqual([["review", true]]);
    for (let twice = 0; twice < 2; twice++) expect(await resubscribe(open(), token)).toMatchObject({ ok: true, value: { isOff: false } });
    const back = await choicesOf(open(), ann, ann.party.id);
    expect(back.ok && back.value.find((one) => one.kind === "review")?.mail).toBe("weekly");
    expect(await open().notificationChoice.count({ where: { userId: ben.userId } })).toBe(0);
  });

  it("a link of a digest turns all digests off and on", async () => {
    const token = signLink({ userId: ann.userId, kind: "digest", partyId: "", linkVersion: 1 });
    expect(await unsubscribe(open(), token)).toMatchObject({ value: { kind: "digest", partyName: null, isOff: true } });
    expect((await timesOf(open(), ann)).digestsOff).toBe(true);
    await tell(open(), ann, { kind: "search_alert" });
    expect(await open().digestDue.count({ where: { userId: ann.userId } })).toBe(0);
    expect(await resubscribe(open(), token)).toMatchObject({ value: { isOff: false } });
    expect((await timesOf(open(), ann)).digestsOff).toBe(false);
  });

  it("a link that was altered, made for security, or revoked does nothing", async () => {
    const scope = { userId: ann.userId, kind: "review" as const, partyId: ann.party.id, linkVersion: 1 };
    const token = signLink(scope);
    const [, signature = ""] = token.split(".");
    const forged = `${Buffer.from(JSON.stringify([ben.userId, "review", ben.party.id, 1])).toString("base64url")}.${signature}`;
    const security = signLink({ ...scope, kind: "security" as "review" });
    for (const bad of ["", "x", "x.y", `${token}x`, `${token}.`, token.slice(0, -1), forged, security]) {
      expect(await unsubscribe(open(), bad), bad).toMatchObject({ ok: false, error: "NOTIFICATIONS.LINK_INVALID" });
    }
    await revokeLinks(open(), ann);
    for (const verb of [viewLink, unsubscribe, resubscribe]) expect(await verb(open(), token)).toMatchObject({ error: "NOTIFICATIONS.LINK_INVALID" });
    expect(await unsubscribe(open(), signLink({ ...scope, linkVersion: 2 }))).toMatchObject({ ok: true });
    expect(await unsubscribe(open(), signLink({ ...scope, userId: "nobody" }))).toMatchObject({ ok: false });
    await tell(open(), ann, { kind: "booking" });
    const mail = await open().mailMessage.findFirstOrThrow({ where: { userId: ann.userId } });
    const inMail = /\/unsubscribe\/([\w.-]+)/.exec(mail.text)?.[1] ?? "";
    expect(await viewLink(open(), inMail)).toMatchObject({ ok: true, value: { kind: "booking" } });
  });
});
