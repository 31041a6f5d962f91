import sharp, { type Sharp } from "sharp";
import { err, ok, type Result } from "#app/shared/result.ts";
import { differenceHash, hashedSize } from "./difference-hash.ts";

/** Widths every photo is kept in, in pixels; smaller photos are not blown up. */
export const photoWidths = [400, 1200] as const;
export type PhotoWidth = (typeof photoWidths)[number];

/** More pixels than any camera of today makes are an attack on the memory. */
const maxPixels = 80_000_000;

export type PhotoError = "IMAGES.NOT_A_PHOTO" | "IMAGES.HEIC" | "IMAGES.TOO_MANY_PIXELS";

/** A photo ready to be stored; `width` and `height` are of its largest size, upright; `differenceHash` says what it looks like. */
export type PreparedPhoto = { width: number; height: number; differenceHash: string; sizes: { width: PhotoWidth; bytes: Uint8Array }[] };

type Format = "jpeg" | "png" | "webp" | "avif" | "heic";

const avifBrands = ["avif", "avis"];
const heicBrands = ["heic", "heix", "hevc", "hevx", "heim", "heis", "mif1", "msf1"];

/** What a file is by its first bytes, whatever its name says; null when it is none of the photo formats. */
export function photoFormat(bytes: Uint8Array): Format | null {
  const text = (from: number, to: number) => String.fromCharCode(...bytes.subarray(from, to));
  if (bytes[0] === 0xff && bytes[1] === 0xd8 && bytes[2] === 0xff) return "jpeg";
  if (text(0, 8) === "\u0089PNG\r\n\u001a\n") return "png";
  if (text(0, 4) === "RIFF" && text(8, 12) === "WEBP") return "webp";
  if (text(4, 8) === "ftyp") {
    if (avifBrands.includes(text(8, 12))) return "avif";
    // HEIF says its kind in the list of compatible brands; AVIF files may start with the general one.
    const compatible = text(16, 64);
    if (heicBrands.includes(text(8, 12))) return avifBrands.some((brand) => compatible.includes(brand)) ? "avif" : "heic";
  }
  return null;
}

/**
 * Turns a photo into WebP in our sizes, upright by its orientation mark. The pixels are encoded anew and nothing else is
 * carried over: no EXIF, no place, no thumbnail, no name of a camera's owner.
 */
export async function preparePhoto(bytes: Uint8Array): Promise<Result<PreparedPhoto, PhotoError>> {
  const format = photoFormat(bytes);
  if (!format) return err("IMAGES.NOT_A_PHOTO");
  try {
    const source = sharp(bytes, { limitInputPixels: maxPixels, failOn: "error", animated: false });
    const { info, data } = await upright(source, 1200);
    const small = await upright(sharp(bytes, { limitInputPixels: maxPixels, failOn: "error", animated: false }), 400);
    const grey = await sharp(small.data).greyscale().resize({ ...hashedSize, fit: "fill" }).raw().toBuffer();
    return ok({
      width: info.width,
      height: info.height,
      differenceHash: differenceHash(grey),
      sizes: [
        { width: 400, bytes: small.data },
        { width: 1200, bytes: data },
      ],
    });
  } catch (error) {
    if (/pixel limit/i.test((error as Error).message)) return err("IMAGES.TOO_MANY_PIXELS");
    // Phones write HEIC; this build of the decoder may lack its codec. Say so rather than "not a photo".
    return err(format === "heic" ? "IMAGES.HEIC" : "IMAGES.NOT_A_PHOTO");
  }
}

function upright(source: Sharp, width: PhotoWidth) {
  return source
    .rotate()
    .resize({ width, height: width * 2, fit: "inside", withoutEnlargement: true })
    .webp({ quality: width === 400 ? 74 : 80, effort: 4 })
    .toBuffer({ resolveWithObject: true });
}
