import { defineConfig, devices } from "@playwright/test";

/** Journeys run against the built product: one server per database, started by tests/e2e/server.ts with data of its own. */
export default defineConfig({
  testDir: "tests/e2e",
  outputDir: "test-results/journeys",
  globalTeardown: "./tests/e2e/demo.ts",
  // A busy machine may take its time; what fails takes longer to say so, what passes does not.
  timeout: 180_000,
  expect: { timeout: 20_000 },
  fullyParallel: false,
  workers: 2,
  // Two browsers and two servers on two cores: a journey that stumbled is walked once more, with a new server. tests/run.mjs names whatever
  // needed that, since a journey that stumbles often hides a flaw.
  retries: process.env.CI ? 1 : 0,
  forbidOnly: Boolean(process.env.CI),
  reporter: [["list"], ["json", { outputFile: process.env.PLAYWRIGHT_JSON_OUTPUT_NAME ?? "test-results/playwright.json" }]],
  use: {
    ...devices["Desktop Chrome"],
    // Recording every journey costs as much as the journeys themselves: a trace is taken when somebody asks for it.
    trace: process.env.TRACE ? "retain-on-failure" : "off",
    screenshot: "only-on-failure",
    actionTimeout: 20_000,
    navigationTimeout: 45_000,
    launchOptions: {
      ...(process.env.CHROMIUM_PATH ? { executablePath: process.env.CHROMIUM_PATH } : {}),
      args: ["--no-sandbox", "--disable-gpu", "--disable-software-rasterizer", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run"],
    },
  },
  // What a page looks like, how it is shared, what a browser does by itself and which language it speaks do not depend on the
  // database: those run once. What the other journeys named here write is tested on both databases below the pages; deals, bookings,
  // waiting lines and rounds are walked on both.
  projects: [
    { name: "pglite" },
    { name: "postgresql", testIgnore: /(pages|page-cache|grading|listing-photos|listing-flow|chat|moderation|notifications|saved-searches|proof|corrections|live|reviews|at-the-gate|custody|devices|licences|point-care|special-streams|home-pickup|staff-day|statistics|community-life|community-feed|webhooks|my-data|api-tokens|leaderboards|rewards|benchmarking|events|community-feed)\.spec\.ts/, grepInvert: /\[(once|zh-CN|desktop zh-CN.*)\]/ },
  ],
});
