import type { GoodsCode } from "#app/shared/goods.ts";
import type { MaterialCode } from "#app/shared/materials.ts";

/**
 * What the giver says about the data on a device. The three wishes are the words of NIST SP 800-88 Rev. 1, "Guidelines for Media
 * Sanitization" (2014), section 2.5, weakest first.
 */
export const erasureChoices = ["self_erased", "no_data", "clear", "purge", "destroy"] as const;
export type ErasureChoice = (typeof erasureChoices)[number];

/** What was done, weakest first. `verified`: looked at, and no data was found. */
export const erasureMethods = ["verified", "clear", "purge", "destroy"] as const;
export type ErasureMethod = (typeof erasureMethods)[number];

/** The wishes that staff may write down for somebody at the gate; the others are statements that only the giver can make. */
export const gateChoices = ["clear", "purge", "destroy"] as const satisfies readonly ErasureChoice[];

/** What hand-overs an erasure belongs to. */
export const erasureCauses = ["booking", "deal"] as const;
export type ErasureCause = (typeof erasureCauses)[number];

/** Kinds of devices that remember something about their owner. Closed: each has a how-to in the `erasure` catalogue. */
export const deviceKinds = ["phone", "tablet", "computer", "drive", "printer", "camera", "games_console", "television", "router", "other"] as const;
export type DeviceKind = (typeof deviceKinds)[number];

const ofMaterials: Partial<Record<MaterialCode, DeviceKind>> = { phones: "phone", computers: "computer", printers: "printer", e_waste_mixed: "other" };

const ofGoods: Partial<Record<GoodsCode, DeviceKind>> = {
  smartphone: "phone",
  basic_phone: "phone",
  tablet: "tablet",
  laptop: "computer",
  desktop_computer: "computer",
  drive: "drive",
  printer: "printer",
  camera: "camera",
  games_console: "games_console",
  television: "television",
  router: "router",
  vr_headset: "other",
};

/** The kind of device that a material or a category of goods usually is, where it may hold data; null where it holds none. */
export function deviceKindOf(code: string | null): DeviceKind | null {
  if (code === null) return null;
  return (ofMaterials as Record<string, DeviceKind | undefined>)[code] ?? (ofGoods as Record<string, DeviceKind | undefined>)[code] ?? null;
}

/** Those of the codes that may hold data and for which nothing has been chosen. */
export function withoutChoice(codes: readonly string[], chosen: readonly string[]): string[] {
  return [...new Set(codes)].filter((code) => deviceKindOf(code) !== null && !chosen.includes(code));
}

/** What may be recorded as done for a choice: never weaker than what was asked for. */
export function methodsFor(choice: ErasureChoice): readonly ErasureMethod[] {
  if (choice === "self_erased" || choice === "no_data") return erasureMethods;
  return erasureMethods.slice(erasureMethods.indexOf(choice));
}

/** A serial number as it is compared: letter case, spaces and dashes do not make another device. Null for none. */
export function plainSerial(text: string): string | null {
  const plain = text.normalize("NFKC").toUpperCase().replace(/[\s\-_./]/g, "");
  return plain === "" ? null : plain;
}

/** Short numbers would be half told by their end. */
export const minSerialLength = 6;

/** What the owner knows the device by: the last three characters. */
export function serialTail(plain: string): string {
  return plain.slice(-3);
}

/** What a certificate says; its hash is taken over exactly this. Instants in UTC as ISO text. */
export type CertificateText = {
  number: string;
  certifiedBy: string;
  deviceKind: string;
  deviceCount: number;
  serialHash: string | null;
  choice: string;
  method: string;
  tool: string;
  erasedAt: string;
};

/** The certificate as the one text that is hashed: JSON with its keys in alphabetical order and no spaces. */
export function certificateText(certificate: CertificateText): string {
  return JSON.stringify(Object.fromEntries(Object.entries(certificate).sort(([a], [b]) => (a < b ? -1 : 1))));
}

/** How many characters of the hash are written on the certificate, to be checked with its number. */
export const checkLength = 16;

/** The check characters in groups of four. */
export function checkWords(hash: string): string {
  return (hash.slice(0, checkLength).match(/.{4}/g) ?? []).join(" ");
}

const letters = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/** A certificate's number from eight random bytes: `RE-2026-3F7KQ2ZA`, in an alphabet without letters that look like digits. */
export function certificateNumber(year: number, random: Uint8Array): string {
  const word = [...random.slice(0, 8)].map((byte) => letters[byte % 32]).join("");
  return `RE-${year}-${word}`;
}

/** A typed number as it is kept, whatever its case, spaces or dashes; null when it is none. */
export function readCertificateNumber(text: string): string | null {
  const plain = text.toUpperCase().replace(/[^0-9A-Z]/g, "").replace(/O/g, "0").replace(/[IL]/g, "1");
  const parts = /^RE(\d{4})([0-9A-Z]{8})$/.exec(plain);
  return parts ? `RE-${parts[1]}-${parts[2]}` : null;
}

/** Typed check characters as they are compared; null when they are not at least sixteen hex digits. */
export function readCheck(text: string): string | null {
  const plain = text.toLowerCase().replace(/[^0-9a-z]/g, "");
  return /^[0-9a-f]{16,64}$/.test(plain) ? plain : null;
}
