import { expect, it } from "vitest";
import { sql } from "#app/platform/db/sql.server.ts";
import { createDeal, must, perform } from "#tests/factories/deals.ts";
import { createPerson } from "#tests/factories/people.ts";
import { describeDatabases } from "#tests/setup/test-database.ts";
import { finishedSql } from "./reliability.repository.server.ts";
import { reliabilityOf } from "./reliability.service.server.ts";

const [hourMs, dayMs] = [3_600_000, 86_400_000];

describeDatabases("a party's record from its deals", (open) => {
  it("has no number at first; then what was kept, late, cancelled and missed, each for who did it", async () => {
    const db = open();
    const giver = await createPerson(db);
    const taker = await createPerson(db);
    const start = async (state: "scheduled" | "completed") => createDeal(db, { state, giver, taker });
    await start("completed");
    const kept = await start("completed");
    expect(await reliabilityOf(db, giver.party.id)).toEqual({ known: false });

    // Agreed for 24 hours ahead, an hour long.
    const late = await start("scheduled");
    late.clock.at = new Date(late.clock.at.getTime() + 26 * hourMs);
    must(await perform(db, late, "enter_code", { mover: "giver" }));
    const inTime = await start("scheduled");
    must(await perform(db, inTime, "cancel", { mover: "taker" }));
    const short = await start("scheduled");
    short.clock.at = new Date(short.clock.at.getTime() + hourMs);
    must(await perform(db, short, "cancel", { mover: "taker" }));
    const missed = await start("scheduled");
    missed.clock.at = new Date(missed.clock.at.getTime() + 26 * hourMs);
    must(await perform(db, missed, "report_no_show", { mover: "taker" }));
    // Neither an unanswered request nor one withdrawn early is a hand-over.
    await createDeal(db, { state: "declined", giver, taker });
    must(await perform(db, await createDeal(db, { giver, taker }), "cancel", { mover: "taker" }));

    const clock = { now: () => new Date(kept.clock.at.getTime() + 3 * dayMs) };
    expect(await reliabilityOf(db, giver.party.id, clock)).toEqual({ known: true, word: "often", finished: 4, kept: 2, late: 1, cancelledLate: 0, noShow: 1, cancelledInTime: 0 });
    expect(await reliabilityOf(db, taker.party.id, clock)).toEqual({ known: true, word: "often", finished: 4, kept: 2, late: 1, cancelledLate: 1, noShow: 0, cancelledInTime: 1 });
    expect(await reliabilityOf(db, giver.party.id, { now: () => new Date(kept.clock.at.getTime() + 367 * dayMs) })).toEqual({ known: false });
  });

  it("is read by the index of finished deals, at most 200 of them, and no number of withdrawn requests pushes a no-show out", async () => {
    const db = open();
    const missed = await createDeal(db, { state: "scheduled" });
    missed.clock.at = new Date(missed.clock.at.getTime() + 26 * hourMs);
    must(await perform(db, missed, "report_no_show", { mover: "giver" }));
    const [party, other] = [missed.taker.party.id, missed.giver.party.id];
    const many = (state: string, count: number, minutes: number) =>
      db.$executeRaw(sql`
        INSERT INTO deal (id, listing_id, giver_party_id, taker_party_id, requester_party_id, requested_by_user_id, state, respond_by, updated_at, completed_at)
        SELECT gen_random_uuid()::text, ${missed.listingId}, ${other}, ${party}, ${party}, ${missed.taker.userId}, ${state}::deal_state, now(),
          ${missed.clock.at}::timestamptz + (${minutes}::int + n) * interval '1 minute', ${missed.clock.at}::timestamptz FROM generate_series(1, ${count}::int) n`);
    await many("cancelled_by_taker", 400, 0);
    await many("completed", 150, 500);
    const clock = { now: () => new Date(missed.clock.at.getTime() + dayMs) };
    expect(await reliabilityOf(db, party, clock)).toMatchObject({ finished: 151, kept: 150, noShow: 1 });
    await many("completed", 150, 700);
    expect(await reliabilityOf(db, party, clock)).toMatchObject({ finished: 200, kept: 200, noShow: 0 });
    // Two hundred rows are read faster without any index; what counts is that the statement can use them.
    const plan = await db.$transaction(async (tx) => {
      await tx.$executeRaw(sql`SET LOCAL enable_seqscan = off`);
      return tx.$queryRaw(sql`EXPLAIN (FORMAT JSON) ${finishedSql({ partyId: party, since: new Date(clock.now().getTime() - 365 * dayMs), limit: 200 })}`);
    });
    for (const index of ["deal_giver_finished", "deal_taker_finished"]) expect(JSON.stringify(plan)).toContain(index);
  });
});
