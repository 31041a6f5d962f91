/** What runs in the thread that plans rounds (solve-aside.server.ts starts it): a problem comes in, its plan goes out. Bundled by itself (server/build-workers.mjs). */
import { parentPort } from "node:worker_threads";
import type { Problem } from "./rounds.model.ts";
import { solveRounds, type SolveOptions, type Solution } from "./solve-rounds.ts";

/** What goes in, and what comes out: `ready` first, then for each problem its plan, or why the search broke. */
export type Asked = { problem: Problem; options: Omit<SolveOptions, "now"> };
export type Answer = { kind: "ready" } | { kind: "solved"; solution: Solution } | { kind: "broke"; message: string; stack: string };

const port = parentPort;
const say = (answer: Answer) => port?.postMessage(answer);

port?.on("message", ({ problem, options }: Asked) => {
  try {
    say({ kind: "solved", solution: solveRounds(problem, options) });
  } catch (error) {
    const { message, stack = "" } = error instanceof Error ? error : new Error(String(error));
    say({ kind: "broke", message, stack });
  }
});
say({ kind: "ready" });
