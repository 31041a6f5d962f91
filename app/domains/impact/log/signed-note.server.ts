/** Ed25519 signatures for notes (RFC 8032), by the server's own cryptography. */

import { createPrivateKey, createPublicKey, randomBytes, sign, verify } from "node:crypto";
import type { KeyObject } from "node:crypto";

import { fromBase64, fromHex, concatBytes, toBase64 } from "./bytes.ts";
import { sha256 } from "./sha256.server.ts";
import { checkNote, formatNote, formatVerifierKey, isKeyName, keyHash, parseVerifierKey } from "./signed-note.ts";
import type { NoteCheck, VerifierKey } from "./signed-note.ts";

const KEY_BYTES = 32;
const SIGNATURE_BYTES = 64;

/** What stands before the 32 bytes in a DER key (RFC 8410): node:crypto takes no bare seeds or points. */
const PRIVATE_KEY_HEAD = head("302e020100300506032b657004220420");
const PUBLIC_KEY_HEAD = head("302a300506032b6570032100");

function head(digits: string): Uint8Array {
  return fromHex(digits) ?? new Uint8Array(0);
}

/** A key that signs. The seed is the secret. */
export interface SigningKey {
  name: string;
  /** The 32 bytes of RFC 8032, in Base64. */
  seed: string;
  /** For those who check, `NAME+HASH+BASE64`. */
  verifierKey: string;
}

/** A new key under this name. */
export function newSigningKey(name: string): SigningKey {
  return signingKeyOf(name, toBase64(randomBytes(KEY_BYTES)));
}

/** The key of a kept seed. Throws on a name or a seed that cannot be one. */
export function signingKeyOf(name: string, seed: string): SigningKey {
  if (!isKeyName(name)) throw new TypeError("A key's name is not empty and has no spaces and no plus.");
  // The last 32 bytes of the DER form are the key itself.
  const publicKey = Uint8Array.from(createPublicKey(privateKeyOf(seed)).export({ type: "spki", format: "der" }).subarray(-KEY_BYTES));
  return { name, seed, verifierKey: formatVerifierKey({ name, keyHash: keyHash(sha256, name, publicKey), publicKey }) };
}

function privateKeyOf(seed: string): KeyObject {
  const bytes = fromBase64(seed);
  if (bytes?.length !== KEY_BYTES) throw new TypeError("A seed is 32 bytes in Base64.");
  return createPrivateKey({ key: Buffer.from(concatBytes(PRIVATE_KEY_HEAD, bytes)), type: "pkcs8", format: "der" });
}

/** A note with this text, which ends in a newline, signed by the key. */
export function signNote(text: string, key: SigningKey): string {
  const verifier = parseVerifierKey(sha256, key.verifierKey);
  if (verifier?.name !== key.name) throw new TypeError("The signing key's public half is not its own.");
  const signature = sign(null, new TextEncoder().encode(text), privateKeyOf(key.seed));
  return formatNote({ text, signatures: [{ name: verifier.name, keyHash: verifier.keyHash, signature: Uint8Array.from(signature) }] });
}

/** Checks a note against published keys. A key that cannot be read is a fault of the caller's settings, so it throws. */
export function verifyNote(note: string | Uint8Array, verifierKeys: readonly string[]): Promise<NoteCheck> {
  const keys = verifierKeys.map((text): VerifierKey => {
    const key = parseVerifierKey(sha256, text);
    if (!key) throw new TypeError(`Not a verifier key: ${text}`);
    return key;
  });
  return checkNote({ note, keys, verify: verifyEd25519 });
}

/** Whether the signature is good. Bytes that are no key or no signature are simply not good. */
export function verifyEd25519(publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array): boolean {
  if (publicKey.length !== KEY_BYTES || signature.length !== SIGNATURE_BYTES) return false;
  const key = createPublicKey({ key: Buffer.from(concatBytes(PUBLIC_KEY_HEAD, publicKey)), type: "spki", format: "der" });
  return verify(null, message, key, signature);
}
