import { useTranslation } from "#app/ui/i18n.ts";
import { Badge } from "#app/ui/badge.tsx";
import { SubmitButton } from "#app/ui/buttons.tsx";
import { Card } from "#app/ui/card.tsx";
import { Icon } from "#app/ui/icons/icon.tsx";
import { Form, Link } from "#app/ui/remix.ts";
import { formatSpan, TimeRange } from "#app/ui/time.tsx";
import type { WaitingRow } from "../waiting.schema.ts";

/** A place in line in a list of one's own, with the way out of it. */
export function WaitingCard({ entry, locale, viewerTimeZone, mayLeave }: { entry: WaitingRow; locale: string; viewerTimeZone?: string; mayLeave: boolean }) {
  const { t } = useTranslation(["pickups", "home-pickup"]);
  const { t: name } = useTranslation("materials");
  const materials = new Intl.ListFormat(locale, { style: "short", type: "conjunction" }).format(entry.materials.map((code) => name(`names.${code}`)));
  const when = formatSpan(entry.startsAt, entry.endsAt, { locale, timeZone: entry.timeZone });
  return (
    <Card as="li" className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
      <div className="grid min-w-0 gap-1">
        <h3 className="text-lg font-semibold">
          <TimeRange from={entry.startsAt} to={entry.endsAt} locale={locale} timeZone={entry.timeZone} viewerTimeZone={viewerTimeZone} />
        </h3>
        <p className="flex items-start gap-1.5 text-ink-soft">
          <Icon name={entry.areaName === null ? "point" : "home"} size={16} className="mt-1" />
          {entry.areaName === null ? (
            <Link to={`/points/${entry.pointId}`} className="min-w-0 underline">
              {entry.pointName}
            </Link>
          ) : (
            <span className="min-w-0">{t("home-pickup:door.card", { area: entry.areaName })}</span>
          )}
        </p>
        <p className="text-sm text-ink-soft">{materials}</p>
      </div>
      <div className="flex flex-wrap items-center gap-3">
        <Badge tone={entry.position === 1 ? "marigold" : "neutral"}>{entry.position === 1 ? t("waiting.next") : t("waiting.position", { position: entry.position })}</Badge>
        {mayLeave ? (
          <Form method="post" action="/bookings?index" preventScrollReset>
            <input type="hidden" name="entryId" value={entry.id} />
            <input type="hidden" name="version" value={entry.version} />
            <SubmitButton variant="quiet" size="sm" aria-label={t("waiting.leaveWhen", { when })}>
              {t("waiting.leave")}
            </SubmitButton>
          </Form>
        ) : null}
      </div>
    </Card>
  );
}
