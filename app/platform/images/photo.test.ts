import sharp from "sharp";
import { describe, expect, it } from "vitest";
import { photoFormat, preparePhoto } from "./photo.server.ts";
import { photoFile } from "./stored-photos.server.ts";

/** A JPEG as a phone writes it: taken on its side, with the place where it was taken. */
async function phonePhoto(): Promise<Buffer> {
  return sharp({ create: { width: 1600, height: 1200, channels: 3, background: { r: 90, g: 140, b: 60 } } })
    .withExif({
      IFD0: { Make: "Camera of Ada", Orientation: "6" },
      IFD3: { GPSLatitudeRef: "N", GPSLatitude: "52/1 31/1 12/1", GPSLongitudeRef: "E", GPSLongitude: "13/1 24/1 18/1" },
    })
    .withMetadata({ orientation: 6 })
    .jpeg()
    .toBuffer();
}

describe("a photo from a phone", () => {
  it("loses the place, the camera and the orientation mark, and stands upright in both sizes", async () => {
    const original = await phonePhoto();
    const before = await sharp(original).metadata();
    expect(before.exif).toBeDefined();
    expect(before.orientation).toBe(6);

    const prepared = await preparePhoto(original);
    if (!prepared.ok) throw new Error(prepared.error);
    expect(prepared.value).toMatchObject({ width: 1200, height: 1600 });
    for (const size of prepared.value.sizes) {
      const after = await sharp(size.bytes).metadata();
      expect(after).toMatchObject({ format: "webp", width: size.width });
      expect([after.exif, after.xmp, after.iptc, after.orientation]).toEqual([undefined, undefined, undefined, undefined]);
      const raw = Buffer.from(size.bytes).toString("latin1");
      for (const secret of ["EXIF", "Exif", "GPS", "Camera of Ada"]) expect(raw).not.toContain(secret);
    }
  });

  it("is not blown up when it is small", async () => {
    const small = await sharp({ create: { width: 120, height: 80, channels: 3, background: "white" } }).png().toBuffer();
    const prepared = await preparePhoto(small);
    expect(prepared).toMatchObject({ ok: true, value: { width: 120, height: 80 } });
  });
});

describe("what is no photo", () => {
  it("is refused by its first bytes, whatever it is called", async () => {
    for (const text of ["<svg xmlns='http://www.w3.org/2000/svg'/>", "GIF89a.......", "%PDF-1.7", "", "plain"]) {
      expect(await preparePhoto(new TextEncoder().encode(text))).toEqual({ ok: false, error: "IMAGES.NOT_A_PHOTO" });
    }
  });

  it("is refused when only its beginning is right", async () => {
    expect(await preparePhoto(Uint8Array.from([0xff, 0xd8, 0xff, 0xe0, 1, 2, 3]))).toEqual({ ok: false, error: "IMAGES.NOT_A_PHOTO" });
    const cut = (await phonePhoto()).subarray(0, 900);
    expect(await preparePhoto(cut)).toEqual({ ok: false, error: "IMAGES.NOT_A_PHOTO" });
  });

  it("HEIC gets a sentence of its own", async () => {
    const heic = new Uint8Array(64);
    heic.set(new TextEncoder().encode("ftypheic"), 4);
    expect(photoFormat(heic)).toBe("heic");
    expect(await preparePhoto(heic)).toEqual({ ok: false, error: "IMAGES.HEIC" });
  });

  it("a bomb of pixels is refused before it is opened", async () => {
    const bomb = await sharp({ create: { width: 12_000, height: 9_000, channels: 3, background: "white" }, limitInputPixels: false }).png({ compressionLevel: 9 }).toBuffer();
    expect(await preparePhoto(bomb)).toEqual({ ok: false, error: "IMAGES.TOO_MANY_PIXELS" });
  });
});

describe("the address of a photo", () => {
  it("names a file of ours or nothing", () => {
    expect(photoFile("ab12cd34ef", "400.webp")).toBe("photos/ab12cd34ef/400.webp");
    for (const [key, file] of [["../secret", "400.webp"], ["ab12cd34ef", "../400.webp"], ["ab12cd34ef", "800.webp"], [undefined, undefined]]) {
      expect(photoFile(key, file)).toBeNull();
    }
  });
});
