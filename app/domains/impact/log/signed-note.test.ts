import fc from "fast-check";
import { describe, expect, it } from "vitest";

import { sharedData, sharedDataPath } from "#tests/setup/shared-data.ts";

import { sha256Async, verifyEd25519Async } from "./browser-crypto.ts";
import { fromBase64, fromHex, toBase64, toHex } from "./bytes.ts";
import { sha256 } from "./sha256.server.ts";
import { newSigningKey, signingKeyOf, signNote, verifyEd25519, verifyNote } from "./signed-note.server.ts";
import {
  checkNote,
  formatNote,
  formatVerifierKey,
  keyHash,
  keyHashAsync,
  parseNote,
  parseVerifierKey,
  parseVerifierKeyAsync,
} from "./signed-note.ts";
import type { VerifierKey } from "./signed-note.ts";

const isHere = sharedDataPath("merkle/signed-note") !== null;
const suite = isHere ? "the specification's examples" : "the specification's examples (skipped: no shared data beside this checkout)";

function example(name: string): string {
  return sharedData(`merkle/signed-note/${name}`) ?? "";
}

function hex(text: string): Uint8Array {
  return fromHex(text) ?? new Uint8Array(0);
}

/** The example of golang.org/x/mod/sumdb/note: a seed, its public half, and a note that it signed. */
const NEUMANN = {
  signer: "AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz",
  verifierKey: "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
  text: "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n",
  note:
    "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n\n" +
    "— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n",
};

describe.skipIf(!isHere)(suite, () => {
  it("verifies the example with its published key, here and by WebCrypto", async () => {
    const note = example("example.note");
    const vkey = example("example.vkey").trim();
    const key = parseVerifierKey(sha256, vkey);
    expect(key?.name).toBe("example.com/foo");
    expect(await parseVerifierKeyAsync(sha256Async, vkey)).toEqual(key);
    expect(formatVerifierKey(key as VerifierKey)).toBe(vkey);
    const good = { ok: true, text: "This is an example message.\n", signedBy: [key] };
    expect(await verifyNote(note, [vkey])).toEqual(good);
    expect(await verifyNote(new TextEncoder().encode(note), [vkey])).toEqual(good);
    expect(await checkNote({ note, keys: [key as VerifierKey], verify: verifyEd25519Async })).toEqual(good);
  });

  it.each([
    ["example.note", "example.com/foo", "530d903a", "This is an example message.\n"],
    ["quasimodo.note", "quasimodo.example/salvatore", "367ba04b", "\ned è subito sera.\n"],
    ["tlog-checkpoint-example.note", "example.com/behind-the-sofa", "033de0ae", "\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n"],
  ])("reads %s and writes the same bytes", (file, name, id, end) => {
    const source = example(file);
    const note = parseNote(source);
    expect(note?.text.endsWith(end)).toBe(true);
    expect(`${note?.text}\n— `).toBe(source.slice(0, source.indexOf("— ") + 2));
    expect(note?.signatures.map((one) => [one.name, one.keyHash, one.signature.length])).toEqual([[name, id, 64]]);
    expect(note && formatNote(note)).toBe(source);
  });
});

