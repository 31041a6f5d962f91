import type { KeptPhoto } from "../driver.overlay.ts";
import { MAX_PHOTO_MEGABYTES } from "../driver.schema.ts";

/** Enough to see what is wrong with a load; a few hundred kilobytes that a weak network can carry. */
const longestSide = 1600;
const quality = 0.82;

/**
 * A photo as a phone keeps and sends it: smaller than the camera made it, and without the camera's notes where the browser can draw it. One that
 * it cannot draw goes as it is, for the server to judge. Null for what is no photo, and for one that no server of ours takes.
 */
export async function photoToKeep(file: File): Promise<KeptPhoto | null> {
  if (!file.type.startsWith("image/")) return null;
  const drawn = await smaller(file).catch(() => null);
  const blob = drawn ?? file;
  return blob.size > MAX_PHOTO_MEGABYTES * 1_000_000 ? null : { type: blob.type, bytes: await blob.arrayBuffer() };
}

async function smaller(file: File): Promise<Blob | null> {
  const image = await createImageBitmap(file);
  try {
    const scale = Math.min(1, longestSide / Math.max(image.width, image.height));
    const canvas = document.createElement("canvas");
    canvas.width = Math.max(1, Math.round(image.width * scale));
    canvas.height = Math.max(1, Math.round(image.height * scale));
    canvas.getContext("2d")?.drawImage(image, 0, 0, canvas.width, canvas.height);
    return await new Promise((resolve) => canvas.toBlob(resolve, "image/jpeg", quality));
  } finally {
    image.close();
  }
}
