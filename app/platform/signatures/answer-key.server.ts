import { createPrivateKey, createPublicKey, type KeyObject } from "node:crypto";
import { env } from "../env.server.ts";
import { singleton } from "../singleton.server.ts";
import { thumbprintOf, type PublicKey } from "./ed25519-key.ts";

/** The key that signs what we answer devices, and its public half. `keyid` is the RFC 7638 thumbprint. */
export type AnswerKey = { privateKey: KeyObject; publicKey: PublicKey; keyid: string };

/** An Ed25519 private key in PKCS #8 (RFC 8410) is these bytes and the seed. */
const pkcs8Prefix = Buffer.from("302e020100300506032b657004220420", "hex");

/**
 * The key of an Ed25519 seed.
 * @throws TypeError when it is not 32 bytes in Base64
 */
export function answerKeyOf(seed: string): AnswerKey {
  const bytes = Buffer.from(seed, "base64");
  if (bytes.length !== 32) throw new TypeError("an Ed25519 seed has 32 bytes");
  const privateKey = createPrivateKey({ key: Buffer.concat([pkcs8Prefix, bytes]), format: "der", type: "pkcs8" });
  const publicKey = createPublicKey(privateKey).export({ format: "jwk" }).x ?? "";
  return { privateKey, publicKey, keyid: thumbprintOf(publicKey) };
}

/** This installation's key, from its settings. */
export function answerKey(): AnswerKey {
  const seed = env().ANSWER_KEY;
  const kept = singleton<{ seed: string; key: AnswerKey }>("answer key", () => ({ seed, key: answerKeyOf(seed) }));
  return kept.seed === seed ? kept.key : answerKeyOf(seed);
}

/** Its public half as a JWK Set, as it is published at /.well-known/http-message-signatures-directory (draft-meunier-http-message-signatures-directory). */
export function answerKeySet(): { keys: Record<string, string>[] } {
  const { publicKey, keyid } = answerKey();
  return { keys: [{ kty: "OKP", crv: "Ed25519", x: publicKey, kid: keyid, alg: "EdDSA", use: "sig" }] };
}
