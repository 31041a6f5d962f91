import { createHash, createPublicKey, type KeyObject } from "node:crypto";

/** An Ed25519 public key: its 32 bytes, base64url. */
export type PublicKey = string;

const ed25519 = /^[A-Za-z0-9_-]{43}$/;

/** The RFC 7638 thumbprint of a JWK of any of the kinds that RFC names: SHA-256 over its required members in their order, base64url. */
export function jwkThumbprint(jwk: Readonly<Record<string, unknown>>): string | null {
  const required: Readonly<Record<string, readonly string[]>> = { OKP: ["crv", "kty", "x"], EC: ["crv", "kty", "x", "y"], RSA: ["e", "kty", "n"], oct: ["k", "kty"] };
  const names = typeof jwk.kty === "string" && Object.hasOwn(required, jwk.kty) ? (required[jwk.kty] ?? []) : [];
  if (names.length === 0 || names.some((name) => typeof jwk[name] !== "string")) return null;
  return createHash("sha256").update(JSON.stringify(Object.fromEntries(names.map((name) => [name, jwk[name]])))).digest("base64url");
}

/** The thumbprint of an Ed25519 key. */
export function thumbprintOf(key: PublicKey): string {
  return createHash("sha256").update(JSON.stringify({ crv: "Ed25519", kty: "OKP", x: key })).digest("base64url");
}

/**
 * Reads a public key as somebody pastes it: a JWK, or PEM (SPKI). Null when it is none, is of another kind, or is a private key, which must
 * not be handed to anybody.
 */
export function readPublicKey(pasted: string): { ok: true; key: PublicKey } | { ok: false; problem: "unreadable" | "private" | "other" } {
  const text = pasted.trim();
  if (/PRIVATE KEY/.test(text)) return { ok: false, problem: "private" };
  if (text.startsWith("{")) return fromJwk(text);
  if (!/^-----BEGIN PUBLIC KEY-----[A-Za-z0-9+/=\s]+-----END PUBLIC KEY-----$/.test(text)) return { ok: false, problem: "unreadable" };
  try {
    const key = createPublicKey(text);
    const x = key.asymmetricKeyType === "ed25519" ? key.export({ format: "jwk" }).x : undefined;
    return x ? { ok: true, key: x } : { ok: false, problem: "other" };
  } catch {
    return { ok: false, problem: "unreadable" };
  }
}

function fromJwk(text: string): ReturnType<typeof readPublicKey> {
  let jwk: Record<string, unknown>;
  try {
    jwk = JSON.parse(text) as Record<string, unknown>;
  } catch {
    return { ok: false, problem: "unreadable" };
  }
  if ("d" in jwk || "k" in jwk) return { ok: false, problem: "private" };
  if (jwk.kty !== "OKP" || jwk.crv !== "Ed25519") return { ok: false, problem: "other" };
  return typeof jwk.x === "string" && ed25519.test(jwk.x) && Buffer.from(jwk.x, "base64url").length === 32 ? { ok: true, key: jwk.x } : { ok: false, problem: "unreadable" };
}

/** The key to verify with. */
export function keyObjectOf(key: PublicKey): KeyObject {
  return createPublicKey({ key: { kty: "OKP", crv: "Ed25519", x: key }, format: "jwk" });
}
