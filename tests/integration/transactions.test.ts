import { expect, it } from "vitest";
import { inTransaction, transact } from "#app/platform/db/database.server.ts";
import { once } from "#app/platform/idempotency.repository.server.ts";
import { newId } from "#app/shared/ids.ts";
import { err, ok } from "#app/shared/result.ts";
import { createPerson } from "../factories/people.ts";
import { describeDatabases } from "../setup/test-database.ts";

describeDatabases("transactions", (open) => {
  const community = () => ({ id: newId(), kind: "community" as const, name: "C", slug: newId() });

  it("a verb called inside a transaction joins it, and goes down with it", async () => {
    const db = open();
    const party = community();
    const result = await transact(db, async (tx) => {
      await transact(tx, async (inner) => {
        await inner.party.create({ data: party });
        return ok(null);
      });
      return err("TEST.REFUSED");
    });
    expect(result).toEqual({ ok: false, error: "TEST.REFUSED" });
    expect(await db.party.count({ where: { id: party.id } })).toBe(0);
  });

  it("an exception undoes everything", async () => {
    const db = open();
    const party = community();
    await expect(
      inTransaction(db, async (tx) => {
        await tx.party.create({ data: party });
        throw new Error("bug");
      }),
    ).rejects.toThrow("bug");
    expect(await db.party.count({ where: { id: party.id } })).toBe(0);
  });
});

describeDatabases("what is checked when a transaction ends", (open) => {
  it("undoes it and is heard, and the next one goes on as if nothing had been", async () => {
    const db = open();
    await db.$executeRawUnsafe("CREATE TABLE ends_once (number integer UNIQUE DEFERRABLE INITIALLY DEFERRED)");
    const insertTwice = () =>
      inTransaction(db, async (tx) => {
        await tx.$executeRawUnsafe("INSERT INTO ends_once VALUES (1)");
        await tx.$executeRawUnsafe("INSERT INTO ends_once VALUES (1)");
      });
    await expect(insertTwice()).rejects.toThrow();
    await expect(insertTwice()).rejects.toThrow();
    await inTransaction(db, (tx) => tx.$executeRawUnsafe("INSERT INTO ends_once VALUES (2)"));
    expect(await db.$queryRawUnsafe("SELECT number FROM ends_once")).toEqual([{ number: 2 }]);
  });
});

describeDatabases("once", (open) => {
  it("gives a repeat the first answer and does the work once", async () => {
    const db = open();
    const { userId } = await createPerson(db);
    let runs = 0;
    const ask = () => once(db, { userId, key: "k", request: { a: 1 } }, async () => ok({ run: ++runs }));
    expect(await ask()).toEqual(ok({ run: 1 }));
    expect(await ask()).toEqual(ok({ run: 1 }));
    expect(runs).toBe(1);
  });

  it("refuses the same key with another request", async () => {
    const db = open();
    const { userId } = await createPerson(db);
    await once(db, { userId, key: "k", request: 1 }, async () => ok(1));
    expect(await once(db, { userId, key: "k", request: 2 }, async () => ok(2))).toMatchObject({ error: "HTTP.KEY_REUSED" });
  });

  it("lets a failed attempt be tried again, and people use the same key apart", async () => {
    const db = open();
    const first = await createPerson(db);
    const second = await createPerson(db);
    const input = { key: "k", request: 1 };
    expect(await once(db, { ...input, userId: first.userId }, async () => err("TEST.NO"))).toMatchObject({ error: "TEST.NO" });
    expect(await once(db, { ...input, userId: first.userId }, async () => ok("yes"))).toEqual(ok("yes"));
    expect(await once(db, { ...input, userId: second.userId }, async () => ok("other"))).toEqual(ok("other"));
  });
});

describeDatabases(
  "once, at the same moment",
  (open) => {
    it("ten parallel repeats do the work once", async () => {
      const db = open();
      const { userId } = await createPerson(db);
      let runs = 0;
      const answers = await Promise.all(
        Array.from({ length: 10 }, () =>
          once(db, { userId, key: "race", request: 1 }, async () => {
            await new Promise((resolve) => setTimeout(resolve, 20));
            return ok(++runs);
          }),
        ),
      );
      expect(runs).toBe(1);
      expect(new Set(answers.map((a) => JSON.stringify(a)))).toEqual(new Set([JSON.stringify(ok(1))]));
    });
  },
  { on: ["postgresql"] },
);
