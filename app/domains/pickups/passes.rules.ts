/** Digits and letters that nobody takes for one another: no I, L, O, U. */
const letters = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
export const PASS_LENGTH = 10;

/** A pass's code out of random bytes, one per letter. 50 bits: nobody finds one by trying. */
export function passCode(bytes: Uint8Array): string {
  return Array.from(bytes.subarray(0, PASS_LENGTH), (byte) => letters[byte % letters.length]).join("");
}

/** A code as somebody typed or scanned it (also inside an address) in its one spelling; null when it is none. */
export function readPassCode(text: string): string | null {
  const last = /[?&]pass=([^&#]*)/.exec(text)?.[1] ?? text;
  const code = last.toUpperCase().replace(/[\s-]/g, "").replaceAll("O", "0").replace(/[IL]/g, "1");
  return code.length === PASS_LENGTH && [...code].every((letter) => letters.includes(letter)) ? code : null;
}

/** For reading aloud and typing: "7KQ2M 9XWVB". */
export function passCodeWords(code: string): string {
  return `${code.slice(0, 5)} ${code.slice(5)}`;
}
