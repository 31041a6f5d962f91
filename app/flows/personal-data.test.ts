import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { wordsOf } from "#app/platform/personal-data/personal-data.server.ts";
import { actsTables, notPersonal, personalTables } from "./personal-data.server.ts";

type Model = { table: string; columns: string[] };

/** Every model of the schema with its columns in the database. */
function models(): Model[] {
  const folder = path.resolve("prisma/schema");
  const text = readdirSync(folder).map((file) => readFileSync(path.join(folder, file), "utf8")).join("\n");
  const names = new Set([...text.matchAll(/^model (\w+) \{/gm)].map((found) => found[1]));
  return [...text.matchAll(/^model \w+ \{\n([\s\S]*?)^\}/gm)].map(([, body = ""]) => {
    const fields = body.split("\n").map((line) => line.trim()).filter((line) => /^[a-z]\w* +\S/.test(line));
    const columns = fields.flatMap((line) => {
      const [name = "", type = ""] = line.split(/ +/);
      if (names.has(type.replace(/[?[\]]+$/, ""))) return [];
      return [/@map\("(\w+)"\)/.exec(line)?.[1] ?? name];
    });
    return { table: /@@map\("(\w+)"\)/.exec(body)?.[1] ?? "", columns };
  });
}

describe("the list of everything about a person", () => {
  const all = models();

  it("reads the schema", () => {
    expect(all.length).toBeGreaterThan(120);
    expect(all.find((one) => one.table === "api_token")?.columns).toContain("token_hash");
  });

  it("has every table in exactly one place", () => {
    const listed = [...personalTables.map((one) => one.table), ...actsTables.map((one) => one.table), ...Object.keys(notPersonal)];
    expect(listed.filter((table, index) => listed.indexOf(table) !== index)).toEqual([]);
    expect(listed.toSorted()).toEqual(all.map((one) => one.table).toSorted());
  });

  it("gives or withholds every column of a table with data of people", () => {
    for (const spec of personalTables) {
      const listed = [...wordsOf(spec.give), ...Object.values(spec.withheld ?? {}).flatMap(wordsOf)];
      expect({ table: spec.table, columns: listed.toSorted() }).toEqual({ table: spec.table, columns: (all.find((one) => one.table === spec.table)?.columns ?? []).toSorted() });
      for (const column of [...wordsOf(spec.named ?? ""), ...Object.keys(spec.say ?? {})]) expect(wordsOf(spec.give)).toContain(column);
    }
  });

  it("says of no table that names a person that it is about nobody", () => {
    const naming = all.filter((one) => one.columns.some((column) => /(^|_)user_id$/.test(column))).map((one) => one.table);
    // Who holds a case is nobody else's business, and ends by itself; the keys of the log are of the platform.
    expect(naming.filter((table) => table in notPersonal)).toEqual(["moderation_case"]);
    for (const { table, who, at, key } of actsTables) expect(all.find((one) => one.table === table)?.columns).toEqual(expect.arrayContaining([...wordsOf(who), at, ...wordsOf(key)]));
  });
});
