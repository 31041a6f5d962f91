import { describe, expect, it } from "vitest";
import type { Database } from "#app/platform/db/database.server.ts";
import { statusOf } from "#app/platform/http/status.ts";
import { actOnDeal } from "#app/flows/act-on-deal.server.ts";
import { viewDealPage } from "#app/flows/view-deal.server.ts";
import { isCheckViolation } from "#app/platform/db/sql.server.ts";
import type { Actor } from "#app/shared/actor.ts";
import { newId } from "#app/shared/ids.ts";
import { createDeal, must, perform, type TestDeal } from "#tests/factories/deals.ts";
import { withRole } from "#tests/factories/people.ts";
import { describeDatabases } from "#tests/setup/test-database.ts";
import { partyRecord } from "./reliability.service.server.ts";
import { announceDueReveals, editReview, publicReviews, viewReviews, writeReview } from "./reviews.service.server.ts";
import type { ReviewInput } from "./reviews.schema.ts";

type Db = Database["db"];
const [secondMs, dayMs] = [1000, 86_400_000];

function review(deal: TestDeal, input: Partial<ReviewInput> = {}): ReviewInput {
  return { dealId: deal.id, version: undefined, verdict: "well", reasons: [], text: "Thank you!", ...input };
}

const badly = { verdict: "badly", reasons: ["late", "unfriendly"], text: "Waited an hour." } satisfies Partial<ReviewInput>;

function wait(deal: TestDeal, ms: number): void {
  deal.clock.at = new Date(deal.clock.at.getTime() + ms);
}

async function missedDeal(db: Db): Promise<TestDeal> {
  const deal = await createDeal(db, { state: "scheduled" });
  wait(deal, 26 * 3_600_000);
  must(await perform(db, deal, "report_no_show", { mover: "taker" }));
  return deal;
}

async function standing(db: Db, deal: TestDeal) {
  const reviews = await db.dealReview.findMany({ where: { dealId: deal.id }, orderBy: { side: "asc" } });
  const events = await db.outboxEvent.findMany({ where: { type: { startsWith: "deals.review" }, payload: { path: ["dealId"], equals: deal.id } }, select: { type: true }, orderBy: { id: "asc" } });
  return { reviews, events: events.map((event) => event.type) };
}

