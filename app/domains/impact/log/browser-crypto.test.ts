import { describe, expect, it } from "vitest";

import { sha256Async, verifyEd25519Async } from "./browser-crypto.ts";
import { toHex } from "./bytes.ts";
import { sha256 } from "./sha256.server.ts";

const key = new Uint8Array(32);
const message = Uint8Array.of(1);
const signature = new Uint8Array(64);

function refusing(name: string): Pick<SubtleCrypto, "digest" | "importKey" | "verify"> {
  const { subtle } = globalThis.crypto;
  return {
    digest: subtle.digest.bind(subtle),
    importKey: () => Promise.reject(new DOMException("no", name)),
    verify: subtle.verify.bind(subtle),
  };
}

describe("the browser's cryptography", () => {
  it("hashes as the server does", async () => {
    for (const length of [0, 1, 55, 56, 64, 65, 1000]) {
      const bytes = Uint8Array.from({ length }, (_, at) => at % 251);
      expect(toHex(await sha256Async(bytes))).toBe(toHex(sha256(bytes)));
      expect(toHex(await sha256Async(new Uint8Array([9, ...bytes]).subarray(1)))).toBe(toHex(sha256(bytes)));
    }
    expect(toHex(sha256(new TextEncoder().encode("abc")))).toBe("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  });

  it("answers null without Ed25519 or without WebCrypto, and false for bytes that are no key", async () => {
    expect(await verifyEd25519Async(key, message, signature, refusing("NotSupportedError"))).toBeNull();
    expect(await verifyEd25519Async(key, message, signature, refusing("SyntaxError"))).toBeNull();
    expect(await verifyEd25519Async(key, message, signature, refusing("DataError"))).toBe(false);
    const own = Object.getOwnPropertyDescriptor(globalThis, "crypto");
    Object.defineProperty(globalThis, "crypto", { value: {}, configurable: true });
    try {
      expect(await verifyEd25519Async(key, message, signature)).toBeNull();
    } finally {
      if (own) Object.defineProperty(globalThis, "crypto", own);
    }
  });
});
