/** C2SP tlog-checkpoint: the text of the note by which a log states its size and root. */

import { fromBase64, toBase64 } from "./bytes.ts";
import { HASH_BYTES, isCount } from "./merkle.ts";

export interface Checkpoint {
  /** Which log; a URL without the scheme. */
  origin: string;
  size: number;
  root: Uint8Array;
  /** Lines after the third, which the specification advises against. */
  extensions: readonly string[];
}

/** The text of a checkpoint, ready to be signed. Throws on what `parseCheckpoint` would refuse. */
export function formatCheckpoint({ origin, size, root, extensions = [] }: Omit<Checkpoint, "extensions"> & Partial<Checkpoint>): string {
  if (!isCount(size)) throw new RangeError(`No log has the size ${size}.`);
  if (root.length !== HASH_BYTES) throw new RangeError(`A root has ${HASH_BYTES} bytes, not ${root.length}.`);
  const lines = [origin, String(size), toBase64(root), ...extensions];
  if (lines.some((line) => line === "" || line.includes("\n"))) throw new TypeError("Origin and extensions are lines that are not empty.");
  return `${lines.join("\n")}\n`;
}

/**
 * Reads the text of a checkpoint; null for anything that does not follow the specification, and for sizes above 2^53. Whether the origin is
 * the expected one and the note is signed is for the caller to check.
 */
export function parseCheckpoint(text: string): Checkpoint | null {
  if (!text.endsWith("\n")) return null;
  const [origin = "", size = "", root = "", ...extensions] = text.slice(0, -1).split("\n");
  const bytes = fromBase64(root);
  if (origin === "" || extensions.includes("") || bytes?.length !== HASH_BYTES) return null;
  if (!/^(0|[1-9][0-9]*)$/.test(size) || !isCount(Number(size))) return null;
  return { origin, size: Number(size), root: bytes, extensions };
}
