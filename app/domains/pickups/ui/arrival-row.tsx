import { useTranslation } from "#app/ui/i18n.ts";
import { LinkButton, SubmitButton } from "#app/ui/buttons.tsx";
import { Card } from "#app/ui/card.tsx";
import { Form, Link } from "#app/ui/remix.ts";
import type { BookingRow } from "../pickups.schema.ts";
import { LoadText } from "./booking-card.tsx";
import { BookingStateBadge } from "./booking-state.tsx";
import { VisitTimes } from "./visit-times.tsx";

/** Somebody who is expected, here or gone, with the one thing to do next as a large button. */
export function ArrivalRow({ booking, locale }: { booking: BookingRow; locale: string }) {
  const { t } = useTranslation("pickups");
  const who = booking.isAnonymous ? t("walkIn.anonymous") : booking.partyName;
  return (
    <Card as="li" className="grid grid-cols-[auto_1fr] items-center gap-x-4 gap-y-3 sm:grid-cols-[auto_1fr_auto]">
      <VisitTimes visit={booking} locale={locale} />
      <div className="grid min-w-0 gap-1">
        <h2 className="text-lg font-semibold">
          <Link to={`/staff/bookings/${booking.id}`} className="hover:underline">
            {who}
          </Link>
        </h2>
        <p className="text-sm text-ink-soft">
          <LoadText booking={booking} locale={locale} />
        </p>
        <p className="flex flex-wrap items-center gap-2 text-sm text-ink-soft">
          <BookingStateBadge state={booking.state} />
          {booking.pointName}
        </p>
      </div>
      <div className="col-span-2 grid sm:col-span-1">
        {booking.state === "confirmed" ? (
          <Form method="post" action="/staff?index" className="grid">
            <input type="hidden" name="bookingId" value={booking.id} />
            <SubmitButton name="intent" value="check-in" size="lg" aria-label={`${t("staff.checkIn")}: ${who}`}>
              {t("staff.checkIn")}
            </SubmitButton>
          </Form>
        ) : (
          <LinkButton to={`/staff/bookings/${booking.id}`} size="lg" variant={booking.state === "checked_in" ? "primary" : "secondary"} aria-label={`${t(nextKey(booking))}: ${who}`}>
            {t(nextKey(booking))}
          </LinkButton>
        )}
      </div>
    </Card>
  );
}

function nextKey(booking: BookingRow): string {
  if (booking.state === "checked_in") return "staff.weigh";
  return booking.state === "weighed" ? "staff.finish" : "staff.open";
}
