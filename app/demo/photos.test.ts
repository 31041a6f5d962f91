import { readdirSync } from "node:fs";
import sharp from "sharp";
import { expect, it } from "vitest";
import { demoPhoto, demoPhotoNames } from "./photos.ts";
import { demoPicture } from "./photos.server.ts";

it("keeps a drawn picture of each scene, and no others", () => {
  expect(readdirSync("app/demo/pictures").sort()).toEqual(demoPhotoNames.map((name) => `${name}.webp`).sort());
});

it("the kept picture shows the scene", async () => {
  const pixels = async (input: Uint8Array | Buffer) => sharp(input).resize(16, 12, { fit: "fill" }).removeAlpha().raw().toBuffer();
  const [kept, drawn] = await Promise.all([pixels(await demoPicture("chair")), pixels(Buffer.from(demoPhoto("chair")))]);
  const difference = kept.reduce((sum, value, index) => sum + Math.abs(value - (drawn[index] ?? 0)), 0) / kept.length;
  expect(difference).toBeLessThan(6);
}, 30_000);
