import { expect, it } from "vitest";
import { answerApi } from "#app/api/router.server.ts";
import type { Wire } from "#app/api/stream.server.ts";
import { recordLot } from "#app/domains/impact/ledger.service.server.ts";
import { fromBase64, fromHex } from "#app/domains/impact/log/bytes.ts";
import { parseCheckpoint } from "#app/domains/impact/log/checkpoint.ts";
import { verifyConsistency } from "#app/domains/impact/log/merkle.ts";
import { sha256 } from "#app/domains/impact/log/sha256.server.ts";
import { newSigningKey, verifyEd25519, verifyNote } from "#app/domains/impact/log/signed-note.server.ts";
import { parseVerifierKey } from "#app/domains/impact/log/signed-note.ts";
import { readProof, verifyProof } from "#app/domains/impact/verify/verify-proof.ts";
import { apiClient, type Json } from "#tests/factories/api.ts";
import { goodsLot } from "#tests/factories/impact.ts";
import { ledgerHistory } from "#tests/factories/ledger-history.ts";
import { createPerson } from "#tests/factories/people.ts";
import { describeDatabases } from "#tests/setup/test-database.ts";

const itemsOf = (page: Json) => page.items as Json[];

describeDatabases("the ledger's log in the API", (open) => {
  const api = apiClient(open);
  const key = newSigningKey("roundabout.test/ledger");
  let size = 0;

  it("has nothing to show before the first entry", async () => {
    expect((await api.ask("GET", "/impact/checkpoints/latest")).body).toMatchObject({ status: 404, code: "API.CHECKPOINT_NOT_FOUND" });
    expect((await api.ask("GET", "/impact/proofs/consistency?from=1")).body).toMatchObject({ status: 404, code: "API.CHECKPOINT_NOT_FOUND" });
    expect((await api.ask("GET", "/impact/log.ndjson")).text).toBe("");
    expect(itemsOf(await api.get("/impact/keys"))).toEqual([]);
  });

  it("pages through every checkpoint, and each proves that the next continues it", async () => {
    await ledgerHistory(open(), { seed: 3, steps: 40, key });
    const seen: Json[] = [];
    let cursor: string | null = null;
    do {
      const page: Json = await api.get(`/impact/checkpoints?limit=2${cursor ? `&cursor=${encodeURIComponent(cursor)}` : ""}`);
      seen.push(...itemsOf(page));
      cursor = page.nextCursor as string | null;
    } while (cursor !== null);
    expect(seen.length).toBe(await open().ledgerCheckpoint.count());
    expect(seen.length).toBeGreaterThan(2);
    size = Number(seen[0]?.size);
    const [{ verifierKey } = { verifierKey: "" }] = itemsOf(await api.get("/impact/keys")) as { verifierKey: string }[];
    const opened = await Promise.all(seen.map(async ({ note }) => {
      const checked = await verifyNote(String(note), [verifierKey]);
      const checkpoint = checked.ok ? parseCheckpoint(checked.text) : null;
      if (!checkpoint) throw new Error("the note is good");
      return checkpoint;
    }));
    for (const [at, later] of opened.slice(0, -1).entries()) {
      const earlier = opened[at + 1] ?? later;
      const { proof } = (await api.get(`/impact/proofs/consistency?from=${earlier.size}&to=${later.size}`)) as { proof: string[] };
      expect(verifyConsistency({ hash: sha256, size1: earlier.size, size2: later.size, root1: earlier.root, root2: later.root, proof: proof.map((text) => fromBase64(text) ?? new Uint8Array(0)) })).toBe(true);
    }
    expect((await api.ask("GET", `/impact/proofs/consistency?from=${size}&to=1`)).body).toMatchObject({ status: 404, code: "API.SIZES_NOT_FOUND" });
    expect((await api.ask("GET", `/impact/proofs/consistency?from=1&to=${size + 9}`)).body).toMatchObject({ status: 404, code: "API.SIZES_NOT_FOUND" });
    expect((await api.ask("GET", "/impact/proofs/consistency?from=0")).status).toBe(400);
  });

  it("proves every entry, by one document that checks out elsewhere", async () => {
    const keys = [parseVerifierKey(sha256, key.verifierKey)].flatMap((one) => one ?? []);
    const log = (await api.get("/impact/log.ndjson")).lines as { index: number; leaf: Json }[];
    for (const line of log) {
      const proof = readProof(await api.get(`/impact/proofs/entries/${String(line.leaf.id)}`));
      if (!proof) throw new Error("it has the form of a proof");
      expect(await verifyProof(proof, { hash: sha256, verify: verifyEd25519, keys, recompute: true })).toMatchObject({ index: line.index, recomputed: proof.earlier.length + 1, problemCount: 0, problems: [] });
    }
    const [giver, taker] = [await createPerson(open()), await createPerson(open())];
    const fresh = await open().$transaction((tx) => recordLot(tx, goodsLot({ giverPartyId: giver.party.id, takerPartyId: taker.party.id })));
    expect((await api.ask("GET", `/impact/proofs/entries/${fresh.entryId}`)).body).toMatchObject({ status: 404, code: "API.PROOF_NOT_FOUND" });
    expect((await api.ask("GET", "/impact/proofs/entries/nobody")).body).toMatchObject({ status: 404, code: "API.ENTRY_NOT_FOUND" });
  });

  it("streams any part of the log, and entries from any place", async () => {
    const part = (await api.get(`/impact/log.ndjson?from=3&to=9`)).lines as Json[];
    expect(part.map((line) => line.index)).toEqual([3, 4, 5, 6, 7, 8]);
    expect(fromHex(String(part[0]?.leafHash))).toHaveLength(32);
    expect((await api.get(`/impact/log.ndjson?from=${size + 5}`)).lines).toEqual([]);
    const rest = (await api.get(`/impact/entries.ndjson?from=${size - 2}`)).lines as Json[];
    expect(rest.map((line) => line.index)).toEqual([size - 2, size - 1]);
    expect((await api.ask("GET", "/impact/entries.ndjson?from=-1")).status).toBe(400);
    const head = await answerApi(new Request("http://roundabout.test/api/v1/impact/log.ndjson", { method: "HEAD" }), () => Promise.resolve(open()));
    expect([head.status, head.headers.get("content-type"), await head.text()]).toEqual([200, "application/x-ndjson; charset=utf-8", ""]);
  });

  it("reads no further than its reader, and stops when nobody is there", async () => {
    const asked: string[] = [];
    let closed = false;
    const wire: Wire = {
      drained: async () => void asked.push("drained"),
      isClosed: () => closed,
    };
    const get = () => answerApi(new Request("http://roundabout.test/api/v1/impact/log.ndjson"), () => Promise.resolve(open()), wire);
    const slow = await get();
    expect(asked, "nothing is read before somebody asks").toEqual([]);
    const reader = slow.body?.getReader();
    expect((await reader?.read())?.done).toBe(false);
    expect(asked).toEqual(["drained"]);
    await reader?.cancel();
    closed = true;
    expect(await (await get()).text(), "a closed connection ends the stream").toBe("");
  });

  it("sums a region, with what is verified, what came late and a grade", async () => {
    const [row] = await open().impactTotal.findMany({ where: { scopeType: "region", period: "all", route: "all", material: "all" }, orderBy: { entryCount: "desc" }, take: 1 });
    if (!row) throw new Error("there is a region");
    const sums = await api.get(`/impact/totals?scope=region&region=${row.scopeId}`);
    expect(sums.total).toMatchObject({ co2eGrams: Number(row.co2eGrams), verifiedGrams: Number(row.verifiedGrams), lateGrams: Number(row.lateGrams), grade: expect.stringMatching(/^[A-D]$/) as string });
    expect((await api.ask("GET", "/impact/totals?scope=region")).body).toMatchObject({ status: 422, code: "API.REGION_NEEDED" });
    expect((await api.ask("GET", "/impact/totals?scope=region&region=cn")).status).toBe(400);
  });
});
