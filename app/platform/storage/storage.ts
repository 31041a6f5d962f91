/** A stored file being read. */
export type StoredFile = { body: ReadableStream<Uint8Array>; sizeBytes: number; contentType: string };

/** Where files are kept. Keys are relative paths such as `photos/ab12/400.webp`; a key's content never changes. */
export interface Storage {
  /** Writes a file, or writes the same file again. */
  put(key: string, bytes: Uint8Array, contentType: string): Promise<void>;
  /** The same from a file of this machine, piece by piece: it may be larger than what fits in memory. */
  putFile(key: string, file: string, contentType: string): Promise<void>;
  /** Opens a file for streaming; null when there is none. */
  get(key: string): Promise<StoredFile | null>;
  /** Removes a file; one that is not there is removed already. */
  delete(key: string): Promise<void>;
}

const safeKey = /^[a-z0-9][a-z0-9_-]*(\/[a-z0-9][a-z0-9._-]*)*$/;

/** Throws on a key that could leave its folder: keys are made by us, so a bad one is a bug. */
export function checkKey(key: string): string {
  if (!safeKey.test(key) || key.includes("..") || key.length > 200) throw new Error(`not a storage key: ${key}`);
  return key;
}
