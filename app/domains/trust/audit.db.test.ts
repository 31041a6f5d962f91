import { expect, it } from "vitest";
import { sqlState } from "#app/platform/db/sql.server.ts";
import { createPerson } from "#tests/factories/people.ts";
import { describeDatabases } from "#tests/setup/test-database.ts";
import { audit, checkChain, listAudit } from "./audit.repository.server.ts";

const attempts = [`UPDATE audit_entry SET action = action`, `DELETE FROM audit_entry`, `TRUNCATE audit_entry`, `INSERT INTO audit_entry SELECT * FROM audit_entry LIMIT 1 ON CONFLICT (seq) DO UPDATE SET action = EXCLUDED.action`];

describeDatabases("the record of moderation", (open) => {
  const at = new Date("2026-05-04T10:00:00.123Z");

  it("chains what is written, whatever is in it", async () => {
    const db = open();
    const person = await createPerson(db, { name: "Ada" });
    for (let n = 0; n < 5; n += 1) {
      await db.$transaction((tx) =>
        audit(tx, { at, actorUserId: n % 2 ? null : person.userId, action: "decision.made", subjectKind: "decision", subjectId: `d${n}`, details: { z: "“ü” 中文\n", a: [1, null, true, { y: 2, b: "x" }], n } }),
      );
    }
    expect(await checkChain(db, 2)).toEqual({ intact: true, size: 5, brokenAt: null });
    const rows = await listAudit(db, { action: null, actorUserId: person.userId, subjectId: null, before: 5n, limit: 10 });
    expect(rows.map((row) => [Number(row.seq), row.actorName])).toEqual([[3, "Ada"], [1, "Ada"]]);
  });

  it.each(attempts)("refuses: %s", async (statement) => {
    const failure = await open().$executeRawUnsafe(statement).then(() => null, (error: unknown) => error);
    expect(["RB001", "42501"]).toContain(sqlState(failure));
  });

  it("an act that is undone leaves no row and no gap", async () => {
    const db = open();
    await expect(
      db.$transaction(async (tx) => {
        await audit(tx, { at, actorUserId: null, action: "case.opened", subjectKind: "case", subjectId: "c" });
        throw new Error("undone");
      }),
    ).rejects.toThrow("undone");
    expect(await checkChain(db)).toMatchObject({ intact: true, size: 5 });
  });

  // Somebody with every right on the database switches the trigger off, changes the past, and switches it on again.
  it.each([
    ["a changed detail", `UPDATE audit_entry SET details = jsonb_set(details, '{n}', '9') WHERE seq = 3`, `UPDATE audit_entry SET details = jsonb_set(details, '{n}', '2') WHERE seq = 3`, "3"],
    ["another actor", `UPDATE audit_entry SET actor_user_id = 'other' WHERE seq = 2`, `UPDATE audit_entry SET actor_user_id = NULL WHERE seq = 2`, "2"],
    ["a time moved", `UPDATE audit_entry SET at = at + interval '1 ms' WHERE seq = 4`, `UPDATE audit_entry SET at = at - interval '1 ms' WHERE seq = 4`, "4"],
  ])("shows %s", async (_what, change, back, brokenAt) => {
    const db = open();
    const run = async (statement: string) => {
      await db.$executeRawUnsafe(`ALTER TABLE audit_entry DISABLE TRIGGER audit_entry_append_only`);
      await db.$executeRawUnsafe(statement);
      await db.$executeRawUnsafe(`ALTER TABLE audit_entry ENABLE ALWAYS TRIGGER audit_entry_append_only`);
    };
    await run(change);
    expect(await checkChain(db)).toMatchObject({ intact: false, brokenAt });
    await run(back);
    expect(await checkChain(db)).toMatchObject({ intact: true });
  });

  it.each([["a row in between", 3, "3"], ["the last row", 5, "5"]])("shows that %s is missing", async (_what, seq, brokenAt) => {
    const db = open();
    const failure = await db
      .$transaction(async (tx) => {
        await tx.$executeRawUnsafe(`ALTER TABLE audit_entry DISABLE TRIGGER audit_entry_append_only`);
        await tx.$executeRawUnsafe(`DELETE FROM audit_entry WHERE seq = ${seq}`);
        expect(await checkChain(tx)).toMatchObject({ intact: false, brokenAt });
        throw new Error("put back");
      })
      .catch((error: Error) => error.message);
    expect(failure).toBe("put back");
    expect(await checkChain(db)).toMatchObject({ intact: true, size: 5 });
  });
});
