import { describe, expect, it } from "vitest";
import { isWebhookEventType, webhookBody, webhookEventTypes } from "./webhook-events.ts";
import { failingLimitMs, maxTries, pauseMs, problemOfStatus, signedHeaders } from "./webhooks.rules.ts";
import { endpointForm, isPublicName } from "./webhooks.schema.ts";

describe("signatures", () => {
  it("are those of the Standard Webhooks' own example", () => {
    const input = { id: "msg_p5jXN8AQM9LWM0D4loKWxJek", at: new Date(1_614_265_330_999), body: '{"test": 2432232314}', secret: "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw" };
    expect(signedHeaders(input)).toEqual({ "webhook-id": input.id, "webhook-timestamp": "1614265330", "webhook-signature": "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=" });
  });

  it.each([{ id: "msg_2" }, { at: new Date(1_614_265_331_000) }, { body: '{"test":2432232314}' }, { secret: "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSx" }])("change with %o", (other) => {
    const input = { id: "msg_1", at: new Date(1_614_265_330_000), body: '{"test": 2432232314}', secret: "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw" };
    expect(signedHeaders({ ...input, ...other })["webhook-signature"]).not.toBe(signedHeaders(input)["webhook-signature"]);
  });
});

describe("pauses", () => {
  it("grow threefold up to twelve hours, plus up to a sixth", () => {
    expect([1, 2, 3].map((tries) => pauseMs(tries, 0))).toEqual([10_000, 30_000, 90_000]);
    expect(pauseMs(2, 1)).toBe(35_000);
    expect(pauseMs(30, 0)).toBe(12 * 3_600_000);
  });

  it("last three to four days in all, whatever chance adds: never less than an address may fail", () => {
    const total = (random: number) => Array.from({ length: maxTries - 1 }, (_, n) => pauseMs(n + 1, random)).reduce((sum, pause) => sum + pause, 0);
    expect(total(0)).toBeGreaterThan(failingLimitMs);
    expect(total(1)).toBeLessThan(4 * 86_400_000);
  });
});

it.each([[200, null], [204, null], [299, null], [301, "redirect"], [399, "redirect"], [400, "status"], [410, "gone"], [500, "status"], [100, "status"]] as const)("an answer of %i counts as %s", (status, problem) => {
  expect(problemOfStatus(status)).toBe(problem);
});

describe("what is sent", () => {
  it("is the listed facts and nothing else", () => {
    const payload = { dealId: "d", number: 2, bySide: "giver", topics: ["party:x"], note: "private" };
    expect(JSON.parse(webhookBody({ type: "deals.countered", occurredAt: new Date(0), payload }))).toEqual({ type: "deals.countered", timestamp: "1970-01-01T00:00:00.000Z", data: { dealId: "d", number: 2, bySide: "giver" } });
  });

  it("never tells of people, blocks, reports or messages", () => {
    for (const type of ["blocks.changed", "messaging.message-sent", "trust.reported", "identity.membership-changed", "notifications.changed", "webhooks.changed", "toString"]) expect(isWebhookEventType(type)).toBe(false);
    expect(webhookEventTypes.every(isWebhookEventType)).toBe(true);
  });
});

describe("the form", () => {
  const parse = (url: string, eventTypes: string[] = ["deals.requested"]) => endpointForm.safeParse({ endpointId: "0199d6f0-3c1e-7a52-9c3e-5b8f1f2a7c11", url, eventTypes });
  it.each(["https://example.org/a?b=c", "http://localhost:4000/x"])("takes %s", (url) => expect(parse(url).success).toBe(true));
  it.each(["", "example.org", "ftp://example.org", "https://a:b@example.org/", "https://example.org/#x", `https://example.org/${"x".repeat(500)}`, "javascript:alert(1)"])("refuses %s", (url) => expect(parse(url).success).toBe(false));
  it("wants known types, at least one", () => {
    expect(parse("https://example.org", []).success).toBe(false);
    expect(parse("https://example.org", ["blocks.changed"]).success).toBe(false);
  });
  it.each([["example.org", true], ["8.8.8.8", true], ["intranet", false], ["printer.local", false], ["db.internal", false], ["a.localhost", false]])("the name %s: %s", (name, isPublic) => expect(isPublicName(name)).toBe(isPublic));
});
