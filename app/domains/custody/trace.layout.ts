import type { Trace, TraceBox, TraceDrawing, TraceLine, TraceLot } from "./trace.schema.ts";

/** More loads than this that went into one lot are drawn as one box. */
export const LOADS_DRAWN = 4;

type Node = Omit<TraceBox, "column" | "row">;

/**
 * Where the boxes of a trace stand: what came first at the left, each step a column further; within a column in order of number. Loads that
 * went the same way are one box. Pure, and the same for the same trace.
 */
export function layOut(trace: Trace, hereId: string | null): TraceDrawing {
  const { nodes, lines } = withEnds(trace, hereId, gathered(trace, hereId));
  const columns = columnsOf(nodes, lines);
  const rows = new Map<number, number>();
  const boxes = nodes.map((node): TraceBox => {
    const column = columns.get(node.id) ?? 0;
    const row = rows.get(column) ?? 0;
    rows.set(column, row + 1);
    return { ...node, column, row };
  });
  return { boxes, lines, columns: Math.max(0, ...boxes.map((box) => box.column + 1)), rows: Math.max(0, ...rows.values()) };
}

/** Loads without parents that have the same only child, by that child, where there are many. */
function gathered({ lots, edges }: Trace, hereId: string | null): Map<string, TraceLot[]> {
  const children = new Map<string, string[]>();
  for (const edge of edges) children.set(edge.parentId, [...(children.get(edge.parentId) ?? []), edge.childId]);
  const groups = new Map<string, TraceLot[]>();
  for (const lot of lots) {
    const [child, ...others] = children.get(lot.id) ?? [];
    if (lot.kind !== "arrival" || child === undefined || others.length > 0 || lot.here > 0 || lot.id === hereId) continue;
    groups.set(child, [...(groups.get(child) ?? []), lot]);
  }
  return new Map([...groups].filter(([, loads]) => loads.length > LOADS_DRAWN));
}

function withEnds({ lots, edges, runs }: Trace, hereId: string | null, groups: ReadonlyMap<string, readonly TraceLot[]>): { nodes: Node[]; lines: TraceLine[] } {
  const boxOf = new Map<string, string>();
  const nodes: Node[] = [];
  for (const [child, loads] of groups) {
    const id = `loads:${child}`;
    for (const load of loads) boxOf.set(load.id, id);
    nodes.push({ id, kind: "loads", lot: loads[0] ?? null, count: loads.length, grams: loads.reduce((sum, load) => sum + load.madeGrams, 0), note: "", isHere: false });
  }
  for (const lot of lots) {
    if (!boxOf.has(lot.id)) nodes.push({ id: lot.id, kind: "lot", lot, count: 1, grams: lot.madeGrams, note: "", isHere: lot.id === hereId });
  }
  const lines = new Map<string, TraceLine>();
  const join = (from: string, to: string, grams: number): void => {
    const [a, b] = [boxOf.get(from) ?? from, boxOf.get(to) ?? to];
    const known = lines.get(`${a} ${b}`);
    lines.set(`${a} ${b}`, { from: a, to: b, grams: (known?.grams ?? 0) + grams });
  };
  for (const edge of edges) join(edge.parentId, edge.childId, edge.grams);
  const known = new Set(lots.map((lot) => lot.id));
  for (const run of runs) {
    const grams = run.kind === "treat" ? run.residueGrams + run.lossGrams : run.deliveredGrams;
    const sources = run.lotIds.filter((id) => known.has(id));
    if (grams === 0 || sources.length === 0) continue;
    nodes.push({ id: run.actId, kind: run.kind === "treat" ? "left_over" : "delivered", lot: null, count: 1, grams, note: run.note, isHere: false });
    for (const lotId of sources) join(lotId, run.actId, 0);
  }
  return { nodes, lines: [...lines.values()] };
}

/** The longest way from any beginning to each box. The graph has no rings: a parent's number is smaller. */
function columnsOf(nodes: readonly Node[], lines: readonly TraceLine[]): Map<string, number> {
  const columns = new Map<string, number>(nodes.map((node) => [node.id, 0]));
  for (let changed = true, guard = 0; changed && guard <= nodes.length; guard += 1) {
    changed = false;
    for (const { from, to } of lines) {
      const least = (columns.get(from) ?? 0) + 1;
      if ((columns.get(to) ?? 0) < least) {
        columns.set(to, least);
        changed = true;
      }
    }
  }
  return columns;
}
