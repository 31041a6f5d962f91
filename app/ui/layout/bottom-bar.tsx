import { useTranslation } from "#app/ui/i18n.ts";
import { Icon } from "../icons/icon.tsx";
import type { IconName } from "../icons/icon.tsx";
import { NavLink } from "../remix.ts";
import { UnreadMark } from "./header.tsx";

const item =
  "group relative flex min-h-14 flex-col items-center justify-center gap-0.5 rounded-control text-xs font-semibold text-ink-soft no-underline aria-[current=page]:text-leaf";

/** The phone's bar: five places one thumb can reach. */
export function BottomBar({ unreadCount, signedIn }: { unreadCount: number; signedIn: boolean }) {
  const { t } = useTranslation("common");
  return (
    <nav aria-label={t("frame.main")} className="fixed inset-x-0 bottom-0 z-30 border-t border-line bg-surface pb-[env(safe-area-inset-bottom)] md:hidden">
      <ul className="mx-auto grid max-w-lg grid-cols-5 px-1">
        <Place to="/listings" icon="browse" label={t("frame.browse")} end />
        <Place to="/points" icon="point" label={t("frame.points")} />
        <li className="flex items-center justify-center">
          <NavLink to="/listings/new" aria-label={t("frame.list")} className="-mt-4 inline-flex size-14 items-center justify-center rounded-full border-4 border-surface bg-leaf text-on-leaf transition-colors hover:bg-leaf-strong">
            <Icon name="plus" size={24} />
          </NavLink>
        </li>
        <Place to="/messages" icon="message" label={t("frame.messages")} count={unreadCount} />
        <Place to={signedIn ? "/account" : "/sign-in"} icon="me" label={t(signedIn ? "frame.me" : "frame.signIn")} />
      </ul>
    </nav>
  );
}

function Place({ to, icon, label, count = 0, end }: { to: string; icon: IconName; label: string; count?: number; end?: boolean }) {
  return (
    <li>
      <NavLink to={to} end={end} className={item}>
        <span className="relative rounded-full px-4 py-0.5 transition-colors group-aria-[current=page]:bg-leaf-soft">
          <Icon name={icon} size={24} />
          <UnreadMark count={count} />
        </span>
        <span className="max-w-full truncate">{label}</span>
      </NavLink>
    </li>
  );
}
