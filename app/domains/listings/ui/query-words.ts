import type { ListingQuery } from "../listings.query.ts";

type T = (key: string, values?: Record<string, string | number>) => string;

/** What each part of a search says, with the parameters it is made of; in the words of the `listings` catalogue. */
export function queryParts(query: ListingQuery, t: T): { key: string; label: string; names: string[] }[] {
  const parts = [
    query.q ? { key: "q", label: t("listings:filters.query", { q: query.q }), names: ["q", "sort"] } : null,
    query.offer ? { key: "offer", label: t(`listings:offers.${query.offer}`), names: ["offer"] } : null,
    query.kind ? { key: "kind", label: t(`listings:kinds.${query.kind}`), names: ["kind"] } : null,
    query.category
      ? { key: "category", label: t(`goods:names.${query.category}`), names: ["category", "group"] }
      : query.group
        ? { key: "group", label: t(`goods:groups.${query.group}`), names: ["group"] }
        : null,
    query.material
      ? { key: "material", label: t(`materials:names.${query.material}`), names: ["material", "stream"] }
      : query.stream
        ? { key: "stream", label: t(`materials:groups.${query.stream}`), names: ["stream"] }
        : null,
    query.condition ? { key: "condition", label: t(`listings:conditions.${query.condition}`), names: ["condition"] } : null,
    query.grade ? { key: "grade", label: `${t("searches:facets.grade")} ${query.grade}`, names: ["grade"] } : null,
    query.remanufactured ? { key: "remanufactured", label: t("searches:facets.remanufactured"), names: ["remanufactured"] } : null,
    query.available ? { key: "available", label: t("searches:facets.available"), names: ["available"] } : null,
    query.maxPriceMinor === null ? null : { key: "max", label: t("listings:filters.upTo", { price: query.maxPriceMinor / 100 }), names: ["max"] },
    query.near ? { key: "near", label: t("listings:filters.within", { km: query.km }), names: ["lat", "lon", "km", "sort"] } : null,
    query.bounds ? { key: "bounds", label: t("searches:facets.area"), names: ["bounds"] } : null,
  ];
  return parts.filter((part) => part !== null);
}

/** A name to propose for a kept search: its parts, as many as fit. */
export function proposedName(query: ListingQuery, t: T, longest: number): string {
  let name = "";
  for (const { key, label } of queryParts(query, t)) {
    const next = name === "" ? (key === "q" ? query.q : label) : `${name} · ${label}`;
    if (next.length > longest) break;
    name = next;
  }
  return name || (queryParts(query, t)[0]?.label ?? "").slice(0, longest);
}
