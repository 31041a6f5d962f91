import { useEffect, useState } from "react";
import type { ReactNode } from "react";

/** Words for assistive technology only. */
export function VisuallyHidden({ children }: { children: ReactNode }) {
  return <span className="sr-only">{children}</span>;
}

/** The first stop of the Tab key: jumps over the frame to the page's content. */
export function SkipLink({ to = "#main", children }: { to?: string; children: ReactNode }) {
  return (
    <a
      href={to}
      className="sr-only focus:not-sr-only focus:fixed focus:inset-s-4 focus:top-3 focus:z-50 focus:rounded-control focus:bg-surface focus:px-4 focus:py-2 focus:font-semibold focus:text-ink focus:shadow-float"
    >
      {children}
    </a>
  );
}

/** False on the server and in the first render of the browser, true from then on. */
export function useHydrated(): boolean {
  const [hydrated, setHydrated] = useState(false);
  useEffect(() => setHydrated(true), []);
  return hydrated;
}
