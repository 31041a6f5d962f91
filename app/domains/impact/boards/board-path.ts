import type { BoardMetric, BoardScope } from "./boards.schema.ts";

/** Which board, in an address: what is usual is left out. `lang` for those who look from elsewhere. */
export function boardQuery(board: { scope: BoardScope; metric: BoardMetric; period: string; lang?: string | undefined }, more: Record<string, string> = {}): string {
  const usual: Record<string, string> = { scope: "communities", metric: "total", period: "all" };
  const named = Object.entries({ scope: board.scope, metric: board.metric, period: board.period, ...(board.lang ? { lang: board.lang } : {}), ...more }).filter(([name, value]) => usual[name] !== value);
  return named.length > 0 ? `?${new URLSearchParams(named)}` : "";
}
