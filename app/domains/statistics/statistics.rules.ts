/** What is added up and what is withheld. Pure. */

import { gradeOfTotal } from "#app/shared/grades.ts";
import { DIMENSIONS, MINIMUM_PARTIES, type Cell, type Dimension, type Place, type PublishedCell } from "./statistics.schema.ts";

/** A name for a place among the cells. */
export function placeKey(place: Place): string {
  return DIMENSIONS.map((dimension) => place[dimension]).join(" ");
}

/**
 * The cells over several months, all of them ("all") or those of a year ("2026"): sums of the months that are shown, and of nothing else. Sums over withheld months too would show what a new
 * month adds to whoever compares them with those of the month before; these tell nothing that the months do not. The errors of months are
 * taken to move together, so that a range is the sum of theirs and never too narrow. A place without a shown month has none to sum up.
 * `addTo` adds a cell to a sum, which began as a copy of another.
 */
export function overMonths<C extends Place>(cells: readonly C[], withheld: ReadonlySet<C>, span: "all" | "year", addTo: (sum: C, cell: C) => void): { place: Place; sum: C | null }[] {
  const sums = new Map<string, { place: Place; sum: C | null }>();
  for (const cell of cells) {
    const month = span === "all" ? "all" : cell.month.slice(0, 4);
    const place = { ...placeOf(cell), month };
    const known = sums.get(placeKey(place)) ?? { place, sum: null };
    sums.set(placeKey(place), known);
    if (withheld.has(cell)) continue;
    if (known.sum) addTo(known.sum, cell);
    else known.sum = { ...cell, month };
  }
  return [...sums.values()];
}

function addTo(sum: Cell, cell: Cell): void {
  sum.parties = Math.max(sum.parties, cell.parties);
  sum.entryCount += cell.entryCount;
  sum.massGrams += cell.massGrams;
  sum.measuredMassGrams += cell.measuredMassGrams;
  sum.notCoveredGrams += cell.notCoveredGrams;
  sum.co2eGrams += cell.co2eGrams;
  sum.lowGrams += cell.lowGrams;
  sum.highGrams += cell.highGrams;
  sum.gradeGrams += cell.gradeGrams;
  sum.gradePoints += cell.gradePoints;
}

/**
 * Along these the cells of a month add up. Not along months: what is withheld of a month follows from that month alone, so that a month
 * once published is never withheld later, nor the other way round, for what came after it.
 */
const WITHIN_A_MONTH = DIMENSIONS.filter((dimension) => dimension !== "month");

/** What the rule looks at of a figure: where it stands, its mass, and how many parties it is of. */
export type Guarded = Place & { massGrams: number; parties: number };

/** Cells that add up to another: the parts along one dimension, and their total. */
export interface Line<C> {
  total: C | null;
  parts: C[];
}

function linesOf<C extends Guarded>(cells: readonly C[], along: readonly Dimension[]): Line<C>[] {
  const lines = new Map<string, Line<C>>();
  for (const cell of cells) {
    for (const dimension of along) {
      const key = `${dimension} ${DIMENSIONS.map((one) => (one === dimension ? "all" : cell[one])).join(" ")}`;
      const line = lines.get(key) ?? { total: null, parts: [] };
      lines.set(key, line);
      if (cell[dimension] === "all") line.total = cell;
      else line.parts.push(cell);
    }
  }
  return [...lines.values()].filter((line) => line.total && line.parts.length > 0);
}

/**
 * The cells that are not shown. First those of fewer than `minimum` parties. Then, in every line of parts and their total, so many more that
 * nothing withheld follows from what is shown: if one alone is withheld, the smallest of the others goes with it, and what the withheld
 * parts come to together is always a figure of at least `minimum` parties. Repeated until no line asks for more, as each addition can
 * uncover something in the lines that cross it. `beside` names dimensions along which the cells add up, cells that are withheld in any case,
 * and lines with cells of other tables.
 */
export function withheldCells<C extends Guarded>(
  cells: readonly C[],
  minimum: number = MINIMUM_PARTIES,
  beside: { along?: readonly Dimension[]; withheld?: (cell: C) => boolean; lines?: readonly Line<C>[] } = {},
): Set<C> {
  const withheld = new Set(cells.filter((cell) => cell.parties < minimum || beside.withheld?.(cell)));
  const lines = [...linesOf(cells, beside.along ?? WITHIN_A_MONTH), ...(beside.lines ?? [])];
  for (let before = -1; before !== withheld.size; ) {
    before = withheld.size;
    for (const line of lines) for (const cell of alsoIn(line, withheld, minimum)) withheld.add(cell);
  }
  return withheld;
}

function alsoIn<C extends Guarded>({ total, parts }: Line<C>, withheld: ReadonlySet<C>, minimum: number): C[] {
  if (!total) return [];
  const hidden = parts.filter((part) => withheld.has(part));
  const [only] = parts;
  // A single part is its total.
  if (parts.length === 1 && only) return withheld.has(total) ? [only] : withheld.has(only) ? [total] : [];
  if (withheld.has(total)) return hidden.length > 0 ? [] : smallest(parts);
  if (hidden.length === 0 || hidden.length === parts.length) return [];
  const isOfMany = hidden.length > 1 && hidden.some((part) => part.parties >= minimum);
  return isOfMany ? [] : smallest(parts.filter((part) => !withheld.has(part)));
}

/** The one with the least mass; the order of names decides between equals, so that the same figures withhold the same cells. */
function smallest<C extends Guarded>(cells: readonly C[]): C[] {
  const [first] = [...cells].sort((a, b) => Math.abs(a.massGrams) - Math.abs(b.massGrams) || (placeKey(a) < placeKey(b) ? -1 : 1));
  return first ? [first] : [];
}

/** What is published of kept cells of closed months, with those over years and over all months: all of them in a fixed order, the withheld ones without a figure. */
export function publish(kept: readonly Cell[], minimum: number = MINIMUM_PARTIES): PublishedCell[] {
  const withheld = withheldCells(kept, minimum);
  return [
    ...kept.map((cell): PublishedCell => (withheld.has(cell) ? { ...placeOf(cell), status: "withheld" } : shown(cell))),
    ...[...overMonths(kept, withheld, "year", addTo), ...overMonths(kept, withheld, "all", addTo)].map(({ place, sum }): PublishedCell => (sum ? shown(sum) : { ...place, status: "withheld" })),
  ]
    .map((cell): [string, PublishedCell] => [placeKey(cell), cell])
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, cell]) => cell);
}

function placeOf({ region, month, route, material }: Place): Record<Dimension, string> {
  return { region, month, route, material };
}

function shown(cell: Cell): PublishedCell {
  const { region, month, route, material, entryCount, massGrams, measuredMassGrams, notCoveredGrams, co2eGrams, lowGrams, highGrams, gradeGrams, gradePoints } = cell;
  return {
    region, month, route, material, status: "published", entryCount, massGrams, measuredMassGrams, notCoveredGrams, co2eGrams, lowGrams, highGrams,
    grade: gradeOfTotal(gradeGrams, gradePoints),
    coverage: massGrams > 0 ? Math.round((measuredMassGrams / massGrams) * 10_000) / 10_000 : null,
  };
}
