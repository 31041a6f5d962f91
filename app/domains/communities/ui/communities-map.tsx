import { useMemo } from "react";
import { useTranslation } from "#app/ui/i18n.ts";
import { PointsMap, type MapMarker } from "#app/ui/map/points-map.tsx";
import { communityPath } from "./community-card.tsx";

interface MapProps {
  communities: readonly { id: string; slug: string; name: string; latitude: number | null; longitude: number | null }[];
  tileUrl: string | null;
  attribution: string;
  className?: string;
}

/** Communities at their coarse places. Those without one are in the list only; where none has one there is no map. */
export function CommunitiesMap({ communities, tileUrl, attribution, className = "h-72" }: MapProps) {
  const { t } = useTranslation("communities");
  const markers = useMemo(
    () => communities.flatMap(({ id, slug, name, latitude: lat, longitude: lon }): MapMarker[] => (lat === null || lon === null ? [] : [{ id, lat, lon, label: name, href: communityPath(slug) }])),
    [communities],
  );
  const [only] = markers;
  if (!only) return null;
  return (
    <div className="order-first lg:order-none">
      <PointsMap markers={markers} {...(markers.length === 1 ? { center: { lat: only.lat, lon: only.lon }, zoom: 13 } : {})} tileUrl={tileUrl} attribution={attribution} label={t("directory.map")} className={className} />
    </div>
  );
}
