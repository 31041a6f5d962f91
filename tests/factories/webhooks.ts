import { createHmac, timingSafeEqual } from "node:crypto";
import http from "node:http";
import type { AddressInfo } from "node:net";
import type { Database } from "#app/platform/db/database.server.ts";
import type { Actor } from "#app/shared/actor.ts";
import { newId } from "#app/shared/ids.ts";

export type Received = { id: string; type: string; data: Record<string, unknown>; isSigned: boolean };

/** A program that takes deliveries and checks them with no code of ours. `answer` says what it answers next. */
export async function startReceiver(): Promise<{ url: string; received: Received[]; secret: { now: string }; answer: { status: number; body: string; delayMs: number }; close(): Promise<void> }> {
  const received: Received[] = [];
  const secret = { now: "" };
  const answer = { status: 204, body: "", delayMs: 0 };
  const server = http.createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on("data", (part: Buffer) => parts.push(part));
    request.on("end", () => {
      const raw = Buffer.concat(parts).toString("utf8");
      const head = (name: string) => String(request.headers[name] ?? "");
      const key = Buffer.from(secret.now.slice("whsec_".length), "base64");
      const expected = createHmac("sha256", key).update(`${head("webhook-id")}.${head("webhook-timestamp")}.${raw}`).digest();
      const given = Buffer.from(head("webhook-signature").replace(/^v1,/, ""), "base64");
      const { type, data } = JSON.parse(raw) as { type: string; data: Record<string, unknown> };
      received.push({ id: head("webhook-id"), type, data, isSigned: key.length === 32 && given.length === expected.length && timingSafeEqual(given, expected) });
      setTimeout(() => response.writeHead(answer.status).end(answer.body), answer.delayMs);
    });
  });
  server.listen(0, "127.0.0.1");
  await new Promise((done) => server.once("listening", done));
  return {
    url: `http://localhost:${(server.address() as AddressInfo).port}/hook`,
    received,
    secret,
    answer,
    close: () => new Promise((done) => void server.close(() => done()).closeAllConnections()),
  };
}

/** A party's address with one delivery that was taken at the first try. */
export async function createWebhook(db: Database["db"], owner: Actor): Promise<{ endpointId: string; deliveryId: string }> {
  const [endpointId, deliveryId, at] = [newId(), newId(), new Date()];
  await db.webhookEndpoint.create({ data: { id: endpointId, partyId: owner.party.id, url: "https://erp.example.org/hook", eventTypes: ["deals.requested"], createdByUserId: owner.userId, createdAt: at } });
  const body = JSON.stringify({ type: "deals.requested", timestamp: at.toISOString(), data: { dealId: newId() } });
  await db.webhookDelivery.create({ data: { id: deliveryId, endpointId, eventId: 1n, eventType: "deals.requested", body, state: "delivered", attempts: 1, round: 1, dueAt: at, createdAt: at, tries: { create: { number: 1, at, durationMs: 12, status: 204 } } } });
  return { endpointId, deliveryId };
}