describeDatabases("writing a review", (open) => {
  it("is kept with who wrote it about whom, hidden for seven days from the completion, with an event for both pages", async () => {
    const db = open();
    const deal = await createDeal(db, { state: "completed" });
    const { completedAt } = await db.deal.findUniqueOrThrow({ where: { id: deal.id } });
    wait(deal, dayMs);
    expect(await writeReview(db, deal.taker, review(deal, badly), deal.clock)).toEqual({ ok: true, value: { dealId: deal.id, version: 1, revealed: false } });
    const { reviews, events } = await standing(db, deal);
    expect(reviews).toMatchObject([
      { side: "taker", authorUserId: deal.taker.userId, authorPartyId: deal.taker.party.id, aboutPartyId: deal.giver.party.id, ...badly, revealAt: new Date(Number(completedAt) + 7 * dayMs), announcedAt: null },
    ]);
    expect(events).toEqual(["deals.reviewed"]);
    const event = await db.outboxEvent.findFirstOrThrow({ where: { type: "deals.reviewed", payload: { path: ["dealId"], equals: deal.id } } });
    expect(event.payload).toEqual({ dealId: deal.id, bySide: "taker", topics: expect.arrayContaining([`deal:${deal.id}`, `user:${deal.giver.userId}`, `user:${deal.taker.userId}`]) as unknown });
  });

  it("wrong actor: a stranger, an operator and a viewer write nothing, whatever id they name", async () => {
    const db = open();
    const deal = await createDeal(db, { state: "completed" });
    const viewer = await withRole(db, deal.giver, "viewer");
    expect(await writeReview(db, deal.stranger, review(deal), deal.clock)).toEqual({ ok: false, error: "DEALS.NOT_FOUND" });
    expect(await writeReview(db, deal.operator, review(deal), deal.clock)).toEqual({ ok: false, error: "DEALS.NOT_FOUND" });
    expect(await writeReview(db, deal.giver, review(deal, { dealId: newId() }), deal.clock)).toEqual({ ok: false, error: "DEALS.NOT_FOUND" });
    const refused = await writeReview(db, viewer, review(deal), deal.clock);
    expect(refused).toMatchObject({ ok: false, error: "DEALS.REVIEW_NOT_ALLOWED" });
    expect(refused.ok || statusOf(refused.error)).toBe(403);
    expect(await standing(db, deal)).toEqual({ reviews: [], events: [] });
  });

  for (const state of ["requested", "accepted", "scheduled", "handed_over", "disputed", "declined", "cancelled_by_giver"] as const)
    it(`wrong state: not while, or after, it was ${state}`, async () => {
      const db = open();
      const deal = await createDeal(db, { state });
      for (const actor of [deal.giver, deal.taker]) {
        const refused = await writeReview(db, actor, review(deal), deal.clock);
        expect(refused).toEqual({ ok: false, error: "DEALS.REVIEW_WRONG_STATE", details: { state } });
        expect(refused.ok || statusOf(refused.error)).toBe(409);
      }
      expect(await standing(db, deal)).toEqual({ reviews: [], events: [] });
    });

  it("after a no-show only the side that came writes, and the other one cannot answer", async () => {
    const db = open();
    const deal = await missedDeal(db);
    expect(await writeReview(db, deal.giver, review(deal), deal.clock)).toMatchObject({ ok: false, error: "DEALS.REVIEW_NOT_ALLOWED" });
    expect(await viewReviews(db, deal.giver, deal.id, deal.clock)).toMatchObject({ mayWrite: false, mine: null });
    expect(await writeReview(db, deal.taker, review(deal, { verdict: "badly", reasons: ["no_show"] }), deal.clock)).toMatchObject({ ok: true, value: { revealed: false } });
    expect(await writeReview(db, deal.giver, review(deal), deal.clock)).toMatchObject({ ok: false, error: "DEALS.REVIEW_NOT_ALLOWED" });
    expect((await standing(db, deal)).reviews).toHaveLength(1);
    wait(deal, 7 * dayMs);
    expect(await viewReviews(db, deal.giver, deal.id, deal.clock)).toMatchObject({ theirs: { verdict: "badly", reasons: ["no_show"] }, mayWrite: false });
  });

  it("stale: the deal as it was before", async () => {
    const db = open();
    const deal = await createDeal(db, { state: "completed" });
    const { version } = await db.deal.findUniqueOrThrow({ where: { id: deal.id } });
    const refused = await writeReview(db, deal.giver, review(deal, { version: version - 1 }), deal.clock);
    expect(refused).toEqual({ ok: false, error: "DEALS.REVIEW_STALE", details: { version } });
    expect(refused.ok || statusOf(refused.error)).toBe(409);
    expect(await standing(db, deal)).toEqual({ reviews: [], events: [] });
    expect(await writeReview(db, deal.giver, review(deal, { version }), deal.clock)).toMatchObject({ ok: true });
  });

  it("replay: once per side, whoever of the party writes, and nothing of the second one is kept", async () => {
    const db = open();
    const deal = await createDeal(db, { state: "completed" });
    const housemate = await withRole(db, deal.giver, "member");
    must(await writeReview(db, deal.giver, review(deal), deal.clock));
    const before = await standing(db, deal);
    for (const actor of [deal.giver, housemate]) {
      const refused = await writeReview(db, actor, review(deal, badly), deal.clock);
      expect(refused).toMatchObject({ ok: false, error: "DEALS.ALREADY_REVIEWED" });
      expect(refused.ok || statusOf(refused.error)).toBe(409);
    }
    expect(await standing(db, deal)).toEqual(before);
  });

  it("the form sent twice is one review with one answer; a refused one keeps everything typed", async () => {
    const db = open();
    const deal = await createDeal(db, { state: "completed" });
    const form = (fields: [string, string][]) => {
      const data = new FormData();
      for (const [name, value] of [["intent", "review"], ["submissionId", `${deal.id}-review`], ...fields] as const) data.append(name, value);
      return { dealId: deal.id, form: data };
    };
    expect(await actOnDeal(db, deal.giver, form([["text", "Half an hour\r\nin the rain"]]))).toMatchObject({ fields: { verdict: ["errors:choose"] }, values: { text: "Half an hour\r\nin the rain" }, error: null });
    expect(await actOnDeal(db, deal.giver, form([["verdict", "mixed"]]))).toMatchObject({ fields: { reasons: ["deals:reviews.reasonNeeded"] }, values: { verdict: "mixed" } });
    expect(await actOnDeal(db, deal.giver, form([["verdict", "mixed"], ["reasons", "bad_weather"]]))).toMatchObject({ error: null });
    const tooLong = await actOnDeal(db, deal.giver, form([["verdict", "mixed"], ["reasons", "late"], ["reasons", "other"], ["text", "x".repeat(601)]]));
    expect(tooLong).toMatchObject({ fields: { text: ["errors:tooLong|max=600"] }, values: { reasons: "late,other" } });
    expect((await standing(db, deal)).reviews).toEqual([]);
    const good = () => form([["verdict", "mixed"], ["reasons", "other"], ["reasons", "late"], ["text", "x\r\n".repeat(299) + "yy"]]);
    expect(await actOnDeal(db, deal.giver, good())).toBeNull();
    expect(await actOnDeal(db, deal.giver, good())).toBeNull();
    expect((await standing(db, deal)).reviews).toMatchObject([{ verdict: "mixed", reasons: ["late", "other"], version: 1 }]);
  });

  it("reasons go with the verdict, in the verb and in the database", async () => {
    const db = open();
    const deal = await createDeal(db, { state: "completed" });
    expect(statusOf("DEALS.REVIEW_INVALID")).toBe(400);
    expect(await writeReview(db, deal.giver, review(deal, { verdict: "mixed" }), deal.clock)).toMatchObject({ ok: false, error: "DEALS.REVIEW_INVALID" });
    expect(await writeReview(db, deal.giver, review(deal, { reasons: ["late"] }), deal.clock)).toMatchObject({ ok: false, error: "DEALS.REVIEW_INVALID" });
    const row = { id: newId(), dealId: deal.id, side: "giver", authorUserId: deal.giver.userId, authorPartyId: deal.giver.party.id, aboutPartyId: deal.taker.party.id, verdict: "well" as const, reasons: [] as string[], revealAt: deal.clock.at };
    for (const wrong of [{ side: "operator" }, { reasons: ["late"] }, { verdict: "mixed" as const }, { verdict: "mixed" as const, reasons: ["rain"] }, { text: "x".repeat(601) }, { aboutPartyId: deal.giver.party.id }]) {
      const failure = await db.dealReview.create({ data: { ...row, ...wrong } }).then(() => null, (error: unknown) => error);
      expect(isCheckViolation(failure), JSON.stringify(wrong).slice(0, 80)).toBe(true);
    }
    expect((await standing(db, deal)).reviews).toEqual([]);
  });
});

