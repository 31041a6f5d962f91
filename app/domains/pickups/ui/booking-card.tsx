import { useTranslation } from "#app/ui/i18n.ts";
import { formatMass } from "#app/shared/units.ts";
import { Card } from "#app/ui/card.tsx";
import { Icon } from "#app/ui/icons/icon.tsx";
import { Link } from "#app/ui/remix.ts";
import { TimeRange } from "#app/ui/time.tsx";
import type { BookingRow } from "../pickups.schema.ts";
import { BookingStateBadge } from "./booking-state.tsx";

/** One of my bookings in a list. */
export function BookingCard({ booking, locale, viewerTimeZone }: { booking: BookingRow; locale: string; viewerTimeZone?: string }) {
  const { t } = useTranslation("home-pickup");
  return (
    <Card as="li" className="relative flex flex-wrap items-start justify-between gap-x-6 gap-y-2 hover:border-line-strong">
      <div className="grid min-w-0 gap-1">
        <h3 className="text-lg font-semibold">
          <Link to={`/bookings/${booking.id}`} className="after:absolute after:inset-0 after:rounded-card">
            <TimeRange from={booking.startsAt} to={booking.endsAt} locale={locale} timeZone={booking.timeZone} viewerTimeZone={viewerTimeZone} />
          </Link>
        </h3>
        <p className="flex items-start gap-1.5 text-ink-soft">
          <Icon name={booking.areaName === null ? "point" : "home"} size={16} className="mt-1" />
          <span className="min-w-0">{booking.areaName === null ? booking.pointName : t("door.card", { area: booking.areaName })}</span>
        </p>
        <p className="text-sm text-ink-soft">
          <LoadText booking={booking} locale={locale} />
        </p>
      </div>
      <BookingStateBadge state={booking.state} />
    </Card>
  );
}

/** What comes along, and how much of it: weighed, or about, or not known. */
export function LoadText({ booking, locale }: { booking: Pick<BookingRow, "materials" | "declaredGrams" | "netGrams">; locale: string }) {
  const { t } = useTranslation("pickups");
  const { t: name } = useTranslation("materials");
  const materials = new Intl.ListFormat(locale, { style: "short", type: "conjunction" }).format(booking.materials.map((code) => name(`names.${code}`)));
  const mass =
    booking.netGrams !== null
      ? t("mass.measured", { mass: formatMass(booking.netGrams, locale) })
      : booking.declaredGrams > 0
        ? t("mass.about", { mass: formatMass(booking.declaredGrams, locale) })
        : t("mass.unknown");
  // A walk-in has said nothing before the scale does.
  return <>{[materials, mass].filter(Boolean).join(" · ")}</>;
}
