import type { ReactNode } from "react";
import { useTranslation } from "#app/ui/i18n.ts";
import { Alert } from "#app/ui/alert.tsx";
import { StateBadge, type Stage } from "#app/ui/badge.tsx";
import { Card } from "#app/ui/card.tsx";
import { Icon, type IconName } from "#app/ui/icons/icon.tsx";
import { Link } from "#app/ui/remix.ts";
import { formatSpan } from "#app/ui/time.tsx";
import type { EventKind, EventState } from "../events.rules.ts";
import type { EventCard } from "../events.schema.ts";

const stages: Record<EventState, Stage> = { planned: "waiting", published: "active", closed: "done", cancelled: "problem" };
const icons: Record<EventKind, IconName> = { flea_market: "tag", sharing_day: "gift", repair_day: "settings", collection_day: "recycle" };

/** How a day stands. */
export function EventStateBadge({ state }: { state: EventState }) {
  const { t } = useTranslation("events");
  return <StateBadge stage={stages[state]}>{t(`states.${state}`)}</StateBadge>;
}

/** What a day is, when and where, each with its sign. */
export function EventFacts({ event, locale }: { event: Omit<EventCard, "title" | "id" | "state">; locale: string }) {
  const { t } = useTranslation("events");
  const facts: { icon: IconName; words: ReactNode }[] = [
    { icon: icons[event.kind], words: t(`kinds.${event.kind}`) },
    { icon: "calendar", words: <time dateTime={event.startsAt} suppressHydrationWarning>{formatSpan(event.startsAt, event.endsAt, { locale, timeZone: event.timeZone })}</time> },
    { icon: "point", words: event.placeLabel },
  ];
  return (
    <ul className="flex flex-wrap gap-x-5 gap-y-1 text-sm">
      {facts.map(({ icon, words }) => (
        <li key={icon} className="tabular inline-flex items-start gap-1.5">
          <Icon name={icon} size={16} className="mt-0.5 shrink-0" />
          <span className="min-w-0 break-words">{words}</span>
        </li>
      ))}
    </ul>
  );
}

/** Days below each other; each leads to its page. */
export function EventList({ events, locale, headingLevel = 3 }: { events: readonly EventCard[]; locale: string; headingLevel?: 2 | 3 }) {
  const Heading = `h${headingLevel}` as const;
  return (
    <ul className="grid gap-3">
      {events.map((event) => (
        <Card as="li" key={event.id} className="grid gap-2">
          <div className="flex flex-wrap items-center justify-between gap-2">
            <Heading className="min-w-0 text-lg">
              <Link to={`/events/${event.id}`} className="break-words text-ink underline-offset-4 hover:underline">
                {event.title}
              </Link>
            </Heading>
            <EventStateBadge state={event.state} />
          </div>
          <EventFacts event={event} locale={locale} />
        </Card>
      ))}
    </ul>
  );
}

export type EventRefusal = { code: string; materials: string[] } | null;

/** Why something was not done, in a sentence. */
export function RefusalNote({ refusal }: { refusal: EventRefusal | undefined }) {
  const { t, i18n } = useTranslation(["events", "materials"]);
  if (!refusal) return null;
  const materials = new Intl.ListFormat(i18n.language, { type: "conjunction" }).format(refusal.materials.map((code) => t(`materials:names.${code}`)));
  return (
    <Alert tone="error" live>
      {t(`errors.${refusal.code.split(".")[1] ?? ""}`, { materials })}
    </Alert>
  );
}
