import { beforeEach, expect, it } from "vitest";
import { weighInConsignment } from "#app/flows/weigh-in-consignment.server.ts";
import { mayMailLeave } from "#app/flows/still-true.server.ts";
import { refuseConsignment } from "#app/domains/custody/consignments.service.server.ts";
import { findAlarm } from "#app/domains/custody/balance.repository.server.ts";
import type { Actor } from "#app/shared/actor.ts";
import { bringLoad, createNetwork, createYard, sendLoad, type Yard } from "#tests/factories/custody.ts";
import { clockAt } from "#tests/factories/pickups.ts";
import { withRole } from "#tests/factories/people.ts";
import { describeDatabases } from "#tests/setup/test-database.ts";
import { dispatchOnce } from "../dispatch.server.ts";
import { toMails } from "../to-mails.server.ts";
import { custodyMails } from "./custody.server.ts";

describeDatabases("what recyclers are told of consignments", (open) => {
  const clock = clockAt("2026-06-02T08:00:00Z");
  let corner: Yard;
  let centre: Yard;
  let giver: Actor;

  beforeEach(async () => {
    ({ corner, centre, giver } = await createNetwork(open()));
  });

  const deliver = async () => {
    while ((await dispatchOnce(open(), [toMails([custodyMails])])) > 0);
  };
  const again = async () => {
    await open().outboxEvent.updateMany({ where: { type: { startsWith: "custody." } }, data: { dispatchedAt: null, retryAt: null } });
    await deliver();
  };
  const titles = async (who: Actor) => (await open().notification.findMany({ where: { userId: who.userId }, orderBy: { id: "asc" }, select: { words: true } })).map((row) => (row.words as { en: { title: string } }).en.title);
  const send = async (grams: number, to = centre) => {
    await bringLoad(open(), corner, giver, { grams });
    return sendLoad(open(), corner, to, [{ grams }], clock);
  };
  const receive = (sent: Awaited<ReturnType<typeof send>>, grams: number, reason?: "other") =>
    weighInConsignment(open(), centre.staff, { ...sent, verb: "receive", lines: [{ lineId: sent.lineIds[0] ?? "", grams, reason, note: reason ? "nobody knows" : "" }] }, clock);

  it("managers of the other side hear what is on its way, once; a difference is told to the sender's", async () => {
    const manager = await withRole(open(), centre.recycler, "manager");
    const sent = await send(20_000);
    await deliver();
    await again();
    for (const who of [centre.recycler, manager]) expect(await titles(who)).toEqual([expect.stringContaining("On its way to you")]);
    expect(await titles(centre.staff)).toEqual([]);
    const { id } = await open().notification.findFirstOrThrow({ where: { userId: manager.userId }, select: { id: true } });
    expect(await mayMailLeave(open(), id)).toBe(true);
    await receive(sent, 18_000, "other");
    await deliver();
    expect(await titles(corner.recycler)).toEqual([expect.stringContaining("Received with a difference")]);
    // It has arrived: a mail that says it is on its way stays where it is.
    expect(await mayMailLeave(open(), id)).toBe(false);
  });

  it("what scales may differ is not worth a mail; a refusal is, and one's own two points are not", async () => {
    await receive(await send(20_000), 19_800);
    const refused = await send(20_000);
    await refuseConsignment(open(), centre.staff, { ...refused, reason: "Wet through" }, clock);
    await send(1_000, await createYard(open(), "transfer", corner.recycler));
    await deliver();
    expect(await titles(corner.recycler)).toEqual([expect.stringContaining("Refused")]);
    const mail = await open().mailMessage.findFirstOrThrow({ where: { userId: corner.recycler.userId }, select: { text: true } });
    expect(mail.text).toContain("Wet through");
  });

  it("too much missing without an explanation raises the month's alarm once, and tells the managers once", async () => {
    expect(await receive(await send(100_000), 99_000, "other")).toMatchObject({ ok: true });
    expect(await findAlarm(open(), { pointId: centre.pointId, month: "2026-06" })).toBeNull();
    await receive(await send(100_000), 96_000, "other");
    await receive(await send(100_000), 90_000, "other");
    expect(await findAlarm(open(), { pointId: centre.pointId, month: "2026-06" })).toMatchObject({ partyId: centre.recycler.party.id, unexplainedPermille: 25 });
    await deliver();
    await again();
    expect((await titles(centre.recycler)).filter((title) => title.startsWith("Too much is missing"))).toHaveLength(1);
    expect(await open().outboxEvent.count({ where: { type: "custody.alarm", payload: { path: ["pointId"], equals: centre.pointId } } })).toBe(1);
  });
});
