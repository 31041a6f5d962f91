import { expect, it } from "vitest";
import { findAlike, titleLikeness, type OwnListing } from "./alike.ts";

const own: OwnListing[] = [
  { id: "1", title: "Green velvet sofa for two", what: "goods:sofa", hashes: ["0f3c5a7e1b2d4c6e"] },
  { id: "2", title: "绿色绒布双人沙发", what: "goods:sofa", hashes: [] },
  { id: "3", title: "Chair of beech", what: "goods:wooden_chair", hashes: ["0000000000000000"] },
];
const draft = (title: string, what: string | null = "goods:sofa", hashes: string[] = []) => findAlike(own, { title, what, hashes }).map(({ id, because }) => `${id} ${because}`);

it("knows a title again, in both languages and in other words of the same category", () => {
  expect(draft("green velvet sofa")).toEqual(["1 title"]);
  expect(draft("绿色双人沙发")).toEqual(["2 title"]);
  expect(draft("Green velvet sofa for two!", null)).toEqual(["1 title"]);
  expect(draft("Green velvet curtains", "goods:decoration")).toEqual([]);
  expect(draft("Chair of oak", "goods:sofa")).toEqual([]);
  expect(draft("")).toEqual([]);
});

it("knows a photo again, slightly changed, but not one that shows nothing", () => {
  expect(draft("Something else", null, ["0f3c5a7e1b2d4c6f"])).toEqual(["1 photo"]);
  expect(draft("Something else", null, ["f0c3a5811b2d4c6e"])).toEqual([]);
  expect(draft("Something else", null, ["0000000000000000"])).toEqual([]);
});

it("likeness goes from 0 to 1", () => {
  expect(titleLikeness("Lamp", "lamp")).toBe(1);
  expect(titleLikeness("Lamp", "xyz")).toBe(0);
  expect(titleLikeness("", "")).toBe(1);
});
