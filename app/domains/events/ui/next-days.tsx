import { useTranslation } from "#app/ui/i18n.ts";
import { LinkButton } from "#app/ui/buttons.tsx";
import { Section } from "#app/ui/page.tsx";
import type { EventCard } from "../events.schema.ts";
import { EventList } from "./event-parts.tsx";

/** What is next on a community's calendar; `all` leads to the rest. */
export function NextDays({ events, all, locale }: { events: readonly EventCard[]; all: string; locale: string }) {
  const { t } = useTranslation("events");
  const more = (
    <LinkButton to={all} variant="quiet" size="sm" iconEnd="arrow-right">
      {t("next.all")}
    </LinkButton>
  );
  return (
    <Section title={t("next.title")} action={more}>
      {events.length > 0 ? <EventList events={events} locale={locale} /> : <p className="text-ink-soft">{t("next.none")}</p>}
    </Section>
  );
}
