import { useEffect, useMemo, useRef, useState } from "react";
import { newId } from "#app/shared/ids.ts";
import { typedNet } from "#app/shared/typed-mass.ts";
import { createDriverQueue, type QueueState } from "../driver-queue.ts";
import { driverAction } from "../driver.schema.ts";
import { actionOfForm } from "../driver.form.ts";
import { postActions, postPhoto } from "../driver-send.ts";
import { actionStore } from "./action-store.ts";
import { photoToKeep } from "./photo-to-keep.ts";
import { keepRoundPage } from "./round-keeper.ts";

/** What came of pressing a button: it is kept on the device, or the form does not say what it has to, or the device has no room. */
export type Said = "kept" | "incomplete" | "no_photo" | "not_kept";

export type DriverQueue = QueueState & { say(form: FormData): Promise<Said>; retry(clientId: string): void; dismiss(clientId: string): void; isReady: boolean };

/**
 * The queue of a round's page: keeps on the device, sends when it can, and keeps the page for when there is no network. What the device has
 * kept is sent and shown also once the round is closed or somebody else's (`isActing` is false): a photo may come last of all.
 */
export function useDriverQueue(roundId: string, userId: string, version: number, isActing: boolean): DriverQueue {
  const [state, setState] = useState<QueueState>({ queue: [], isSending: false, isCut: false, isRefused: false, round: null });
  const [isReady, setReady] = useState(false);
  const queue = useRef<ReturnType<typeof createDriverQueue> | null>(null);
  const acting = useRef(isActing);
  const store = useMemo(() => (typeof indexedDB === "undefined" ? null : actionStore(roundId, userId)), [roundId, userId]);

  useEffect(() => {
    acting.current = isActing;
  }, [isActing]);

  useEffect(() => {
    if (!store) return;
    const made = createDriverQueue({
      send: (actions) => postActions(roundId, actions),
      sendPhoto: (clientId, photo) => postPhoto(roundId, clientId, photo),
      save: store.save,
      drop: store.drop,
      onChange: (next) => {
        setState(next);
        // What the network brought is what the phone opens with when there is none.
        if (next.round && !next.isSending && acting.current) void keepRoundPage(roundId);
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
  }, [store, roundId]);

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

  return { ...state, say, retry: (clientId) => void queue.current?.retry(clientId), dismiss: (clientId) => void queue.current?.dismiss(clientId), isReady };
}
