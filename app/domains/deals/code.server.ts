import { randomInt } from "node:crypto";

/** Wrong codes in a row before the pause. */
export const codeAttempts = 5;
/** How long no code is read after that. */
export const codePauseMs = 15 * 60_000;

/** Six digits from the system's randomness. */
export function newHandoverCode(): string {
  return String(randomInt(0, 1_000_000)).padStart(6, "0");
}
