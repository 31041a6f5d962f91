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
        },
      },
      {
        test: {
          name: "integration",
          include: ["app/**/*.db.test.ts", "tests/integration/**/*.test.ts"],
          globalSetup: ["tests/setup/databases.ts"],
          setupFiles: ["tests/setup/fail-on-console.ts"],
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
});
