import type { ReactNode } from "react";
import { useTranslation } from "#app/ui/i18n.ts";
import { Icon } from "./icons/icon.tsx";
import type { IconName } from "./icons/icon.tsx";
import { Link } from "./remix.ts";

export interface ChipProps {
  /** Makes it a link. */
  to?: string;
  /** Makes it an active filter with a cross; the link leads to the page without it. */
  removeTo?: string;
  selected?: boolean;
  icon?: IconName;
  count?: number;
  children: ReactNode;
}

const look = "inline-flex min-h-9 max-w-full items-center gap-1.5 rounded-full border px-3 py-1 text-sm font-medium transition-colors";

/** A small round label: static, a link, or an active filter that can be taken away. */
export function Chip({ to, removeTo, selected = false, icon, count, children }: ChipProps) {
  const { t } = useTranslation("common");
  const inside = (
    <>
      {icon ? <Icon name={icon} size={16} /> : null}
      <span className="truncate">{children}</span>
      {count === undefined ? null : <span className="tabular text-ink-soft">{count}</span>}
    </>
  );
  if (removeTo !== undefined) {
    return (
      <Link to={removeTo} preventScrollReset className={`${look} border-leaf bg-leaf-soft text-ink hover:bg-sunken`}>
        <span className="sr-only">{t("filter.remove")}</span>
        {inside}
        <Icon name="close" size={16} className="text-ink-soft" />
      </Link>
    );
  }
  if (to !== undefined) {
    return (
      <Link to={to} aria-current={selected ? "true" : undefined} className={`${look} ${selected ? "border-leaf bg-leaf-soft text-ink" : "border-line-strong bg-surface text-ink hover:bg-sunken"}`}>
        {selected ? <Icon name="check" size={16} className="text-leaf" /> : null}
        {inside}
      </Link>
    );
  }
  return <span className={`${look} border-line bg-sunken text-ink`}>{inside}</span>;
}
