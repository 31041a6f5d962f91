import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useTranslation } from "#app/ui/i18n.ts";
import { requireParty } from "#app/domains/identity/actor.server.ts";
import { listHomeVisits } from "#app/domains/pickups/home/home-visits.service.server.ts";
import { localDay, shiftDay } from "#app/domains/pickups/local-day.rules.ts";
import { selectOwnPoints } from "#app/domains/pickups/slots.repository.server.ts";
import { HomeVisitRow } from "#app/domains/pickups/ui/home/home-visit-row.tsx";
import { database } from "#app/platform/db/database.server.ts";
import { requestLocale, translator } from "#app/platform/i18n.server.ts";
import { useLive } from "#app/realtime/use-live.ts";
import { LinkButton } from "#app/ui/buttons.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { PageHeader } from "#app/ui/page.tsx";
import { DateTime } from "#app/ui/time.tsx";

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireParty(request, ["recycler"], "staff");
  const now = new Date();
  const db = await database();
  const points = await selectOwnPoints(db, actor.party.id);
  const timeZone = points[0]?.timeZone ?? actor.party.timeZone;
  const day = localDay(new URL(request.url).searchParams.get("date"), timeZone, now);
  const visits = await listHomeVisits(db, actor, { from: day.from, until: day.until, now });
  const locale = requestLocale(request);
  return { visits, timeZone, date: day.date, dayStart: day.from.toISOString(), isToday: day.isToday, locale, partyId: actor.party.id, title: translator(locale, "home-pickup")("staff.title") };
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [{ title: `${page?.title ?? ""} · Roundabout` }];

/** The day's visits at people's doors, by time. */
export default function StaffHome() {
  const { visits, timeZone, date, dayStart, isToday, locale, partyId, title } = useLoaderData<typeof loader>();
  const { t } = useTranslation(["home-pickup", "pickups"]);
  useLive([`party:${partyId}`]);
  return (
    <div className="content grid gap-4 pb-12">
      <PageHeader title={title} lead={<DateTime at={dayStart} locale={locale} timeZone={timeZone} format="day" />} />
      {visits.length > 0 ? (
        <ul className="grid gap-3">
          {visits.map((visit) => (
            <HomeVisitRow key={visit.id} visit={visit} locale={locale} />
          ))}
        </ul>
      ) : (
        <EmptyState kind="bookings" title={t("staff.none")} headingLevel={2} action={<LinkButton to="/staff/areas">{t("areas.title")}</LinkButton>}>
          {t("staff.noneText")}
        </EmptyState>
      )}
      <nav aria-label={t("staff.days")} className="flex flex-wrap gap-2">
        <LinkButton to={`/staff/home?date=${shiftDay(date, -1)}`} variant="secondary" icon="chevron-left">
          {t("pickups:staff.dayBefore")}
        </LinkButton>
        {isToday ? null : (
          <LinkButton to="/staff/home" variant="secondary">
            {t("pickups:staff.backToToday")}
          </LinkButton>
        )}
        <LinkButton to={`/staff/home?date=${shiftDay(date, 1)}`} variant="secondary" iconEnd="chevron-right">
          {t("pickups:staff.dayAfter")}
        </LinkButton>
      </nav>
    </div>
  );
}
