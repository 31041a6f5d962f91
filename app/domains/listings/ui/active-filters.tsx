import { useTranslation } from "#app/ui/i18n.ts";
import { Chip } from "#app/ui/chip.tsx";
import { Link } from "#app/ui/remix.ts";
import { withParams, type ListingQuery } from "../listings.query.ts";
import { queryParts } from "./query-words.ts";

type Active = { key: string; label: string; to: string };

/** What a list is narrowed by now; each can be taken away. */
export function useActiveFilters(query: ListingQuery, params: URLSearchParams): Active[] {
  const { t } = useTranslation("listings");
  return queryParts(query, t).map(({ key, label, names }) => ({ key, label, to: withParams(params, Object.fromEntries(names.map((name) => [name, null]))) }));
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