describeDatabases("changing a review", (open) => {
  it("works until it is revealed, for anybody of the side", async () => {
    const db = open();
    const deal = await createDeal(db, { state: "completed" });
    const housemate = await withRole(db, deal.giver, "member");
    must(await writeReview(db, deal.giver, review(deal), deal.clock));
    expect(await editReview(db, housemate, review(deal, { ...badly, version: 1 }), deal.clock)).toEqual({ ok: true, value: { dealId: deal.id, version: 2, revealed: false } });
    expect((await standing(db, deal)).reviews).toMatchObject([{ ...badly, version: 2, authorUserId: housemate.userId }]);
  });

  it("wrong actor: the other side changes its own only, strangers and viewers nothing", async () => {
    const db = open();
    const deal = await createDeal(db, { state: "completed" });
    must(await writeReview(db, deal.giver, review(deal), deal.clock));
    const before = await standing(db, deal);
    expect(await editReview(db, deal.taker, review(deal, badly), deal.clock)).toMatchObject({ ok: false, error: "DEALS.REVIEW_NOT_FOUND" });
    expect(await editReview(db, deal.stranger, review(deal, badly), deal.clock)).toMatchObject({ ok: false, error: "DEALS.NOT_FOUND" });
    expect(await editReview(db, await withRole(db, deal.giver, "viewer"), review(deal, badly), deal.clock)).toMatchObject({ ok: false, error: "DEALS.REVIEW_NOT_ALLOWED" });
    expect(await standing(db, deal)).toEqual(before);
  });

  it("wrong state: not once both wrote, nor before the end of the deal", async () => {
    const db = open();
    const deal = await createDeal(db, { state: "completed" });
    must(await writeReview(db, deal.giver, review(deal), deal.clock));
    must(await writeReview(db, deal.taker, review(deal), deal.clock));
    const before = await standing(db, deal);
    for (const actor of [deal.giver, deal.taker]) {
      const refused = await editReview(db, actor, review(deal, { ...badly, version: 1 }), deal.clock);
      expect(refused).toEqual({ ok: false, error: "DEALS.REVIEW_CLOSED", details: { version: 1 } });
      expect(refused.ok || statusOf(refused.error)).toBe(409);
    }
    expect(await standing(db, deal)).toEqual(before);
    const early = await createDeal(db, { state: "handed_over" });
    expect(await editReview(db, early.giver, review(early), early.clock)).toMatchObject({ ok: false, error: "DEALS.REVIEW_WRONG_STATE" });
  });

  it("stale version and replay: the second of two changes is refused with the present version", async () => {
    const db = open();
    const deal = await createDeal(db, { state: "completed" });
    must(await writeReview(db, deal.giver, review(deal), deal.clock));
    must(await editReview(db, deal.giver, review(deal, { ...badly, version: 1 }), deal.clock));
    const before = await standing(db, deal);
    for (const version of [1, 9]) {
      const refused = await editReview(db, deal.giver, review(deal, { version }), deal.clock);
      expect(refused).toEqual({ ok: false, error: "DEALS.REVIEW_STALE", details: { version: 2 } });
      expect(refused.ok || statusOf(refused.error)).toBe(409);
    }
    expect(await standing(db, deal)).toEqual(before);
  });
});

