import { useCallback, useEffect, useRef, useState } from "react";
import type { DraftPhotoView } from "../drafts/drafts.schema.ts";
import { photoSources } from "./listing-words.ts";
import { shrinkPhoto } from "./shrink-photo.ts";

/** A photo on the board. `photoId` once the server has it; `progress` from 0 to 1 while it goes; `message` says why it did not. */
export type BoardPhoto = {
  clientId: string;
  name: string;
  url: string;
  is: "waiting" | "sending" | "there" | "failed";
  progress: number;
  photoId: string | null;
  message: string | null;
};

const atOnce = 2;

/** Photos of a draft: each is sent as soon as it is chosen, two at a time; a failed one waits for another try under the same name. */
export function usePhotoBoard(draftId: string, present: readonly DraftPhotoView[], max: number) {
  const [photos, setPhotos] = useState<BoardPhoto[]>(() =>
    present.map(({ id, key }, index) => ({ clientId: id, name: String(index + 1), url: photoSources(key).src, is: "there", progress: 1, photoId: id, message: null })),
  );
  const files = useRef(new Map<string, File>());
  const gone = useRef(new Set<string>());
  const urls = useRef(new Set<string>());
  useEffect(() => {
    const made = urls.current;
    return () => made.forEach((url) => URL.revokeObjectURL(url));
  }, []);

  const change = useCallback((clientId: string, part: Partial<BoardPhoto>) => setPhotos((all) => all.map((photo) => (photo.clientId === clientId ? { ...photo, ...part } : photo))), []);
  const takeOff = useCallback((photoId: string) => void fetch(`/listings/drafts/${draftId}/photos?photo=${photoId}`, { method: "DELETE" }).catch(() => undefined), [draftId]);

  // Two at a time go on their way.
  useEffect(() => {
    const sending = photos.filter((photo) => photo.is === "sending").length;
    const next = photos.filter((photo) => photo.is === "waiting").slice(0, Math.max(0, atOnce - sending));
    if (next.length === 0) return;
    setPhotos((all) => all.map((photo) => (next.some(({ clientId }) => clientId === photo.clientId) ? { ...photo, is: "sending", progress: 0 } : photo)));
    for (const { clientId } of next) {
      const file = files.current.get(clientId);
      if (!file) continue;
      void shrinkPhoto(file)
        .then((blob) => send(draftId, clientId, blob, (progress) => change(clientId, { progress })))
        .then((answer) => {
          if (!answer.ok) return change(clientId, { is: "failed", message: answer.message });
          // Taken off while it was on its way.
          if (gone.current.has(clientId)) return takeOff(answer.photo.id);
          files.current.delete(clientId);
          change(clientId, { is: "there", progress: 1, photoId: answer.photo.id });
        });
    }
  }, [photos, draftId, change, takeOff]);

  /** Puts files on the board, as many as fit. Returns how many did not. */
  const add = useCallback(
    (chosen: readonly File[]) => {
      const room = Math.max(0, max - photos.length);
      const fresh = chosen.slice(0, room).map((file): BoardPhoto => {
        const [clientId, url] = [crypto.randomUUID(), URL.createObjectURL(file)];
        files.current.set(clientId, file);
        urls.current.add(url);
        return { clientId, name: file.name, url, is: "waiting", progress: 0, photoId: null, message: null };
      });
      setPhotos((all) => [...all, ...fresh]);
      return chosen.length - fresh.length;
    },
    [max, photos.length],
  );

  const retry = useCallback((clientId: string) => change(clientId, { is: "waiting", message: null }), [change]);

  const remove = useCallback(
    (clientId: string) => {
      gone.current.add(clientId);
      files.current.delete(clientId);
      const photo = photos.find((one) => one.clientId === clientId);
      if (photo?.photoId) takeOff(photo.photoId);
      setPhotos((all) => all.filter((one) => one.clientId !== clientId));
    },
    [photos, takeOff],
  );

  /** Puts a photo at another place; those between move up. */
  const move = useCallback((clientId: string, to: number) => {
    setPhotos((all) => {
      const from = all.findIndex((photo) => photo.clientId === clientId);
      const photo = all[from];
      if (!photo || to < 0 || to >= all.length || to === from) return all;
      const others = all.filter((one) => one !== photo);
      return [...others.slice(0, to), photo, ...others.slice(to)];
    });
  }, []);

  return { photos, add, retry, remove, move, isBusy: photos.some(({ is }) => is === "waiting" || is === "sending"), hasFailed: photos.some(({ is }) => is === "failed") };
}

type Answer = { ok: true; photo: DraftPhotoView } | { ok: false; message: string };

/** Sends one photo. Only this older way of asking tells how far it is. */
function send(draftId: string, clientId: string, blob: Blob, onProgress: (part: number) => void): Promise<Answer> {
  return new Promise((resolve) => {
    const body = new FormData();
    body.set("clientId", clientId);
    body.set("photo", blob, "photo");
    const request = new XMLHttpRequest();
    request.open("POST", `/listings/drafts/${draftId}/photos`);
    request.responseType = "json";
    request.upload.onprogress = ({ loaded, total }) => onProgress(total > 0 ? loaded / total : 0);
    request.onload = () => {
      const answer = request.response as (DraftPhotoView & { message?: string }) | null;
      if (request.status === 200 && answer) resolve({ ok: true, photo: answer });
      else resolve({ ok: false, message: answer?.message ?? "listings:photos.notSent" });
    };
    request.onerror = () => resolve({ ok: false, message: "listings:photos.notSent" });
    request.send(body);
  });
}
