import { useTranslation } from "#app/ui/i18n.ts";
import { LinkButton } from "#app/ui/buttons.tsx";
import { Card } from "#app/ui/card.tsx";
import { Link } from "#app/ui/remix.ts";
import type { HomeVisitLine } from "../../pickups.schema.ts";
import { LoadText } from "../booking-card.tsx";
import { BookingStateBadge } from "../booking-state.tsx";
import { VisitTimes } from "../visit-times.tsx";

/** One door of the day: when, who, where, what. */
export function HomeVisitRow({ visit, locale }: { visit: HomeVisitLine; locale: string }) {
  const { t } = useTranslation("home-pickup");
  const { t: goods } = useTranslation("goods");
  const { door } = visit;
  const pieces = door.pieces.map(({ goods: code, pieces: count }) => t("door.piece", { count, name: goods(`names.${code}`) }));
  const way = [
    ...(door.floor === null ? [] : [door.floor === 0 ? t("door.ground") : t("door.floor", { floor: String(door.floor) })]),
    ...(door.hasLift === null ? [] : [t(door.hasLift ? "door.lift" : "door.noLift")]),
    t(`placeOutSeen.${door.placeOut}`),
  ];
  return (
    <Card as="li" className="grid grid-cols-[auto_1fr] items-start gap-x-4 gap-y-3 sm:grid-cols-[auto_1fr_auto]">
      <VisitTimes visit={visit} locale={locale} />
      <div className="grid min-w-0 gap-1">
        <h2 className="text-lg font-semibold">
          <Link to={`/staff/bookings/${visit.id}`} className="hover:underline">
            {visit.partyName}
          </Link>
        </h2>
        <p className="break-words">{door.address}</p>
        <p className="text-sm text-ink-soft">{way.join(" · ")}</p>
        <p className="text-sm text-ink-soft">
          <LoadText booking={visit} locale={locale} />
          {pieces.length > 0 ? ` · ${pieces.join(" · ")}` : null}
        </p>
        <p className="flex flex-wrap items-center gap-2 text-sm text-ink-soft">
          <BookingStateBadge state={visit.state} />
          {visit.areaName}
        </p>
      </div>
      <div className="col-span-2 grid sm:col-span-1">
        <LinkButton to={`/staff/bookings/${visit.id}`} size="lg" variant="secondary" aria-label={`${t("staff.open")}: ${visit.partyName}`}>
          {t("staff.open")}
        </LinkButton>
      </div>
    </Card>
  );
}