const secret = "zanzibar pelican umbrella";

/** Everything others are given about a deal: its page, the public record, and what was recorded for mails and sockets. */
async function whatOthersGet(db: Db, deal: TestDeal, reader: Actor): Promise<string> {
  const page = await viewDealPage(db, reader, { dealId: deal.id, publicUrl: "https://roundabout.example" });
  const record = await partyRecord(db, deal.giver.party.id, deal.clock);
  const reviews = await viewReviews(db, reader, deal.id, deal.clock);
  const events = await db.outboxEvent.findMany({ select: { payload: true } });
  const notes = await db.idempotencyKey.findMany({ where: { userId: reader.userId }, select: { response: true } });
  return JSON.stringify({ page, record, reviews, events, notes });
}

describeDatabases("what is read when", (open) => {
  it("a hidden review reaches neither the other side nor anybody else; the other side learns that there is one", async () => {
    const db = open();
    const deal = await createDeal(db, { state: "completed" });
    must(await writeReview(db, deal.taker, review(deal, { ...badly, text: secret }), deal.clock));
    must(await editReview(db, deal.taker, review(deal, { ...badly, text: `${secret} twice` }), deal.clock));
    for (const reader of [deal.giver, deal.stranger, deal.operator]) expect(await whatOthersGet(db, deal, reader)).not.toContain(secret);
    expect(await whatOthersGet(db, deal, deal.taker)).toContain(secret);
    expect(await viewReviews(db, deal.giver, deal.id, deal.clock)).toMatchObject({ mine: null, theirs: null, theyWrote: true, mayWrite: true, mayEdit: false });
    expect(await viewReviews(db, deal.stranger, deal.id, deal.clock)).toBeNull();
  });

  it("both wrote: both are read at once, and told once", async () => {
    const db = open();
    const deal = await createDeal(db, { state: "completed" });
    must(await writeReview(db, deal.taker, review(deal, { ...badly, text: secret }), deal.clock));
    wait(deal, secondMs);
    expect(await writeReview(db, deal.giver, review(deal), deal.clock)).toMatchObject({ ok: true, value: { revealed: true } });
    expect(await whatOthersGet(db, deal, deal.giver)).toContain(secret);
    expect(await viewReviews(db, deal.giver, deal.id, deal.clock)).toMatchObject({ mine: { verdict: "well" }, theirs: { ...badly, text: secret }, mayWrite: false, mayEdit: false, hiddenUntil: null });
    expect(await viewReviews(db, deal.taker, deal.id, deal.clock)).toMatchObject({ mine: { text: secret }, theirs: { verdict: "well" } });
    expect((await standing(db, deal)).events).toEqual(["deals.reviewed", "deals.reviewed", "deals.reviews-revealed"]);
    await announceDueReveals(db, new Date(deal.clock.at.getTime() + 30 * dayMs));
    expect((await standing(db, deal)).events).toHaveLength(3);
    expect(await publicReviews(db, deal.giver.party.id, deal.clock)).toEqual([{ side: "taker", ...badly, text: secret, month: expect.stringMatching(/^\d{4}-\d{2}$/) as unknown, ref: expect.stringMatching(/^[0-9a-f]{24}$/) as unknown }]);
  });

  describe("seven days after the completion", () => {
    for (const { name, ms, shown } of [
      { name: "one second before", ms: -secondMs, shown: false },
      { name: "to the second", ms: 0, shown: true },
      { name: "one second after", ms: secondMs, shown: true },
    ])
      it(`${name}: ${shown ? "read, and closed" : "hidden, and open"}, without any job`, async () => {
        const db = open();
        const deal = await createDeal(db, { state: "completed" });
        must(await writeReview(db, deal.taker, review(deal, { ...badly, text: secret }), deal.clock));
        wait(deal, 7 * dayMs + ms);
        const seen = await viewReviews(db, deal.giver, deal.id, deal.clock);
        expect(seen?.theirs?.text ?? null).toBe(shown ? secret : null);
        expect(seen?.hiddenUntil === null).toBe(shown);
        expect(await publicReviews(db, deal.giver.party.id, deal.clock)).toHaveLength(shown ? 1 : 0);
        expect(await viewReviews(db, deal.taker, deal.id, deal.clock)).toMatchObject({ mayEdit: !shown });
        const edited = await editReview(db, deal.taker, review(deal, { version: 1 }), deal.clock);
        expect(edited.ok ? "changed" : edited.error).toBe(shown ? "DEALS.REVIEW_CLOSED" : "changed");
      });

    it("the timer tells once, late or twice; a review written after that is read at once", async () => {
      const db = open();
      const deal = await createDeal(db, { state: "completed" });
      must(await writeReview(db, deal.taker, review(deal, badly), deal.clock));
      await announceDueReveals(db, new Date(deal.clock.at.getTime() + 7 * dayMs - secondMs));
      expect((await standing(db, deal)).events).toEqual(["deals.reviewed"]);
      wait(deal, 20 * dayMs);
      await announceDueReveals(db, deal.clock.at);
      await announceDueReveals(db, deal.clock.at);
      expect((await standing(db, deal)).events).toEqual(["deals.reviewed", "deals.reviews-revealed"]);
      expect(await writeReview(db, deal.giver, review(deal), deal.clock)).toMatchObject({ ok: true, value: { revealed: true } });
      expect(await viewReviews(db, deal.taker, deal.id, deal.clock)).toMatchObject({ theirs: { verdict: "well" }, mayEdit: false });
      await announceDueReveals(db, deal.clock.at);
      expect((await standing(db, deal)).events).toEqual(["deals.reviewed", "deals.reviews-revealed", "deals.reviewed", "deals.reviews-revealed"]);
    });
  });

  it("in public: the latest three, by side and month, without names, ids or what it was about", async () => {
    const db = open();
    const first = await createDeal(db, { state: "completed" });
    const deals = [first];
    for (let more = 0; more < 3; more++) deals.push(await createDeal(db, { state: "completed", giver: first.giver }));
    for (const [index, deal] of deals.entries()) {
      deal.clock.at = new Date(first.clock.at.getTime() + index * secondMs);
      must(await writeReview(db, deal.taker, review(deal, { text: `number ${index}` }), deal.clock));
      must(await writeReview(db, deal.giver, review(deal), deal.clock));
    }
    const shown = await publicReviews(db, first.giver.party.id, { now: () => new Date(first.clock.at.getTime() + 10 * secondMs) });
    expect(shown.map((one) => one.text)).toEqual(["number 3", "number 2", "number 1"]);
    expect(shown.map((one) => Object.keys(one).sort())).toEqual(shown.map(() => ["month", "reasons", "ref", "side", "text", "verdict"]));
  });
});

