import { afterEach, expect, it, vi } from "vitest";
import { openCamera, whyUnusable } from "./use-barcode-camera.ts";

afterEach(() => vi.unstubAllGlobals());

it.each([[true, "open"], [false, "closed"]] as const)("a camera that opens late, wanted still: %s, is %s", async (isWanted, then) => {
  const track = { isLive: true, stop: () => (track.isLive = false) };
  const stream = { getTracks: () => [track] };
  let allow: (stream: unknown) => void = () => undefined;
  vi.stubGlobal("navigator", { mediaDevices: { getUserMedia: () => new Promise((answer) => (allow = answer)) } });
  let wanted = true;
  const opening = openCamera(() => wanted);
  wanted = isWanted;
  allow(stream);
  expect(await opening).toBe(isWanted ? stream : null);
  expect(track.isLive ? "open" : "closed").toBe(then);
});

it.each([["NotFoundError", "missing"], ["NotAllowedError", "blocked"], ["NotReadableError", "blocked"]] as const)("a camera that does not open by %s is %s", async (name, why) => {
  vi.stubGlobal("navigator", { mediaDevices: { getUserMedia: () => Promise.reject(new DOMException("no", name)) } });
  expect(await openCamera(() => true).catch(whyUnusable)).toBe(why);
});
