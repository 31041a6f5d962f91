import { useMemo, useState } from "react";
import { useTranslation } from "#app/ui/i18n.ts";
import { LinkButton } from "#app/ui/buttons.tsx";
import { Icon } from "#app/ui/icons/icon.tsx";
import { PointsMap, type MapBounds, type MapMarker } from "#app/ui/map/points-map.tsx";
import { Link } from "#app/ui/remix.ts";
import { withParams, writeBounds, type Bounds } from "../listings.query.ts";

type Place = { id: string; title: string; latitude: number; longitude: number };

type MapProps = {
  places: readonly Place[];
  isCut: boolean;
  /** The frame that the search is narrowed to, if any; else the places set it. */
  bounds: Bounds | null;
  params: URLSearchParams;
  tileUrl: string | null;
  attribution: string;
  selectedId: string | null;
  onSelect: (id: string) => void;
  className?: string;
};

/**
 * The found listings at their coarse places. Moving the map changes nothing by itself: it offers to search what is seen now,
 * and that stands in the address.
 */
export function ListingsMap({ places, isCut, bounds, params, tileUrl, attribution, selectedId, onSelect, className = "" }: MapProps) {
  const { t } = useTranslation("searches");
  const markers = useMemo(() => places.map(({ id, title, latitude, longitude }): MapMarker => ({ id, lat: latitude, lon: longitude, label: title, href: `/listings/${id}` })), [places]);
  const searched = params.toString();
  const [moved, setMoved] = useState<{ searched: string; view: MapBounds } | null>(null);
  const view = moved?.searched === searched ? moved.view : null;
  const selected = markers.find((marker) => marker.id === selectedId);
  return (
    <div className={`relative ${className}`}>
      <PointsMap
        markers={markers}
        {...(bounds && bounds.west < bounds.east ? { bounds } : {})}
        selectedId={selectedId}
        onSelect={onSelect}
        onMove={(seen) => setMoved({ searched, view: seen })}
        tileUrl={tileUrl}
        attribution={attribution}
        label={t("map.label")}
        className="h-full"
      />
      <div className="pointer-events-none absolute inset-x-3 top-3 grid justify-items-center gap-2 *:pointer-events-auto">
        {view ? (
          <LinkButton size="sm" icon="search" to={withParams(params, { bounds: writeBounds(within(view)), lat: null, lon: null, km: null, sort: params.get("sort") === "nearest" ? null : params.get("sort") })} preventScrollReset>
            {t("map.here")}
          </LinkButton>
        ) : null}
        {selected ? (
          <Link to={selected.href} className="flex w-fit max-w-full items-center gap-2 rounded-card border border-line bg-surface px-4 py-2 font-semibold no-underline shadow-float hover:bg-sunken">
            <span className="min-w-0 truncate">{selected.label}</span>
            <Icon name="arrow-right" size={20} />
          </Link>
        ) : null}
      </div>
      <p className="absolute start-3 bottom-3 w-fit max-w-[calc(100%-5rem)] rounded-card border border-line bg-surface px-3 py-1.5 text-sm">
        {places.length === 0 ? t("map.none") : isCut ? t("map.more", { count: places.length }) : t("map.coarse")}
      </p>
    </div>
  );
}

/** A view of the map as a frame on the globe: far out it shows more than there is. */
function within({ south, west, north, east }: MapBounds): Bounds {
  const isWhole = east - west >= 360;
  const turned = (degrees: number) => ((((degrees + 180) % 360) + 360) % 360) - 180;
  return { south: Math.max(-90, south), north: Math.min(90, north), west: isWhole ? -180 : turned(west), east: isWhole ? 180 : turned(east) };
}
