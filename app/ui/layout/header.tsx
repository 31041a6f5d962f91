import { useTranslation } from "#app/ui/i18n.ts";
import { Wordmark } from "../brand/logo.tsx";
import { Button, LinkButton } from "../buttons.tsx";
import { Icon } from "../icons/icon.tsx";
import { Form, Link, NavLink } from "../remix.ts";
import { AccountMenu, PartyMenu, PreferencesMenu } from "./frame-menus.tsx";
import type { FrameState } from "./frame-types.ts";
import { staffRow } from "./staff-rail.tsx";

const places = [
  { to: "/listings", key: "frame.listings" },
  { to: "/points", key: "frame.points" },
  { to: "/leaderboard", key: "frame.leaderboard" },
  { to: "/impact", key: "frame.impact" },
  { to: "/communities", key: "frame.communities" },
] as const;

/** The top of every page: name, search in the middle, who acts at the right; the places below. */
export function Header({ state }: { state: FrameState }) {
  const { t } = useTranslation("common");
  return (
    <header className="border-b border-line bg-surface">
      <div className="content flex min-h-16 items-center gap-2 md:gap-4">
        <Link to="/" aria-label={t("frame.home")} className="rounded-control py-2 no-underline">
          <Wordmark compact={state.user !== null} />
        </Link>
        <SearchForm id="header-search" className="mx-auto hidden w-full max-w-md md:block" />
        <div className="flex items-center gap-1 max-md:ms-auto">
          {state.user ? <SignedIn state={state} /> : <Visitor state={state} />}
        </div>
      </div>
      <nav aria-label={t("frame.main")} className="content max-md:hidden">
        <ul className="-mx-3 flex gap-1">
          {places.map((place) => (
            <li key={place.to}>
              <NavLink
                to={place.to}
                className="flex min-h-11 items-center border-b-3 border-transparent px-3 font-semibold text-ink-soft no-underline transition-colors hover:text-ink aria-[current=page]:border-leaf aria-[current=page]:text-ink"
              >
                {t(place.key)}
              </NavLink>
            </li>
          ))}
        </ul>
      </nav>
      <nav aria-label={t("frame.menu")} className="overflow-x-auto border-t border-line md:hidden">
        <ul className="flex min-w-max px-2">
          {[...(state.isStaff ? staffRow.map(({ to, key }) => ({ to, key: `frame.staffPlaces.${key}` as const })) : []), ...places.slice(2)].map((place) => (
            <li key={place.to}>
              <NavLink
                to={place.to}
                end={place.to === "/staff"}
                className="flex min-h-11 items-center border-b-3 border-transparent px-2.5 text-sm font-semibold text-ink-soft no-underline aria-[current=page]:border-leaf aria-[current=page]:text-ink"
              >
                {t(place.key)}
              </NavLink>
            </li>
          ))}
        </ul>
      </nav>
    </header>
  );
}

/** Looks through the listings; a plain GET, so its results have an address. `button` adds one to press. */
export function SearchForm({ id, className, button = false }: { id: string; className?: string; button?: boolean }) {
  const { t } = useTranslation("common");
  return (
    <Form action="/listings" method="get" role="search" aria-label={button ? undefined : t("frame.searchListings")} className={className}>
      <label htmlFor={id} className="sr-only">
        {t("frame.search")}
      </label>
      <div className="relative flex items-center gap-2">
        <Icon name="search" className="pointer-events-none absolute inset-s-3.5 text-ink-soft" />
        <input
          id={id}
          type="search"
          name="q"
          enterKeyHint="search"
          placeholder={t("frame.searchHint")}
          className="min-h-11 w-full rounded-full border border-line-strong bg-paper ps-11 pe-4 text-ink transition-colors placeholder:text-ink-soft placeholder:opacity-100 hover:border-ink-soft focus:bg-surface"
        />
        {button ? <Button type="submit" className="shrink-0 whitespace-nowrap">{t("frame.search")}</Button> : null}
      </div>
    </Form>
  );
}

function SignedIn({ state }: { state: FrameState }) {
  const { t } = useTranslation("common");
  return (
    <>
      <LinkButton to="/listings/new" icon="plus" size="sm" className="whitespace-nowrap max-md:hidden">
        {t("frame.list")}
      </LinkButton>
      <Link to="/messages" className="relative inline-flex size-11 items-center justify-center rounded-control text-ink transition-colors hover:bg-sunken max-md:hidden">
        <Icon name="message" size={24} label={t("frame.messages")} />
        <UnreadMark count={state.unreadCount} />
      </Link>
      <Link to="/notifications" className="relative inline-flex size-11 shrink-0 items-center justify-center rounded-control text-ink transition-colors hover:bg-sunken">
        <Icon name="bell" size={24} label={t("frame.notifications")} />
        <UnreadMark count={state.notificationCount} />
      </Link>
      {state.party ? <PartyMenu party={state.party} parties={state.parties} path={state.path} /> : null}
      <AccountMenu state={state} />
    </>
  );
}

function Visitor({ state }: { state: FrameState }) {
  const { t } = useTranslation("common");
  return (
    <>
      <PreferencesMenu locale={state.locale} theme={state.theme} path={state.path} />
      <LinkButton to={`/sign-in?returnTo=${encodeURIComponent(state.path)}`} variant="quiet" size="sm" className="whitespace-nowrap">
        {t("frame.signIn")}
      </LinkButton>
      <LinkButton to="/sign-up" size="sm" className="whitespace-nowrap max-sm:hidden">
        {t("frame.signUp")}
      </LinkButton>
    </>
  );
}

/** How many messages wait; above 99 it stops counting. */
export function UnreadMark({ count }: { count: number }) {
  const { t } = useTranslation("common");
  if (count < 1) return null;
  return (
    <span className="tabular absolute inset-e-0.5 top-0.5 min-w-5 rounded-full bg-marigold px-1 text-center text-xs font-bold text-on-marigold">
      <span aria-hidden="true">{count > 99 ? "99+" : count}</span>
      <span className="sr-only">{t("frame.unread", { count })}</span>
    </span>
  );
}
