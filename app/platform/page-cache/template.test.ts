import { gunzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { newNonce, pageTemplate } from "./template.server.ts";

const mark = newNonce();
const page = (nonce: string) => `<p>Ünïcode ${"long text ".repeat(300)}</p><script nonce="${nonce}">1</script>\n<script nonce="${nonce}">2</script>${"x".repeat(5_000)}`;

describe("a page with holes", () => {
  it("stands for the page with any other nonce", () => {
    const template = pageTemplate(Buffer.from(page(mark)), mark);
    for (const nonce of [newNonce(), newNonce()]) {
      expect(template.plain(nonce).toString()).toBe(page(nonce));
      expect(template.plain(nonce).toString()).not.toContain(mark);
    }
  });

  it("packs to one gzip member whose checksum fits each nonce", () => {
    const template = pageTemplate(Buffer.from(page(mark)), mark);
    for (const nonce of [newNonce(), newNonce()]) {
      const packed = template.gzip(nonce);
      // zlib refuses a wrong checksum or length; a second member would be read too, so its head must not be there.
      expect(gunzipSync(packed).toString()).toBe(page(nonce));
      expect(packed.length).toBeLessThan(page(nonce).length / 20);
      expect(packed.indexOf(Buffer.from([0x1f, 0x8b, 8, 0]), 1)).toBe(-1);
    }
  });

  it.each([
    ["without a nonce", "<p>plain</p>"],
    ["that is nothing but a nonce", mark],
    ["that begins and ends with one", `${mark}-${mark}`],
    ["empty", ""],
  ])("works for a page %s", (_name, text) => {
    const nonce = newNonce();
    const template = pageTemplate(Buffer.from(text), mark);
    expect(template.plain(nonce).toString()).toBe(text.replaceAll(mark, nonce));
    expect(gunzipSync(template.gzip(nonce)).toString()).toBe(text.replaceAll(mark, nonce));
  });

  it("makes nonces of one length that nothing escapes, never the same", () => {
    const nonces = Array.from({ length: 200 }, newNonce);
    expect(new Set(nonces).size).toBe(200);
    expect(nonces.filter((nonce) => !/^[\w-]{24}$/.test(nonce))).toEqual([]);
    expect(() => pageTemplate(Buffer.from(""), "short")).toThrow("as long as");
  });
});
