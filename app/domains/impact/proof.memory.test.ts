import { describe, expect, it } from "vitest";

import { sha256Async } from "./log/browser-crypto.ts";
import { toBase64 } from "./log/bytes.ts";
import { formatCheckpoint } from "./log/checkpoint.ts";
import { rootOf } from "./log/merkle.ts";
import { sha256 } from "./log/sha256.server.ts";
import { signingKeyOf, signNote } from "./log/signed-note.server.ts";
import { consistencyProof } from "./log/tile-tree.ts";
import { continuityOf, seenFrom, type AskConsistency } from "./proof.memory.ts";

const key = signingKeyOf("example.org/ledger", Buffer.alloc(32, 3).toString("base64"));
const leaves = Array.from({ length: 12 }, (_, index) => sha256(Uint8Array.of(index)));
const others = leaves.map((leaf, index) => (index === 1 ? sha256(Uint8Array.of(99)) : leaf));

const seen = (size: number, hashes = leaves, seenAt = "2026-05-01T08:00:00.000Z", signer = key) => ({
  note: signNote(formatCheckpoint({ origin: signer.name, size, root: rootOf(sha256, hashes.slice(0, size)) }), signer),
  seenAt,
});
const asks = (hashes = leaves): AskConsistency => async (from, to) =>
  (await consistencyProof(sha256, (_level, first, last) => Promise.resolve(hashes.slice(first, last)), from, to)).map(toBase64);
const nobody: AskConsistency = () => Promise.reject(new Error("must not be asked"));

describe("what a browser remembers of the ledger", () => {
  it("is today's checkpoint where it saw none, or one of another log", async () => {
    const shown = seen(5);
    expect(await continuityOf(null, shown, { ask: nobody, hash: sha256Async })).toEqual({ state: "first", since: null, keep: shown });
    const elsewhere = seen(9, leaves, "2026-04-01T08:00:00.000Z", signingKeyOf("other.example/ledger", Buffer.alloc(32, 4).toString("base64")));
    expect(await continuityOf(elsewhere, shown, { ask: nobody, hash: sha256Async })).toMatchObject({ state: "first", keep: shown });
    expect(await continuityOf({ note: "rubbish", seenAt: "x" }, shown, { ask: nobody, hash: sha256Async })).toMatchObject({ state: "first", keep: shown });
  });

  it("is asked for no proof at the same size: the roots must be the same", async () => {
    const before = seen(5);
    const shown = { ...seen(5), seenAt: "2026-05-02T08:00:00.000Z" };
    expect(await continuityOf(before, shown, { ask: nobody, hash: sha256Async })).toEqual({ state: "same", since: before.seenAt, keep: before });
    expect(await continuityOf(before, seen(5, others), { ask: nobody, hash: sha256Async })).toEqual({ state: "broken", since: before.seenAt, keep: before });
  });

  it("moves on to a log that continues it, and keeps the newer one when an older page comes late", async () => {
    const [before, after] = [seen(5), seen(11, leaves, "2026-05-02T08:00:00.000Z")];
    expect(await continuityOf(before, after, { ask: asks(), hash: sha256Async })).toEqual({ state: "continues", since: before.seenAt, keep: after });
    expect(await continuityOf(after, before, { ask: asks(), hash: sha256Async })).toEqual({ state: "continues", since: after.seenAt, keep: after });
  });

  it("keeps the evidence when the log does not continue it, whatever proof is sent", async () => {
    const before = seen(5);
    const rewritten = seen(11, others);
    for (const ask of [asks(), asks(others), () => Promise.resolve(["not base64"]), () => Promise.resolve([])]) {
      expect(await continuityOf(before, rewritten, { ask, hash: sha256Async })).toEqual({ state: "broken", since: before.seenAt, keep: before });
    }
  });

  it("says nothing without an answer, and forgets nothing", async () => {
    const before = seen(5);
    expect(await continuityOf(before, seen(11), { ask: () => Promise.resolve(null), hash: sha256Async })).toEqual({ state: "unknown", since: before.seenAt, keep: before });
  });

  it("is read back only when it is whole", () => {
    const kept = seen(3);
    expect(seenFrom(JSON.stringify(kept))).toEqual(kept);
    for (const text of [null, "", "{", "7", "null", JSON.stringify({ note: "x" }), JSON.stringify({ note: 1, seenAt: kept.seenAt }), JSON.stringify({ note: "x", seenAt: "soon" })]) {
      expect(seenFrom(text)).toBeNull();
    }
  });
});
