import { useEffect, useMemo, useRef, useState } from "react";
import { newId } from "#app/shared/ids.ts";
import { typedNet } from "#app/shared/typed-mass.ts";
import { createDriverQueue, type QueueState, type Sent, type SentPhoto } from "../driver-queue.ts";
import type { KeptPhoto } from "../driver.overlay.ts";
import { driverAction, type DriverAction, type Outcome, type RoundView } from "../driver.schema.ts";
import { actionOfForm } from "../driver.form.ts";
import { actionStore } from "./action-store.ts";
import { photoToKeep } from "./photo-to-keep.ts";
import { keepRoundPage } from "./round-keeper.ts";

/** What came of pressing a button: it is kept on the device, or the form does not say what it has to, or the device has no room. */
export type Said = "kept" | "incomplete" | "no_photo" | "not_kept";

/** The queue of a round's page: keeps on the device, sends when it can, and keeps the page for when there is no network. */
export function useDriverQueue(roundId: string, userId: string, version: number, isActing: boolean): QueueState & { say(form: FormData): Promise<Said>; dismiss(clientId: string): void; isReady: boolean } {
  const [state, setState] = useState<QueueState>({ queue: [], isSending: false, isCut: false, isRefused: false, round: null });
  const [isReady, setReady] = useState(false);
  const queue = useRef<ReturnType<typeof createDriverQueue> | null>(null);
  const store = useMemo(() => (typeof indexedDB === "undefined" ? null : actionStore(roundId, userId)), [roundId, userId]);

  useEffect(() => {
    if (!store || !isActing) return;
    const made = createDriverQueue({
      send: (actions) => post(roundId, actions),
      sendPhoto: (clientId, photo) => postPhoto(roundId, clientId, photo),
      save: store.save,
      drop: store.drop,
      onChange: (next) => {
        setState(next);
        // What the network brought is what the phone opens with when there is none.
        if (next.round && !next.isSending) void keepRoundPage(roundId);
      },
    });
    queue.current = made;
    const wake = () => made.wake();
    window.addEventListener("online", wake);
    document.addEventListener("visibilitychange", wake);
    void store.load().then(
      (kept) => {
        made.begin(kept);
        setReady(true);
      },
      // A browser that keeps nothing (private windows of some) sends the plain forms.
      () => setReady(false),
    );
    return () => {
      made.stop();
      window.removeEventListener("online", wake);
      document.removeEventListener("visibilitychange", wake);
    };
  }, [store, roundId, isActing]);

  // The yard gave another order, or somebody else acted: a page opened without a network has it too.
  useEffect(() => {
    if (isActing) void keepRoundPage(roundId);
  }, [roundId, version, isActing]);

  async function say(form: FormData): Promise<Said> {
    const action = driverAction.safeParse(actionOfForm(form, { clientId: newId(), deviceAt: new Date().toISOString() }));
    if (!action.success) return "incomplete";
    // Said at the door, where it can be weighed again, and not when the network is back.
    if (action.data.kind === "collect" && action.data.readings.some(({ gross, tare, unit }) => typedNet(gross, tare, unit) === null)) return "incomplete";
    const file = form.get("photo");
    const hasPhoto = action.data.kind === "refuse" && file instanceof File && file.size > 0;
    const photo = hasPhoto ? await photoToKeep(file) : null;
    if (hasPhoto && photo === null) return "no_photo";
    try {
      await queue.current?.add(action.data, photo);
      return "kept";
    } catch {
      return "not_kept";
    }
  }

  return { ...state, say, dismiss: (clientId) => void queue.current?.dismiss(clientId), isReady };
}

async function post(roundId: string, actions: readonly DriverAction[]): Promise<Sent> {
  const response = await fetch(`/rounds/${roundId}/actions`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ sentAt: new Date().toISOString(), actions }),
    redirect: "error",
  });
  if ([401, 403, 404].includes(response.status)) return { kind: "refused" };
  if (!response.ok) return { kind: "unreachable" };
  const answer = (await response.json()) as { outcomes: Outcome[]; round: RoundView };
  return { kind: "answered", ...answer };
}

async function postPhoto(roundId: string, clientId: string, { type, bytes }: KeptPhoto): Promise<SentPhoto> {
  const form = new FormData();
  form.set("photo", new Blob([bytes], { type }), "photo");
  const response = await fetch(`/rounds/${roundId}/photos/${clientId}`, { method: "POST", body: form, redirect: "error" });
  if (response.ok) return { kind: "kept" };
  if (response.status === 401 || response.status === 403) return { kind: "refused" };
  if (response.status >= 500 || response.status === 429) return { kind: "unreachable" };
  const answer = (await response.json().catch(() => null)) as { error?: string } | null;
  return { kind: "not_taken", problem: answer?.error ?? "ROUNDS.PHOTO_INVALID" };
}
