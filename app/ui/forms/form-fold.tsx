import type { ReactNode } from "react";
import { Icon } from "../icons/icon.tsx";

/** A part of a form that most can do without, below a line that says what it holds. Works before JavaScript. */
export function FormFold({ title, hint, isOpen, children }: { title: string; hint: string; isOpen: boolean; children: ReactNode }) {
  return (
    <details open={isOpen || undefined} className="group/fold border-t border-line pt-2">
      <summary className="flex min-h-11 cursor-pointer list-none items-center gap-2 rounded-control py-2 font-semibold [&::-webkit-details-marker]:hidden">
        <Icon name="chevron-down" size={20} className="transition-transform group-open/fold:rotate-180" />
        <span className="grid">
          <span>{title}</span>
          <span className="text-sm font-normal text-ink-soft">{hint}</span>
        </span>
      </summary>
      {children}
    </details>
  );
}
