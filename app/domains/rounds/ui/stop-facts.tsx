import { useTranslation } from "#app/ui/i18n.ts";
import { formatMass } from "#app/shared/units.ts";
import { Badge, StateBadge } from "#app/ui/badge.tsx";
import { PhotoRow } from "#app/ui/photo-row.tsx";
import { formatInstant } from "#app/ui/time.tsx";
import type { DriverStop } from "../driver.schema.ts";

type Stage = Parameters<typeof StateBadge>[0]["stage"];
const stageOf: Record<DriverStop["state"], Stage> = { planned: "waiting", arrived: "active", collected: "done", refused: "stopped", nobody: "stopped", skipped: "stopped" };

/** How a stop stands; `isWaiting` says that the server has not heard of it yet. */
export function StopState({ stop, isWaiting = false }: { stop: Pick<DriverStop, "state" | "isGone">; isWaiting?: boolean }) {
  const { t } = useTranslation("rounds");
  return (
    <span className="inline-flex flex-wrap gap-1.5">
      {stop.isGone ? <Badge tone="clay">{t("stop.gone")}</Badge> : <StateBadge stage={stageOf[stop.state]}>{t(`stop.states.${stop.state}`)}</StateBadge>}
      {isWaiting ? (
        <Badge tone="marigold" icon="clock">
          {t("driver.waiting")}
        </Badge>
      ) : null}
    </span>
  );
}

/** Where the door is, what stands there and what the resident wrote. */
export function StopFacts({ stop, locale, timeZone }: { stop: DriverStop; locale: string; timeZone: string }) {
  const { t } = useTranslation("rounds");
  const { t: name } = useTranslation("materials");
  const { t: nameOf } = useTranslation("goods");
  const time = (at: string) => formatInstant(at, { locale, timeZone, format: "time" });
  const stairs = [
    stop.floor === null ? null : t("stop.floor", { floor: stop.floor }),
    stop.hasLift === null ? null : t(stop.hasLift ? "stop.lift" : "stop.noLift"),
    t(`stop.placeOut.${stop.placeOut}`),
  ].filter((part) => part !== null);
  return (
    <div className="grid gap-3">
      <div>
        <p className="font-display text-2xl leading-tight font-semibold [overflow-wrap:anywhere]">{stop.address}</p>
        <p className="text-ink-soft">{stop.partyName}</p>
      </div>
      <p className="flex flex-wrap gap-x-2 gap-y-1">
        {stairs.map((part) => (
          <Badge key={part}>{part}</Badge>
        ))}
      </p>
      {stop.toldFrom && stop.toldUntil ? (
        <p suppressHydrationWarning>
          {t("stop.told", { from: time(stop.toldFrom), until: time(stop.toldUntil) })}
          <span className="text-ink-soft">{` · ${t("stop.expected", { time: time(stop.expectedAt) })}`}</span>
        </p>
      ) : null}
      <ul className="grid gap-0.5">
        {stop.lines.map((line) => (
          <li key={line.material}>
            <span className="font-semibold">{name(`names.${line.material}`)}</span>
            <span className="text-ink-soft">{` · ${line.declaredGrams === null ? t("stop.weightUnknown") : t("driver.declared", { mass: formatMass(line.declaredGrams, locale) })}`}</span>
          </li>
        ))}
      </ul>
      {stop.pieces.map(({ goods, pieces }) => (
        <div key={goods} className="grid gap-1">
          <p className="font-semibold">{t("stop.pieces", { count: pieces, what: nameOf(`names.${goods}`) })}</p>
          <StopPhotos stop={stop} goods={goods} what={nameOf(`names.${goods}`)} />
        </div>
      ))}
      <StopPhotos stop={stop} goods={null} what={t("stop.everything")} />
      {stop.instructions || stop.note ? (
        <blockquote className="rounded-control bg-sunken p-3 [overflow-wrap:anywhere] whitespace-pre-line">{[stop.instructions, stop.note].filter(Boolean).join("\n")}</blockquote>
      ) : null}
    </div>
  );
}

/** What the resident photographed: one kind of piece, or all that stands there. Needs a network. */
function StopPhotos({ stop, goods, what }: { stop: DriverStop; goods: string | null; what: string }) {
  const { t } = useTranslation("rounds");
  return <PhotoRow folder={`/bookings/${stop.bookingId}/photos`} photos={stop.photos.filter((photo) => photo.goods === goods)} altOf={(index) => t("stop.photo", { number: index + 1, what })} />;
}

/** What was refused, as the resident sees it too; opens large. */
export function RefusedPhoto({ stop }: { stop: Pick<DriverStop, "bookingId" | "address" | "refusalPhoto"> }) {
  const { t } = useTranslation("rounds");
  if (!stop.refusalPhoto) return null;
  return (
    <a href={`/bookings/${stop.bookingId}/refusal/1200.webp`} className="inline-block justify-self-start">
      <img src={`/bookings/${stop.bookingId}/refusal/400.webp`} {...stop.refusalPhoto} alt={t("stop.refusedPhoto", { address: stop.address })} loading="lazy" className="max-h-40 w-auto max-w-full rounded-control" />
    </a>
  );
}
