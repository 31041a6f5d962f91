import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { localStorage } from "./local-storage.server.ts";
import { s3Storage } from "./s3-storage.server.ts";
import type { Storage } from "./storage.ts";
import { openStorage } from "./storage.server.ts";

const folder = mkdtempSync(path.join(tmpdir(), "roundabout-storage-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const bytes = (text: string) => new TextEncoder().encode(text);
const text = async (file: Awaited<ReturnType<Storage["get"]>>) => (file ? new Response(file.body).text() : null);

function behavesAsStorage(make: () => Storage): void {
  it("gives back what was put, also after it was put twice", async () => {
    const storage = make();
    await storage.put("photos/ab12/400.webp", bytes("small"), "image/webp");
    await storage.put("photos/ab12/400.webp", bytes("small"), "image/webp");
    const file = await storage.get("photos/ab12/400.webp");
    expect(file).toMatchObject({ sizeBytes: 5, contentType: "image/webp" });
    expect(await text(file)).toBe("small");
  });

  it("takes a file of this machine", async () => {
    const source = path.join(folder, "source.bin");
    writeFileSync(source, Buffer.alloc(3_000_000, 7));
    const storage = make();
    await storage.putFile("exports/ab12.zip", source, "application/zip");
    const file = await storage.get("exports/ab12.zip");
    expect(file).toMatchObject({ sizeBytes: 3_000_000, contentType: "application/zip" });
    expect(Buffer.from(await new Response(file?.body).arrayBuffer()).equals(Buffer.alloc(3_000_000, 7))).toBe(true);
  });

  it("has nothing under an unknown key, nor after deleting", async () => {
    const storage = make();
    expect(await storage.get("photos/none/400.webp")).toBeNull();
    await storage.put("photos/cd34/400.webp", bytes("x"), "image/webp");
    await storage.delete("photos/cd34/400.webp");
    await storage.delete("photos/cd34/400.webp");
    expect(await storage.get("photos/cd34/400.webp")).toBeNull();
  });

  it("refuses a key that would leave its place", async () => {
    for (const key of ["../outside", "photos/../../outside", "/etc/passwd", "photos//x", "", "Photos/a b"]) {
      await expect(make().put(key, bytes("x"), "text/plain")).rejects.toThrow("not a storage key");
    }
  });
}

describe("files in a folder", () => {
  behavesAsStorage(() => localStorage(path.join(folder, "files")));

  it("leaves no half-written file behind", async () => {
    await localStorage(path.join(folder, "whole")).put("a/b.txt", bytes("x"), "text/plain");
    expect(readdirSync(path.join(folder, "whole", "a"))).toEqual(["b.txt"]);
  });

  it("is what an empty environment gets", async () => {
    const storage = await openStorage({ dataDir: folder });
    await storage.put("photos/here/400.webp", bytes("x"), "image/webp");
    expect(readdirSync(path.join(folder, "files", "photos", "here"))).toEqual(["400.webp"]);
  });
});

describe("files in a bucket", () => {
  const objects = new Map<string, { body: Buffer; type: string }>();
  const unsigned: string[] = [];
  let server: Server;
  let endpoint = "";

  // As much of S3 as is used: PUT, GET and DELETE of an object by path, and its error document.
  beforeAll(async () => {
    server = createServer((request, response) => {
      const key = new URL(request.url ?? "/", "http://s3").pathname;
      if (!request.headers.authorization?.startsWith("AWS4-HMAC-SHA256 Credential=key-id/")) unsigned.push(key);
      const chunks: Buffer[] = [];
      request.on("data", (chunk: Buffer) => chunks.push(chunk));
      request.on("end", () => {
        const known = objects.get(key);
        if (request.method === "PUT") {
          objects.set(key, { body: Buffer.concat(chunks), type: request.headers["content-type"] ?? "" });
          response.writeHead(200, { ETag: '"1"' }).end();
        } else if (request.method === "DELETE") {
          objects.delete(key);
          response.writeHead(204).end();
        } else if (known) {
          response.writeHead(200, { "Content-Type": known.type, "Content-Length": known.body.length }).end(known.body);
        } else {
          response.writeHead(404, { "Content-Type": "application/xml" }).end("<Error><Code>NoSuchKey</Code><Message>none</Message></Error>");
        }
      });
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });

  behavesAsStorage(() => s3Storage({ bucket: "files", region: "eu-central-1", accessKeyId: "key-id", secretAccessKey: "secret", endpoint }));

  it("signs every request and keeps the bucket in the path", () => {
    expect(unsigned).toEqual([]);
    expect([...objects.keys()]).toContain("/files/photos/ab12/400.webp");
  });

  it("is what an environment with a bucket gets", async () => {
    const storage = await openStorage({ dataDir: folder, S3_BUCKET: "files", S3_REGION: "eu-central-1", S3_ENDPOINT: endpoint, S3_ACCESS_KEY_ID: "key-id", S3_SECRET_ACCESS_KEY: "secret" });
    await storage.put("photos/env/400.webp", bytes("x"), "image/webp");
    expect(objects.has("/files/photos/env/400.webp")).toBe(true);
  });
});
