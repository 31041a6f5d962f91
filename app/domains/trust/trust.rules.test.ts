import { describe, expect, it } from "vitest";
import { auditHash, canonicalJson, followChain, genesisHash, type AuditRow } from "./audit.rules.ts";
import { caseFromScore, hintsFor, hintScores, type HintFacts } from "./hints.rules.ts";
import { casePriority, decisionsThatFit, isHeld, isInForce, needsSecondPerson, subjectKinds } from "./trust.rules.ts";
import { published } from "./transparency.rules.ts";

const at = (text: string) => new Date(text);

describe("cases", () => {
  it("the gravest reason counts most, then how many say so, then what rules point at", () => {
    expect(casePriority({ reasons: ["illegal"], hintScore: 0 })).toBeGreaterThan(casePriority({ reasons: ["spam", "spam", "spam", "spam"], hintScore: 0 }));
    expect(casePriority({ reasons: ["spam", "spam"], hintScore: 0 })).toBe(10);
    expect(casePriority({ reasons: Array.from({ length: 100 }, () => "spam" as const), hintScore: 0 })).toBe(30);
    expect(casePriority({ reasons: [], hintScore: 60 })).toBe(20);
    expect(casePriority({ reasons: [], hintScore: 0 })).toBe(0);
  });

  it("a lease ends at its instant, a restriction at its", () => {
    const until = at("2026-01-01T12:00:00Z");
    expect(isHeld({ heldByUserId: "a", heldUntil: until }, at("2026-01-01T11:59:59Z"))).toBe(true);
    expect(isHeld({ heldByUserId: "a", heldUntil: until }, until)).toBe(false);
    expect(isInForce({ until, endedAt: null }, until)).toBe(false);
    expect(isInForce({ until: null, endedAt: null }, until)).toBe(true);
    expect(isInForce({ until: null, endedAt: until }, at("2025-01-01T00:00:00Z"))).toBe(false);
  });

  it("only listings are removed, and what is removed or suspended needs two", () => {
    expect(subjectKinds.filter((kind) => decisionsThatFit(kind).includes("remove"))).toEqual(["listing"]);
    expect((["dismiss", "warn", "hide", "remove", "restrict", "suspend"] as const).filter(needsSecondPerson)).toEqual(["remove", "suspend"]);
  });
});

describe("hints", () => {
  const calm: HintFacts = { title: "Chair of beech", description: "A little worn.", category: "wooden_chair", priceMinor: 2000, medianMinor: 2500, medianOf: 9, accountAgeMs: 90 * 86_400_000, completedDeals: 0, sameTitle: 0, samePhotos: 0 };
  const reasons = (facts: Partial<HintFacts>) => hintsFor({ ...calm, ...facts }).reasons;

  it("say nothing of an ordinary listing, in either language", () => {
    expect(hintsFor(calm)).toEqual({ score: 0, reasons: [] });
    expect(reasons({ title: "榉木椅子", description: "自提，当面付款。尺寸 45×45×90 厘米，2019 年购买。" })).toEqual([]);
    expect(reasons({ description: "Size 120 x 80 cm, model 2019-11, was 150 euros. Pay when you pick it up." })).toEqual([]);
  });

  it.each([
    ["payment_ahead", { description: "Please pay in advance by bank transfer" }],
    ["payment_ahead", { description: "先付款后发货" }],
    ["contact_outside", { description: "Write to me on WhatsApp" }],
    ["contact_outside", { description: "加微信聊" }],
    ["contact_outside", { description: "call +49 151 2345 6789" }],
    ["price_far_below", { priceMinor: 600 }],
    ["new_account_expensive", { category: "smartphone", priceMinor: 50_000, medianMinor: 60_000, accountAgeMs: 3_600_000 }],
    ["copied_title", { sameTitle: 1 }],
    ["copied_photo", { samePhotos: 1 }],
  ] as const)("%s for %j", (reason, facts) => {
    expect(hintsFor({ ...calm, ...facts })).toEqual({ score: hintScores[reason], reasons: [reason] });
  });

  it("trust who has handed things over, and compare with no fewer than five prices", () => {
    expect(reasons({ category: "smartphone", priceMinor: 50_000, medianMinor: 60_000, accountAgeMs: 3_600_000, completedDeals: 3 })).toEqual([]);
    expect(reasons({ priceMinor: 600, medianOf: 4 })).toEqual([]);
    expect(reasons({ priceMinor: null })).toEqual([]);
  });

  it("no single one opens a case", () => {
    for (const score of Object.values(hintScores)) expect(score).toBeLessThan(caseFromScore);
  });
});

describe("the record", () => {
  const row = (seq: bigint, prevHash: string): AuditRow => {
    const body = { seq, at: at("2026-01-01T00:00:00.5Z"), actorUserId: null, action: "case.opened", subjectKind: "case", subjectId: "c", details: { b: [1, { z: null, a: "x" }], a: "y" }, prevHash };
    return { ...body, hash: auditHash(body) };
  };

  it("writes the same content as the same text, whatever the order", () => {
    expect(canonicalJson({ b: 1, a: { d: [true, null], c: "“é”" } })).toBe('{"a":{"c":"“é”","d":[true,null]},"b":1}');
    expect(canonicalJson({ a: { c: "“é”", d: [true, null] }, b: 1 })).toBe(canonicalJson({ b: 1, a: { d: [true, null], c: "“é”" } }));
  });

  it("follows from row to row, and says where it does not", () => {
    const one = row(1n, genesisHash);
    const two = row(2n, one.hash);
    const start = { seq: 0n, hash: genesisHash };
    expect(followChain(start, [one, two])).toEqual({ end: { seq: 2n, hash: two.hash }, brokenAt: null });
    expect(followChain(start, [two]).brokenAt).toBe(1n);
    expect(followChain(start, [one, { ...two, action: "listing.held" }]).brokenAt).toBe(2n);
    expect(followChain(start, [one, row(2n, genesisHash)]).brokenAt).toBe(2n);
  });
});

it("small numbers are not told apart, nought is nought", () => {
  expect([0, 1, 4, 5].map(published)).toEqual([0, "fewer_than_5", "fewer_than_5", 5]);
});
