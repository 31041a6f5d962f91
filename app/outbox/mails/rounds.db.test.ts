import { beforeEach, expect, it } from "vitest";
import { cancelRound } from "#app/domains/rounds/draft-round.service.server.ts";
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
});