describe("a signature", () => {
  it("is the one that the Go implementation makes of the same seed and text", async () => {
    const seed = toBase64((fromBase64(NEUMANN.signer) ?? new Uint8Array(0)).slice(1));
    const key = signingKeyOf("PeterNeumann", seed);
    expect(key.verifierKey).toBe(NEUMANN.verifierKey);
    expect(signNote(NEUMANN.text, key)).toBe(NEUMANN.note);
    expect(await verifyNote(NEUMANN.note, [NEUMANN.verifierKey])).toMatchObject({ ok: true, text: NEUMANN.text });
  });

  it("is checked as RFC 8032 says (its test 2), by both implementations", async () => {
    const key = hex("3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c");
    const signature = hex(
      "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00",
    );
    for (const verify of [verifyEd25519, verifyEd25519Async]) {
      expect(await verify(key, Uint8Array.of(0x72), signature)).toBe(true);
      expect(await verify(key, Uint8Array.of(0x73), signature)).toBe(false);
      expect(await verify(key.slice(1), Uint8Array.of(0x72), signature)).toBe(false);
      expect(await verify(key, Uint8Array.of(0x72), signature.slice(1))).toBe(false);
      expect(await verify(new Uint8Array(32).fill(255), Uint8Array.of(0x72), signature)).toBe(false);
    }
  });

  it("made by a new key is good for that key alone", async () => {
    const mine = newSigningKey("log.example/ours");
    const other = newSigningKey("log.example/ours");
    expect(other.seed).not.toBe(mine.seed);
    expect(signingKeyOf(mine.name, mine.seed)).toEqual(mine);
    const note = signNote("one\n\ntwo\n", mine);
    expect(await verifyNote(note, [other.verifierKey, mine.verifierKey])).toMatchObject({ ok: true, text: "one\n\ntwo\n" });
    expect(await verifyNote(note, [other.verifierKey])).toEqual({ ok: false, reason: "unknown_key" });
    expect(await verifyNote(note.replace("two", "too"), [mine.verifierKey])).toEqual({ ok: false, reason: "bad_signature" });
    expect(() => signNote("no newline", mine)).toThrow(TypeError);
    expect(() => signNote("one\n", { ...mine, name: "log.example/theirs" })).toThrow(TypeError);
    expect(() => signingKeyOf("with space", mine.seed)).toThrow(TypeError);
    expect(() => signingKeyOf("name", "c2hvcnQ=")).toThrow(TypeError);
    expect(() => verifyNote(note, ["not a key"])).toThrow(TypeError);
  });

  it("of a stranger is ignored, but one wrong line of a trusted key spoils the note", async () => {
    const mine = newSigningKey("log.example/ours");
    const stranger = newSigningKey("witness.example");
    const linesOf = (note: string): string => note.slice(note.lastIndexOf("\n\n") + 2);
    const both = signNote("text\n", stranger) + linesOf(signNote("text\n", mine));
    expect(await verifyNote(both, [mine.verifierKey])).toMatchObject({ ok: true, signedBy: [{ name: "log.example/ours" }] });
    expect(await verifyNote(both, [mine.verifierKey, stranger.verifierKey])).toMatchObject({ ok: true, signedBy: { length: 2 } });
    const wrongToo = both + linesOf(signNote("other text\n", mine));
    expect(await verifyNote(wrongToo, [mine.verifierKey])).toEqual({ ok: false, reason: "bad_signature" });
    expect(await verifyNote(wrongToo, [stranger.verifierKey])).toMatchObject({ ok: true });
    const cannot = checkNote({ note: both, keys: [parseVerifierKey(sha256, mine.verifierKey) as VerifierKey], verify: () => null });
    expect(await cannot).toEqual({ ok: false, reason: "unsupported" });
  });
});

