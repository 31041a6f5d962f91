import { expect, it } from "vitest";
import type { Database } from "#app/platform/db/database.server.ts";
import { materialLot } from "#tests/factories/impact.ts";
import { createParty, createPerson } from "#tests/factories/people.ts";
import { describeDatabases } from "#tests/setup/test-database.ts";
import { hashOfLeaf, leafOf } from "./ledger.leaf.ts";
import { rowsById } from "./ledger.repository.server.ts";
import { recordLots } from "./ledger.service.server.ts";
import { keepLedger } from "./ledger-timer.server.ts";
import { parseCheckpoint } from "./log/checkpoint.ts";
import { rootOf, verifyConsistency, verifyInclusion } from "./log/merkle.ts";
import { sha256 } from "./log/sha256.server.ts";
import { newSigningKey, verifyNote } from "./log/signed-note.server.ts";
import { checkpointAt, checkpointsBelow, headOf, latestCheckpoint, signingKeys } from "./log.repository.server.ts";
import { advanceLedger, LogBrokenError, proveConsistency, proveEntry, signCheckpoint } from "./log.service.server.ts";

const key = newSigningKey("test.example/ledger");
const now = new Date("2026-05-01T10:00:00Z");

async function sides(db: Database["db"]) {
  const [giver, recycler] = [await createPerson(db), await createParty(db, "recycler")];
  return { giverPartyId: giver.party.id, takerPartyId: recycler.party.id };
}

async function leavesOf(db: Database["db"]) {
  const leaves = await db.ledgerLeaf.findMany({ orderBy: { index: "asc" } });
  return leaves.map((leaf) => ({ index: Number(leaf.index), entryId: leaf.entryId, hash: Uint8Array.from(leaf.leafHash) }));
}

