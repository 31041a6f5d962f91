import type { ReactNode } from "react";

/** Facts by name. Side by side where there is room, below each other on the phone. */
export function DefinitionList({ items, columns = 1 }: { items: readonly { term: string; value: ReactNode }[]; columns?: 1 | 2 }) {
  return (
    <dl className={`grid gap-x-8 ${columns === 2 ? "sm:grid-cols-2" : ""}`}>
      {items.map(({ term, value }) => (
        <div key={term} className="grid gap-x-4 border-b border-line py-2.5 sm:grid-cols-[10rem_1fr]">
          <dt className="text-sm text-ink-soft sm:pt-px">{term}</dt>
          <dd className="tabular min-w-0">{value}</dd>
        </div>
      ))}
    </dl>
  );
}
