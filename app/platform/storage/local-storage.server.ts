import { randomBytes } from "node:crypto";
import { createReadStream } from "node:fs";
import { copyFile, mkdir, open, rename, rm } from "node:fs/promises";
import path from "node:path";
import { Readable } from "node:stream";
import { checkKey, type Storage } from "./storage.ts";

const types: Record<string, string> = { ".webp": "image/webp", ".json": "application/json", ".txt": "text/plain; charset=utf-8", ".zip": "application/zip" };

function isMissing(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "ENOENT";
}

/** Lets a file be written beside its place and puts it there when it is whole. */
async function whole(file: string, write: (half: string) => Promise<void>): Promise<void> {
  await mkdir(path.dirname(file), { recursive: true });
  const half = `${file}.${randomBytes(6).toString("hex")}.part`;
  try {
    await write(half);
    await rename(half, file);
  } catch (error) {
    await rm(half, { force: true });
    throw error;
  }
}

/** Files in a folder of this machine. A file appears whole or not at all. */
export function localStorage(folder: string): Storage {
  const fileOf = (key: string) => path.join(folder, checkKey(key));
  return {
    async put(key, bytes) {
      await whole(fileOf(key), async (half) => {
        const handle = await open(half, "wx");
        try {
          await handle.writeFile(bytes);
        } finally {
          await handle.close();
        }
      });
    },
    async putFile(key, file) {
      await whole(fileOf(key), (half) => copyFile(file, half));
    },
    async get(key) {
      const file = fileOf(key);
      try {
        const handle = await open(file, "r");
        const { size } = await handle.stat();
        const stream = createReadStream(file, { fd: handle, autoClose: true });
        return {
          body: Readable.toWeb(stream) as ReadableStream<Uint8Array>,
          sizeBytes: size,
          contentType: types[path.extname(file)] ?? "application/octet-stream",
        };
      } catch (error) {
        if (isMissing(error)) return null;
        throw error;
      }
    },
    async delete(key) {
      await rm(fileOf(key), { force: true });
    },
  };
}
