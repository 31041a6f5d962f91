import * as Leaflet from "leaflet";
import Supercluster from "supercluster";
import { iconPaths } from "../icons/icon-paths.ts";
import { around } from "./bounds.ts";
import type { MapBounds, MapCircle, MapCluster, MapCorner, MapMarker } from "./bounds.ts";

/** The browser's half of the map; loaded on demand, so that no page waits for Leaflet. */

export interface MapViewOptions {
  markers: readonly MapMarker[];
  clusters: readonly MapCluster[];
  center?: { lat: number; lon: number };
  zoom?: number;
  bounds?: MapBounds;
  selectedId: string | null;
  tileUrl: string | null;
  attribution: string;
  words: { zoomIn: string; zoomOut: string; cluster: (count: number) => string };
  onSelect: (id: string) => void;
  /** Whether a press on a marker selects it instead of following its link. */
  selects: () => boolean;
  onMove: (bounds: MapBounds) => void;
  circle: MapCircle | null;
  outline: readonly MapCorner[];
  onPick: (place: { lat: number; lon: number }) => void;
}

export interface MapView {
  setMarkers(markers: readonly MapMarker[], clusters: readonly MapCluster[]): void;
  select(id: string | null): void;
  fit(bounds: MapBounds): void;
  setCircle(circle: MapCircle | null): void;
  setOutline(corners: readonly MapCorner[]): void;
  destroy(): void;
}

const maxZoom = 18;

export function createMapView(element: HTMLElement, options: MapViewOptions): MapView {
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
  const map = Leaflet.map(element, {
    zoomControl: false,
    attributionControl: true,
    maxZoom,
    minZoom: 2,
    zoomAnimation: !still,
    fadeAnimation: !still,
    markerZoomAnimation: !still,
  });
  map.attributionControl.setPrefix(false);
  map.attributionControl.addAttribution(escapeHtml(options.attribution));
  Leaflet.control.zoom({ position: "bottomright", zoomInTitle: options.words.zoomIn, zoomOutTitle: options.words.zoomOut }).addTo(map);
  if (options.tileUrl) Leaflet.tileLayer(options.tileUrl, { maxZoom, crossOrigin: true }).addTo(map);

  const layer = Leaflet.layerGroup().addTo(map);
  // Places that were counted elsewhere weigh as many as they are.
  const index = new Supercluster<Weighed, { weight: number }>({
    radius: 56,
    maxZoom: maxZoom - 1,
    map: ({ weight }) => ({ weight }),
    reduce: (sum, { weight }) => {
      sum.weight += weight;
    },
  });
  let all: readonly MapMarker[] = [];
  let counted: readonly MapCluster[] = [];
  let selectedId = options.selectedId;
  let asked = false;

  function draw() {
    const focused = layerFocus(element);
    layer.clearLayers();
    const view = map.getBounds().pad(0.2);
    const found = index.getClusters([view.getWest(), view.getSouth(), view.getEast(), view.getNorth()], Math.round(map.getZoom()));
    for (const feature of found) {
      const [lon, lat] = feature.geometry.coordinates as [number, number];
      const properties = feature.properties;
      if ("cluster" in properties && properties.cluster) {
        const { cluster_id: id } = properties;
        layer.addLayer(clusterMarker(lat, lon, properties.weight, `cluster-${id}`, () => map.setView([lat, lon], Math.min(index.getClusterExpansionZoom(id), maxZoom))));
      } else if ("group" in properties && properties.group) {
        const { group } = properties;
        layer.addLayer(clusterMarker(lat, lon, group.count, `group-${group.id}`, () => zoomInto(group)));
      } else if ("marker" in properties && properties.marker) {
        layer.addLayer(placeMarker(properties.marker));
      }
    }
    if (focused) element.querySelector<HTMLElement>(`[data-marker="${CSS.escape(focused)}"]`)?.focus();
  }

  /** Nearer by one step at least: what was counted together may all lie in one spot. */
  function zoomInto({ bounds, lat, lon }: MapCluster) {
    const box = Leaflet.latLngBounds([bounds.south, bounds.west], [bounds.north, bounds.east]);
    map.setView([lat, lon], Math.min(maxZoom, Math.max(map.getBoundsZoom(box), map.getZoom() + 1)));
  }

  function clusterMarker(lat: number, lon: number, count: number, id: string, open: () => void) {
    const size = count < 10 ? 40 : count < 100 ? 48 : 56;
    const label = options.words.cluster(count);
    const icon = Leaflet.divIcon({ html: clusterHtml(count), className: "rb-cluster", iconSize: [size, size] });
    const marker = Leaflet.marker([lat, lon], { icon, keyboard: true, title: label, alt: label });
    marker.on("add", () => name(marker, label, id));
    return marker.on("click", open);
  }

  function placeMarker(place: MapMarker) {
    const selected = place.id === selectedId;
    const className = `rb-marker${selected ? " rb-marker-selected" : ""}${place.open === false ? " rb-marker-closed" : ""}`;
    const icon = Leaflet.divIcon({ html: pinHtml(), className, iconSize: [36, 44], iconAnchor: [18, 42] });
    const marker = Leaflet.marker([place.lat, place.lon], { icon, keyboard: true, title: place.label, alt: place.label, riseOnHover: true, zIndexOffset: selected ? 1000 : 0 });
    marker.on("add", () => {
      name(marker, place.label, place.id);
      if (selected) marker.getElement()?.setAttribute("aria-current", "true");
    });
    return marker.on("click", () => {
      if (options.selects()) options.onSelect(place.id);
      else location.assign(place.href);
    });
  }

  function fit(bounds: MapBounds) {
    asked = true;
    map.fitBounds(
      [
        [bounds.south, bounds.west],
        [bounds.north, bounds.east],
      ],
      { padding: [28, 28], maxZoom: 16, animate: false },
    );
    asked = false;
  }

  function setMarkers(markers: readonly MapMarker[], clusters: readonly MapCluster[]) {
    all = markers;
    counted = clusters;
    index.load([...markers.map((marker) => feature(marker, { marker, weight: 1 })), ...clusters.map((group) => feature(group, { group, weight: group.count }))]);
    draw();
  }

  let ring: Leaflet.Circle | null = null;
  function setCircle(circle: MapCircle | null) {
    ring?.remove();
    ring = circle && Leaflet.circle([circle.lat, circle.lon], { radius: circle.radiusMetres, className: "rb-reach", interactive: false }).addTo(map);
  }

  let shape: Leaflet.Polygon | null = null;
  function setOutline(corners: readonly MapCorner[]) {
    shape?.remove();
    shape = corners.length < 2 ? null : Leaflet.polygon(corners.map(({ lat, lon }): [number, number] => [lat, lon]), { className: "rb-reach", interactive: false }).addTo(map);
  }

  if (options.bounds) fit(options.bounds);
  else if (options.center) map.setView([options.center.lat, options.center.lon], options.zoom ?? 14, { animate: false });
  else fit(around(options.markers));
  setMarkers(options.markers, options.clusters);
  setCircle(options.circle);
  setOutline(options.outline);

  map.on("click", (event) => {
    const place = event.latlng.wrap();
    options.onPick({ lat: place.lat, lon: place.lng });
  });
  map.on("moveend", () => {
    draw();
    if (asked) return;
    const now = map.getBounds();
    options.onMove({ south: now.getSouth(), west: now.getWest(), north: now.getNorth(), east: now.getEast() });
  });
  const resized = new ResizeObserver(() => map.invalidateSize({ animate: false }));
  resized.observe(element);

  return {
    setMarkers: (markers, clusters) => {
      if (markers !== all || clusters !== counted) setMarkers(markers, clusters);
    },
    select: (id) => {
      if (id === selectedId) return;
      selectedId = id;
      const place = all.find((one) => one.id === id);
      if (place && !map.getBounds().contains([place.lat, place.lon])) {
        asked = true;
        map.panTo([place.lat, place.lon], { animate: false });
        asked = false;
      }
      draw();
    },
    fit,
    setCircle,
    setOutline,
    destroy: () => {
      resized.disconnect();
      map.remove();
    },
  };
}

