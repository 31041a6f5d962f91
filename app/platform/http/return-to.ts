const here = "http://here.invalid";

/**
 * A path on this site to go back to, percent-encoded so that it may stand in a header; anything else (another site, a
 * scheme, a protocol-relative address, also one that only becomes so when dots are resolved) gives `fallback`.
 */
export function safeReturnTo(value: unknown, fallback = "/"): string {
  if (typeof value !== "string" || !value.startsWith("/") || value.startsWith("//") || /[\\\s]/.test(value)) return fallback;
  if (!URL.canParse(value, here)) return fallback;
  const url = new URL(value, here);
  if (url.origin !== here || url.pathname.startsWith("//")) return fallback;
  return url.pathname + url.search + url.hash;
}
