import AxeBuilder from "@axe-core/playwright";
import { test as base, expect, type Browser, type BrowserContext, type Page } from "@playwright/test";
import { startDemoServer } from "./demo.ts";
import type { TestServer } from "./server.ts";

type Worker = { house: { serverFor(file: string): Promise<TestServer> } };
type Test = {
  /** The product as this file's journeys find it: the demo district, and what the file's journeys before did. */
  server: TestServer;
  /** Opens a browser of its own for a person; whatever its console or policy complains of fails the test. */
  person: (options?: { locale?: "en" | "zh-CN"; phone?: boolean; tablet?: boolean; dark?: boolean; javaScript?: boolean }) => Promise<Page>;
};

/** What stands in for a server where its database does not answer; tests skip themselves. */
const nothing = async () => undefined;
const noServer: TestServer = { url: "", dataDir: "", databaseName: null, env: process.env, log: () => "", stop: nothing, pause: nothing, resume: nothing };

/**
 * Journeys on the built product. Each file has a server with the demo district of its own, a copy made in seconds: which files ran before on the
 * same worker, and so how fast the machine is, changes nothing.
 */
export const test = base.extend<Test, Worker>({
  house: [
    async ({ browserName: _browser }, use, workerInfo) => {
      const kind = workerInfo.project.name === "postgresql" ? "postgresql" : "pglite";
      let current: { file: string; server: TestServer } | null = null;
      await use({
        async serverFor(file) {
          if (current?.file === file) return current.server;
          await current?.server.stop();
          current = null;
          const server = (await startDemoServer(kind)) ?? noServer;
          current = { file, server };
          return server;
        },
      });
      await (current as { server: TestServer } | null)?.server.stop();
    },
    { scope: "worker" },
  ],
  server: [async ({ house }, use, testInfo) => use(await house.serverFor(testInfo.file)), { timeout: 240_000 }],
  person: async ({ browser, server }, use, testInfo) => {
    testInfo.skip(server.url === "", "no PostgreSQL answers");
    const opened: { context: BrowserContext; complaints: string[] }[] = [];
    await use(async (options = {}) => {
      const { page, context, complaints } = await openPerson(browser, server.url, options);
      opened.push({ context, complaints });
      return page;
    });
    for (const { context } of opened) await context.close();
    expect(opened.flatMap((o) => o.complaints), "console errors and policy violations").toEqual([]);
  },
});

/** Everybody comes from an address of their own on this machine, as behind a proxy: a server takes only so many sign-ins a minute from one. */
let people = 0;
function nextAddress(): string {
  people += 1;
  return `127.${process.pid % 256}.${people >> 8}.${people % 256}`;
}

/**
 * What Remix says, or leaves unheard, of a load that a newer one overtook (a live change during a navigation, a form sent while the page looks
 * again): the router starts it again by itself, and nothing is lost.
 */
const OVERTAKEN = "signal is aborted without reason";

async function openPerson(
  browser: Browser,
  baseURL: string,
  options: { locale?: "en" | "zh-CN"; phone?: boolean; tablet?: boolean; dark?: boolean; javaScript?: boolean },
): Promise<{ page: Page; context: BrowserContext; complaints: string[] }> {
  const context = await browser.newContext({
    baseURL,
    locale: options.locale ?? "en",
    timezoneId: "Europe/Berlin",
    viewport: options.phone ? { width: 360, height: 780 } : options.tablet ? { width: 820, height: 1180 } : { width: 1280, height: 900 },
    colorScheme: options.dark ? "dark" : "light",
    // What only moves is painted over and over: a quarter of a browser's work, and nothing that a journey looks at.
    reducedMotion: "reduce",
    javaScriptEnabled: options.javaScript ?? true,
    extraHTTPHeaders: { "x-forwarded-for": nextAddress() },
  });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on("console", (message) => {
    // A refused form answers 400 and a lost page 404 on purpose; the browser logs both as errors of the network.
    const expected = /Failed to load resource: the server responded with a status of (400|403|404|409|422)/.test(message.text());
    // A journey that goes offline on purpose.
    const offline = message.text().includes("net::ERR_INTERNET_DISCONNECTED");
    const overtaken = message.text().startsWith(`AbortError: ${OVERTAKEN}`);
    if (message.type() === "error" && !expected && !offline && !overtaken) complaints.push(`${page.url()}: ${message.text()}`);
  });
  page.on("pageerror", (error) => void (error.message === OVERTAKEN || complaints.push(`${page.url()}: ${error.message}`)));
  return { page, context, complaints };
}

/** Opens a path and waits until the page is alive. */
export async function visit(page: Page, path: string): Promise<void> {
  await page.goto(path);
  await hydrated(page);
}

/** Waits until clicks do something. */
export async function hydrated(page: Page): Promise<void> {
  await page.waitForSelector("html[data-hydrated]", { state: "attached" });
}

/**
 * axe finds nothing on this page. Without frames from elsewhere, which our pages do not have, the legacy mode finds the same and
 * opens no second page to put its results together; details are asked for what is wrong only. That halves its time.
 */
export async function expectAccessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).options({ resultTypes: ["violations"] }).analyze();
  expect(violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.target.join(" ")).join(" | ")}`)).toEqual([]);
}

/** The page has no sideways scroll at its present width. */
export async function expectFitsWidth(page: Page): Promise<void> {
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  expect(overflow, `sideways scroll on ${page.url()}`).toBeLessThanOrEqual(0);
}

export { expect };
