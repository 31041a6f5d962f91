import { useEffect, useLayoutEffect, useRef } from "react";
import type { RefObject } from "react";

const useBeforePaint = typeof document === "undefined" ? useEffect : useLayoutEffect;

/** Where the element stands in the flow: a sticky one reports where it is stuck, so its neighbour above is asked. */
function place(element: HTMLElement): number {
  const before = element.previousElementSibling;
  return before instanceof HTMLElement ? before.offsetTop + before.offsetHeight : (element.parentElement?.offsetTop ?? 0);
}

/**
 * Rows of a list glide to their new place when their order changes. React keeps a row's element by its key, so an element
 * that stands elsewhere than after the last render has moved. Nothing moves for people who asked for less motion.
 */
export function useGliding<T extends HTMLElement>(): RefObject<T> {
  const list = useRef<T>(null);
  const places = useRef(new WeakMap<Element, number>());
  useBeforePaint(() => {
    const rows = [...(list.current?.children ?? [])].filter((row): row is HTMLElement => row instanceof HTMLElement);
    const still = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
    for (const row of rows) {
      const now = place(row);
      const before = places.current.get(row);
      places.current.set(row, now);
      if (still || before === undefined || Math.abs(before - now) < 8) continue;
      // Not a style attribute, so the content security policy has no say in it.
      row.animate([{ transform: `translateY(${before - now}px)` }, { transform: "none" }], { duration: 480, easing: "cubic-bezier(0.2, 0.8, 0.3, 1)" });
    }
  });
  return list;
}
