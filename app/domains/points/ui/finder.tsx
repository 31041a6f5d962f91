import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { useTranslation } from "#app/ui/i18n.ts";
import { Icon } from "#app/ui/icons/icon.tsx";
import { PointsMap, type MapBounds, type MapCluster, type MapMarker } from "#app/ui/map/points-map.tsx";
import { Link, useNavigate } from "#app/ui/remix.ts";
import { useQuestion } from "#app/ui/use-question.ts";
import type { Bounds, PointCard } from "../points.schema.ts";
import { boundsParam, changed, frameAround, isWithin, pointsHref, widened } from "../points-url.ts";
import { pointLabel } from "./point-words.ts";

/** What /points/markers answers. */
export interface MarkersAnswer {
  markers: MapMarker[];
  /** Many points counted together, where there are too many to give each. */
  clusters: MapCluster[];
  complete: boolean;
}

export interface FinderMapProps {
  params: URLSearchParams;
  points: readonly PointCard[];
  /** Where the search stands; frames the map when there are no points. */
  center: { latitude: number; longitude: number };
  bounds: Bounds | null;
  selectedId: string | null;
  onSelect: (id: string) => void;
  tileUrl: string | null;
  attribution: string;
  className?: string;
}

const MOVE_SETTLES_MS = 350;

/** The map where it can be seen: on wide screens, and on a phone when it was asked for. Others are not sent Leaflet at all. */
export function FinderMap({ isAsked, ...props }: FinderMapProps & { isAsked: boolean }) {
  const { t } = useTranslation("common");
  const [isWide, setIsWide] = useState<boolean | null>(null);
  useEffect(() => {
    const wide = matchMedia("(min-width: 48rem)");
    const look = () => setIsWide(wide.matches);
    look();
    wide.addEventListener("change", look);
    return () => wide.removeEventListener("change", look);
  }, []);
  if (isWide || (isWide === false && isAsked)) return <LiveMap {...props} />;
  return (
    <div className={`paper-grid grid content-start justify-items-center gap-2 rounded-card border border-line p-4 ${props.className ?? ""}`}>
      <p className="rounded-card bg-surface px-3 py-2 text-sm text-ink-soft">{t("map.waiting")}</p>
      <noscript>
        <p className="w-fit rounded-card bg-surface px-3 py-2 text-sm">{t("map.noScript")}</p>
      </noscript>
    </div>
  );
}

/**
 * The map beside the list. Moving it narrows the list to what it shows, by the address, so that a link says the same to
 * somebody else. It holds more points than the list's page: they come by themselves for the box in view and a margin.
 */
function LiveMap({ params, points, center, bounds, selectedId, onSelect, tileUrl, attribution, className }: FinderMapProps) {
  const { t } = useTranslation("points");
  const { t: tm } = useTranslation("materials");
  const navigate = useNavigate();
  const filters = filterKey(params);
  const { markers, lookAt } = useMarkers(filters);

  // The page frames the map when the search changes; while the person moves it, it stays theirs.
  const where = `${params.get("q") ?? ""}|${params.get("lat") ?? ""}|${params.get("lon") ?? ""}|${params.get("operator") ?? ""}`;
  const pageFrame = useMemo(() => bounds ?? frameAround(points) ?? frameAround([center]), [bounds, points, center]);
  const [frame, setFrame] = useState<{ where: string; box: Bounds | null }>({ where, box: pageFrame });
  if (frame.where !== where && !bounds) setFrame({ where, box: pageFrame });
  const { box } = frame;
  useEffect(() => {
    if (box) lookAt(box);
  }, [box, lookAt]);

  const latest = useRef(params);
  latest.current = params;
  const timer = useRef<ReturnType<typeof setTimeout>>();
  useEffect(() => () => clearTimeout(timer.current), []);
  const onMove = useCallback(
    (moved: MapBounds) => {
      lookAt(moved);
      clearTimeout(timer.current);
      timer.current = setTimeout(() => {
        navigate(pointsHref(changed(latest.current, { bounds: boundsParam(moved) })), { replace: true, preventScrollReset: true });
      }, MOVE_SETTLES_MS);
    },
    [lookAt, navigate],
  );

  const listed = useMemo(
    () =>
      points.map((point): MapMarker => {
        const label = pointLabel({ ...point, materials: point.accepts }, t, tm);
        return { id: point.id, lat: point.latitude, lon: point.longitude, label, href: `/points/${point.id}`, open: point.hours.state !== "closed" };
      }),
    [points, t, tm],
  );
  const shown = markers?.markers ?? listed;
  const selected = selectedId === null ? undefined : (shown.find((marker) => marker.id === selectedId) ?? listed.find((marker) => marker.id === selectedId));
  return (
    <div className={`relative ${className ?? ""}`}>
      <PointsMap
        markers={shown}
        clusters={markers?.clusters}
        {...(box ? { bounds: box } : {})}
        selectedId={selectedId}
        onSelect={onSelect}
        onMove={onMove}
        tileUrl={tileUrl}
        attribution={attribution}
        label={t("map.label")}
        className="h-full"
      />
      {markers && !markers.complete ? <p className="absolute start-3 bottom-3 w-fit max-w-[calc(100%-5rem)] rounded-card border border-line bg-surface px-3 py-1.5 text-sm">{t("map.grouped")}</p> : null}
      {selected ? (
        <Link
          to={selected.href}
          className="absolute inset-x-3 top-3 mx-auto flex w-fit max-w-full items-center gap-2 rounded-card border border-line bg-surface px-4 py-2 font-semibold no-underline shadow-float hover:bg-sunken"
        >
          <span className="min-w-0 truncate">{selected.label}</span>
          <Icon name="arrow-right" size={20} />
        </Link>
      ) : null}
    </div>
  );
}

/** The parts of a search that narrow what the map shows, in a steady order. */
function filterKey(params: URLSearchParams): string {
  const kept = ["group", "material", "open", "bookable", "operator"].flatMap((name) => params.getAll(name).map((value) => [name, value] as [string, string]));
  return new URLSearchParams(kept.sort()).toString();
}

/** Markers for the box in view and a margin; asked again when the view leaves it, or when the filters change. */
function useMarkers(filters: string): { markers: MarkersAnswer | undefined; lookAt: (view: Bounds) => void } {
  const { ask: question, data: markers } = useQuestion<MarkersAnswer>(isAnswer);
  const asked = useRef<{ filters: string; box: Bounds; view: Bounds } | null>(null);
  const complete = useRef(true);
  if (markers) complete.current = markers.complete;
  const ask = useCallback(
    (view: Bounds, narrowed: string) => {
      const box = view.east - view.west < 120 && view.west >= -180 && view.east <= 180 ? widened(view, 0.6) : view;
      asked.current = { filters: narrowed, box, view };
      const params = new URLSearchParams(narrowed);
      params.set("bounds", boundsParam(box));
      question(`/points/markers?${params}`);
    },
    [question],
  );
  const lookAt = useCallback(
    (view: Bounds) => {
      const known = asked.current;
      if (known && known.filters === filters && complete.current && isWithin(view, known.box)) known.view = view;
      else ask(view, filters);
    },
    [ask, filters],
  );
  useEffect(() => {
    const known = asked.current;
    if (known && known.filters !== filters) ask(known.view, filters);
  }, [ask, filters]);
  return { markers, lookAt };
}

const isAnswer = ({ complete }: Partial<MarkersAnswer>): boolean => complete !== undefined;
