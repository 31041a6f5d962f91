import QRCode from "qrcode";

/** A QR code as one SVG path in a square of `size` modules, without a quiet zone; drawn by `ui/qr-code.tsx`. */
export type QrPath = { size: number; d: string };

/** The QR code of a text, with medium error correction. */
export function qrPath(text: string): QrPath {
  const { modules } = QRCode.create(text, { errorCorrectionLevel: "M" });
  let d = "";
  for (let y = 0; y < modules.size; y++) {
    for (let x = 0; x < modules.size; x++) {
      if (modules.get(y, x)) d += `M${x} ${y}h1v1h-1z`;
    }
  }
  return { size: modules.size, d };
}
