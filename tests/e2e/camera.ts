import type { Page } from "@playwright/test";

/** A browser that reads codes, for `addInitScript`: a camera that shows a grey picture, and a reader that sees what `see` puts before it. */
export function stubCamera(): void {
  const page = window as unknown as { seen: string[]; camera: MediaStream; BarcodeDetector: unknown };
  page.seen = [];
  page.BarcodeDetector = class {
    static getSupportedFormats = () => Promise.resolve(["qr_code"]);
    detect = () => Promise.resolve(page.seen.map((rawValue) => ({ rawValue })));
  };
  navigator.mediaDevices.getUserMedia = () => Promise.resolve((page.camera = document.createElement("canvas").captureStream()));
}

/** Holds codes before the camera. */
export function see(page: Page, ...texts: string[]): Promise<unknown> {
  return page.evaluate((seen) => void Object.assign(window, { seen }), texts);
}

/** Whether the camera that was opened last is off again. */
export function isCameraOff(page: Page): Promise<boolean> {
  return page.evaluate(() => (window as unknown as { camera: MediaStream }).camera.getTracks().every((track) => track.readyState === "ended"));
}

/** From now on the camera does not open. */
export function refuseCamera(page: Page, name: "NotAllowedError" | "NotFoundError"): Promise<void> {
  return page.evaluate((why) => void (navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException("no", why))), name);
}
