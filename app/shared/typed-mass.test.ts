import { expect, it } from "vitest";
import { typedNet } from "./typed-mass.ts";

it.each([
  ["12.4", "0,4", "kg", 12_000],
  ["24.8", "0.4", "jin", 12_200],
  ["500", "", "g", 500],
  ["3", " ", "kg", 3000],
  ["3", "3", "kg", 0],
  ["3", "3.001", "kg", null],
  ["", "1", "kg", null],
  ["three", "", "kg", null],
  ["3", "a bit", "kg", null],
] as const)("%s less %s %s is %s grams", (gross, tare, unit, net) => expect(typedNet(gross, tare, unit)).toBe(net));
