import { useEffect, useRef, useState } from "react";
import { useTranslation } from "#app/ui/i18n.ts";
import type { MapBounds, MapCircle, MapCluster, MapCorner, MapMarker } from "./bounds.ts";
import type { MapView } from "./leaflet-view.ts";
import "./map.css";

export type { MapBounds, MapCircle, MapCluster, MapMarker } from "./bounds.ts";

export interface PointsMapProps {
  markers: readonly MapMarker[];
  /** Drawn like the map's own groups of markers, and grouped with them. */
  clusters?: readonly MapCluster[] | undefined;
  center?: { lat: number; lon: number };
  zoom?: number;
  /** Wins over center and zoom; a new value moves the map. Without any of them the markers set the frame. */
  bounds?: MapBounds;
  selectedId?: string | null;
  /** A marker was chosen. Without it the marker is a plain link to its `href`. */
  onSelect?: (id: string) => void;
  /** The person moved or zoomed the map; not called for moves the page asked for. */
  onMove?: (bounds: MapBounds) => void;
  /** A reach drawn under the markers. */
  circle?: MapCircle | null;
  /** An outline drawn under the markers, closed by the map. */
  outline?: readonly MapCorner[];
  /** A place was pressed on the map, beside any marker. */
  onPick?: (place: { lat: number; lon: number }) => void;
  /** From configuration; null draws our own dotted paper and asks no other host for anything. */
  tileUrl: string | null;
  attribution: string;
  /** Names the map for assistive technology. */
  label: string;
  className?: string;
}

const noClusters: readonly MapCluster[] = [];
const noOutline: readonly MapCorner[] = [];

/**
 * The map beside a list of places. Its room is reserved on the server; Leaflet is loaded after hydration.
 * Everything on it is also in the list, which works without it.
 */
export function PointsMap(props: PointsMapProps) {
  const { t } = useTranslation("common");
  const { markers, clusters = noClusters, bounds, circle = null, outline = noOutline, selectedId, tileUrl, attribution, label, className = "h-96" } = props;
  const box = useRef<HTMLDivElement>(null);
  const latest = useRef(props);
  latest.current = props;
  const [view, setView] = useState<MapView | null>(null);

  useEffect(() => {
    const element = box.current;
    if (!element) return;
    let gone = false;
    let made: MapView | null = null;
    void import("./leaflet-view.ts").then(({ createMapView }) => {
      if (gone) return;
      const { center, zoom } = latest.current;
      made = createMapView(element, {
        markers: latest.current.markers,
        clusters: latest.current.clusters ?? noClusters,
        center,
        zoom,
        bounds: latest.current.bounds,
        selectedId: latest.current.selectedId ?? null,
        tileUrl,
        attribution,
        words: { zoomIn: t("map.zoomIn"), zoomOut: t("map.zoomOut"), cluster: (count) => t("map.cluster", { count }) },
        onSelect: (id) => latest.current.onSelect?.(id),
        selects: () => latest.current.onSelect !== undefined,
        onMove: (moved) => latest.current.onMove?.(moved),
        circle: latest.current.circle ?? null,
        outline: latest.current.outline ?? noOutline,
        onPick: (place) => latest.current.onPick?.(place),
      });
      setView(made);
    });
    return () => {
      gone = true;
      made?.destroy();
      setView(null);
    };
  }, [tileUrl, attribution, t]);

  useEffect(() => view?.setMarkers(markers, clusters), [view, markers, clusters]);
  useEffect(() => view?.select(selectedId ?? null), [view, selectedId]);
  const { lat, lon, radiusMetres } = circle ?? {};
  useEffect(() => {
    view?.setCircle(lat !== undefined && lon !== undefined && radiusMetres !== undefined ? { lat, lon, radiusMetres } : null);
  }, [view, lat, lon, radiusMetres]);
  useEffect(() => view?.setOutline(outline), [view, outline]);
  const { south, west, north, east } = bounds ?? {};
  useEffect(() => {
    if (view && south !== undefined && west !== undefined && north !== undefined && east !== undefined) view.fit({ south, west, north, east });
  }, [view, south, west, north, east]);

  return (
    <section aria-label={label} className={`relative isolate overflow-hidden rounded-card border border-line ${className}`}>
      <div ref={box} className="paper-grid absolute inset-0" />
      {view ? (
        <p className="sr-only">{t("map.keys")}</p>
      ) : (
        <p className="absolute inset-x-4 top-4 mx-auto w-fit rounded-card bg-surface px-3 py-2 text-sm text-ink-soft">{t("map.waiting")}</p>
      )}
      <noscript>
        <p className="absolute inset-x-4 bottom-4 mx-auto w-fit rounded-card bg-surface px-3 py-2 text-sm">{t("map.noScript")}</p>
      </noscript>
    </section>
  );
}
