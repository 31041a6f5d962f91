/**
 * C2SP signed-note: a text and the lines of those who signed it. Only Ed25519 keys (signature type 0x01) are known; lines of other keys, such
 * as witnesses', are kept and ignored as the specification demands. Hash and signature check come from the caller.
 */

import { concatBytes, fromBase64, fromHex, sameBytes, toBase64, toHex } from "./bytes.ts";
import type { AsyncHash, Hash } from "./merkle.ts";

const ED25519 = 0x01;
const PUBLIC_KEY_BYTES = 32;
const KEY_HASH_BYTES = 4;

/** Longer notes and longer lists of signatures are refused unread, as in the Go implementation of notes. */
const MAX_NOTE_LENGTH = 1_000_000;
const MAX_SIGNATURES = 100;

const NOT_IN_A_NAME = /[\p{White_Space}+]/u;
const LONE_SURROGATE = /[\ud800-\udfff]/u;

/** A key that checks signatures. Name and key hash together say which one. */
export interface VerifierKey {
  name: string;
  /** Eight hexadecimal digits. */
  keyHash: string;
  publicKey: Uint8Array;
}

export interface NoteSignature {
  name: string;
  /** Eight hexadecimal digits. */
  keyHash: string;
  signature: Uint8Array;
}

export interface Note {
  /** What was signed, with its last newline. */
  text: string;
  signatures: readonly NoteSignature[];
}

/** Whether the signature is good; null where that cannot be found out (a browser without Ed25519). */
export type VerifySignature = (
  publicKey: Uint8Array,
  message: Uint8Array,
  signature: Uint8Array,
) => boolean | null | Promise<boolean | null>;

/** `unsupported`: nothing is wrong, but nothing was checked either. */
export type NoteProblem = "malformed" | "unknown_key" | "bad_signature" | "unsupported";

export type NoteCheck =
  | { ok: true; text: string; signedBy: readonly VerifierKey[] }
  | { ok: false; reason: NoteProblem };

/** The short identifier of an Ed25519 key under a name, in hexadecimal digits. */
export function keyHash(hash: Hash, name: string, publicKey: Uint8Array): string {
  return shortened(hash(keyHashInput(name, publicKey)));
}

/** As `keyHash`, for a hash that promises. */
export async function keyHashAsync(hash: AsyncHash, name: string, publicKey: Uint8Array): Promise<string> {
  return shortened(await hash(keyHashInput(name, publicKey)));
}

function keyHashInput(name: string, publicKey: Uint8Array): Uint8Array {
  return concatBytes(new TextEncoder().encode(`${name}\n`), Uint8Array.of(ED25519), publicKey);
}

function shortened(digest: Uint8Array): string {
  return toHex(digest.subarray(0, KEY_HASH_BYTES));
}

/** Reads `NAME+HASH+BASE64`. Null for anything else, other kinds of key, and a hash that is not this key's. */
export function parseVerifierKey(hash: Hash, text: string): VerifierKey | null {
  const key = splitVerifierKey(text);
  return key && keyHash(hash, key.name, key.publicKey) === key.keyHash ? key : null;
}

/** As `parseVerifierKey`, for a hash that promises. */
export async function parseVerifierKeyAsync(hash: AsyncHash, text: string): Promise<VerifierKey | null> {
  const key = splitVerifierKey(text);
  return key && (await keyHashAsync(hash, key.name, key.publicKey)) === key.keyHash ? key : null;
}

function splitVerifierKey(text: string): VerifierKey | null {
  // Base64 may contain a plus too, so only the first two divide.
  const [name = "", id = "", ...rest] = text.split("+");
  const encoded = fromBase64(rest.join("+"));
  if (!isKeyName(name) || !/^[0-9a-f]{8}$/.test(id) || !encoded) return null;
  if (encoded.length !== 1 + PUBLIC_KEY_BYTES || encoded[0] !== ED25519) return null;
  return { name, keyHash: id, publicKey: encoded.slice(1) };
}

