import { defineConfig } from "vitest/config";

/**
 * The example tests of the pure formula alone, for the mutation run (stryker.config.mjs). Left out: the property tests and the frozen
 * results, which draw thousands of ranges and would take hours over a thousand mutants, and the words, which are no part of the formula.
 */
export default defineConfig({
  test: {
    include: [
      "app/domains/impact/impact.*.test.ts",
      "app/domains/impact/formula.view.test.ts",
      "app/commands/impact-compute.test.ts",
    ],
    exclude: [
      "app/domains/impact/impact.frozen.test.ts",
      "app/domains/impact/impact.properties.test.ts",
      "app/domains/impact/impact.route-properties.test.ts",
      "app/domains/impact/impact.words.test.ts",
    ],
    setupFiles: ["tests/setup/fail-on-console.ts"],
    testTimeout: 60_000,
  },
});
