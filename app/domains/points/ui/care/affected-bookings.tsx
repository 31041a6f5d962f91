import { useTranslation } from "#app/ui/i18n.ts";
import { formatMass } from "#app/shared/units.ts";
import { Alert } from "#app/ui/alert.tsx";
import { SubmitButton } from "#app/ui/buttons.tsx";
import { TimeRange } from "#app/ui/time.tsx";

/** Bookings whose time falls away by a change, as the flow lists them. */
export interface ListedBookings {
  closedSlots: number;
  bookings: { bookingId: string; startsAt: string; endsAt: string; partyName: string; declaredGrams: number; offers: { id: string; startsAt: string; endsAt: string }[] }[];
}

/** Which bookings a change touches, with the times they can be moved to, and the button that does it nevertheless. Stands inside the form. */
export function AffectedBookings({ listed, timeZone, locale, intent }: { listed: ListedBookings; timeZone: string; locale: string; intent?: string }) {
  const { t } = useTranslation("point-care");
  return (
    <Alert tone="warning" title={t("affected.title", { count: listed.bookings.length })} live>
      <div className="grid gap-3">
        <p>{t("affected.text", { count: listed.closedSlots })}</p>
        <ul className="grid gap-2">
          {listed.bookings.map((booking) => (
            <li key={booking.bookingId} className="rounded-control border border-line bg-surface p-3">
              <p className="font-semibold">
                <TimeRange from={booking.startsAt} to={booking.endsAt} locale={locale} timeZone={timeZone} />
              </p>
              <p className="text-sm">
                {booking.partyName}
                {booking.declaredGrams > 0 ? `, ${formatMass(booking.declaredGrams, locale)}` : ""}
              </p>
              {booking.offers.length > 0 ? (
                <div className="mt-1 text-sm text-ink-soft">
                  {t("affected.offers")}
                  <ul className="list-disc ps-5">
                    {booking.offers.map((offer) => (
                      <li key={offer.id}>
                        <TimeRange from={offer.startsAt} to={offer.endsAt} locale={locale} timeZone={timeZone} />
                      </li>
                    ))}
                  </ul>
                </div>
              ) : (
                <p className="mt-1 text-sm text-ink-soft">{t("affected.noOffers")}</p>
              )}
            </li>
          ))}
        </ul>
        {intent ? <input type="hidden" name="intent" value={intent} /> : null}
        <div>
          <SubmitButton name="confirm" value="1">
            {t("affected.confirm")}
          </SubmitButton>
        </div>
      </div>
    </Alert>
  );
}
