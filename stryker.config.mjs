/**
 * `npm run mutation`: changes the formula in a thousand small ways and looks whether a test notices each. Pure files only; factor sets
 * and the mapping of vocabularies are data, which factors.test.ts freezes by checksum and impact.coverage.test.ts reads line by line.
 *
 * @type {import("@stryker-mutator/api/core").PartialStrykerOptions}
 */
export default {
  mutate: [
    "app/domains/impact/impact.baselines.ts",
    "app/domains/impact/impact.equivalence.ts",
    "app/domains/impact/impact.formula.ts",
    "app/domains/impact/impact.item-routes.ts",
    "app/domains/impact/impact.mass-routes.ts",
    "app/domains/impact/impact.model.ts",
    "app/domains/impact/impact.random.ts",
    "app/domains/impact/impact.totals.ts",
    "app/domains/impact/impact.uncertainty.ts",
    "app/domains/impact/impact.weight-routes.ts",
  ],
  testRunner: "vitest",
  vitest: { configFile: "tests/mutation.vitest.config.ts", related: false },
  plugins: ["@stryker-mutator/vitest-runner"],
  coverageAnalysis: "perTest",
  concurrency: 2,
  // Generous, since a slow machine must not count as a noticed change; a mutant that loops for ever shows well within this.
  timeoutMS: 10_000,
  reporters: ["clear-text", "json"],
  jsonReporter: { fileName: "test-results/mutation/report.json" },
  tempDirName: "test-results/mutation/tmp",
  clearTextReporter: { allowColor: false, logTests: false, reportTests: false },
  thresholds: { high: 95, low: 90, break: 85 },
  // Nothing of the product is needed beyond the sources that the formula's tests read.
  ignorePatterns: ["build", "data", "docs", "public", "prisma", "playwright-report", "test-results", ".cache"],
};
