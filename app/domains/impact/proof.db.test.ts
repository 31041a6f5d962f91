import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import type { Database } from "#app/platform/db/database.server.ts";
import { goodsLot, materialLot } from "#tests/factories/impact.ts";
import { createParty, createPerson } from "#tests/factories/people.ts";
import { describeDatabases } from "#tests/setup/test-database.ts";
import { correctWeight, reverseEntry } from "./corrections.service.server.ts";
import { calculate } from "./impact.formula.ts";
import { hashOfLeaf } from "./ledger.leaf.ts";
import { recordLot } from "./ledger.service.server.ts";
import { signingKeys } from "./log.repository.server.ts";
import { advanceLedger, signCheckpoint } from "./log.service.server.ts";
import { sha256Async, verifyEd25519Async } from "./log/browser-crypto.ts";
import { fromBase64, toHex } from "./log/bytes.ts";
import { parseCheckpoint } from "./log/checkpoint.ts";
import { verifyInclusion } from "./log/merkle.ts";
import { sha256 } from "./log/sha256.server.ts";
import { signingKeyOf } from "./log/signed-note.server.ts";
import { parseNote } from "./log/signed-note.ts";
import { checkProof } from "./proof.check.ts";
import { countCorrections, latestLogLines } from "./proof.repository.server.ts";
import type { EntryProof } from "./proof.schema.ts";
import { entryProof, proofSummary } from "./proof.service.server.ts";
import { rebuildTotals } from "./rebuild.service.server.ts";

/** Base64 may hold a plus, which also divides the parts of a verifier key: this one does. */
const key = (() => {
  const keys = Array.from({ length: 64 }, (_, seed) => signingKeyOf("example.org/ledger", Buffer.alloc(32, seed).toString("base64")));
  const found = keys.find((one) => one.verifierKey.split("+").length > 3);
  if (!found) throw new Error("none of these keys holds a plus");
  return found;
})();
const bytes = (text: string): Uint8Array => {
  const read = fromBase64(text);
  if (!read) throw new Error(`not Base64: ${text}`);
  return read;
};

async function findings(proof: EntryProof | null): Promise<string[]> {
  if (!proof) throw new Error("no proof");
  // As a browser gets it.
  const raw: unknown = JSON.parse(JSON.stringify(proof));
  const found: string[] = [];
  const calculateHere = (input: unknown) => Promise.resolve(calculate(input));
  for await (const verdict of checkProof(raw, proof.leaf, { hash: sha256Async, verify: verifyEd25519Async, calculate: calculateHere })) found.push(`${verdict.check} ${verdict.outcome} ${verdict.found}`);
  return found;
}

describeDatabases("the proof of an entry", (open) => {
  async function sold(db: Database["db"]) {
    const [giver, taker, recycler] = [await createPerson(db, { name: "Secretia" }), await createPerson(db, { name: "Privatus" }), await createParty(db, "recycler")];
    const goods = goodsLot({ giverPartyId: giver.party.id, takerPartyId: taker.party.id, itemCount: 2 });
    const load = materialLot({ giverPartyId: giver.party.id, takerPartyId: recycler.party.id });
    const [first, second] = [await db.$transaction((tx) => recordLot(tx, goods)), await db.$transaction((tx) => recordLot(tx, load))];
    return { giver, taker, recycler, goods, load, goodsEntry: first.entryId, loadEntry: second.entryId };
  }

  it("waits for a checkpoint, and then holds by itself without naming anybody", async () => {
    const db = open();
    const { giver, taker, goods, goodsEntry } = await sold(db);
    expect(await entryProof(db, goodsEntry)).toBeNull();
    await advanceLedger(db);
    expect(await proofSummary(db, goodsEntry)).toBeNull();
    await signCheckpoint(db, key, new Date());

    const proof = await entryProof(db, goodsEntry);
    if (!proof) throw new Error("no proof");
    const checkpoint = parseCheckpoint(parseNote(proof.checkpoint)?.text ?? "");
    const hash = hashOfLeaf(sha256, proof.leaf);
    expect(toHex(hash)).toBe(proof.leafHash);
    const claim = { hash: sha256, index: proof.index, size: checkpoint?.size ?? 0, leafHash: hash, proof: proof.proof.map(bytes), root: checkpoint?.root ?? new Uint8Array() };
    expect(verifyInclusion(claim)).toBe(true);
    expect(verifyInclusion({ ...claim, index: claim.index + 1 })).toBe(false);
    expect(await findings(proof)).toEqual(["shown ok same", "leaf ok same", "inclusion ok sameRoot", "signature ok signed", "figure ok counted"]);

    const nonces = await db.ledgerShare.findMany({ where: { entryId: goodsEntry }, select: { nonce: true } });
    expect(nonces).toHaveLength(2);
    const text = JSON.stringify(proof);
    for (const secret of ["Secretia", "Privatus", giver.party.id, taker.party.id, giver.userId, taker.userId, goods.causeId, goods.lotId, ...nonces.map((one) => one.nonce)]) {
      expect(text).not.toContain(secret);
    }
    expect(await proofSummary(db, goodsEntry)).toMatchObject({ index: proof.index, leafHash: proof.leafHash, proof: proof.proof, note: proof.checkpoint, verifierKey: key.verifierKey, size: checkpoint?.size });
    expect(await entryProof(db, "unknown")).toBeNull();
    expect(await signingKeys(db)).toEqual([{ id: expect.stringMatching(/^example\.org\/ledger\+[0-9a-f]{8}$/) as string, origin: "example.org/ledger", verifierKey: key.verifierKey }]);
  });

  it("of a correction holds the rows before it, so that the difference can be counted again", async () => {
    const db = open();
    const { loadEntry, goodsEntry } = await sold(db);
    const at = new Date("2026-04-02T10:00:00Z");
    const corrected = await db.$transaction((tx) => correctWeight(tx, { correctionId: "c", entryId: loadEntry, netGrams: 9_500, contaminationPermille: 10, note: "a word between us", at }));
    const back = await db.$transaction((tx) => reverseEntry(tx, { entryId: loadEntry, reason: "dispute", note: "another word", at }));
    if (!corrected.ok || !back.ok || corrected.value.entryId === null) throw new Error("not corrected");
    await advanceLedger(db);
    await signCheckpoint(db, key, new Date());

    const difference = await entryProof(db, corrected.value.entryId);
    expect(difference?.earlier.map((one) => one.leaf.id)).toEqual([loadEntry]);
    expect((await findings(difference)).at(-1)).toBe("figure ok leadsTo");
    const reversal = await entryProof(db, back.value.entryId);
    expect(reversal?.earlier.map((one) => one.leaf.id)).toEqual([loadEntry, corrected.value.entryId]);
    expect((await findings(reversal)).at(-1)).toBe("figure ok takenBack");
    expect(JSON.stringify([difference, reversal])).not.toMatch(/word/);
    expect((await entryProof(db, goodsEntry))?.earlier).toEqual([]);

    const [latest, before] = await latestLogLines(db, 2);
    expect(latest).toMatchObject({ id: back.value.entryId, kind: "reversal", route: "recycle", subject: { kind: "material", code: "cardboard" } });
    expect(before).toMatchObject({ id: corrected.value.entryId, kind: "adjustment", index: (latest?.index ?? 0) - 1 });
  });
});

