import { createHmac } from "node:crypto";
import { hasRole, type Actor } from "#app/shared/actor.ts";

/** How many addresses a party may have. */
export const maxEndpoints = 10;
/** How often one delivery is tried before it is given up; with the pauses below that is never before `failingLimitMs`, and within four days. */
export const maxTries = 15;
/** An address that has taken nothing for so long, through all tries of a delivery, is switched off. */
export const failingLimitMs = 3 * 86_400_000;
/** How long the log is kept. */
export const logKeptMs = 30 * 86_400_000;
/** How long an answer may take, and how much of it is kept. */
export const answerWithinMs = 10_000;
export const snippetLength = 500;

const firstPauseMs = 10_000;
const longestPauseMs = 12 * 3_600_000;

/** Owners and managers of a party decide where its events go. */
export function mayManageWebhooks(actor: Actor): boolean {
  return hasRole(actor.role, "manager");
}

/**
 * The pause after the `tries`-th try that was not taken, in milliseconds: three times as long each time, up to twelve hours, to which
 * `random` (0 to 1) adds up to a sixth, so that what failed together does not come back together.
 */
export function pauseMs(tries: number, random: number): number {
  const full = Math.min(longestPauseMs, firstPauseMs * 3 ** (tries - 1));
  return Math.round(full * (1 + random / 6));
}

/** Headers of a delivery as Standard Webhooks has them. `secret` is `whsec_` and the key in Base64; the key signs id, seconds and body. */
export function signedHeaders(input: { id: string; at: Date; body: string; secret: string }): Record<string, string> {
  const seconds = String(Math.floor(input.at.getTime() / 1000));
  const key = Buffer.from(input.secret.replace(/^whsec_/, ""), "base64");
  const signature = createHmac("sha256", key).update(`${input.id}.${seconds}.${input.body}`).digest("base64");
  return { "webhook-id": input.id, "webhook-timestamp": seconds, "webhook-signature": `v1,${signature}` };
}

/** Why an answer does not count as taken; null where it does. */
export function problemOfStatus(status: number): "status" | "redirect" | "gone" | null {
  if (status >= 200 && status < 300) return null;
  if (status >= 300 && status < 400) return "redirect";
  return status === 410 ? "gone" : "status";
}
