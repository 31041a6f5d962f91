import { createHmac } from "node:crypto";

/**
 * What the ledger keeps of a serial number: a keyed hash, because serial numbers are short and could be guessed from a plain one. Letter
 * case, spaces and dashes do not make another item. `secret` is the process's AUTH_SECRET; null for an empty text.
 */
export function serialHashOf(secret: string, category: string, serialNumber: string | null | undefined): string | null {
  const plain = (serialNumber ?? "").normalize("NFKC").toUpperCase().replace(/[\s\-_./]/g, "");
  if (plain === "") return null;
  return createHmac("sha256", secret).update(`roundabout serial ${category} ${plain}`).digest("hex");
}
