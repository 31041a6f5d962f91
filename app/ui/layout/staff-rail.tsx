import { useTranslation } from "#app/ui/i18n.ts";
import { Icon } from "../icons/icon.tsx";
import type { IconName } from "../icons/icon.tsx";
import { Link, NavLink } from "../remix.ts";

/** A staff place: where, by which word of the catalogue and with which sign. `end`: only this very address is it. */
type Place = { to: string; key: string; icon: IconName; end: boolean };

/** The yard's places by what one comes for: people, times, goods, the yard itself, and the world outside. */
export const staffGroups = [
  {
    key: "today",
    places: [
      { to: "/staff", key: "today", icon: "scale", end: true },
      { to: "/staff/walk-in", key: "walkIn", icon: "people", end: false },
      { to: "/staff/home", key: "home", icon: "home", end: false },
      { to: "/staff/rounds", key: "rounds", icon: "compass", end: false },
    ],
  },
  {
    key: "times",
    places: [
      { to: "/staff/slots", key: "slots", icon: "calendar", end: false },
      { to: "/staff/areas", key: "areas", icon: "map", end: false },
      { to: "/staff/gates", key: "gates", icon: "lock", end: false },
      { to: "/staff/vehicles", key: "vehicles", icon: "truck", end: false },
    ],
  },
  {
    key: "goods",
    places: [
      { to: "/staff/stock", key: "stock", icon: "box", end: false },
      { to: "/staff/consignments", key: "consignments", icon: "swap", end: false },
      { to: "/staff/erasures", key: "erasures", icon: "trash", end: false },
      { to: "/staff/packaging", key: "packaging", icon: "recycle", end: false },
    ],
  },
  {
    key: "yard",
    places: [
      { to: "/staff/points", key: "ownPoints", icon: "edit", end: false },
      { to: "/staff/prices", key: "prices", icon: "tag", end: false },
      { to: "/staff/licences", key: "licences", icon: "shield", end: false },
      { to: "/staff/devices", key: "devices", icon: "phone", end: false },
    ],
  },
  {
    key: "outside",
    places: [
      { to: "/points", key: "points", icon: "point", end: false },
      { to: "/account", key: "account", icon: "settings", end: false },
    ],
  },
] as const satisfies readonly { key: string; places: readonly Place[] }[];

/** The places of the busiest hours, for the row in a phone's header; the rest is at the foot of the page of today. */
export const staffRow = staffGroups[0].places;

/** The yard's own places at the side of every page, for people who act for a recycler. The phone has a row in the header and a list under today. */
export function StaffRail({ partyName }: { partyName: string }) {
  const { t } = useTranslation("common");
  return (
    <nav aria-label={t("frame.staffPlaces.label", { name: partyName })} className="w-26 shrink-0 border-e border-line bg-surface max-md:hidden xl:w-52">
      <div className="sticky top-0 max-h-dvh overflow-y-auto py-4">
        <p className="truncate px-5 pb-2 text-sm text-ink-soft max-xl:hidden">{partyName}</p>
        {staffGroups.map((group) => (
          <ul key={group.key} className="grid gap-0.5 border-line px-1 py-1.5 xl:px-2 not-first:border-t">
            {group.places.map((place) => (
              <li key={place.to}>
                <NavLink
                  to={place.to}
                  end={place.end}
                  className="flex min-h-13 flex-col items-center justify-center gap-0.5 rounded-control px-0.5 text-center text-xs font-semibold text-ink-soft no-underline transition-colors hover:bg-sunken hover:text-ink aria-[current=page]:bg-leaf-soft aria-[current=page]:text-leaf xl:min-h-11 xl:flex-row xl:justify-start xl:gap-3 xl:px-3 xl:text-base"
                >
                  <Icon name={place.icon} size={24} />
                  {t(`frame.staffPlaces.${place.key}`)}
                </NavLink>
              </li>
            ))}
          </ul>
        ))}
      </div>
    </nav>
  );
}

/** All places of the yard as a list, for phones, where there is no rail. */
export function StaffPlaces() {
  const { t } = useTranslation("common");
  return (
    <nav aria-label={t("frame.staffGroups.label")} className="grid gap-5 border-t border-line pt-5 md:hidden">
      {staffGroups.slice(0, -1).map((group) => (
        <div key={group.key}>
          <h2 className="pb-1 text-sm font-semibold text-ink-soft">{t(`frame.staffGroups.${group.key}`)}</h2>
          <ul className="grid grid-cols-2 gap-2">
            {group.places.map((place) => (
              <li key={place.to}>
                <Link to={place.to} className="flex min-h-12 items-center gap-2.5 rounded-card border border-line bg-surface px-3 font-semibold text-ink no-underline hover:bg-sunken">
                  <Icon name={place.icon} className="shrink-0 text-leaf" />
                  <span className="min-w-0 [overflow-wrap:anywhere]">{t(`frame.staffPlaces.${place.key}`)}</span>
                </Link>
              </li>
            ))}
          </ul>
        </div>
      ))}
    </nav>
  );
}
