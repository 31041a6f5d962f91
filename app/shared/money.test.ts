import { expect, it } from "vitest";
import { formatPrice, minorFrom } from "./money.ts";

it("reads a typed price with a point or a comma, and nothing else", () => {
  expect(["12", "12.5", "12,50", " 0 ", "9999999.99"].map(minorFrom)).toEqual([1200, 1250, 1250, 0, 999_999_999]);
  expect(["", "-1", "1.234", "1e3", "twelve", "12345678", "1.", "１２"].map(minorFrom)).toEqual(Array(8).fill(null));
});

it("writes whole amounts without decimals", () => {
  expect([formatPrice(4500, "EUR", "en"), formatPrice(4550, "EUR", "en")]).toEqual(["€45", "€45.50"]);
});
