/** A path on this site to go back to; anything else (another site, a scheme, a protocol-relative address) gives `fallback`. */
export function safeReturnTo(value: unknown, fallback = "/"): string {
  if (typeof value !== "string" || !value.startsWith("/") || value.startsWith("//") || /[\\\s]/.test(value)) return fallback;
  return value;
}