describeDatabases(
  "two sides at the same moment",
  (open) => {
    it("both are kept and both are read, told once", async () => {
      const db = open();
      for (let round = 0; round < 8; round++) {
        const deal = await createDeal(db, { state: "completed" });
        const written = await Promise.all([writeReview(db, deal.giver, review(deal), deal.clock), writeReview(db, deal.taker, review(deal, badly), deal.clock)]);
        expect(written.map((one) => one.ok && one.value.revealed).sort()).toEqual([false, true]);
        const { reviews, events } = await standing(db, deal);
        expect(reviews.map((one) => [one.side, one.revealAt <= deal.clock.at, one.announcedAt !== null])).toEqual([["giver", true, true], ["taker", true, true]]);
        expect(events.filter((type) => type === "deals.reviews-revealed")).toHaveLength(1);
      }
    });

    it("a change and the other side's review: it is changed before the reveal or not at all", async () => {
      const db = open();
      for (let round = 0; round < 8; round++) {
        const deal = await createDeal(db, { state: "completed" });
        must(await writeReview(db, deal.giver, review(deal), deal.clock));
        const [edited, other] = await Promise.all([editReview(db, deal.giver, review(deal, { ...badly, version: 1 }), deal.clock), writeReview(db, deal.taker, review(deal), deal.clock)]);
        expect(other).toMatchObject({ ok: true, value: { revealed: true } });
        expect(edited.ok ? "changed" : edited.error).toMatch(/^(changed|DEALS\.REVIEW_CLOSED)$/);
        const { reviews } = await standing(db, deal);
        expect(reviews[0]).toMatchObject(edited.ok ? { side: "giver", verdict: "badly", version: 2 } : { side: "giver", verdict: "well", version: 1 });
      }
    });

    it("two people of one side: one review", async () => {
      const db = open();
      const deal = await createDeal(db, { state: "completed" });
      const housemate = await withRole(db, deal.giver, "member");
      const written = await Promise.all([deal.giver, housemate, deal.giver, housemate].map((actor) => writeReview(db, actor, review(deal), deal.clock)));
      expect(written.map((one) => (one.ok ? "written" : one.error)).sort()).toEqual(["DEALS.ALREADY_REVIEWED", "DEALS.ALREADY_REVIEWED", "DEALS.ALREADY_REVIEWED", "written"]);
      expect((await standing(db, deal)).reviews).toHaveLength(1);
    });
  },
  { on: ["postgresql"] },
);
