import { mkdtempSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { findMiscountedSlots } from "#app/domains/pickups/bookings.repository.server.ts";
import { findUnsound } from "#app/domains/custody/origins.repository.server.ts";
import { checkChain } from "#app/domains/trust/audit.repository.server.ts";
import { describeDatabases } from "#tests/setup/test-database.ts";

// Photos go to a folder of their own; the settings are read once per process.
vi.stubEnv("DATA_DIR", mkdtempSync(path.join(os.tmpdir(), "roundabout-demo-")));

describeDatabases("the demo district", (open) => {
  let answers: { signIns: { email: string }[] }[] = [];
  beforeAll(async () => {
    const { seedDemo } = await import("./seed.server.ts");
    answers = [await seedDemo(open()), await seedDemo(open())];
  }, 120_000);
  afterAll(() => void (answers = []));

  it("is made once, and names its sign-ins each time", () => {
    expect(answers[0]?.signIns.length).toBeGreaterThanOrEqual(4);
    expect(answers[1]).toEqual(answers[0]);
  });

  it("has parties of each kind, and people who belong to communities", async () => {
    const db = open();
    const kinds = await db.party.groupBy({ by: ["kind"], _count: true });
    expect(kinds.map((k) => k.kind).sort()).toEqual(["authority", "community", "household", "producer", "recycler"]);
    const communities = await db.party.findMany({ where: { kind: "community" }, select: { memberCount: true } });
    expect(communities.every((c) => c.memberCount >= 2)).toBe(true);
  });

  it("has tallied every past deal and load, with totals equal to the entries", async () => {
    const db = open();
    const rows = await db.ledgerEntry.findMany({ select: { kind: true, status: true, co2eGrams: true } });
    const entries = rows.filter((row) => row.kind === "entry");
    // Deals and loads of the district, what the communities around brought, and four kinds of things that were taken at the sharing day.
    expect(entries.length).toBe(9 + 15 + 14 + 4);
    // Seven loads went through a sorting line, and turned out a little less than they were counted as.
    expect(rows.filter((row) => row.kind !== "entry").map((row) => row.kind)).toEqual(Array(7).fill("adjustment"));
    expect(entries.filter((e) => e.status === "ok").length).toBeGreaterThan(15);
    const [total] = await db.impactTotal.findMany({ where: { scopeType: "platform", period: "all", route: "all", material: "all" } });
    expect(total?.co2eGrams).toBe(rows.reduce((sum, e) => sum + (e.co2eGrams ?? 0n), 0n));
    expect(total?.entryCount).toBe(entries.length);
  });

  it("has a recycler with licences: one that holds, one that ends soon, one that waits", async () => {
    const licences = await open().licence.findMany({ select: { state: true, groups: true }, orderBy: { validUntil: "asc" } });
    expect(licences).toEqual([
      { state: "valid", groups: ["batteries"] },
      { state: "valid", groups: ["e_waste", "lamps"] },
      { state: "pending", groups: ["oils_hazardous"] },
    ]);
  });

  it("has graded things, things that say more of themselves, and remanufactured ones whose mark went with the deal", async () => {
    const db = open();
    expect(await db.listing.count({ where: { grade: { not: null } } })).toBeGreaterThanOrEqual(7);
    const grades = await db.listing.groupBy({ by: ["grade"], where: { grade: { not: null } } });
    expect(grades.map(({ grade }) => grade).sort()).toEqual(["A", "B", "C"]);
    expect(await db.listing.count({ where: { remanufactured: true, state: "published" } })).toBe(1);
    expect(await db.deal.count({ where: { remanufactured: true, state: "completed" } })).toBe(1);
  });

  it("has something for its moderator: a case that waits, one decided with reasons, a seller verified and one that asks", async () => {
    const db = open();
    expect(await db.moderationCase.findMany({ select: { state: true, reportCount: true }, orderBy: { priority: "desc" } })).toEqual([
      { state: "open", reportCount: 2 },
      { state: "closed", reportCount: 1 },
    ]);
    expect(await db.moderationDecision.findMany({ select: { kind: true, state: true } })).toEqual([{ kind: "correct", state: "final" }]);
    expect(await db.listing.count({ where: { title: { contains: "可降解" } } })).toBe(0);
    expect(await db.sellerVerification.findMany({ select: { state: true }, orderBy: { state: "asc" } })).toEqual([{ state: "requested" }, { state: "verified" }]);
    expect(await checkChain(db)).toMatchObject({ intact: true });
  });

  it("has a price board with a history, and past loads settled by it", async () => {
    const db = open();
    expect(await db.priceBoard.findMany({ select: { currency: true, version: true } })).toEqual([{ currency: "CNY", version: 16 }]);
    const settled = await db.priceSettlement.findMany({ select: { amountMinor: true, material: true } });
    expect(settled.length).toBeGreaterThanOrEqual(5);
    expect(settled.some((line) => line.material === "cardboard" && line.amountMinor > 0)).toBe(true);
  });

  it("comes to the door tomorrow: an area with times, and two visits that say where", async () => {
    const db = open();
    expect(await db.serviceArea.count({ where: { isOpen: true } })).toBe(1);
    expect(await db.slot.count({ where: { kind: "home" } })).toBeGreaterThanOrEqual(60);
    const visits = await db.homeVisit.findMany({ select: { booking: { select: { state: true, homeItems: { select: { goods: true } } } } } });
    expect(visits.map((visit) => visit.booking.state)).toEqual(["confirmed", "confirmed"]);
    expect(visits.flatMap((visit) => visit.booking.homeItems)).toEqual([{ goods: "fridge" }]);
  });

  it("has something at the gate: a contested visit for the operator, a load turned away, slots that need the weighbridge", async () => {
    const db = open();
    expect(await db.visitMark.findMany({ select: { kind: true, state: true } })).toEqual([{ kind: "no_show", state: "contested" }]);
    expect(await db.booking.findMany({ where: { isWalkIn: true }, select: { state: true, isAnonymous: true } })).toEqual([{ state: "rejected_on_site", isAnonymous: true }]);
    expect(await db.slot.count({ where: { resourceId: { not: null } } })).toBe(3);
    expect(await findMiscountedSlots(db)).toEqual([]);
  });

  it("shows listings in both languages, and leaves no mail about the past", async () => {
    const db = open();
    const listings = await db.listing.findMany({ where: { state: "published" }, select: { title: true } });
    expect(listings.length).toBeGreaterThanOrEqual(12);
    expect(listings.some((l) => /\p{Script=Han}/u.test(l.title))).toBe(true);
    expect(await db.mailMessage.count()).toBe(0);
    expect(await db.outboxEvent.count({ where: { dispatchedAt: null } })).toBe(0);
  });

  it("has stock, consignments that were received lighter and sorted, and one on its way", async () => {
    const db = open();
    expect(await findUnsound(db)).toEqual([]);
    expect((await db.consignment.findMany({ select: { state: true }, orderBy: { number: "asc" } })).map((one) => one.state)).toEqual(["received", "sent", "received"]);
    expect(await db.custodyLot.count({ where: { kind: "recovered" } })).toBe(5);
    expect(await db.custodyOrigin.count({ where: { settledAt: { not: null } } })).toBe(7);
  });
});
