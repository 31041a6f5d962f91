import { env } from "#app/platform/env.server.ts";

/** The policy of a page: our own origin only, scripts by nonce, map tiles from where the settings say. */
export function contentSecurityPolicy(nonce: string): string {
  const { MAP_TILE_URL, NODE_ENV, PUBLIC_URL } = env();
  const tiles = MAP_TILE_URL ? ` ${tileOrigin(MAP_TILE_URL)}` : "";
  const development = NODE_ENV === "development";
  return [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}'`,
    // No style attributes anywhere: geometry is in classes or in SVG.
    `style-src 'self' ${development ? "'unsafe-inline'" : `'nonce-${nonce}'`}`,
    `img-src 'self' data: blob:${tiles}`,
    "font-src 'self'",
    `connect-src 'self'${development ? " ws: wss:" : ""}`,
    "frame-ancestors 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "object-src 'none'",
    ...(PUBLIC_URL.startsWith("https://") ? ["upgrade-insecure-requests"] : []),
  ].join("; ");
}

function tileOrigin(tileUrl: string): string {
  return new URL(tileUrl.replace("{s}", "x")).origin.replace("//x.", "//*.");
}
