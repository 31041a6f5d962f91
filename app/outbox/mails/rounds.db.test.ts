import { beforeEach, expect, it } from "vitest";
import { cancelRound } from "#app/domains/rounds/draft-round.service.server.ts";
import { reorderPublished } from "#app/domains/rounds/published-order.service.server.ts";
import { tellLateRounds } from "#app/domains/rounds/late.service.server.ts";
import { dispatchOnce } from "#app/outbox/dispatch.server.ts";
import { toMails } from "#app/outbox/to-mails.server.ts";
import { createPublishedRound, done, drive, type OutRound } from "#tests/factories/home-rounds.ts";
import { describeDatabases } from "#tests/setup/test-database.ts";
import { roundsMails } from "./rounds.server.ts";

describeDatabases("what people are told about rounds", (open) => {
  let round: OutRound;
  beforeEach(async () => {
    round = await createPublishedRound(open(), 2);
  });

  async function told(userId: string): Promise<string[]> {
    while ((await dispatchOnce(open(), [toMails([roundsMails])])) > 0);
    const rows = await open().notification.findMany({ where: { userId }, orderBy: { createdAt: "asc" } });
    return rows.map(({ causeKey }) => causeKey.split(":")[0] ?? "");
  }

  it("each resident is told their window and the driver the round, once however often the event comes", async () => {
    for (const { resident } of round.booked) expect(await told(resident.userId)).toEqual(["rounds.window"]);
    expect(await told(round.staff.userId)).toEqual(["rounds.driver"]);
    await open().outboxEvent.updateMany({ data: { dispatchedAt: null, retryAt: null } });
    for (const { resident } of round.booked) expect(await told(resident.userId)).toEqual(["rounds.window"]);
  });

  it("names no address of anybody", async () => {
    await told(round.staff.userId);
    const rows = await open().notification.findMany({ where: { causeKey: { startsWith: "rounds." } } });
    expect(rows.length).toBeGreaterThan(0);
    expect(JSON.stringify(rows.map(({ words }) => words))).not.toContain("Gartenweg");
  });

  it("whoever is left out is told so, the others are not", async () => {
    round.clock.set("2026-06-01T07:00:00Z");
    const [first, second] = round.stops;
    await drive(open(), round, { kind: "skip", stopId: first?.id ?? "", reason: "vehicle_full", note: "" });
    const residentOf = (bookingId: string | undefined) => round.booked.find((one) => one.bookingId === bookingId)?.resident.userId ?? "";
    expect(await told(residentOf(first?.bookingId))).toEqual(["rounds.window", "rounds.leftOut"]);
    expect(await told(residentOf(second?.bookingId))).toEqual(["rounds.window"]);
  });

  it("a cancelled round tells everybody on it", async () => {
    done(await cancelRound(open(), round.staff, { roundId: round.roundId, version: 2 }, round.clock));
    for (const { resident } of round.booked) expect(await told(resident.userId)).toContain("rounds.leftOut");
  });

  it("whose window moves is told the new one, and that the round is late, each once", async () => {
    const far = await createPublishedRound(open(), 6);
    const [first] = far.stops;
    const moved = done(await reorderPublished(open(), far.staff, { roundId: far.roundId, version: 2, stopId: first?.id ?? "", position: 6 }, far.clock));
    const resident = far.booked.find((one) => one.bookingId === first?.bookingId)?.resident.userId ?? "";
    expect(await told(resident)).toEqual(["rounds.window", "rounds.windowMoved"]);
    const others = await Promise.all(far.booked.map(async (one) => (await told(one.resident.userId)).filter((cause) => cause === "rounds.windowMoved").length));
    expect(others.reduce((sum, one) => sum + one, 0)).toBe(moved.told);
    const stop = await open().roundStop.findUniqueOrThrow({ where: { id: first?.id ?? "" } });
    const [words] = await open().notification.findMany({ where: { userId: resident, causeKey: { startsWith: "rounds.windowMoved" } } });
    expect(JSON.stringify(words?.words)).toContain(new Intl.DateTimeFormat("en-GB", { timeZone: "Europe/Berlin", hour: "2-digit", minute: "2-digit" }).format(stop.toldFrom ?? new Date(0)));
    for (const minutes of [31, 45]) await tellLateRounds(open(), new Date((stop.toldUntil?.getTime() ?? 0) + minutes * 60_000));
    await open().outboxEvent.updateMany({ data: { dispatchedAt: null, retryAt: null } });
    expect(await told(resident)).toEqual(["rounds.window", "rounds.windowMoved", "rounds.late"]);
  });
});
