import { data as reply, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useActionData } from "#app/ui/forms/use-until-sent.ts";
import { useTranslation } from "#app/ui/i18n.ts";
import { requireActor } from "#app/domains/identity/actor.server.ts";
import { BookingCard } from "#app/domains/pickups/ui/booking-card.tsx";
import { Refusal } from "#app/domains/pickups/ui/refusal.tsx";
import { WaitingCard } from "#app/domains/pickups/ui/waiting-card.tsx";
import { selectOwnEntries } from "#app/domains/pickups/waiting.repository.server.ts";
import { leaveLine } from "#app/domains/pickups/waiting.service.server.ts";
import { listMyBookings } from "#app/domains/pickups/views.service.server.ts";
import { database } from "#app/platform/db/database.server.ts";
import { statusOf } from "#app/platform/http/status.ts";
import { requestLocale, translator } from "#app/platform/i18n.server.ts";
import { useLive } from "#app/realtime/use-live.ts";
import { hasRole } from "#app/shared/actor.ts";
import { Alert } from "#app/ui/alert.tsx";
import { LinkButton } from "#app/ui/buttons.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { Pagination } from "#app/ui/navigation.tsx";
import { Link } from "#app/ui/remix.ts";
import { PageHeader, Section } from "#app/ui/page.tsx";

const pageSize = 20;

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireActor(request);
  const params = new URL(request.url).searchParams;
  const pastOffset = Math.min(10_000, Math.max(0, Number.parseInt(params.get("past") ?? "0", 10) || 0));
  const db = await database();
  const lists = await listMyBookings(db, actor, { now: new Date(), pastOffset, pastLimit: pageSize });
  const locale = requestLocale(request);
  return {
    ...lists,
    waiting: pastOffset === 0 ? await selectOwnEntries(db, actor.party.id, new Date()) : [],
    joined: params.get("waiting") === "1",
    mayLeave: hasRole(actor.role, "member"),
    pastOffset,
    locale,
    partyId: actor.party.id,
    viewerTimeZone: actor.party.timeZone,
    isStaff: actor.party.kind === "recycler" && hasRole(actor.role, "staff"),
    title: translator(locale, "pickups")("title"),
  };
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: `${data?.title ?? ""} · Roundabout` }];

export async function action({ request }: ActionFunctionArgs) {
  const actor = await requireActor(request);
  const form = await request.formData();
  const version = Number(form.get("version"));
  const left = await leaveLine(await database(), actor, { entryId: String(form.get("entryId") ?? ""), version: Number.isInteger(version) && version > 0 ? version : undefined });
  if (left.ok) return redirect("/bookings");
  // A place was offered meanwhile: there it can be taken or given back.
  const offered = left.details?.bookingId;
  if (typeof offered === "string") return redirect(`/bookings/${offered}`);
  return reply({ error: left.error }, { status: statusOf(left.error) });
}

export default function BookingsPage() {
  const failure = useActionData<typeof action>();
  const { waiting, joined, mayLeave,  upcoming, past, hasMore, pastOffset, locale, partyId, viewerTimeZone, isStaff } = useLoaderData<typeof loader>();
  const { t } = useTranslation(["pickups", "home-pickup"]);
  useLive([`party:${partyId}`]);
  const nothing = waiting.length === 0 && upcoming.length === 0 && past.length === 0 && pastOffset === 0;
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
            <LinkButton to="/bookings/home/new" variant={nothing ? "secondary" : "primary"} icon="home">
              {t("home-pickup:book")}
            </LinkButton>
            {nothing ? null : (
              <LinkButton to="/points" variant="secondary" icon="point">
                {t("empty.action")}
              </LinkButton>
            )}
          </>
        }
      />
      <nav aria-label={t("special.label")} className="mb-4 flex flex-wrap gap-x-5 gap-y-1">
        {(["erasures", "passports", "packaging"] as const).map((place) => (
          <Link key={place} to={`/${place}`} className="link">
            {t(`special.${place}`)}
          </Link>
        ))}
      </nav>
      <Refusal error={failure?.error} />
      {joined && waiting.length > 0 ? (
        <div className="mb-6">
          <Alert tone="success" live>
            {t("waiting.joined")}
          </Alert>
        </div>
      ) : null}
      {nothing ? (
        <EmptyState kind="bookings" title={t("empty.title")} headingLevel={2} action={<LinkButton to="/points">{t("empty.action")}</LinkButton>}>
          {t("empty.text")}
        </EmptyState>
      ) : (
        <>
          {waiting.length > 0 ? (
            <Section title={t("waiting.title")}>
              <p className="max-w-prose text-ink-soft">{t("waiting.lead")}</p>
              <ul className="grid gap-3">
                {waiting.map((entry) => (
                  <WaitingCard key={entry.id} entry={entry} locale={locale} viewerTimeZone={viewerTimeZone} mayLeave={mayLeave} />
                ))}
              </ul>
            </Section>
          ) : null}
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
