import { readFile } from "node:fs/promises";
import path from "node:path";
import type { DemoPhotoName } from "./photos.ts";

/**
 * A demo picture as a camera would give it. The scenes of photos.ts take seconds each to draw (soft shadows, grain), so they
 * are kept drawn, 1200 px wide; photos.test.ts compares both.
 */
export function demoPicture(name: DemoPhotoName): Promise<Uint8Array> {
  return readFile(path.resolve("app/demo/pictures", `${name}.webp`));
}
