import { useState } from "react";

/** Where the asking of a device stands; `unknown` is before anybody asked. */
export type LocateState = "unknown" | "looking" | "found" | "failed";

/**
 * Asks the device where it is, when its person presses something. `exact` asks for the best it has now; else what it knew some minutes ago
 * is good enough. Whoever gets the place says how far it is rounded before it goes anywhere.
 */
export function useLocate(onFound: (place: { latitude: number; longitude: number }) => void, { exact = false }: { exact?: boolean } = {}): { state: LocateState; locate: () => void } {
  const [state, setState] = useState<LocateState>("unknown");
  function locate() {
    setState("looking");
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        setState("found");
        onFound({ latitude: coords.latitude, longitude: coords.longitude });
      },
      () => setState("failed"),
      { timeout: 10_000, ...(exact ? { enableHighAccuracy: true } : { maximumAge: 600_000 }) },
    );
  }
  return { state, locate };
}
