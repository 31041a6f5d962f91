import { describe, expect, it } from "vitest";
import en from "#app/locales/en/claims.json" with { type: "json" };
import zh from "#app/locales/zh-CN/claims.json" with { type: "json" };
import { claimKinds, claimStates, fitsClaim, unprovenWords } from "./claims.rules.ts";

describe("words that claim", () => {
  it("are found in both languages, each once and as written", () => {
    expect(unprovenWords("Biodegradable bags, climate-neutral and Eco-friendly; eco-friendly again", [])).toEqual(["Biodegradable", "Eco-friendly", "climate-neutral"]);
    expect(unprovenWords("可降解餐具，碳中和，环保", [])).toEqual(["可降解", "环保", "碳中和"]);
  });

  it("are proven by an accepted claim of their kind, and what nothing proves stays", () => {
    expect(unprovenWords("Biodegradable", ["biodegradable"])).toEqual([]);
    expect(unprovenWords("biodegradable", ["compostable"])).toEqual([]);
    expect(unprovenWords("compostable", ["biodegradable"])).toEqual(["compostable"]);
    expect(unprovenWords("carbon neutral", claimKinds)).toEqual(["carbon neutral"]);
  });

  it("are not seen in what only sounds like it", () => {
    for (const text of ["Recyclable bottles", "A bicycle, well kept", "Ecology textbook", "Neutral grey coat", "not biodegradable", "环保袋三个", "不可降解", "Green chair", "Energy drink crate", "Recycled once already by my aunt"]) expect(unprovenWords(text, [])).toEqual([]);
  });
});

describe("claims", () => {
  it("have words for each kind and state in both languages", () => {
    for (const words of [en, zh]) {
      expect(Object.keys(words.kinds).sort()).toEqual([...claimKinds].sort());
      expect(Object.keys(words.states).sort()).toEqual([...claimStates].sort());
    }
  });

  it("move forward only", () => {
    expect(claimStates.filter((state) => fitsClaim("accept", state))).toEqual(["pending"]);
    expect(claimStates.filter((state) => fitsClaim("refuse", state))).toEqual(["pending", "accepted"]);
    expect(claimStates.filter((state) => fitsClaim("withdraw", state))).toEqual(["awaiting_document", "pending", "accepted"]);
    expect(claimStates.filter((state) => fitsClaim("hand_in", state))).toEqual(["awaiting_document"]);
  });
});
