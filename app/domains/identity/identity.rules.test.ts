import { describe, expect, it } from "vitest";
import { describeDevice } from "./device.rules.ts";
import { isMailboxOpen } from "./mailbox.server.ts";

describe("describeDevice", () => {
  it.each([
    ["Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36 Edg/140.0.0.0", "Edge", "Windows"],
    ["Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1", "Safari", "iOS"],
    ["Mozilla/5.0 (Linux; Android 15; Pixel) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/130.0 Mobile Safari/537.36 MicroMessenger/8.0", "WeChat", "Android"],
    ["curl/8.5.0", "curl", null],
    ["", null, null],
    [null, null, null],
  ])("%s", (line, browser, system) => {
    expect(describeDevice(line)).toEqual({ browser, system });
  });
});

describe("the local mailbox", () => {
  const at = (ip: string, settings: { SMTP_URL?: string; PUBLIC_URL: string } = { PUBLIC_URL: "http://localhost:3000" }) =>
    isMailboxOpen(new Request("http://localhost:3000/mailbox", { headers: ip ? { "x-client-ip": ip } : {} }), { SMTP_URL: undefined, ...settings });

  it("opens to this machine only, while nothing is sent and nothing is published", () => {
    for (const ip of ["127.0.0.1", "127.3.2.1", "::1", "::ffff:127.0.0.1"]) expect(at(ip)).toBe(true);
    for (const ip of ["", "10.0.0.1", "::ffff:10.0.0.1", "127.0.0.1.evil", "1127.0.0.1", "fe80::1"]) expect(at(ip)).toBe(false);
    expect(at("127.0.0.1", { PUBLIC_URL: "https://round.example" })).toBe(false);
    expect(at("127.0.0.1", { PUBLIC_URL: "http://localhost.evil.example" })).toBe(false);
    expect(at("127.0.0.1", { PUBLIC_URL: "http://localhost:3000", SMTP_URL: "smtp://x" })).toBe(false);
  });
});
