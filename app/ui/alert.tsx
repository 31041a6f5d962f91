import type { ReactNode } from "react";
import { Icon } from "./icons/icon.tsx";
import type { IconName } from "./icons/icon.tsx";

export type AlertTone = "info" | "success" | "warning" | "error";

export const alertLook: Record<AlertTone, { box: string; sign: string; icon: IconName }> = {
  info: { box: "bg-sky-soft", sign: "text-sky", icon: "info" },
  success: { box: "bg-leaf-soft", sign: "text-leaf", icon: "success" },
  warning: { box: "bg-marigold-soft", sign: "text-marigold-ink", icon: "warning" },
  error: { box: "bg-clay-soft", sign: "text-clay", icon: "error" },
};

export interface AlertProps {
  tone?: AlertTone;
  title?: string;
  action?: ReactNode;
  /** Read out when it appears; for what happens while the page is open. */
  live?: boolean;
  children?: ReactNode;
}

/** Something to know here and now: what happened, what is safe, what to do. */
export function Alert({ tone = "info", title, action, live = false, children }: AlertProps) {
  const { box, sign, icon } = alertLook[tone];
  return (
    <div role={live ? (tone === "error" ? "alert" : "status") : undefined} className={`flex flex-wrap items-start gap-x-4 gap-y-3 rounded-card p-4 text-ink ${box}`}>
      <div className="flex min-w-0 grow basis-60 items-start gap-3">
        <Icon name={icon} size={24} className={sign} />
        <div className="min-w-0">
          {title ? <p className="font-semibold">{title}</p> : null}
          {children ? <div className={title ? "mt-0.5" : ""}>{children}</div> : null}
        </div>
      </div>
      {action ? <div className="flex gap-2 max-sm:ps-9">{action}</div> : null}
    </div>
  );
}