describeDatabases("the number of corrections", (open) => {
  it("is kept by the month in UTC in which they were recorded, follows the log, and is made anew with the totals", async () => {
    const db = open();
    const [giver, recycler] = [await createPerson(db), await createParty(db, "recycler")];
    const load = async () => (await db.$transaction((tx) => recordLot(tx, materialLot({ giverPartyId: giver.party.id, takerPartyId: recycler.party.id })))).entryId;
    const takeBack = async (at: string, entryId: string) => db.$transaction((tx) => reverseEntry(tx, { entryId, reason: "mistake", at: new Date(at) }));
    const [first, second, third] = [await load(), await load(), await load()];
    const counted = () => Promise.all([null, "2026", "2026-04", "2026-05", "2026-06", "2027", "2025"].map((period) => countCorrections(db, period)));
    await advanceLedger(db);
    expect(await counted()).toEqual([0, 0, 0, 0, 0, 0, 0]);
    await db.$transaction((tx) => correctWeight(tx, { correctionId: "c", entryId: first, netGrams: 9_500, contaminationPermille: 10, note: "", at: new Date("2026-04-02T10:00:00Z") }));
    await takeBack("2026-05-31T23:59:59.999Z", first);
    await takeBack("2026-06-01T00:00:00Z", second);
    await advanceLedger(db);
    expect(await counted()).toEqual([3, 3, 1, 1, 1, 0, 0]);
    await takeBack("2027-01-01T00:00:00Z", third);
    await advanceLedger(db);
    expect(await counted()).toEqual([4, 3, 1, 1, 1, 1, 0]);

    await db.impactCorrection.update({ where: { month: "2026-05" }, data: { rowCount: 7n } });
    expect(await rebuildTotals(db)).toMatchObject({ differences: 2 });
    expect(await counted()).toEqual([4, 3, 1, 1, 1, 1, 0]);
  });

  it("was counted once where entries were older than it, as far as the totals had followed", async () => {
    const db = open();
    const [fill = ""] = /^INSERT[^;]+;/m.exec(readFileSync("prisma/migrations/20261207100000_kept_counts/migration.sql", "utf8")) ?? [];
    const kept = () => db.impactCorrection.findMany({ orderBy: { month: "asc" } });
    const before = await kept();
    expect(before.map(({ month, rowCount }) => [month, Number(rowCount)])).toEqual([["2026-04", 1], ["2026-05", 1], ["2026-06", 1], ["2027-01", 1]]);
    await db.impactCorrection.deleteMany();
    await db.$executeRawUnsafe(fill);
    expect(await kept()).toEqual(before);
    await db.impactCorrection.deleteMany();
    await db.ledgerHead.update({ where: { id: 1 }, data: { projectedSize: { decrement: 1 } } });
    await db.$executeRawUnsafe(fill);
    expect(await kept()).toEqual(before.slice(0, 3));
  });
});
