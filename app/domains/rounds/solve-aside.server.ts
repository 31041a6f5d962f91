import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { Worker } from "node:worker_threads";
import { logger } from "#app/platform/logger.server.ts";
import { err, ok, type Result } from "#app/shared/result.ts";
import type { Problem } from "./rounds.model.ts";
import { solveRoundsInSlices, usualSeconds, type SolveOptions, type Solution } from "./solve-rounds.ts";
import type { Answer, Asked } from "./solve-worker.server.ts";

export type AsideOptions = Omit<SolveOptions, "now"> & {
  /** Whoever asked has gone: the search stops. */
  signal?: AbortSignal | undefined;
  /** For tests: another thread, and less patience with it. */
  entry?: URL | null;
  startWithinMs?: number;
  graceMs?: number;
};

export type PlanStopped = "ROUNDS.PLAN_CANCELLED" | "ROUNDS.PLAN_TIMED_OUT";

/** A thread that has nothing to do is kept for the next plan so long. */
const IDLE_MS = 30_000;

/**
 * Plans rounds in a thread of its own, so that the process answers as if nothing were going on. The plan is that of `solveRounds` for the same
 * seed. Where no thread can be started the search runs in slices in this one, and the log says so. Never longer than its seconds and a few
 * more: a thread that is silent then is ended. Errors: ROUNDS.PLAN_CANCELLED, PLAN_TIMED_OUT. Throws where the search itself breaks.
 */
export async function solveRoundsAside(problem: Problem, options: AsideOptions = {}): Promise<Result<Solution, PlanStopped>> {
  const { signal, entry = usualEntry(), startWithinMs = 10_000, graceMs = 5_000, ...search } = options;
  if (signal?.aborted) return err("ROUNDS.PLAN_CANCELLED");
  const isUsual = options.entry === undefined;
  const worker = (isUsual ? takeIdle() : null) ?? (entry ? await startThread(entry, startWithinMs) : null);
  if (!worker) {
    logger().warn({ entry: entry?.href.slice(0, 200) ?? null }, "no thread for planning rounds; planning in slices");
    return inSlices(problem, search, signal);
  }
  const asked = await ask(worker, { problem, options: search }, { signal, boxMs: (search.seconds ?? usualSeconds) * 1000 + graceMs });
  if (isUsual && asked.isFree) keepIdle(worker);
  else void worker.terminate();
  if ("broke" in asked) throw asked.broke;
  return asked.result;
}

async function inSlices(problem: Problem, search: SolveOptions, signal: AbortSignal | undefined): Promise<Result<Solution, PlanStopped>> {
  const solution = await solveRoundsInSlices(problem, search, signal);
  return solution ? ok(solution) : err("ROUNDS.PLAN_CANCELLED");
}

/** The thread's module: the source beside this file where it is there (development, tests), else what the build made of it. */
function usualEntry(): URL | null {
  const here = path.dirname(fileURLToPath(import.meta.url));
  const source = path.join(here, "solve-worker.server.ts");
  if (existsSync(source)) return fromSource(source);
  const built = ["..", "../.."].map((up) => path.join(here, up, "workers", "solve-rounds.mjs")).find((file) => existsSync(file));
  return built ? pathToFileURL(built) : null;
}

/** A thread does not read TypeScript because its process does: it says so for itself, first. */
function fromSource(file: string): URL {
  const tsx = path.dirname(createRequire(import.meta.url).resolve("tsx/package.json"));
  const loader = pathToFileURL(path.join(tsx, "dist", "esm", "api", "index.mjs")).href;
  const code = `import { register } from ${JSON.stringify(loader)}; register(); await import(${JSON.stringify(pathToFileURL(file).href)});`;
  return new URL(`data:text/javascript,${encodeURIComponent(code)}`);
}

/** Only what we listen to: the worker's own listeners open and close its port. */
function stopListening(worker: Worker): void {
  for (const event of ["message", "error", "exit"]) worker.removeAllListeners(event);
}

/** A thread that is ready; null where it cannot be started, dies on the way, or takes too long. */
function startThread(entry: URL, withinMs: number): Promise<Worker | null> {
  return new Promise((resolve) => {
    let worker: Worker;
    try {
      worker = new Worker(entry, { execArgv: [], name: "rounds" });
    } catch {
      return resolve(null);
    }
    const settle = (isReady: boolean) => {
      clearTimeout(timer);
      stopListening(worker);
      if (!isReady) {
        // What it still has to say is of no use to anybody; unheard it would end this process.
        worker.on("error", () => undefined);
        void worker.terminate();
      }
      resolve(isReady ? worker : null);
    };
    const timer = setTimeout(() => settle(false), withinMs);
    worker.once("message", () => settle(true));
    worker.once("error", () => settle(false));
    worker.once("exit", () => settle(false));
  });
}

/** `isFree`: the thread has answered and can be asked again. */
type Answered = { isFree: boolean } & ({ result: Result<Solution, PlanStopped> } | { broke: Error });

function ask(worker: Worker, asked: Asked, { signal, boxMs }: { signal: AbortSignal | undefined; boxMs: number }): Promise<Answered> {
  return new Promise((resolve) => {
    const settle = (answer: Answered) => {
      clearTimeout(timer);
      signal?.removeEventListener("abort", cancel);
      stopListening(worker);
      worker.on("error", () => undefined);
      resolve(answer);
    };
    const cancel = () => settle({ isFree: false, result: err("ROUNDS.PLAN_CANCELLED") });
    // A search without a bound of its own has none here.
    const timer = Number.isFinite(boxMs) ? setTimeout(() => settle({ isFree: false, result: err("ROUNDS.PLAN_TIMED_OUT") }), boxMs) : undefined;
    signal?.addEventListener("abort", cancel);
    worker.on("message", (answer: Answer) => {
      if (answer.kind === "solved") settle({ isFree: true, result: ok(answer.solution) });
      if (answer.kind === "broke") settle({ isFree: true, broke: Object.assign(new Error(answer.message), { stack: answer.stack }) });
    });
    worker.once("error", (error: Error) => settle({ isFree: false, broke: error }));
    worker.once("exit", (code) => settle({ isFree: false, broke: new Error(`the thread that plans rounds ended with code ${code}`) }));
    if (signal?.aborted) return cancel();
    worker.postMessage(asked);
  });
}

let idle: { worker: Worker; timer: ReturnType<typeof setTimeout> } | null = null;

function takeIdle(): Worker | null {
  if (!idle) return null;
  const { worker, timer } = idle;
  idle = null;
  clearTimeout(timer);
  stopListening(worker);
  worker.ref();
  return worker;
}

/** One thread at most waits for the next plan, and keeps no process alive by that. */
function keepIdle(worker: Worker): void {
  if (idle) return void worker.terminate();
  const drop = () => {
    if (idle?.worker !== worker) return;
    clearTimeout(idle.timer);
    idle = null;
    void worker.terminate();
  };
  stopListening(worker);
  worker.on("error", drop);
  worker.on("exit", drop);
  worker.unref();
  idle = { worker, timer: setTimeout(drop, IDLE_MS).unref() };
}
