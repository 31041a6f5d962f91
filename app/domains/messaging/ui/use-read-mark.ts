import { useEffect, useRef } from "react";

/**
 * Tells the server how far was read, once the page is really looked at. `onFirstRead` is called once that is saved for the
 * first time: the page may not have been listening yet when the server said so.
 */
export function useReadMark(input: { dealId: string; lastSeq: number; readSeq: number; mayMark: boolean; onFirstRead(): void }): void {
  const { dealId, lastSeq, readSeq, mayMark, onFirstRead } = input;
  const first = useRef<(() => void) | null>(onFirstRead);
  const told = useRef(readSeq);
  useEffect(() => {
    if (!mayMark) return;
    const tell = () => {
      if (document.visibilityState !== "visible" || lastSeq <= told.current) return;
      const before = told.current;
      told.current = lastSeq;
      const failed = () => {
        told.current = before;
      };
      fetch(`/deals/${dealId}/read`, { method: "POST", headers: { "Content-Type": "application/json", Accept: "application/json" }, body: JSON.stringify({ seq: lastSeq }) }).then(
        (response) => {
          if (!response.ok) return failed();
          first.current?.();
          first.current = null;
        },
        failed,
      );
    };
    tell();
    document.addEventListener("visibilitychange", tell);
    return () => document.removeEventListener("visibilitychange", tell);
  }, [dealId, lastSeq, mayMark]);
}
