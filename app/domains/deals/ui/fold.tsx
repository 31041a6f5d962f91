import type { ReactNode } from "react";
import { buttonClass } from "#app/ui/buttons.tsx";
import { Icon } from "#app/ui/icons/icon.tsx";
import type { IconName } from "#app/ui/icons/icon.tsx";

/** A further action that opens in place; works before JavaScript and stays open after an error. Quiet for what should not tempt. */
export function Fold({ id, label, icon, open = false, quiet = false, children }: { id?: string; label: string; icon?: IconName; open?: boolean; quiet?: boolean; children: ReactNode }) {
  return (
    <details id={id} open={open} className="group rounded-card border border-transparent open:border-line open:bg-surface open:p-4">
      <summary className={buttonClass({ variant: quiet ? "quiet" : "secondary", wide: true }, "list-none cursor-pointer group-open:mb-4 group-open:border-transparent group-open:bg-sunken [&::-webkit-details-marker]:hidden")}>
        {icon ? <Icon name={icon} size={20} /> : null}
        <span>{label}</span>
        <Icon name="chevron-down" size={16} className="transition-transform group-open:rotate-180" />
      </summary>
      {children}
    </details>
  );
}
