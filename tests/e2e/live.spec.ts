import { io } from "socket.io-client";
import { boardRow } from "./acts.ts";
import { expect, test, visit } from "./fixtures.ts";
import { completeSomething } from "./api.ts";

test("a browser that was cut off catches up by itself", async ({ person, server }) => {
  const page = await person();
  await visit(page, "/leaderboard");
  await expect(boardRow(page, "Green Lake")).toBeVisible();
  const before = await boardRow(page, "Green Lake").innerText();
  await page.context().setOffline(true);
  await completeSomething(server);
  await page.waitForTimeout(1500);
  expect(await boardRow(page, "Green Lake").innerText()).toBe(before);
  await page.context().setOffline(false);
  await expect.poll(async () => boardRow(page, "Green Lake").innerText(), { timeout: 20_000 }).not.toBe(before);
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
