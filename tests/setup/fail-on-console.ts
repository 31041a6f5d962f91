import { afterEach, beforeEach, vi } from "vitest";

/** An unexpected console.error or console.warn fails the test: hydration and act warnings cannot pile up. */
const allowed = new Set<string>();
beforeEach(() => {
  for (const method of ["error", "warn"] as const) {
    vi.spyOn(console, method).mockImplementation((...args: unknown[]) => {
      const text = args.map(String).join(" ");
      if ([...allowed].some((a) => text.includes(a))) return;
      throw new Error(`console.${method} was called in a test: ${text}`);
    });
  }
});
afterEach(() => {
  allowed.clear();
  vi.restoreAllMocks();
});

/** Call in a test that expects a console message containing `text`. */
export function expectConsole(text: string): void {
  allowed.add(text);
}
