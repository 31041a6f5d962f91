import { useEffect, useRef, type ReactNode } from "react";
import { useTranslation } from "#app/ui/i18n.ts";
import { LinkButton } from "./buttons.tsx";
import { Icon } from "./icons/icon.tsx";
import { Link, NavLink } from "./remix.ts";

/** Pages that belong together, as links; the present one is marked by the address, and on a narrow screen brought into sight; on a wide one they wrap. */
export function Tabs({ label, tabs }: { label: string; tabs: readonly { to: string; label: string; count?: number; end?: boolean }[] }) {
  const bar = useRef<HTMLElement>(null);
  // After every render: the address is what moves the mark. Only the bar is scrolled, never the page.
  useEffect(() => {
    const present = bar.current?.querySelector<HTMLElement>("[aria-current=page]");
    if (!bar.current || !present) return;
    const [outer, inner] = [bar.current.getBoundingClientRect(), present.getBoundingClientRect()];
    if (inner.left < outer.left) bar.current.scrollLeft += inner.left - outer.left - 16;
    else if (inner.right > outer.right) bar.current.scrollLeft += inner.right - outer.right + 16;
  });
  return (
    <nav ref={bar} aria-label={label} className="-mx-1 overflow-x-auto px-1 pb-px md:overflow-visible">
      <ul className="flex min-w-max gap-1 border-b border-line md:min-w-0 md:flex-wrap">
        {tabs.map((tab) => (
          <li key={tab.to}>
            <NavLink
              to={tab.to}
              end={tab.end}
              className="-mb-px flex min-h-11 items-center gap-2 rounded-t-control border-b-3 border-transparent px-3 font-semibold text-ink-soft no-underline transition-colors hover:bg-sunken hover:text-ink aria-[current=page]:border-leaf aria-[current=page]:text-ink"
            >
              {tab.label}
              {tab.count === undefined ? null : <span className="tabular rounded-full bg-sunken px-2 text-xs text-ink-soft">{tab.count}</span>}
            </NavLink>
          </li>
        ))}
      </ul>
    </nav>
  );
}

/** The way back up, only where pages lie deep. The last item is the page itself. */
export function Breadcrumbs({ items, label }: { items: readonly { to?: string; label: string }[]; label?: string }) {
  const { t } = useTranslation("common");
  return (
    <nav aria-label={label ?? t("breadcrumbs")} className="min-w-0">
      <ol className="flex flex-wrap items-center gap-x-1 text-sm text-ink-soft">
        {items.map((item, index) => (
          <li key={item.label} className="flex min-w-0 items-center gap-1">
            {index > 0 ? <Icon name="chevron-right" size={16} /> : null}
            {item.to ? (
              <Link to={item.to} className="link py-1 text-sky">
                {item.label}
              </Link>
            ) : (
              <span aria-current="page" className="truncate py-1">
                {item.label}
              </span>
            )}
          </li>
        ))}
      </ol>
    </nav>
  );
}

/** Forward through a list by its cursor, and back to its start. */
export function Pagination({ nextTo, firstTo, note, label }: { nextTo?: string | null; firstTo?: string | null; note?: ReactNode; label?: string }) {
  const { t } = useTranslation("common");
  if (!nextTo && !firstTo && !note) return null;
  return (
    <nav aria-label={label ?? t("paging.label")} className="flex flex-wrap items-center justify-between gap-3 py-4">
      {firstTo ? (
        <LinkButton to={firstTo} variant="quiet" icon="arrow-left">
          {t("paging.first")}
        </LinkButton>
      ) : (
        <span />
      )}
      {note ? <span className="text-sm text-ink-soft">{note}</span> : null}
      {nextTo ? (
        <LinkButton to={nextTo} variant="secondary" iconEnd="arrow-right" rel="next">
          {t("paging.next")}
        </LinkButton>
      ) : note ? null : (
        <span className="text-sm text-ink-soft">{t("paging.end")}</span>
      )}
    </nav>
  );
}
