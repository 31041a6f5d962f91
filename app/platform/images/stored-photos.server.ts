import { createHash } from "node:crypto";
import type { Storage } from "../storage/storage.ts";
import { photoWidths, type PreparedPhoto } from "./photo.server.ts";

/** A photo in storage: `photos/<storageKey>/<width>.webp`. */
export type StoredPhotoFile = { storageKey: string; width: number; height: number; differenceHash: string };

const fileOf = (storageKey: string, width: number) => `photos/${storageKey}/${width}.webp`;

/** The key of a photo by where it came from (one form of one person) and what it shows: a repeated form writes the same files. */
export function photoKey(origin: string, photo: PreparedPhoto): string {
  const hash = createHash("sha256").update(origin);
  for (const size of photo.sizes) hash.update(size.bytes);
  return hash.digest("hex").slice(0, 40);
}

/** Writes all sizes of a photo. */
export async function storePhoto(storage: Storage, origin: string, photo: PreparedPhoto): Promise<StoredPhotoFile> {
  const storageKey = photoKey(origin, photo);
  for (const size of photo.sizes) await storage.put(fileOf(storageKey, size.width), size.bytes, "image/webp");
  return { storageKey, width: photo.width, height: photo.height, differenceHash: photo.differenceHash };
}

/** Removes all sizes of a photo. */
export async function deletePhoto(storage: Storage, storageKey: string): Promise<void> {
  for (const width of photoWidths) await storage.delete(fileOf(storageKey, width));
}

/** The storage key of an address `/photos/<key>/<size>.webp`; null when it is none of ours. */
export function photoFile(key: string | undefined, file: string | undefined): string | null {
  if (!key || !/^[a-z0-9]{8,64}$/.test(key)) return null;
  const width = photoWidths.find((known) => file === `${known}.webp`);
  return width ? fileOf(key, width) : null;
}

/** Photos that are for few: on a shelf of their own, which the public address of photos does not reach. */
const privateFileOf = (storageKey: string, width: number) => `message-photos/${storageKey}/${width}.webp`;

/** Writes all sizes of a photo that only those may see whom the caller lets. */
export async function storePrivatePhoto(storage: Storage, origin: string, photo: PreparedPhoto): Promise<Omit<StoredPhotoFile, "differenceHash">> {
  const storageKey = photoKey(origin, photo);
  for (const size of photo.sizes) await storage.put(privateFileOf(storageKey, size.width), size.bytes, "image/webp");
  return { storageKey, width: photo.width, height: photo.height };
}

/** Removes all sizes of such a photo. */
export async function deletePrivatePhoto(storage: Storage, storageKey: string): Promise<void> {
  for (const width of photoWidths) await storage.delete(privateFileOf(storageKey, width));
}

/** The storage key of a size `400.webp` or `1200.webp` of such a photo; null for any other name. */
export function privatePhotoFile(storageKey: string, file: string | undefined): string | null {
  const width = photoWidths.find((known) => file === `${known}.webp`);
  return width ? privateFileOf(storageKey, width) : null;
}
