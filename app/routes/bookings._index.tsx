import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useTranslation } from "#app/ui/i18n.ts";
import { requireActor } from "#app/domains/identity/actor.server.ts";
import { BookingCard } from "#app/domains/pickups/ui/booking-card.tsx";
import { listMyBookings } from "#app/domains/pickups/views.service.server.ts";
import { database } from "#app/platform/db/database.server.ts";
import { requestLocale, translator } from "#app/platform/i18n.server.ts";
import { useLive } from "#app/realtime/use-live.ts";
import { hasRole } from "#app/shared/actor.ts";
import { LinkButton } from "#app/ui/buttons.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { Pagination } from "#app/ui/navigation.tsx";
import { PageHeader, Section } from "#app/ui/page.tsx";

const pageSize = 20;

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireActor(request);
  const pastOffset = Math.min(10_000, Math.max(0, Number.parseInt(new URL(request.url).searchParams.get("past") ?? "0", 10) || 0));
  const lists = await listMyBookings(await database(), actor, { now: new Date(), pastOffset, pastLimit: pageSize });
  const locale = requestLocale(request);
  return {
    ...lists,
    pastOffset,
    locale,
    partyId: actor.party.id,
    viewerTimeZone: actor.party.timeZone,
    isStaff: actor.party.kind === "recycler" && hasRole(actor.role, "staff"),
    title: translator(locale, "pickups")("title"),
  };
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: `${data?.title ?? ""} · Roundabout` }];

export default function BookingsPage() {
  const { upcoming, past, hasMore, pastOffset, locale, partyId, viewerTimeZone, isStaff } = useLoaderData<typeof loader>();
  const { t } = useTranslation("pickups");
  useLive([`party:${partyId}`]);
  const nothing = upcoming.length === 0 && past.length === 0 && pastOffset === 0;
  return (
    <div className="content pb-12">
      <PageHeader
        title={t("title")}
        lead={t("lead")}
        actions={
          <>
            {isStaff ? (
              <LinkButton to="/staff" variant="secondary" icon="scale">
                {t("staffLink")}
              </LinkButton>
            ) : null}
            {nothing ? null : (
              <LinkButton to="/points" icon="point">
                {t("empty.action")}
              </LinkButton>
            )}
          </>
        }
      />
      {nothing ? (
        <EmptyState kind="bookings" title={t("empty.title")} headingLevel={2} action={<LinkButton to="/points">{t("empty.action")}</LinkButton>}>
          {t("empty.text")}
        </EmptyState>
      ) : (
        <>
          {pastOffset === 0 ? (
            <Section title={t("upcoming")}>
              {upcoming.length === 0 ? <p className="text-ink-soft">{t("noneAhead")}</p> : null}
              <ul className="grid gap-3">
                {upcoming.map((booking) => (
                  <BookingCard key={booking.id} booking={booking} locale={locale} viewerTimeZone={viewerTimeZone} />
                ))}
              </ul>
            </Section>
          ) : null}
          {past.length > 0 ? (
            <Section title={t("past")}>
              <ul className="grid gap-3">
                {past.map((booking) => (
                  <BookingCard key={booking.id} booking={booking} locale={locale} viewerTimeZone={viewerTimeZone} />
                ))}
              </ul>
              {hasMore || pastOffset > 0 ? (
                <Pagination nextTo={hasMore ? `/bookings?past=${pastOffset + pageSize}` : null} firstTo={pastOffset > 0 ? "/bookings" : null} />
              ) : null}
            </Section>
          ) : null}
        </>
      )}
    </div>
  );
}
