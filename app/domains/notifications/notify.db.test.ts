import { beforeEach, describe, expect, it } from "vitest";
import type { Actor } from "#app/shared/actor.ts";
import { createPerson, createParty } from "#tests/factories/people.ts";
import { tell } from "#tests/factories/notifications.ts";
import { describeDatabases } from "#tests/setup/test-database.ts";
import { saveChoices, saveTimes } from "./choices.service.server.ts";
import { changeableKinds, defaultChoice, type Choice, type NotificationKind } from "./kinds.ts";

/** Everything as published, but for what is named. */
function choicesBut(changed: Partial<Record<NotificationKind, Choice>>) {
  return Object.fromEntries(changeableKinds.map((kind) => [kind, changed[kind] ?? defaultChoice(kind, "household")])) as Record<(typeof changeableKinds)[number], Choice>;
}

describeDatabases("telling somebody", (open) => {
  let ann: Actor;
  beforeEach(async () => {
    ann = await createPerson(open(), { name: "Ann" });
  });
  const mails = () => open().mailMessage.findMany({ where: { userId: ann.userId }, orderBy: { id: "asc" } });
  const rows = () => open().notification.findMany({ where: { userId: ann.userId }, orderBy: { id: "asc" } });
  const choose = async (changed: Partial<Record<NotificationKind, Choice>>) => expect(await saveChoices(open(), ann, { version: 0, partyId: ann.party.id, choices: choicesBut(changed) })).toMatchObject({ ok: true });

  it("writes it in both languages, mails it in the person's own, and tells their tabs, once per cause", async () => {
    expect(await tell(open(), ann, { causeKey: `once:${ann.userId}`, title: "Yes" })).toBe(true);
    expect(await tell(open(), ann, { causeKey: `once:${ann.userId}`, title: "Yes again" })).toBe(false);
    expect(await rows()).toMatchObject([{ kind: "deal_progress", partyId: ann.party.id, inApp: true, mail: "at_once", readAt: null, words: { en: { title: "Yes" }, "zh-CN": { title: "中文 Yes" } } }]);
    const [mail, ...more] = await mails();
    expect(more).toEqual([]);
    expect(mail).toMatchObject({ subject: "Yes", kind: "deal_progress", state: "queued", retryAt: null });
    expect(mail?.text).toContain("en: Ann");
    const events = await open().outboxEvent.findMany({ where: { type: "notifications.changed", payload: { path: ["userId"], equals: ann.userId } }, select: { payload: true } });
    expect(events).toEqual([{ payload: { userId: ann.userId, topics: [`user:${ann.userId}`] } }]);
  });

  it("nobody there is told nothing", async () => {
    expect(await tell(open(), { ...ann, userId: "nobody" })).toBe(false);
  });

  it("offers the way out with one press, in the headers and below the mail", async () => {
    await tell(open(), ann);
    const [mail] = await mails();
    const headers = mail?.headers as Record<string, string>;
    expect(headers["List-Unsubscribe-Post"]).toBe("List-Unsubscribe=One-Click");
    const link = /^<(https?:\/\/[^>]+\/unsubscribe\/[\w.-]+)>$/.exec(headers["List-Unsubscribe"] ?? "")?.[1] ?? "none";
    expect(mail?.text).toContain(link);
    expect(mail?.html).toContain(`href="${link}"`);
  });

  it("security comes at once by mail, also in quiet hours, and offers no way out", async () => {
    await saveTimes(open(), ann, { version: 0, quietFrom: 22 * 60, quietUntil: 7 * 60, timeZone: "Europe/Berlin", digestHour: 8, digests: true });
    const night = new Date("2026-06-01T22:00:00Z");
    await tell(open(), ann, { kind: "security", partyId: null }, night);
    await tell(open(), ann, {}, night);
    const [security, usual] = await mails();
    expect(security).toMatchObject({ kind: "security", retryAt: null, headers: null });
    expect(security?.text).not.toContain("/unsubscribe/");
    expect(usual?.retryAt?.toISOString()).toBe("2026-06-02T05:00:00.000Z");
  });

  it("goes into a digest, or nowhere, as the person chose for the kind and this party", async () => {
    await choose({ deal_progress: { inApp: true, mail: "daily" }, review: { inApp: true, mail: "weekly" }, message: { inApp: true, mail: "none" }, booking: { inApp: false, mail: "at_once" } });
    const now = new Date("2026-10-24T12:00:00Z");
    for (const kind of ["deal_progress", "review", "message", "booking"] as const) await tell(open(), ann, { kind, title: kind }, now);
    expect((await mails()).map((mail) => mail.subject)).toEqual(["booking"]);
    expect((await rows()).map((row) => [row.kind, row.inApp, row.mail])).toEqual([
      ["deal_progress", true, "daily"],
      ["review", true, "weekly"],
      ["message", true, "none"],
      ["booking", false, "at_once"],
    ]);
    const due = await open().digestDue.findMany({ where: { userId: ann.userId }, orderBy: { period: "asc" } });
    // The clocks of Berlin went back in between.
    expect(due.map((one) => [one.period, one.dueAt.toISOString()])).toEqual([
      ["daily", "2026-10-25T07:00:00.000Z"],
      ["weekly", "2026-10-26T07:00:00.000Z"],
    ]);
    // What was chosen for the household says nothing of another party.
    const yard = await createParty(open(), "recycler");
    await tell(open(), ann, { partyId: yard.party.id, title: "the yard's" }, now);
    expect((await mails()).map((mail) => mail.subject)).toEqual(["booking", "the yard's"]);
  });

  describe("what it writes", () => {
    it("leads nowhere but within the product", async () => {
      await expect(tell(open(), ann, { path: "//evil.example" })).rejects.toThrow();
      await expect(tell(open(), ann, { path: "https://evil.example" })).rejects.toThrow();
    });
  });
});
