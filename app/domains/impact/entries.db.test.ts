import { expect, it } from "vitest";
import { goodsLot, materialLot } from "#tests/factories/impact.ts";
import { createParty, createPerson } from "#tests/factories/people.ts";
import { describeDatabases } from "#tests/setup/test-database.ts";
import { entriesOf, entryDetail } from "./entries.repository.server.ts";
import { calculate } from "./impact.formula.ts";
import { recordLot, recordLots } from "./ledger.service.server.ts";
import { correctWeight, reverseEntry, verifyEntry } from "./corrections.service.server.ts";
import { changeBy, historySteps } from "./entries.view.ts";

describeDatabases("entries", (open) => {
  it("names households and links the transaction only to its sides", async () => {
    const db = open();
    const hidden = await createParty(db, "community", { name: "Hidden court", isListed: false });
    const giver = await createPerson(db, { name: "Secretia", communityId: hidden.party.id });
    const taker = await createPerson(db, { name: "Privatus" });
    const lot = goodsLot({ giverPartyId: giver.party.id, takerPartyId: taker.party.id });
    const { entryId } = await db.$transaction((tx) => recordLot(tx, lot));

    const stranger = JSON.stringify(await entryDetail(db, entryId, ["nobody"]));
    for (const secret of ["Secretia", "Privatus", "Hidden court", giver.party.id, taker.party.id, giver.userId, lot.causeId, lot.lotId, hidden.party.id, "example.org"]) {
      expect(stranger).not.toContain(secret);
    }
    const side = await entryDetail(db, entryId, [taker.party.id]);
    expect(side).toMatchObject({ isMine: true, causeId: lot.causeId });
    expect(side?.shares.map((share) => share.partyName)).toEqual(["Secretia's household", "Privatus's household"]);
    expect(JSON.stringify(side)).not.toContain("Hidden court");
    expect((await entryDetail(db, entryId, [hidden.party.id]))?.shares[0]?.community?.name).toBe("Hidden court");
    expect(await entryDetail(db, "unknown", [])).toBeNull();
  });

  it("tells what became of an entry, row by row; strangers read the reason and no word more", async () => {
    const db = open();
    const [giver, recycler] = [await createPerson(db, { name: "Secretia" }), await createParty(db, "recycler")];
    const at = new Date("2026-04-02T10:00:00Z");
    const lot = materialLot({ giverPartyId: giver.party.id, takerPartyId: recycler.party.id });
    const { entryId } = await db.$transaction((tx) => recordLot(tx, lot));
    const corrected = await db.$transaction((tx) => correctWeight(tx, { correctionId: "correction-of-secrets", entryId, netGrams: 9_000, contaminationPermille: 20, note: "my neighbour leaned on it", at }));
    await db.$transaction((tx) => verifyEntry(tx, { outcomeId: "outcome-of-secrets", entryId, treatment: "as_recorded", at }));
    if (!corrected.ok || corrected.value.entryId === null) throw new Error("nothing was corrected");

    const own = await entryDetail(db, entryId, [giver.party.id]);
    expect(own?.history.map(({ kind, stage, correction, note }) => ({ kind, stage, correction, note }))).toEqual([
      { kind: "entry", stage: "provisional", correction: null, note: null },
      { kind: "adjustment", stage: "provisional", correction: "weight_corrected", note: "my neighbour leaned on it" },
      { kind: "verification", stage: "verified", correction: "treated", note: null },
    ]);
    const again = calculate({ ...own?.calculation, massKg: 9, contamination: 0.02 });
    if (again.status !== "ok") throw new Error(again.status);
    const { co2eGrams, lowGrams, highGrams } = again;
    expect(historySteps(own?.history ?? []).at(-1)?.standsAt).toEqual({ co2eGrams, lowGrams, highGrams });
    expect(own?.standing).toEqual({ co2eGrams, stage: "verified" });

    const row = await entryDetail(db, corrected.value.entryId, [recycler.party.id]);
    expect(row).toMatchObject({ kind: "adjustment", corrects: entryId, correction: "weight_corrected", massGrams: 9_000, contaminationPermille: 20 });
    expect(row?.co2eGrams).toBe(co2eGrams - (own?.co2eGrams ?? 0));
    expect(changeBy(row?.history ?? [], corrected.value.entryId)?.after).toEqual({ co2eGrams, lowGrams, highGrams });

    for (const id of [entryId, corrected.value.entryId]) {
      const stranger = await entryDetail(db, id, ["nobody"]);
      expect(stranger?.history.map((step) => step.correction)).toEqual([null, "weight_corrected", "treated"]);
      for (const secret of ["neighbour", "Secretia", "of-secrets", giver.party.id, recycler.party.id, lot.causeId, lot.lotId]) {
        expect(JSON.stringify(stranger)).not.toContain(secret);
      }
    }
  });

  it("freezes what is needed to count again", async () => {
    const db = open();
    const [giver, taker, recycler] = [await createPerson(db), await createPerson(db), await createParty(db, "recycler")];
    const recorded = await db.$transaction((tx) =>
      recordLots(tx, [
        materialLot({ giverPartyId: giver.party.id, takerPartyId: recycler.party.id, contaminationPermille: 40 }),
        goodsLot({ giverPartyId: giver.party.id, takerPartyId: taker.party.id, itemCount: 2, category: "laptop" }),
      ]),
    );
    for (const { entryId } of recorded) {
      const entry = await entryDetail(db, entryId, []);
      const again = calculate(entry?.calculation);
      expect(again).toMatchObject({ status: "ok", co2eGrams: entry?.co2eGrams, lowGrams: entry?.lowGrams, highGrams: entry?.highGrams, grade: entry?.grade });
    }
  });

  it("pages through a party's entries, each once, newest first, and narrows them", async () => {
    const db = open();
    const person = await createPerson(db);
    const recycler = await createParty(db, "recycler");
    const same = new Date("2026-05-05T05:05:05Z");
    const ids: string[] = [];
    for (let n = 0; n < 9; n++) {
      const lot = materialLot({ giverPartyId: person.party.id, takerPartyId: recycler.party.id, occurredAt: n < 5 ? same : new Date(Date.UTC(2026, 5, n)), material: n % 2 ? "glass" : "lead" });
      ids.push((await db.$transaction((tx) => recordLot(tx, lot))).entryId);
    }
    const [own] = ids;
    if (!own) throw new Error("no entry");
    await db.$transaction((tx) => reverseEntry(tx, { entryId: own, reason: "mistake", at: new Date("2026-07-01T00:00:00Z") }));
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const page: Awaited<ReturnType<typeof entriesOf>> = await entriesOf(db, person.party.id, { cursor, limit: 4 });
      seen.push(...page.entries.map((entry) => entry.id));
      cursor = page.nextCursor;
    } while (cursor);
    expect(seen).toHaveLength(10);
    expect(new Set(seen).size).toBe(10);
    const all = await entriesOf(db, person.party.id, { limit: 50 });
    expect(all.entries.map((entry) => entry.occurredAt)).toEqual(all.entries.map((entry) => entry.occurredAt).sort().reverse());
    expect(all.entries.find((entry) => entry.id === own)?.isReversed).toBe(true);
    expect((await entriesOf(db, person.party.id, { month: "2026-05" })).entries).toHaveLength(5);
    expect((await entriesOf(db, person.party.id, { code: "glass", month: "2026-06" })).entries).toHaveLength(2);
    expect((await entriesOf(db, person.party.id, { cursor: "nonsense" })).entries).toHaveLength(10);
  });
});
