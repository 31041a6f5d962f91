import { describe, expect, it } from "vitest";
import { newId } from "#app/shared/ids.ts";
import { dueAfter, dueWhenExtended, isOverdue } from "./shelves.rules.ts";
import { newItemInput } from "./shelves.schema.ts";

describe("a loan", () => {
  it.each([
    ["Europe/Berlin", "2026-03-25T10:00:00Z", "2026-04-01T21:59:59.000Z"],
    ["Asia/Shanghai", "2026-03-25T20:00:00Z", "2026-04-02T15:59:59.000Z"],
  ])("is due at the end of a day in %s", (zone, from, due) => {
    expect(dueAfter(new Date(from), 7, zone).toISOString()).toBe(due);
  });

  it("is extended from its due day, or from today where that has passed", () => {
    const due = new Date("2026-05-10T21:59:59Z");
    expect(dueWhenExtended(due, new Date("2026-05-08T10:00:00Z"), 7, "Europe/Berlin").toISOString()).toBe("2026-05-17T21:59:59.000Z");
    expect(dueWhenExtended(due, new Date("2026-05-12T10:00:00Z"), 7, "Europe/Berlin").toISOString()).toBe("2026-05-19T21:59:59.000Z");
    expect([isOverdue({ dueAt: due }, due), isOverdue({ dueAt: due }, new Date(due.getTime() + 1))]).toEqual([false, true]);
  });
});

describe("a thing for the shelf", () => {
  const typed = { itemId: newId(), kind: "book", title: "A book", loanDays: "14" };

  it.each([
    ["0-306-40615-2", "9780306406157"],
    ["978 7 02 004249 4", "9787020042494"],
    ["", null],
  ])("reads the ISBN %s", (isbn, expected) => {
    expect(newItemInput.parse({ ...typed, isbn })).toMatchObject({ isbn: expected, loanDays: 14 });
  });

  it("refuses a wrong check digit at its field, and takes none for tools", () => {
    expect(newItemInput.safeParse({ ...typed, isbn: "9787020042495" }).error?.issues).toMatchObject([{ path: ["isbn"], message: "errors:isbn" }]);
    expect(newItemInput.parse({ ...typed, kind: "tool", isbn: "nonsense" }).isbn).toBeNull();
    expect(newItemInput.safeParse({ ...typed, loanDays: "3650" }).success).toBe(false);
  });
});
