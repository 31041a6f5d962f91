import fc from "fast-check";
import { beforeAll, expect, it } from "vitest";
import type { Operation } from "#app/api/operation.ts";
import { operations } from "#app/api/operations.server.ts";
import type { Actor } from "#app/shared/actor.ts";
import { apiClient } from "#tests/factories/api.ts";
import { createDeal } from "#tests/factories/deals.ts";
import { createPerson } from "#tests/factories/people.ts";
import { createOwnPoint, createSlot } from "#tests/factories/pickups.ts";
import { describeDatabases } from "#tests/setup/test-database.ts";

/** Text that has hurt somebody: NUL, half surrogates, quotes, wildcards, numbers at the edge, dates that are none. */
const nasty = fc.oneof(
  fc.constantFrom("", " ", "\0", "\ud800", "'; DROP TABLE listing; --", "%", "_", "\\", "NaN", "Infinity", "-1", "0", "1e309", "9223372036854775808", "2147483648", "2026-13-01", "+275760-09-13T00:00:00Z", "0000-00", "9999-12", "true", "null", "[]", "a&!|:*", "<->", "🪑", "椅子"),
  fc.string({ maxLength: 40, unit: "binary" }),
  fc.double().map(String),
  fc.integer().map(String),
);
const json = fc.oneof(nasty, fc.double({ noDefaultInfinity: true, noNaN: true }), fc.integer(), fc.boolean(), fc.constant(null), fc.array(nasty, { maxLength: 3 }), fc.dictionary(nasty, nasty, { maxKeys: 3 }));

describeDatabases(
  "the API under noise",
  (open, kind) => {
    // One session answers one question at a time; PostgreSQL takes the long run.
    const numRuns = kind === "pglite" ? 100 : 400;
    const api = apiClient(open);
    let person: Actor;
    const ids: string[] = [];
    beforeAll(async () => {
      const deal = await createDeal(open(), { state: "accepted" });
      person = deal.giver;
      const { pointId, recycler } = await createOwnPoint(open());
      const { slotId } = await createSlot(open(), { pointId, recycler, startsAt: new Date(Date.now() + 20 * 3_600_000) });
      ids.push(deal.id, deal.listingId, pointId, slotId, (await createPerson(open())).party.id);
    });

    const isFine = (status: number) => status < 500;
    const escaped = (text: string) => encodeURIComponent(text.replace(/\p{Surrogate}/gu, "?"));
    const pathFor = (operation: Operation, value: string) => operation.path.replaceAll(/\{\w+\}/g, () => escaped(value) || "%20");
    const namesOf = (operation: Operation) => Object.keys(operation.query?.shape ?? {});

    it("never breaks on a query, an id or a cursor", async () => {
      const reading = operations.filter((one) => one.method === "get");
      await fc.assert(
        fc.asyncProperty(
          fc.constantFrom(...reading),
          fc.oneof(nasty, fc.nat({ max: 4 }).map((n) => `#${n}`)),
          fc.array(fc.tuple(fc.nat({ max: 12 }), nasty), { maxLength: 4 }),
          async (operation, id, pairs) => {
            const names = namesOf(operation);
            const known = /^#(\d)$/.exec(id)?.[1];
            const query = pairs.map(([n, value]) => `${names[n % Math.max(1, names.length)] ?? "x"}=${escaped(value)}`).join("&");
            const path = `${pathFor(operation, known ? (ids[Number(known)] ?? "") : id)}?${query}`;
            const answer = await api.ask("GET", path, { as: person });
            if (!isFine(answer.status)) throw new Error(`${path} answered ${answer.status}: ${answer.text}`);
          },
        ),
        { numRuns, seed: 11 },
      );
    }, 180_000);

    it("never breaks on a body", async () => {
      const changing = operations.filter((one) => one.method !== "get");
      await fc.assert(
        fc.asyncProperty(
          fc.constantFrom(...changing),
          fc.oneof(nasty, fc.nat({ max: 4 }).map((n) => `#${n}`)),
          fc.array(fc.tuple(fc.nat({ max: 14 }), json), { maxLength: 6 }),
          fc.option(fc.string({ maxLength: 30 }), { nil: undefined }),
          async (operation, id, pairs, key) => {
            const names = Object.keys(operation.body?.shape ?? {});
            const known = /^#(\d)$/.exec(id)?.[1];
            const body = Object.fromEntries(pairs.map(([n, value]) => [names[n % Math.max(1, names.length)] ?? "x", value]));
            const path = pathFor(operation, known ? (ids[Number(known)] ?? "") : id);
            const headers: Record<string, string> = key !== undefined && /^[\x20-\x7e]*$/.test(key) ? { "Idempotency-Key": key } : {};
            const answer = await api.ask(operation.method === "patch" ? "PATCH" : "POST", path, { as: person, body, headers });
            if (!isFine(answer.status)) throw new Error(`${path} ${JSON.stringify(body)} answered ${answer.status}: ${answer.text}`);
          },
        ),
        { numRuns, seed: 12 },
      );
    }, 180_000);

    it("never breaks on bytes that are no JSON, nor on headers", async () => {
      await fc.assert(
        fc.asyncProperty(fc.string({ unit: "binary", maxLength: 60 }), fc.string({ maxLength: 40 }), async (bytes, word) => {
          const header = word.replaceAll(/[^\x20-\x7e]/g, "").trim();
          const answer = await api.ask("POST", "/listings", { as: person, body: bytes, headers: { "Accept-Language": header, "Content-Type": header || "application/json" } });
          expect(answer.status).toBeGreaterThanOrEqual(400);
          expect(answer.status).toBeLessThan(500);
          expect((await api.ask("GET", "/listings", { headers: { Authorization: header || "Bearer" } })).status).toBe(401);
        }),
        { numRuns: numRuns / 5, seed: 13 },
      );
    });
  },
);