describe("foreign text", () => {
  const [line = ""] = NEUMANN.note.split("\n").slice(-2);

  it.each<[name: string, note: string]>([
    ["nothing", ""],
    ["a text alone", "text\n"],
    ["no blank line", `text\n${line}\n`],
    ["no signature", "text\n\n"],
    ["no last newline", `text\n\n${line}`],
    ["a blank line at the end", `text\n\n${line}\n\n`],
    ["a tab", `te\txt\n\n${line}\n`],
    ["carriage returns", `text\r\n\r\n${line}\r\n`],
    ["a lone surrogate", `te\ud800xt\n\n${line}\n`],
    ["a hyphen for the dash", `text\n\n${line.replace("—", "-")}\n`],
    ["two spaces", `text\n\n${line.replace("— ", "—  ")}\n`],
    ["a space at the end", `text\n\n${line} \n`],
    ["no name", `text\n\n— ${line.split(" ")[2]}\n`],
    ["a plus in the name", `text\n\n${line.replace("Peter", "Peter+")}\n`],
    ["a wide space in the name", `text\n\n${line.replace("Peter", "Peter\u3000")}\n`],
    ["no padding", `text\n\n${line.slice(0, -1)}\n`],
    ["stray bits before the padding", `text\n\n${line.replace("AM=", "AN=")}\n`],
    ["only a key hash", "text\n\n— name AAAAAA==\n"],
    ["too many signatures", `text\n\n${`${line}\n`.repeat(101)}`],
    ["too much of it", `${"text\n".repeat(200_000)}\n${line}\n`],
  ])("with %s is no note", async (_, note) => {
    expect(parseNote(note)).toBeNull();
    expect(await verifyNote(note, [NEUMANN.verifierKey])).toEqual({ ok: false, reason: "malformed" });
  });

  it("is a note again when it is as it should be, with up to a hundred lines", () => {
    expect(parseNote(`text\n\n${line}\n`)?.signatures).toHaveLength(1);
    expect(parseNote(`text\n\n${`${line}\n`.repeat(100)}`)?.signatures).toHaveLength(100);
    expect(parseNote(`\n\n${line}\n`)?.text).toBe("\n");
  });

  it("in bytes that are not UTF-8 is no note", () => {
    const bytes = new TextEncoder().encode(NEUMANN.note);
    expect(parseNote(bytes)?.text).toBe(NEUMANN.text);
    expect(parseNote(bytes.with(3, 0xff))).toBeNull();
    expect(parseNote(Uint8Array.of(0xef, 0xbb, 0xbf, ...bytes))?.text.startsWith("\ufeff")).toBe(true);
  });

  it("never throws, and what is read is written the same", () => {
    const pieces = fc.constantFrom("\n", "\n\n", "— ", "name ", line, `\n\n${line}\n`, "+", "AAAAAAAA", "=", " ", "\ud800", "\u0000");
    const joined = fc.array(fc.oneof(pieces, fc.string()), { maxLength: 8 }).map((all) => all.join(""));
    const random = fc.oneof(fc.string({ unit: "binary" }), joined);
    let notes = 0;
    fc.assert(
      fc.property(random, (source) => {
        expect(parseVerifierKey(sha256, source)).toBeNull();
        const note = parseNote(source);
        if (!note) return;
        notes += 1;
        expect(formatNote(note)).toBe(source);
      }),
      { numRuns: 2000, seed: 1 },
    );
    expect(notes).toBeGreaterThan(20);
  }, 30_000);
});

describe("a verifier key", () => {
  it("has the published short hash", async () => {
    const key = parseVerifierKey(sha256, NEUMANN.verifierKey) as VerifierKey;
    expect(keyHash(sha256, key.name, key.publicKey)).toBe("c74f20a3");
    expect(await keyHashAsync(sha256Async, key.name, key.publicKey)).toBe("c74f20a3");
    expect(toHex(key.publicKey)).toHaveLength(64);
  });

  it.each([
    "",
    "PeterNeumann",
    "PeterNeumann+c74f20a3",
    NEUMANN.verifierKey.replace("Peter", "Petra"),
    NEUMANN.verifierKey.replace("Peter", "Peter "),
    NEUMANN.verifierKey.replace("c74f", "c74e"),
    NEUMANN.verifierKey.replace("c74f", "C74F"),
    NEUMANN.verifierKey.replace("c74f", "c7"),
    NEUMANN.verifierKey.replace("ARpc", "ARpd"),
    NEUMANN.verifierKey.replace("ARpc", "AhpC"),
    `${NEUMANN.verifierKey}\n`,
    `${NEUMANN.verifierKey}AAAA`,
    NEUMANN.verifierKey.slice(0, -4),
  ])("is not %j", async (text) => {
    expect(parseVerifierKey(sha256, text)).toBeNull();
    expect(await parseVerifierKeyAsync(sha256Async, text)).toBeNull();
  });
});
