import { describe, expect, it } from "vitest";
import { dealKinds, isForKind, openStates, transitionTable, type DealKind, type DealState } from "./deals.rules.ts";

const rowsOf = (kind: DealKind) => transitionTable.filter((row) => isForKind(row, kind));

/** All states a kind of deal can come to, without its guards. */
function reachable(kind: DealKind): Set<DealState> {
  const seen = new Set<DealState>(["requested"]);
  for (const state of seen) for (const row of rowsOf(kind)) if (row.from === state) seen.add(row.to);
  return seen;
}

describe("walks through the table", () => {
  it("come to every state by some kind", () => {
    const all = new Set(dealKinds.flatMap((kind) => [...reachable(kind)]));
    expect(all).toEqual(new Set(transitionTable.flatMap((row) => [row.from, row.to])));
  });

  for (const kind of dealKinds)
    it(`of a ${kind} leave every open state, and no final one but by contesting`, () => {
      const open: readonly DealState[] = openStates;
      for (const state of reachable(kind)) {
        const out = rowsOf(kind).filter((row) => row.from === state && row.to !== state);
        if (open.includes(state)) expect(out.length, state).toBeGreaterThan(0);
        else expect(out.map((row) => row.verb), state).toEqual(state === "completed" ? ["contest"] : []);
      }
    });

  it("reach loans and inspections only by their kinds", () => {
    expect(dealKinds.filter((kind) => reachable(kind).has("on_loan"))).toEqual(["loan"]);
    expect(dealKinds.filter((kind) => reachable(kind).has("inspecting"))).toEqual(["inspected"]);
    expect(dealKinds.filter((kind) => reachable(kind).has("lost"))).toEqual(["loan"]);
    expect(reachable("loan").has("returned")).toBe(false);
  });
});
