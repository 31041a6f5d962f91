import type { ReactNode } from "react";
import { EmptyDrawing } from "./drawings/empty-drawing.tsx";
import type { EmptyKind } from "./drawings/empty-drawing.tsx";

export type { EmptyKind } from "./drawings/empty-drawing.tsx";

export interface EmptyStateProps {
  kind: EmptyKind;
  title: string;
  /** What is safe, and what to do. */
  children?: ReactNode;
  action?: ReactNode;
  headingLevel?: 1 | 2 | 3;
}

/** Nothing here, said kindly: a drawing, what happened, and the way on. */
export function EmptyState({ kind, title, children, action, headingLevel = 2 }: EmptyStateProps) {
  const Heading = `h${headingLevel}` as const;
  return (
    <div className="mx-auto flex max-w-md flex-col items-center gap-3 px-4 py-10 text-center">
      <EmptyDrawing kind={kind} />
      <Heading className="text-xl">{title}</Heading>
      {children ? <div className="text-balance text-ink-soft">{children}</div> : null}
      {action ? <div className="mt-2 flex flex-wrap justify-center gap-2">{action}</div> : null}
    </div>
  );
}
