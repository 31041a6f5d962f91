import sharp from "sharp";
import { describe, expect, it } from "vitest";
import { readPhotoForm } from "./uploads.server.ts";

const limits = { field: "photos", maxFiles: 2, maxMegabytes: 1 };
const photo = () => sharp({ create: { width: 30, height: 20, channels: 3, background: "red" } }).jpeg().toBuffer();

async function read(files: (Uint8Array | string)[]) {
  const body = new FormData();
  body.set("title", "椅子 chair");
  for (const [index, file] of files.entries()) body.append("photos", new File([file as BlobPart], `photo-${index}.jpg`, { type: "image/jpeg" }));
  return readPhotoForm(new Request("http://localhost/listings/new", { method: "POST", body }), limits);
}

describe("a form with photos", () => {
  it("gives its texts and its photos, encoded anew", async () => {
    const { form, photos, photoError } = await read([await photo(), await photo()]);
    expect(form.get("title")).toBe("椅子 chair");
    expect(form.get("photos")).toBeNull();
    expect(photos).toHaveLength(2);
    expect(photoError).toBeNull();
  });

  it("an empty file field is no photo", async () => {
    expect(await read([""])).toMatchObject({ photos: [], photoError: null });
  });

  it("too many, too large or no photo is said at the field, and the texts are kept", async () => {
    expect((await read([await photo(), await photo(), await photo()])).photoError).toBe("errors:tooManyFiles|max=2");
    const large = await read([new Uint8Array(1_200_000)]);
    expect(large.photoError).toBe("errors:fileTooLarge|max=1");
    expect(large.form.get("title")).toBe("椅子 chair");
    expect((await read(["not a photo"])).photoError).toBe("errors:notImage");
  });

  it("beyond all measure it stops reading", async () => {
    await expect(read([new Uint8Array(41_000_000)])).rejects.toMatchObject({ status: 413 });
  });
});