describeDatabases("the log", (open) => {
  it("gives every entry one leaf, in order and without gaps, and proves each under a signed root", async () => {
    const db = open();
    expect(await signCheckpoint(db, key, now)).toBeNull();
    const both = await sides(db);
    const entryIds: string[] = [];
    for (const count of [1, 254, 2, 300, 30]) {
      const recorded = await db.$transaction((tx) => recordLots(tx, Array.from({ length: count }, () => materialLot(both))));
      entryIds.push(...recorded.map((lot) => lot.entryId));
      await advanceLedger(db);
      await signCheckpoint(db, key, now);
    }
    const leaves = await leavesOf(db);
    expect(leaves.map((leaf) => leaf.index)).toEqual(entryIds.map((_, index) => index));
    expect(new Set(leaves.map((leaf) => leaf.entryId))).toEqual(new Set(entryIds));
    expect(await headOf(db)).toEqual({ size: 587, projectedSize: 587 });
    expect(await db.ledgerPending.count()).toBe(0);
    expect(await db.ledgerNode.count()).toBe(2);

    // What a leaf says is what the rows say, read back from the database.
    for (const row of await rowsById(db, entryIds.slice(0, 20))) {
      const leaf = leaves.find((one) => one.entryId === row.id);
      expect(Buffer.from(hashOfLeaf(sha256, leafOf(sha256, row, row.shares))).toString("hex")).toBe(Buffer.from(leaf?.hash ?? []).toString("hex"));
    }
    const last = await latestCheckpoint(db);
    if (!last) throw new Error("nothing was signed");
    expect(await verifyNote(last.note, [key.verifierKey])).toMatchObject({ ok: true });
    expect(parseCheckpoint(last.note.slice(0, last.note.indexOf("\n\n") + 1))).toMatchObject({ origin: "test.example/ledger", size: 587 });
    expect(last.rootHash).toEqual(rootOf(sha256, leaves.map((leaf) => leaf.hash)));
    for (const index of [0, 1, 254, 255, 256, 511, 512, 586]) {
      const proven = await proveEntry(db, entryIds[index] ?? "");
      if (!proven) throw new Error(`no proof at ${index}`);
      expect(verifyInclusion({ hash: sha256, index: proven.index, size: last.size, leafHash: proven.leafHash, proof: proven.proof, root: last.rootHash })).toBe(true);
      expect(verifyInclusion({ hash: sha256, index: proven.index, size: last.size, leafHash: sha256(proven.leafHash), proof: proven.proof, root: last.rootHash })).toBe(false);
    }
    const earlier = await checkpointAt(db, 255);
    const proof = await proveConsistency(db, 255, 587);
    if (!earlier || !proof) throw new Error("no earlier checkpoint");
    expect(verifyConsistency({ hash: sha256, size1: 255, size2: 587, root1: earlier.rootHash, root2: last.rootHash, proof })).toBe(true);
    expect(await proveConsistency(db, 0, 587)).toBeNull();
    expect(await proveConsistency(db, 5, 588)).toBeNull();
    expect(await proveEntry(db, "nobody")).toBeNull();
    expect((await checkpointsBelow(db, null, 10)).map((one) => one.size)).toEqual([587, 557, 257, 255, 1]);
    expect((await checkpointsBelow(db, 257, 1)).map((one) => one.size)).toEqual([255]);
    expect(await signingKeys(db)).toMatchObject([{ origin: "test.example/ledger", verifierKey: key.verifierKey }]);
  });

  it("signs a size once, again by the clock, and takes in what no event announced", async () => {
    const db = open();
    const both = await sides(db);
    await db.$transaction((tx) => recordLots(tx, [materialLot(both)]));
    const before = (await headOf(db)).size;
    await keepLedger(db, key, new Date("2026-05-01T10:02:00Z"));
    const first = await latestCheckpoint(db);
    expect(first?.size).toBe(before + 1);
    expect(await signCheckpoint(db, newSigningKey("other.example/ledger"), now)).toEqual(first);
    await db.$transaction((tx) => recordLots(tx, [materialLot(both)]));
    await keepLedger(db, key, new Date("2026-05-01T10:02:30Z"));
    expect((await latestCheckpoint(db))?.size).toBe(before + 1);
    await keepLedger(db, key, new Date("2026-05-01T10:03:00Z"));
    expect((await latestCheckpoint(db))?.size).toBe(before + 2);
  });

  it("signs nothing over a log that was changed behind its back", async () => {
    const db = open();
    const both = await sides(db);
    await db.$transaction((tx) => recordLots(tx, [materialLot(both)]));
    await advanceLedger(db);
    await signCheckpoint(db, key, now);
    await db.$transaction((tx) => recordLots(tx, [materialLot(both)]));
    await advanceLedger(db);
    await db.$executeRawUnsafe(`ALTER TABLE ledger_leaf DISABLE TRIGGER ledger_leaf_append_only`);
    const changed = await db.$executeRawUnsafe(`UPDATE ledger_leaf SET leaf_hash = sha256(leaf_hash) WHERE index = (SELECT max(index) - 1 FROM ledger_leaf)`);
    await db.$executeRawUnsafe(`ALTER TABLE ledger_leaf ENABLE ALWAYS TRIGGER ledger_leaf_append_only`);
    expect(changed).toBe(1);
    await expect(signCheckpoint(db, key, now)).rejects.toThrow(LogBrokenError);
  });
});

describeDatabases(
  "the log, written by many",
  (open) => {
    it("has no gap and no double while recorders, failing recorders and several processes work at once", async () => {
      const db = open();
      const both = await sides(db);
      let recorded = 0;
      const work = Array.from({ length: 40 }, async (_, n) => {
        const lots = Array.from({ length: (n % 4) + 1 }, () => materialLot(both));
        await db
          .$transaction(async (tx) => {
            await recordLots(tx, lots);
            await new Promise((resolve) => setTimeout(resolve, (n * 7) % 30));
            if (n % 5 === 0) throw new Error("undone");
          })
          .then(() => void (recorded += lots.length), (error: Error) => expect(error.message).toBe("undone"));
        await Promise.all([advanceLedger(db), advanceLedger(db)]);
      });
      await Promise.all(work);
      await advanceLedger(db);
      const leaves = await leavesOf(db);
      expect(recorded).toBe(80);
      expect(leaves.map((leaf) => leaf.index)).toEqual(Array.from({ length: recorded }, (_, index) => index));
      expect(await db.ledgerEntry.count()).toBe(recorded);
      expect(new Set(leaves.map((leaf) => leaf.entryId)).size).toBe(recorded);
      expect(await headOf(db)).toEqual({ size: recorded, projectedSize: recorded });
      const total = await db.impactTotal.findFirstOrThrow({ where: { scopeType: "platform", period: "all", route: "all", material: "all" } });
      expect(total.entryCount).toBe(recorded);
    });
  },
  { on: ["postgresql"] },
);
