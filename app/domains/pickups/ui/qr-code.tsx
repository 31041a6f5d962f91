import type { QrPath } from "../qr.server.ts";

/** A QR code, always dark on light with its quiet zone, so that cameras read it in the dark theme too. */
export function QrCode({ path, label }: { path: QrPath; label: string }) {
  const side = path.size + 8;
  return (
    <svg viewBox={`-4 -4 ${side} ${side}`} role="img" aria-label={label} className="w-44 max-w-full rounded-control" shapeRendering="crispEdges">
      <rect x={-4} y={-4} width={side} height={side} fill="#ffffff" />
      <path d={path.d} fill="#000000" />
    </svg>
  );
}
