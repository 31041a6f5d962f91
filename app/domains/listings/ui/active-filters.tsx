import { useTranslation } from "#app/ui/i18n.ts";
import { Chip } from "#app/ui/chip.tsx";
import { Link } from "#app/ui/remix.ts";
import { withParams, type ListingQuery } from "../listings.query.ts";

type Active = { key: string; label: string; to: string };

/** What a list is narrowed by now; each can be taken away. */
export function useActiveFilters(query: ListingQuery, params: URLSearchParams): Active[] {
  const { t } = useTranslation("listings");
  const without = (...names: string[]) => withParams(params, Object.fromEntries(names.map((name) => [name, null])));
  const found: (Active | null)[] = [
    query.q ? { key: "q", label: t("filters.query", { q: query.q }), to: without("q", "sort") } : null,
    query.offer ? { key: "offer", label: t(`offers.${query.offer}`), to: without("offer") } : null,
    query.kind ? { key: "kind", label: t(`kinds.${query.kind}`), to: without("kind") } : null,
    query.category ? { key: "category", label: t(`goods:names.${query.category}`), to: without("category", "group") } : query.group ? { key: "group", label: t(`goods:groups.${query.group}`), to: without("group") } : null,
    query.material ? { key: "material", label: t(`materials:names.${query.material}`), to: without("material", "stream") } : query.stream ? { key: "stream", label: t(`materials:groups.${query.stream}`), to: without("stream") } : null,
    query.condition ? { key: "condition", label: t(`conditions.${query.condition}`), to: without("condition") } : null,
    query.maxPriceMinor === null ? null : { key: "max", label: t("filters.upTo", { price: query.maxPriceMinor / 100 }), to: without("max") },
    query.near ? { key: "near", label: t("filters.within", { km: query.km }), to: without("lat", "lon", "km", "sort") } : null,
  ];
  return found.filter((one) => one !== null);
}

export function ActiveFilters({ filters }: { filters: Active[] }) {
  const { t } = useTranslation("listings");
  if (filters.length === 0) return null;
  return (
    <ul aria-label={t("filters.activeLabel")} className="flex flex-wrap items-center gap-2">
      {filters.map((filter) => (
        <li key={filter.key}>
          <Chip removeTo={filter.to}>{filter.label}</Chip>
        </li>
      ))}
      {filters.length > 1 ? (
        <li>
          <Link to="/listings" className="link px-1 text-sm">
            {t("filters.clear")}
          </Link>
        </li>
      ) : null}
    </ul>
  );
}
