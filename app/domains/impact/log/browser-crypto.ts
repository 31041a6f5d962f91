/** Hash and signature check by WebCrypto, which browsers and Node share. Browsers offer it on secure pages only. */

type Subtle = Pick<SubtleCrypto, "digest" | "importKey" | "verify">;

const KEY_BYTES = 32;
const SIGNATURE_BYTES = 64;

/** The SHA-256 of some bytes. Rejects where the page has no WebCrypto. */
export async function sha256Async(bytes: Uint8Array): Promise<Uint8Array> {
  return new Uint8Array(await crypto.subtle.digest("SHA-256", owned(bytes)));
}

/** Whether the signature is good; null where this browser cannot tell, because it has no Ed25519 or no WebCrypto. */
export async function verifyEd25519Async(
  publicKey: Uint8Array,
  message: Uint8Array,
  signature: Uint8Array,
  subtle: Subtle | undefined = subtleHere(),
): Promise<boolean | null> {
  if (publicKey.length !== KEY_BYTES || signature.length !== SIGNATURE_BYTES) return false;
  if (!subtle) return null;
  try {
    const key = await subtle.importKey("raw", owned(publicKey), { name: "Ed25519" }, false, ["verify"]);
    return await subtle.verify({ name: "Ed25519" }, key, owned(signature), owned(message));
  } catch (error) {
    // DataError: the browser knows the algorithm and says that these bytes are no key. All else means that it did not check.
    return error instanceof DOMException && error.name === "DataError" ? false : null;
  }
}

/** Old browsers leave `subtle` out on pages that are not secure, although the types say that it is there. */
function subtleHere(): Subtle | undefined {
  return (globalThis.crypto as Crypto | undefined)?.subtle as Subtle | undefined;
}

/** WebCrypto's types take no view of memory that other threads may share; a copy is never that. */
function owned(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  return new Uint8Array(bytes);
}
