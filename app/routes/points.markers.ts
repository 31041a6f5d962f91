import { data, type LoaderFunctionArgs } from "@remix-run/node";
import { pointsForMap } from "#app/domains/points/map.service.server.ts";
import { searchOfUrl } from "#app/domains/points/points-url.ts";
import type { MarkersAnswer } from "#app/domains/points/ui/finder.tsx";
import { pointLabel } from "#app/domains/points/ui/point-words.ts";
import { database } from "#app/platform/db/database.server.ts";
import { requestLocale, translator } from "#app/platform/i18n.server.ts";

/** Points of a box for the map: what is needed to draw and name them, no more. */
export async function loader({ request }: LoaderFunctionArgs) {
  const search = searchOfUrl(new URL(request.url).searchParams);
  const locale = requestLocale(request);
  const [t, tm] = [translator(locale, "points"), translator(locale, "materials")];
  const found = await pointsForMap(await database(), { ...search, bounds: search.bounds ?? null });
  // Thousands of containers share few names.
  const labels = new Map<string, string>();
  const answer: MarkersAnswer = {
    complete: found.complete,
    clusters: found.clusters.map(({ id, count, latitude, longitude, bounds }) => ({ id, count, lat: latitude, lon: longitude, bounds })),
    markers: found.markers.map((marker) => {
      const key = marker.name ?? `${marker.tier} ${marker.site} ${marker.address ?? marker.materials.join()}`;
      const label = labels.get(key) ?? pointLabel(marker, t, tm);
      labels.set(key, label);
      return { id: marker.id, lat: marker.latitude, lon: marker.longitude, label, href: `/points/${marker.id}`, ...(marker.open ? {} : { open: false }) };
    }),
  };
  return data(answer, { headers: { "Cache-Control": "private, max-age=60", Vary: "Accept-Language, Cookie" } });
}
