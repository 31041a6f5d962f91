import { useTranslation } from "#app/ui/i18n.ts";
import { Icon } from "../icons/icon.tsx";
import type { IconName } from "../icons/icon.tsx";
import { NavLink } from "../remix.ts";

export const staffPlaces: readonly { to: string; key: `frame.staffPlaces.${"today" | "slots" | "newPoint" | "licences" | "devices" | "points" | "account"}`; icon: IconName; end: boolean }[] = [
  { to: "/staff", key: "frame.staffPlaces.today", icon: "scale", end: true },
  { to: "/staff/slots", key: "frame.staffPlaces.slots", icon: "calendar", end: false },
  { to: "/staff/points/new", key: "frame.staffPlaces.newPoint", icon: "plus", end: true },
  { to: "/staff/licences", key: "frame.staffPlaces.licences", icon: "shield", end: false },
  { to: "/staff/devices", key: "frame.staffPlaces.devices", icon: "box", end: false },
  { to: "/points", key: "frame.staffPlaces.points", icon: "point", end: false },
  { to: "/account", key: "frame.staffPlaces.account", icon: "settings", end: false },
];

/** The yard's own places at the side of every page, for people who act for a recycler. The phone has them as a row in the header. */
export function StaffRail({ partyName }: { partyName: string }) {
  const { t } = useTranslation("common");
  return (
    <nav aria-label={t("frame.staffPlaces.label", { name: partyName })} className="w-24 shrink-0 border-e border-line bg-surface max-md:hidden xl:w-52">
      <div className="sticky top-0 py-4">
        <p className="truncate px-5 pb-2 text-sm text-ink-soft max-xl:hidden">{partyName}</p>
        <ul className="grid gap-1 px-2">
          {staffPlaces.map((place) => (
            <li key={place.to}>
              <NavLink
                to={place.to}
                end={place.end}
                className="flex min-h-14 flex-col items-center justify-center gap-0.5 rounded-control px-3 text-center text-xs font-semibold text-ink-soft no-underline transition-colors hover:bg-sunken hover:text-ink aria-[current=page]:bg-leaf-soft aria-[current=page]:text-leaf xl:min-h-11 xl:flex-row xl:justify-start xl:gap-3 xl:text-base"
              >
                <Icon name={place.icon} size={24} />
                {t(place.key)}
              </NavLink>
            </li>
          ))}
        </ul>
      </div>
    </nav>
  );
}
