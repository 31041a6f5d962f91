import type { ReactNode } from "react";

export interface PageHeaderProps {
  title: string;
  lead?: ReactNode;
  actions?: ReactNode;
  breadcrumbs?: ReactNode;
}

/** The head of a page: what this is, and its main action. */
export function PageHeader({ title, lead, actions, breadcrumbs }: PageHeaderProps) {
  return (
    <div className="grid gap-2 pt-5 pb-5 md:pt-8">
      {breadcrumbs}
      <div className="flex flex-wrap items-end justify-between gap-x-6 gap-y-3">
        <div className="grid min-w-0 gap-1.5">
          <h1 className="text-3xl sm:text-4xl">{title}</h1>
          {lead ? <div className="max-w-[38em] text-ink-soft">{lead}</div> : null}
        </div>
        {actions ? <div className="flex flex-wrap gap-2">{actions}</div> : null}
      </div>
    </div>
  );
}

/** A part of a page with its own heading. */
export function Section({ title, id, action, children }: { title: string; id?: string; action?: ReactNode; children: ReactNode }) {
  return (
    <section id={id} className="grid gap-3 py-5">
      <div className="flex flex-wrap items-baseline justify-between gap-3">
        <h2 className="text-xl sm:text-2xl">{title}</h2>
        {action}
      </div>
      {children}
    </section>
  );
}
