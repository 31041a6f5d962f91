import type { ReactNode } from "react";
import { useTranslation } from "#app/ui/i18n.ts";
import { translateError } from "#app/shared/field-errors.ts";
import { LinkButton, SubmitButton } from "#app/ui/buttons.tsx";
import { Card } from "#app/ui/card.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { PhotoInput } from "#app/ui/forms/photo-input.tsx";
import { Form } from "#app/ui/remix.ts";
import { Countdown } from "#app/ui/time.tsx";
import { MAX_HOME_PHOTOS } from "../../home/home.schema.ts";
import type { BookingView, SlotView } from "../../pickups.schema.ts";
import { HomePhotos, PhotosOf } from "./home-details.tsx";
import { PlaceSummary } from "../place-summary.tsx";
import { SlotDays } from "../slot-days.tsx";

/** The third step: when the collector may come. */
export function WhenStep({ action, back, week, address, slots, bookingId, timeZone, locale, holdMinutes, estimate }: { action: string; back: string; week: number; address: (week: number) => string; slots: readonly SlotView[]; bookingId: string; timeZone: string; locale: string; holdMinutes: number; estimate?: ReactNode }) {
  const { t } = useTranslation("home-pickup");
  const { t: p } = useTranslation("pickups");
  return (
    <div className="grid gap-5">
      <p className="text-ink-soft">{t("when.hint", { zone: timeZone.replaceAll("_", " "), minutes: String(holdMinutes) })}</p>
      {estimate}
      {slots.length > 0 ? (
        <Form method="post" action={action} preventScrollReset>
          <input type="hidden" name="intent" value="hold" />
          <input type="hidden" name="bookingId" value={bookingId} />
          <SlotDays slots={slots} timeZone={timeZone} locale={locale} headingLevel={2} mayWait />
        </Form>
      ) : (
        <EmptyState kind="bookings" title={t("when.none")} headingLevel={2}>
          {t("when.noneText")}
        </EmptyState>
      )}
      <div className="flex flex-wrap gap-2">
        <LinkButton to={back} variant="quiet">
          {t("back")}
        </LinkButton>
        {week > 0 ? (
          <LinkButton to={address(week - 1)} variant="secondary" icon="chevron-left">
            {p("new.when.earlier")}
          </LinkButton>
        ) : null}
        <LinkButton to={address(week + 1)} variant="secondary" iconEnd="chevron-right">
          {p("new.when.later")}
        </LinkButton>
      </div>
    </div>
  );
}

/** The last step: what was said, photos if one likes, and the confirmation while the time is kept. */
export function ConfirmStep({ action, other, change, hold, now, locale, photoError, estimate }: { action: string; other: string; change: string; hold: BookingView; now: string; locale: string; photoError: string | null; estimate?: ReactNode }) {
  const { t } = useTranslation(["home-pickup", "errors", "listings"]);
  const { t: p } = useTranslation("pickups");
  return (
    <Card className="grid gap-5">
      <div className="flex flex-wrap items-baseline justify-between gap-3">
        <h2 className="text-xl">{t("done.kept")}</h2>
        <p className="rounded-full bg-marigold-soft px-3 py-1 text-marigold-ink">
          {t("done.left")} {hold.holdExpiresAt ? <Countdown until={hold.holdExpiresAt} now={now} /> : null}
        </p>
      </div>
      <PlaceSummary booking={hold} locale={locale} />
      {estimate}
      {hold.home ? <HomePhotos bookingId={hold.id} home={hold.home} /> : null}
      <Form method="post" action={action} encType="multipart/form-data" className="grid gap-5">
        {hold.home ? <PhotosOf home={hold.home} id="photos-of" /> : null}
        <PhotoInput id="photos" name="photos" label={t("photos.label")} hint={t("photos.hint")} max={MAX_HOME_PHOTOS} error={photoError === null ? undefined : translateError((key, words) => t(key, words ?? {}), photoError)} />
        <p className="text-sm text-ink-soft">{p("booking.willTally")}</p>
        <div className="flex flex-wrap gap-2">
          <SubmitButton size="lg" name="intent" value="confirm" icon="check">
            {t("done.confirm")}
          </SubmitButton>
          <LinkButton to={other} variant="quiet" size="lg">
            {t("done.other")}
          </LinkButton>
          <LinkButton to={change} variant="quiet" size="lg">
            {t("done.change")}
          </LinkButton>
        </div>
      </Form>
    </Card>
  );
}
