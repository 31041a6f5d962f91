import type { CommandContext } from "./command.ts";

const BAR_CELLS = 28;
const REDRAW_MS = 80;

/** One line on a terminal, drawn over itself. */
export interface ProgressBar {
  /** `total` is null where the end is not known. */
  show(label: string, done: number, total: number | null): void;
  end(): void;
}

/** A bar on standard error; null where that is no terminal, or where the caller wants none. */
export function progressBar({ output, stderrIsTerminal }: CommandContext, isWanted = true): ProgressBar | null {
  if (!stderrIsTerminal || !isWanted) return null;
  let drawnAt = 0;
  return {
    show(label, done, total) {
      const now = performance.now();
      if (now - drawnAt < REDRAW_MS && done !== total) return;
      drawnAt = now;
      if (total === null) {
        output.err(`\r\u001b[K${label.padEnd(9)} ${done}`);
        return;
      }
      const filled = total === 0 ? BAR_CELLS : Math.round((done / total) * BAR_CELLS);
      output.err(`\r\u001b[K${label.padEnd(9)} ${"█".repeat(filled)}${"░".repeat(BAR_CELLS - filled)} ${done} of ${total}`);
    },
    end() {
      output.err("\r\u001b[K");
    },
  };
}
