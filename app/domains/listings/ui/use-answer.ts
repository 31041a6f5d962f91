import { useEffect, useState } from "react";

/**
 * The JSON behind an address that changes while somebody types: asked once the typing rests, the last question wins, and the last
 * answer stands until the next one comes. Null before the first answer, and while `address` is null. A failed question leaves no trace: these are hints.
 */
export function useAnswer<Answer>(address: string | null, restMs: number): Answer | null {
  const [answer, setAnswer] = useState<{ address: string; value: Answer } | null>(null);
  useEffect(() => {
    if (address === null) return;
    const stop = new AbortController();
    const wait = setTimeout(() => {
      fetch(address, { signal: stop.signal, headers: { Accept: "application/json" } })
        .then(async (response) => (response.ok ? setAnswer({ address, value: (await response.json()) as Answer }) : undefined))
        .catch(() => undefined);
    }, restMs);
    return () => {
      clearTimeout(wait);
      stop.abort();
    };
  }, [address, restMs]);
  return address === null ? null : (answer?.value ?? null);
}
