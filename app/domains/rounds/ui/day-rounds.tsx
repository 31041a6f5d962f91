import { useTranslation } from "#app/ui/i18n.ts";
import { formatDistance } from "#app/shared/geo.ts";
import { formatMass } from "#app/shared/units.ts";
import { StateBadge } from "#app/ui/badge.tsx";
import { LinkButton } from "#app/ui/buttons.tsx";
import { Card } from "#app/ui/card.tsx";
import { DefinitionList } from "#app/ui/definition-list.tsx";
import { TimeRange, formatInstant } from "#app/ui/time.tsx";
import type { DayRound, RoundState, UnservedView } from "../day.schema.ts";

type Stage = Parameters<typeof StateBadge>[0]["stage"];
const stageOf: Record<RoundState, Stage> = { planned: "waiting", published: "active", under_way: "active", done: "done", cancelled: "stopped" };

/** How a round stands. */
export function RoundStateBadge({ state }: { state: RoundState }) {
  const { t } = useTranslation("rounds");
  return <StateBadge stage={stageOf[state]}>{t(`round.states.${state}`)}</StateBadge>;
}

/** The rounds of a day, side by side where there is room. */
export function DayRounds({ rounds, locale, timeZone }: { rounds: readonly DayRound[]; locale: string; timeZone: string }) {
  const { t } = useTranslation("rounds");
  return (
    <ul className="grid gap-3 md:grid-cols-2">
      {rounds.map((round) => (
        <Card key={round.id} as="li" className="grid content-start gap-3">
          <div className="flex flex-wrap items-baseline justify-between gap-2">
            <h3 className="text-lg [overflow-wrap:anywhere]">{round.vehicleName}</h3>
            <RoundStateBadge state={round.state} />
          </div>
          <DefinitionList
            items={[
              { term: t("day.times"), value: <TimeRange from={round.leavesAt} to={round.isBackAt} locale={locale} timeZone={timeZone} /> },
              { term: t("day.driver"), value: round.driverName ?? t("day.noDriver") },
              { term: t("day.stops"), value: round.state === "planned" ? t("day.stopCount", { count: round.stops }) : t("day.settledCount", { settled: round.settled, count: round.stops }) },
              { term: t("day.distance"), value: t("day.estimated", { distance: formatDistance(round.estimatedMetres, locale) }) },
              { term: t("day.load"), value: t("day.of", { mass: formatMass(round.loadGrams, locale), capacity: formatMass(round.capacityGrams, locale) }) },
            ]}
          />
          <div className="flex flex-wrap gap-2">
            <LinkButton to={`/staff/rounds/${round.id}`} variant="secondary" iconEnd="arrow-right">
              {t("day.open")}
            </LinkButton>
            {round.state === "published" || round.state === "under_way" ? (
              <LinkButton to={`/rounds/${round.id}`} variant="quiet" icon="phone" reloadDocument>
                {t("day.phone")}
              </LinkButton>
            ) : null}
          </div>
        </Card>
      ))}
    </ul>
  );
}

/** A visit that waits, as the page gets it. */
export type WaitingVisit = { bookingId: string; partyName: string; address: string; startsAt: string; endsAt: string; declaredGrams: number };

/** Visits without a round, each with why, where the day has been planned. */
export function Unplanned({ visits, unserved, locale, timeZone }: { visits: readonly WaitingVisit[]; unserved: readonly UnservedView[]; locale: string; timeZone: string }) {
  const { t } = useTranslation("rounds");
  const why = (bookingId: string): string => {
    const one = unserved.find((left) => left.bookingId === bookingId);
    if (!one) return t("day.reasons.none");
    return t(`day.reasons.${one.reason}`, {
      demand: formatMass(one.demandGrams ?? 0, locale),
      capacity: formatMass(one.capacityGrams ?? 0, locale),
      time: one.earliestAt ? formatInstant(one.earliestAt, { locale, timeZone, format: "time" }) : "",
    });
  };
  return (
    <ul className="grid gap-2">
      {visits.map((visit) => (
        <li key={visit.bookingId} className="grid gap-x-4 gap-y-1 rounded-card border border-line bg-surface p-3 sm:grid-cols-[1fr_auto]">
          <div className="min-w-0">
            <p className="font-semibold [overflow-wrap:anywhere]">{visit.address}</p>
            <p className="text-sm text-ink-soft">
              {`${visit.partyName} · ${formatMass(visit.declaredGrams, locale)} · `}
              <TimeRange from={visit.startsAt} to={visit.endsAt} locale={locale} timeZone={timeZone} />
            </p>
            <p className="text-sm">{why(visit.bookingId)}</p>
          </div>
          <div>
            <LinkButton to={`/staff/bookings/${visit.bookingId}`} variant="quiet" size="sm">
              {t("day.open")}
            </LinkButton>
          </div>
        </li>
      ))}
    </ul>
  );
}
