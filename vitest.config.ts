import os from "node:os";
import path from "node:path";
import { defineConfig } from "vitest/config";

/** Two projects: `unit` needs nothing; `integration` opens real databases (see tests/setup). */
export default defineConfig({
  test: {
    maxWorkers: 2,
    projects: [
      {
        test: {
          name: "unit",
          include: ["app/**/*.test.{ts,tsx}", "tests/unit/**/*.test.ts"],
          exclude: ["app/**/*.db.test.ts"],
          setupFiles: ["tests/setup/fail-on-console.ts"],
          // Some draw ten thousand times for thousands of inputs; a busy machine may take its time.
          testTimeout: 60_000,
        },
      },
      {
        test: {
          name: "integration",
          include: ["app/**/*.db.test.ts", "tests/integration/**/*.test.ts"],
          globalSetup: ["tests/setup/databases.ts"],
          setupFiles: ["tests/setup/fail-on-console.ts", "tests/setup/own-settings.ts"],
          // What reads settings must not leave its secrets in the checkout.
          env: { DATA_DIR: path.join(os.tmpdir(), "roundabout-integration"), AUTH_SECRET: "a secret for tests, of more than 32 letters" },
          // Every file works on databases of its own; loading the product's modules anew for each cost as much as its tests.
          isolate: false,
          // Some migrate a database from its first day; a busy machine may take its time.
          testTimeout: 300_000,
          hookTimeout: 300_000,
        },
      },
    ],
  },
});
