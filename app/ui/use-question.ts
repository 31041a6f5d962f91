import { useCallback, useEffect, useRef } from "react";
import { useFetcher } from "./remix.ts";

/** So often a question is put that got no answer. */
const ATTEMPTS = 3;

/**
 * A question to an address of ours, beside the page: `ask` puts it, `data` is the latest answer. A page that looks again before the router has
 * found the address takes it for another one's (/points/markers for a point), and puts what comes of that in the answer's place; so what is no
 * answer (`isAnswer` says) is not shown, and asked for again a few times. Give the same `isAnswer` each time.
 */
export function useQuestion<Answer>(isAnswer: (data: Partial<Answer>) => boolean): { ask: (path: string) => void; data: Answer | undefined } {
  const { load, state, data } = useFetcher<Answer>();
  const asked = useRef({ path: "", times: 0 });
  const ask = useCallback(
    (path: string) => {
      asked.current = { path, times: 1 };
      load(path);
    },
    [load],
  );
  const known = (data ?? null) as Answer | null;
  const answer = known !== null && isAnswer(known) ? known : undefined;
  useEffect(() => {
    const { path, times } = asked.current;
    if (state !== "idle" || times === 0 || times >= ATTEMPTS || answer !== undefined) return;
    asked.current = { path, times: times + 1 };
    load(path);
  }, [state, data, answer, load]);
  return { ask, data: answer };
}
