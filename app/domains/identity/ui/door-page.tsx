import type { ReactNode } from "react";
import { Card } from "#app/ui/card.tsx";
import { LogoMark } from "#app/ui/brand/logo.tsx";

/** A page with one narrow card: signing up, signing in, and what belongs to it. */
export function DoorPage({ title, lead, children, footer }: { title: string; lead?: ReactNode; children: ReactNode; footer?: ReactNode }) {
  return (
    <div className="content grid justify-items-center py-8 sm:py-14">
      <div className="grid w-full max-w-md gap-6">
        <div className="grid gap-3">
          <LogoMark size={44} />
          <h1 className="text-3xl sm:text-4xl">{title}</h1>
          {lead ? <div className="text-ink-soft">{lead}</div> : null}
        </div>
        <Card padding="lg" className="grid gap-5">
          {children}
        </Card>
        {footer ? <div className="flex flex-wrap gap-x-4 gap-y-2 text-ink-soft">{footer}</div> : null}
      </div>
    </div>
  );
}