/** A place, or several that were counted elsewhere. */
type Weighed = { marker?: MapMarker; group?: MapCluster; weight: number };

function feature({ lat, lon }: { lat: number; lon: number }, properties: Weighed) {
  return { type: "Feature" as const, geometry: { type: "Point" as const, coordinates: [lon, lat] }, properties };
}

/** Leaflet's marker is a div with role button; it gets its name, and an id to give the focus back after a redraw. */
function name(marker: Leaflet.Marker, label: string, id: string) {
  const element = marker.getElement();
  element?.setAttribute("aria-label", label);
  element?.setAttribute("data-marker", id);
}

function layerFocus(element: HTMLElement): string | null {
  const active = document.activeElement;
  return active instanceof HTMLElement && element.contains(active) ? (active.dataset.marker ?? null) : null;
}

/** A pin whose head is the ring; the sign in it is our mark's three arcs. */
function pinHtml(): string {
  return `<svg viewBox="0 0 36 44" width="36" height="44" aria-hidden="true"><path class="rb-pin" d="M18 42C8 31 3 24 3 17a15 15 0 0 1 30 0c0 7-5 14-15 25z"/><circle class="rb-pin-head" cx="18" cy="17" r="10"/><path class="rb-pin-sign" d="${iconPaths.recycle}" transform="translate(9.6 8.6) scale(0.7)"/></svg>`;
}

function clusterHtml(count: number): string {
  return `<span>${count > 999 ? `${Math.floor(count / 1000)}k` : count}</span>`;
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
