import { io } from "socket.io-client";
import { boardRow, signIn } from "./acts.ts";
import { expect, test, visit } from "./fixtures.ts";
import { completeSomething } from "./api.ts";
import { say } from "./words.ts";

test("a browser that was cut off catches up by itself", async ({ person, server }) => {
  const page = await person();
  await visit(page, "/leaderboard");
  await expect(boardRow(page, "Green Lake")).toBeVisible();
  const before = await boardRow(page, "Green Lake").innerText();
  // Cut at once, mostly before the page has its socket: what happens until it gets one counts as missed too.
  await page.context().setOffline(true);
  await completeSomething(server);
  await page.waitForTimeout(1500);
  expect(await boardRow(page, "Green Lake").innerText()).toBe(before);
  await page.context().setOffline(false);
  await expect.poll(async () => boardRow(page, "Green Lake").innerText(), { timeout: 20_000 }).not.toBe(before);
});

test("without a network what is on the screen and what was typed stays, and goes on by itself", async ({ person }) => {
  const t = say("en");
  const page = await person();
  const note = page.getByText(t("common:frame.noNetwork"));
  await signIn(page, "en", "sofia@roundabout.example");
  await visit(page, "/account/notifications");
  const from = page.getByLabel(t("notifications:settingsPage.quietFrom"));
  const form = page.locator("form").filter({ has: from });
  await from.fill("22:30");
  await page.getByLabel(t("notifications:settingsPage.quietUntil")).fill("06:45");
  await page.context().setOffline(true);
  await form.locator('button[type="submit"]').click();
  await expect(note).toBeVisible();
  await expect(from).toHaveValue("22:30");
  await page.context().setOffline(false);
  await expect(note).toHaveCount(0);
  await expect(page.getByText(t("notifications:settingsPage.saved")).first()).toBeVisible();
  await visit(page, "/account/notifications");
  await expect(from).toHaveValue("22:30");
});

test("foreign pages neither post nor listen; strangers hear nothing of a deal", async ({ person, server }) => {
  await person();
  const post = await fetch(`${server.url}/preferences`, { method: "POST", headers: { Origin: "https://evil.example" }, body: new URLSearchParams({ theme: "dark" }) });
  expect(post.status).toBe(403);

  const connected = (origin: string) =>
    new Promise<string>((resolve) => {
      const socket = io(server.url, { path: "/live", transports: ["websocket"], reconnection: false, extraHeaders: { Origin: origin } });
      socket.once("connect", () => {
        socket.emit("watch", { topic: "deal:anything" }, (reply: { ok: boolean; error?: string }) => {
          resolve(reply.error ?? "joined");
          socket.close();
        });
      });
      socket.once("connect_error", () => resolve("refused"));
    });
  expect(await connected("https://evil.example")).toBe("refused");
  expect(await connected(server.url)).toBe("LIVE.NOT_ALLOWED");
});
