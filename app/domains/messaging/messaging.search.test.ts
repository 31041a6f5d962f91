import { expect, it } from "vitest";
import { messageWords, searchQuery } from "./messaging.search.ts";
import { excerptOf } from "./search.service.server.ts";

/** What PostgreSQL does with both, small: every part is a word, or with a star the beginning of one. */
function finds(query: string, text: string): boolean {
  const words = messageWords(text).split(" ");
  const parts = searchQuery(query)?.split(" & ") ?? ["nothing"];
  return parts.every((part) => words.some((word) => (part.endsWith(":*") ? word.startsWith(part.slice(0, -2)) : word === part)));
}

it.each([
  ["sofa", "The Sofas are at the door", true],
  ["CAFE", "by the café", true],
  ["tuesday 14", "Tuesday, 14:30", true],
  ["沙发", "绿色绒布双人沙发还在吗？", true],
  ["绒布双人", "绿色绒布双人沙发还在吗？", true],
  ["吗", "还在吗", true],
  ["在吗", "还在吗？", true],
  ["发沙", "绿色沙发", false],
  ["chair", "table and lamp", false],
  ["地铁 sofa", "Sofa，在地铁口", true],
] as const)("%j in %j: %j", (query, text, found) => expect(finds(query, text)).toBe(found));

it("nothing but letters and digits reaches the query", () => {
  expect(searchQuery("a' | !b:* & (c) \\ <-> 沙' 发")).toBe("a:* & b:* & c:* & 沙:* & 发:*");
  expect(searchQuery(" ,;'!? ")).toBeNull();
});

it("an excerpt is cut around the first word that was looked for", () => {
  const text = `${"x".repeat(500)} the fountain ${"y".repeat(500)}`;
  expect(excerptOf(text, "Fountain")).toMatch(/^…x+ the fountain y+…$/);
  expect(excerptOf("short", "nothing")).toBe("short");
});
