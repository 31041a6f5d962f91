import { useCallback, useEffect, useRef } from "react";
import { useFetcher } from "./remix.ts";

/** So often a question is put that got no answer. */
const ATTEMPTS = 3;

/**
 * A question to an address of ours, beside the page: `ask` puts it, `data` is the latest answer. A page that looks again before the router has
 * found the address takes it for another one's (/points/markers for a point), and puts what comes of that in the answer's place; so what is no
 * answer (`answers` says) is asked for again, a few times.
 */
export function useQuestion<Answer>(answers: (data: Partial<Answer>, path: string) => boolean): { ask: (path: string) => void; data: Answer | undefined } {
  const { load, state, data } = useFetcher<Answer>();
  const asked = useRef({ path: "", times: 0 });
  const ask = useCallback(
    (path: string) => {
      asked.current = { path, times: 1 };
      load(path);
    },
    [load],
  );
  const known = (data ?? null) as Partial<Answer> | null;
  useEffect(() => {
    const { path, times } = asked.current;
    if (state !== "idle" || times === 0 || times >= ATTEMPTS || (known !== null && answers(known, path))) return;
    asked.current = { path, times: times + 1 };
    load(path);
  }, [state, known, answers, load]);
  return { ask, data: known === null ? undefined : (data as Answer) };
}
