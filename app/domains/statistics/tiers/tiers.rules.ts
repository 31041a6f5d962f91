/** Which flows between tiers are shown. Pure. */

import { overMonths, placeKey, withheldCells, type Guarded, type Line } from "../statistics.rules.ts";
import { MINIMUM_PARTIES, type Place, type PublishedCell } from "../statistics.schema.ts";
import { SOURCES, TARGETS, type KeptFlow, type PublishedFlow, type Source, type Target } from "./tiers.schema.ts";

/** A flow as a cell of the rule: its two ends are its route. */
type FlowCell = Guarded & { flow: KeptFlow };

const ELSEWHERE = "elsewhere>all";

/** The key of a figure of the statistics in the place of another cell. */
const keyAt = ({ region, month, material }: Place, route: string): string => placeKey({ region, month, route, material });

function cellOf(flow: KeptFlow): FlowCell {
  const { region, month, material, source, target, massGrams, parties } = flow;
  return { region, month, route: `${source}>${target}`, material, massGrams, parties, flow };
}

/**
 * What is published of kept flows, with those over years and over all months, in a fixed order; beside the statistics, which have their own rule
 * (decision 0040):
 * - A flow of fewer than `minimum` parties is withheld, and so is every flow of a material, region and month whose figure the statistics
 *   withhold, in all or for a route by which what was brought is counted.
 * - Flows add up along regions and materials, and their lines are closed as there.
 * - What was brought to the tiers and what was handed over elsewhere by the same routes add up to the statistics' figures, so that what is not
 *   shown of these must not follow from them either. Where the statistics have no figure, what was brought is withheld.
 */
export function publishFlows(kept: readonly KeptFlow[], statistics: readonly PublishedCell[], minimum: number = MINIMUM_PARTIES): PublishedFlow[] {
  const cells = kept.map(cellOf);
  const [figures, routes] = [guardsOf(statistics), routesOf(cells, statistics)];
  const withheld = withheldCells(cells, minimum, {
    along: ["region", "material"],
    withheld: (cell) => cell.route !== ELSEWHERE && isGuarded(cell, figures, routes),
    lines: linesToFigures(cells),
  });
  const shown = cells.filter((cell) => cell.route !== ELSEWHERE);
  return [
    ...shown.map((cell) => published(cell, withheld.has(cell) ? null : cell)),
    ...(["year", "all"] as const).flatMap((span) => overMonths(shown, withheld, span, addFlow).map(({ place, sum }) => published(place, sum))),
  ]
    .map((flow): [string, PublishedFlow] => [orderOf(flow), flow])
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, flow]) => flow);
}

type Guards = ReadonlyMap<string, "published" | "withheld">;

/** Whether each figure of the statistics is shown, by its place. */
function guardsOf(statistics: readonly PublishedCell[]): Guards {
  return new Map(statistics.map((cell) => [placeKey(cell), cell.status]));
}

/** By which routes what was brought to a place is counted; where nothing was, by any. */
function routesOf(cells: readonly FlowCell[], statistics: readonly PublishedCell[]): ReadonlyMap<string, ReadonlySet<string>> {
  const routes = new Map<string, Set<string>>();
  const add = (place: Place, route: string) => {
    const key = keyAt(place, "all");
    routes.set(key, (routes.get(key) ?? new Set()).add(route));
  };
  for (const cell of cells) if (cell.flow.source === "brought") for (const route of ["all", ...cell.flow.routes]) add(cell, route);
  const brought = new Set(routes.keys());
  for (const cell of statistics) if (!brought.has(keyAt(cell, "all"))) add(cell, cell.route);
  return routes;
}

function isGuarded(cell: FlowCell, figures: Guards, routes: ReadonlyMap<string, ReadonlySet<string>>): boolean {
  const place = keyAt(cell, "all");
  if (!figures.has(place)) return cell.flow.source === "brought";
  return [...(routes.get(place) ?? [])].some((route) => figures.get(keyAt(cell, route)) === "withheld");
}

/** The lines whose total are figures of the statistics, which stay as they are: where one is withheld, all the parts are already. */
function linesToFigures(cells: readonly FlowCell[]): Line<FlowCell>[] {
  const lines = new Map<string, Line<FlowCell> & { total: FlowCell }>();
  for (const cell of cells) {
    if (cell.flow.source !== "brought" && cell.route !== ELSEWHERE) continue;
    const key = keyAt(cell, "all");
    const line = lines.get(key) ?? { total: { ...cell, route: "all", massGrams: 0 }, parts: [] };
    line.parts.push(cell);
    line.total.massGrams += cell.massGrams;
    lines.set(key, line);
  }
  // A single part is the figures themselves, which are shown and of enough parties.
  return [...lines.values()].filter((line) => line.parts.length > 1);
}

function addFlow(sum: FlowCell, cell: FlowCell): void {
  sum.massGrams += cell.massGrams;
  sum.flow = { ...sum.flow, massGrams: sum.massGrams, measuredMassGrams: sum.flow.measuredMassGrams + cell.flow.measuredMassGrams };
}

function published({ region, month, material, route }: Place, cell: FlowCell | null): PublishedFlow {
  const [source, target] = route.split(">") as [Source, Target];
  const place = { region, month, material, source, target };
  if (!cell) return { ...place, status: "withheld" };
  const { massGrams, measuredMassGrams } = cell.flow;
  return { ...place, status: "published", massGrams, measuredMassGrams, coverage: massGrams > 0 ? Math.round((measuredMassGrams / massGrams) * 10_000) / 10_000 : null };
}

const orderOf = ({ region, month, material, source, target }: PublishedFlow): string => [region, month, material, SOURCES.indexOf(source), TARGETS.indexOf(target)].join(" ");
