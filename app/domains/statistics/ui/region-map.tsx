import { formatCo2e, formatCo2eRange, formatMass } from "#app/shared/units.ts";
import { useTranslation } from "#app/ui/i18n.ts";
import { AreaMap, type MapArea, type Shade } from "#app/ui/plots/area-map.tsx";
import { AsTable } from "#app/ui/plots/plot-parts.tsx";
import { Link } from "#app/ui/remix.ts";

import { classOf, massBreaks } from "../map/mass-classes.ts";
import type { RegionMapData } from "../map/region-map.schema.ts";
import type { PublishedCell } from "../statistics.schema.ts";
import { useNames } from "./names.ts";

/** So many regions are named beside a shade; the table has all. */
const NAMED = 5;

interface RegionMapProps {
  map: RegionMapData;
  /** What the page shows: the chosen region is outlined, and links keep the period and the material. */
  query: { region: string; month: string; material: string };
  locale: string;
}

/** Mass by region on a map, with avoided emissions in words, what has no place on it, and the same as a table. */
export function RegionMap({ map: { drawing, cells }, query, locale }: RegionMapProps) {
  const { t } = useTranslation("statistics");
  const { names, words, to } = useRegions(query, locale);
  const ordered = byMass(cells);
  const drawn = new Map((drawing?.regions ?? []).map((one) => [one.region, one]));
  const masses = ordered.flatMap((cell) => (cell.status === "published" && drawn.has(cell.region) ? [cell.massGrams] : []));
  const breaks = massBreaks(masses);
  const shadeOf = (cell: PublishedCell): Shade => (cell.status === "published" ? classOf(cell.massGrams, breaks) : null);
  const areas = ordered.flatMap((cell): MapArea[] => {
    const one = drawn.get(cell.region);
    return one ? [{ key: cell.region, words: words(cell), to: to(cell.region), shade: shadeOf(cell), isChosen: cell.region === query.region, path: one.path, dot: one.dot }] : [];
  });
  const elsewhere = ordered.filter((cell) => !drawn.has(cell.region));
  const list = (parts: readonly string[]) => new Intl.ListFormat(locale, { type: "conjunction" }).format(parts);
  const shades: Shade[] = [...Array.from({ length: breaks.length + 1 }, (_, at) => breaks.length - at), null];
  const legend = shades.flatMap((shade) => {
    const these = areas.filter((area) => area.shade === shade).map((area) => names.region(area.key));
    if (these.length === 0) return [];
    const shown = these.length > NAMED ? [...these.slice(0, NAMED - 1), t("mapMore", { count: these.length - NAMED + 1 })] : these;
    return [{ shade, label: shade === null ? t("mapWithheld") : classWords(shade, breaks, masses, t, locale), names: list(shown) }];
  });
  return (
    <div className="grid gap-2">
      {drawing ? <AreaMap title={t("mapText")} {...drawing} areas={areas} shades={breaks.length + 1} legend={legend} /> : null}
      {drawn.has(query.region) ? <p className="text-sm">{t("mapChosen", { region: names.region(query.region) })}</p> : null}
      {elsewhere.length > 0 ? (
        <div className="text-sm">
          <p>{t("mapElsewhere")}</p>
          <ul className="list-disc ps-5">
            {elsewhere.map((cell) => (
              <li key={cell.region}>{words(cell)}</li>
            ))}
          </ul>
        </div>
      ) : null}
      <RegionTable cells={ordered} query={query} locale={locale} />
      {drawing ? (
        <p className="text-sm text-ink-soft">
          {t("mapSource")}{" "}
          <a className="link" href="https://www.naturalearthdata.com/">
            {t("mapSourceLink")}
          </a>
        </p>
      ) : null}
    </div>
  );
}

function useRegions(query: RegionMapProps["query"], locale: string) {
  const { t } = useTranslation("statistics");
  const names = useNames(locale);
  return {
    names,
    words: (cell: PublishedCell) => {
      const region = names.region(cell.region);
      return cell.status === "published" ? t("mapRegion", { region, mass: formatMass(cell.massGrams, locale), co2e: formatCo2e(cell.co2eGrams, locale, { gas: true }) }) : t("mapRegionWithheld", { region });
    },
    to: (region: string) => `/statistics?${new URLSearchParams({ region, month: query.month, ...(query.material === "all" ? {} : { material: query.material }) }).toString()}`,
  };
}

/** The largest first; what is withheld last, by code, so that its place tells nothing. */
function byMass(cells: readonly PublishedCell[]): PublishedCell[] {
  const rank = (cell: PublishedCell) => (cell.status === "published" ? -cell.massGrams : Infinity);
  return [...cells].sort((a, b) => (rank(a) === rank(b) ? 0 : rank(a) - rank(b)) || (a.region < b.region ? -1 : 1));
}

function classWords(shade: number, breaks: readonly number[], masses: readonly number[], t: (key: string, values?: Record<string, string>) => string, locale: string): string {
  const mass = (grams: number | undefined) => (grams === undefined ? null : formatMass(grams, locale));
  const [from, until] = [mass(breaks[shade - 1]), mass(breaks[shade])];
  if (from && until) return t("mapBetween", { from, until });
  if (from) return t("mapFrom", { from });
  if (until) return t("mapUnder", { until });
  // All in one class: what they have.
  const [least, most] = [formatMass(Math.min(...masses), locale), formatMass(Math.max(...masses), locale)];
  return least === most ? most : t("mapBetween", { from: least, until: most });
}

function RegionTable({ cells, query, locale }: { cells: readonly PublishedCell[]; query: RegionMapProps["query"]; locale: string }) {
  const { t } = useTranslation("statistics");
  const { names, to } = useRegions(query, locale);
  return (
    <AsTable
      caption={t("map")}
      rows={cells}
      rowKey={(cell) => cell.region}
      columns={[
        {
          key: "region",
          header: t("region"),
          primary: true,
          cell: ({ region }) => (
            <Link className="link" to={to(region)} preventScrollReset aria-current={region === query.region ? "true" : undefined}>
              {names.region(region)}
            </Link>
          ),
        },
        { key: "mass", header: t("mass"), align: "end", cell: (cell) => (cell.status === "published" ? formatMass(cell.massGrams, locale) : t("mapWithheld")) },
        { key: "co2e", header: t("co2e"), align: "end", cell: (cell) => (cell.status === "published" ? formatCo2e(cell.co2eGrams, locale) : t("mapWithheld")) },
        { key: "range", header: t("range"), align: "end", cell: (cell) => (cell.status === "published" ? formatCo2eRange(cell.lowGrams, cell.highGrams, locale) : t("mapWithheld")) },
      ]}
    />
  );
}
