import type { Sent, SentPhoto } from "./driver-queue.ts";
import type { KeptPhoto } from "./driver.overlay.ts";
import type { DriverAction, Outcome, RoundView } from "./driver.schema.ts";

/** Sends what a driver did. Whoever may not send to this round, or cannot find it as whom they act now, keeps everything. */
export async function postActions(roundId: string, actions: readonly DriverAction[]): Promise<Sent> {
  const response = await fetch(`/rounds/${roundId}/actions`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ sentAt: new Date().toISOString(), actions }),
    redirect: "error",
  });
  if (isNotTheirs(response)) return { kind: "refused" };
  if (!response.ok) return { kind: "unreachable" };
  const answer = (await response.json()) as { outcomes: Outcome[]; round: RoundView };
  return { kind: "answered", ...answer };
}

/**
 * Sends the photo of an act. Nothing but the server's word about this very photo ends it: a round that is not found (another party is acted
 * for, an older server) leaves it on the phone like any other act.
 */
export async function postPhoto(roundId: string, clientId: string, { type, bytes }: KeptPhoto): Promise<SentPhoto> {
  const form = new FormData();
  form.set("photo", new Blob([bytes], { type }), "photo");
  const response = await fetch(`/rounds/${roundId}/photos/${clientId}`, { method: "POST", body: form, redirect: "error" });
  if (response.ok) return { kind: "kept" };
  if (isNotTheirs(response)) return { kind: "refused" };
  if (response.status >= 500 || response.status === 429 || response.status === 408) return { kind: "unreachable" };
  const answer = (await response.json().catch(() => null)) as { error?: string } | null;
  return { kind: "not_taken", problem: answer?.error ?? "ROUNDS.PHOTO_INVALID" };
}

function isNotTheirs({ status }: Response): boolean {
  return status === 401 || status === 403 || status === 404;
}
