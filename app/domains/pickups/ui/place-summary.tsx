import type { ReactNode } from "react";
import { useTranslation } from "#app/ui/i18n.ts";
import { formatMass } from "#app/shared/units.ts";
import { DefinitionList } from "#app/ui/definition-list.tsx";
import { Link } from "#app/ui/remix.ts";
import { TimeRange } from "#app/ui/time.tsx";
import type { BookingView } from "../pickups.schema.ts";
import { DoorText, PieceItems } from "./home/home-details.tsx";
import { LineDetails } from "./counted-fields.tsx";

/** When, where and what of a booking. */
export function PlaceSummary({ booking, locale, viewerTimeZone, seenBy = "resident", extra = [] }: { booking: BookingView; locale: string; viewerTimeZone?: string; seenBy?: "resident" | "staff"; extra?: { term: string; value: ReactNode }[] }) {
  const { t } = useTranslation(["pickups", "home-pickup"]);
  const { t: name } = useTranslation("materials");
  return (
    <DefinitionList
      items={[
        { term: t("booking.when"), value: <TimeRange from={booking.slot.startsAt} to={booking.slot.endsAt} locale={locale} timeZone={booking.point.timeZone} viewerTimeZone={viewerTimeZone} /> },
        {
          term: booking.home ? t("home-pickup:door.where") : t("booking.where"),
          value: booking.home ? (
            <DoorText home={booking.home} />
          ) : (
            <>
              <Link to={`/points/${booking.point.id}`} className="link">
                {booking.point.name}
              </Link>
              {booking.point.address && booking.point.address !== booking.point.name ? <span className="block text-ink-soft">{booking.point.address}</span> : null}
            </>
          ),
        },
        {
          term: booking.home ? t("home-pickup:door.what") : t(seenBy === "staff" ? "staff.brings" : "booking.what"),
          value: booking.lines.length === 0 && !booking.home ? (
            t("walkIn.noLines")
          ) : (
            <ul className="grid gap-1">
              {booking.home ? <PieceItems bookingId={booking.id} home={booking.home} /> : null}
              {booking.lines.map((line) => (
                <li key={line.id}>
                  {name(`names.${line.material}`)}
                  <span className="text-ink-soft">{` · ${line.declaredGrams === null ? t("mass.unknown") : t("mass.about", { mass: formatMass(line.declaredGrams, locale) })}`}</span>
                  <LineDetails line={line} locale={locale} />
                </li>
              ))}
            </ul>
          ),
        },
        ...(booking.note ? [{ term: t(seenBy === "staff" ? "staff.note" : "booking.note"), value: booking.note }] : []),
        ...(booking.reason && booking.reason !== booking.refusal?.kind ? [{ term: t("booking.reason"), value: booking.reason }] : []),
        ...extra,
      ]}
    />
  );
}
