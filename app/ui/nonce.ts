import { useState } from "react";

/**
 * The nonce for inline scripts. Browsers hide nonces from scripts, so the hydrated markup must hold an empty one, and
 * later loads must not bring a new one into the page.
 */
export function useNonce(fromServer: string | undefined): string | undefined {
  const [nonce] = useState(() => (typeof document === "undefined" ? fromServer : ""));
  return nonce;
}
