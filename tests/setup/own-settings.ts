import { afterAll, vi } from "vitest";

// Files share a process: what one sets of the environment must not be there for the next, whose modules may load by it.
afterAll(() => {
  vi.unstubAllEnvs();
});
