import { StateBadge } from "#app/ui/badge.tsx";
import { DefinitionList } from "#app/ui/definition-list.tsx";
import { useTranslation } from "#app/ui/i18n.ts";
import { DateTime, formatInstant } from "#app/ui/time.tsx";
import type { EndpointView } from "../webhooks.schema.ts";

const stages = { active: "done", off: "stopped", failed: "stopped" } as const;

/** How an address stands: on or off, what goes there, since when it takes nothing. `whole` names the types, otherwise they are counted. */
export function EndpointFacts({ endpoint, locale, timeZone, whole = false }: { endpoint: EndpointView; locale: string; timeZone: string; whole?: boolean }) {
  const { t } = useTranslation("webhooks");
  return (
    <div className="grid grid-cols-1 gap-3">
      <p className="flex flex-wrap items-center gap-x-3 gap-y-1" suppressHydrationWarning>
        <StateBadge stage={stages[endpoint.state]}>{t(`states.${endpoint.state}`)}</StateBadge>
        {endpoint.failingSince ? <span className="text-sm">{t("failingSince", { time: formatInstant(endpoint.failingSince, { locale, timeZone, format: "datetime" }) })}</span> : null}
      </p>
      <DefinitionList
        items={[
          { term: t("sends"), value: whole ? <span className="text-sm wrap-anywhere">{endpoint.eventTypes.join(", ")}</span> : t("chosen", { count: endpoint.eventTypes.length }) },
          { term: t("since"), value: <DateTime at={endpoint.createdAt} locale={locale} timeZone={timeZone} format="date" /> },
        ]}
      />
    </div>
  );
}
