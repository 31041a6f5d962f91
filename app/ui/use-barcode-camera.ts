import { useCallback, useEffect, useRef, useState, type RefObject } from "react";

/** The part of the Shape Detection API that we use; TypeScript's own types do not name it yet. */
type Detector = { detect(source: HTMLVideoElement): Promise<readonly { rawValue: string }[]> };
type DetectorClass = { new (options: { formats: string[] }): Detector; getSupportedFormats(): Promise<string[]> };

const detectorClass = (): DetectorClass | null => (globalThis as { BarcodeDetector?: DetectorClass }).BarcodeDetector ?? null;
/** Often enough for a hand that moves from box to box, seldom enough for the battery of a phone. */
const lookEveryMilliseconds = 150;

/** Why a camera did not open: there is none, or it may not be used (also while another program has it). */
export type Unusable = "missing" | "blocked";
export type Camera = { canScan: boolean; state: "off" | "on" | Unusable; start: () => void; stop: () => void; video: RefObject<HTMLVideoElement> };

/** Opens the camera; null, and closed again, when nobody wants it any more by the time it is open. */
export async function openCamera(isWanted: () => boolean): Promise<MediaStream | null> {
  const opened = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment" }, audio: false });
  if (isWanted()) return opened;
  opened.getTracks().forEach((track) => track.stop());
  return null;
}

/** Why a camera did not open, by what the browser threw. */
export function whyUnusable(error: unknown): Unusable {
  return error instanceof Error && error.name === "NotFoundError" ? "missing" : "blocked";
}

/**
 * The camera as a reader of QR codes. `canScan` turns true in the browser where it reads them; every text it sees goes to `onText`, again and again while it
 * stays in view. The camera goes off with the component.
 */
export function useBarcodeCamera(onText: (text: string) => void): Camera {
  const [canScan, setCanScan] = useState(false);
  const [state, setState] = useState<Camera["state"]>("off");
  const [stream, setStream] = useState<MediaStream | null>(null);
  const video = useRef<HTMLVideoElement>(null);
  const told = useRef(onText);
  useEffect(() => {
    told.current = onText;
  });
  useEffect(() => {
    let isGone = false;
    const known = "mediaDevices" in navigator ? detectorClass()?.getSupportedFormats() : undefined;
    known?.then((formats) => !isGone && setCanScan(formats.includes("qr_code")), () => undefined);
    return () => {
      isGone = true;
    };
  }, []);
  useEffect(() => () => stream?.getTracks().forEach((track) => track.stop()), [stream]);
  useEffect(() => {
    const [Reader, view] = [detectorClass(), video.current];
    if (!stream || !view || !Reader) return;
    const reader = new Reader({ formats: ["qr_code"] });
    let isOver = false;
    let timer = 0;
    const look = async () => {
      // A frame that cannot be read yet is looked at again.
      const found = await reader.detect(view).catch(() => []);
      if (isOver) return;
      for (const { rawValue } of found) told.current(rawValue);
      timer = window.setTimeout(() => void look(), lookEveryMilliseconds);
    };
    view.srcObject = stream;
    void view.play().catch(() => undefined);
    void look();
    return () => {
      isOver = true;
      window.clearTimeout(timer);
      view.srcObject = null;
    };
  }, [stream]);
  // The browser may ask a person for as long as they like: what opens after this page was left, or the camera put away, is closed at once.
  const wish = useRef(0);
  useEffect(
    () => () => {
      wish.current += 1;
    },
    [],
  );
  const start = useCallback(() => {
    const mine = (wish.current += 1);
    openCamera(() => mine === wish.current).then(
      (opened) => {
        if (!opened) return;
        setStream(opened);
        setState("on");
      },
      (error: unknown) => mine === wish.current && setState(whyUnusable(error)),
    );
  }, []);
  const stop = useCallback(() => {
    wish.current += 1;
    setStream(null);
    setState("off");
  }, []);
  return { canScan, state, start, stop, video };
}
