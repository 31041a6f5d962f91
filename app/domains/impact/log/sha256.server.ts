/** SHA-256 for the server's side of the log. */

import { hash } from "node:crypto";

const DIGEST_BYTES = 32;

/**
 * The SHA-256 of some bytes. By way of a one-byte-per-character text, which is more than twice as fast as a Buffer for inputs as short as a
 * node's: a Buffer brings memory of its own outside the heap, and a log hashes millions.
 */
export function sha256(bytes: Uint8Array): Uint8Array {
  const text = hash("sha256", bytes, "binary");
  const digest = new Uint8Array(DIGEST_BYTES);
  for (let index = 0; index < DIGEST_BYTES; index += 1) digest[index] = text.charCodeAt(index);
  return digest;
}