/** `NAME+HASH+BASE64`, as it is published. */
export function formatVerifierKey(key: VerifierKey): string {
  return `${key.name}+${key.keyHash}+${toBase64(concatBytes(Uint8Array.of(ED25519), key.publicKey))}`;
}

/** Whether this may name a key: not empty, no white space, no plus, no control characters. */
export function isKeyName(name: string): boolean {
  return name !== "" && !NOT_IN_A_NAME.test(name) && isNoteText(name);
}

/** Reads a note, from text or from UTF-8 bytes; null when it is malformed in any way. No signature is checked: do not rely on the text. */
export function parseNote(source: string | Uint8Array): Note | null {
  const note = typeof source === "string" ? source : decode(source);
  if (note === null || note.length > MAX_NOTE_LENGTH || !isNoteText(note)) return null;
  const divide = note.lastIndexOf("\n\n");
  if (divide < 0 || !note.endsWith("\n")) return null;
  const lines = note.slice(divide + 2, -1).split("\n");
  if (lines.length > MAX_SIGNATURES) return null;
  const signatures = lines.map(parseSignature);
  return signatures.includes(null) ? null : { text: note.slice(0, divide + 1), signatures: signatures as NoteSignature[] };
}

function parseSignature(line: string): NoteSignature | null {
  const [dash, name = "", encoded = "", ...more] = line.split(" ");
  const bytes = fromBase64(encoded);
  if (dash !== "—" || more.length > 0 || !isKeyName(name) || !bytes || bytes.length <= KEY_HASH_BYTES) return null;
  return { name, keyHash: shortened(bytes), signature: bytes.slice(KEY_HASH_BYTES) };
}

/** Writes a note. Throws on what `parseNote` would not give back: that is a fault of the caller. */
export function formatNote({ text, signatures }: Note): string {
  const lines = signatures.map(({ name, keyHash: id, signature }) => {
    return `— ${name} ${toBase64(concatBytes(fromHex(id) ?? new Uint8Array(0), signature))}\n`;
  });
  const note = `${text}\n${lines.join("")}`;
  const again = parseNote(note);
  if (again?.text !== text || !again.signatures.every((one, at) => isSame(one, signatures[at]))) {
    throw new TypeError("This text and these signatures do not make a note.");
  }
  return note;
}

function isSame(a: NoteSignature, b: NoteSignature | undefined): boolean {
  return b !== undefined && a.name === b.name && a.keyHash === b.keyHash && sameBytes(a.signature, b.signature);
}

/**
 * Checks a note against the keys its reader trusts. Lines of unknown keys are ignored; every line of a trusted key must hold, and there must
 * be one. Only then is there a text.
 */
export async function checkNote(check: {
  note: string | Uint8Array;
  keys: readonly VerifierKey[];
  verify: VerifySignature;
}): Promise<NoteCheck> {
  const note = parseNote(check.note);
  if (!note) return { ok: false, reason: "malformed" };
  const message = new TextEncoder().encode(note.text);
  const signedBy = new Set<VerifierKey>();
  let isUnsupported = false;
  for (const { name, keyHash: id, signature } of note.signatures) {
    for (const key of check.keys.filter((one) => one.name === name && one.keyHash === id)) {
      const verdict = await check.verify(key.publicKey, message, signature);
      if (verdict === false) return { ok: false, reason: "bad_signature" };
      if (verdict === null) isUnsupported = true;
      else signedBy.add(key);
    }
  }
  if (isUnsupported) return { ok: false, reason: "unsupported" };
  return signedBy.size > 0 ? { ok: true, text: note.text, signedBy: [...signedBy] } : { ok: false, reason: "unknown_key" };
}

function decode(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return null;
  }
}

/** Whether UTF-8 can carry this text unchanged and it holds no control character but newlines. */
function isNoteText(text: string): boolean {
  for (let index = 0; index < text.length; index += 1) {
    const unit = text.charCodeAt(index);
    if (unit < 0x20 && unit !== 0x0a) return false;
  }
  return !LONE_SURROGATE.test(text);
}
