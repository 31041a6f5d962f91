import { useEffect, useRef } from "react";

/** Tells the server how far was read, once the page is really looked at. */
export function useReadMark(dealId: string, lastSeq: number, readSeq: number, mayMark: boolean): void {
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
        (response) => (response.ok ? undefined : failed()),
        failed,
      );
    };
    tell();
    document.addEventListener("visibilitychange", tell);
    return () => document.removeEventListener("visibilitychange", tell);
  }, [dealId, lastSeq, mayMark]);
}
