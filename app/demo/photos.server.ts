import sharp from "sharp";
import { demoPhoto, type DemoPhotoName } from "./photos.ts";

/** A demo picture as PNG, 1600 px wide. */
export async function demoPhotoPng(name: DemoPhotoName): Promise<Uint8Array> {
  return sharp(Buffer.from(demoPhoto(name)), { density: 96 }).resize({ width: 1600 }).png().toBuffer();
}
