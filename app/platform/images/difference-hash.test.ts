import { fileURLToPath } from "node:url";
import sharp from "sharp";
import { expect, it } from "vitest";
import { hashDistance, saysNothing } from "./difference-hash.ts";
import { preparePhoto } from "./photo.server.ts";

const picture = (name: string) => fileURLToPath(new URL(`../../demo/pictures/${name}.webp`, import.meta.url));

async function hashOf(bytes: Uint8Array): Promise<string> {
  const prepared = await preparePhoto(bytes);
  if (!prepared.ok) throw new Error(prepared.error);
  return prepared.value.differenceHash;
}

it("the same photo, smaller, brighter and saved anew, is recognised; another one is not", async () => {
  const original = await hashOf(await sharp(picture("sofa")).jpeg().toBuffer());
  const again = await hashOf(await sharp(picture("sofa")).resize({ width: 500 }).modulate({ brightness: 1.1 }).jpeg({ quality: 60 }).toBuffer());
  const other = await hashOf(await sharp(picture("bicycle")).jpeg().toBuffer());
  expect(original).toMatch(/^[0-9a-f]{16}$/);
  expect(hashDistance(original, again)).toBeLessThanOrEqual(6);
  expect(hashDistance(original, other)).toBeGreaterThan(12);
});

it("a picture of nothing says nothing", async () => {
  const wall = await sharp({ create: { width: 300, height: 200, channels: 3, background: "grey" } }).jpeg().toBuffer();
  expect(saysNothing(await hashOf(wall))).toBe(true);
  expect(saysNothing("0f3c5a7e1b2d4c6e")).toBe(false);
  expect(hashDistance("00000000000000ff", "0000000000000000")).toBe(8);
});
