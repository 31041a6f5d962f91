import { expect, it } from "vitest";
import { blankWithdrawn, cautionsFor, completeUpTo, mergeBySeq } from "./messaging.rules.ts";

it.each([
  ["Tuesday at the fountain?", []],
  ["2026-05-04 14:00 or 14:30-15:00, 3 chairs at 12.50", []],
  ["see https://example.org/x", ["link"]],
  ["write to www.trade.example", ["link"]],
  ["call +49 30 1234567", ["phone"]],
  ["我的电话 13812345678", ["phone"]],
  ["please pay by PayPal first", ["payment"]],
  ["先微信转账给我", ["payment"]],
  ["Could you pay in advance?", ["payment"]],
  ["先付款，我再寄", ["payment"]],
  ["可以先转 20 元吗？", ["payment"]],
  ["Transfer 200 yuan first and I keep it", ["payment"]],
  ["先转到三楼，第一间就是", []],
  ["You transfer at the first stop.", []],
  ["扫收款码就行", ["payment"]],
  ["加我 １３８１２３４５６７８", ["phone"]],
  ["详情看 www.二手.cn", ["link"]],
  ["You can pay when you fetch it, 25 euros.", []],
  ["来取的时候再付就好", []],
  ["bit-shop.com, IBAN DE89 3704 0044 0532 0130 00", ["link", "phone", "payment"]],
] as const)("%j asks for care about %j", (text, cautions) => expect(cautionsFor(text)).toEqual(cautions));

it("threads merge by number, each message once, newest version kept", () => {
  const merged = mergeBySeq([{ seq: 1, a: 1 }, { seq: 3, a: 1 }], [{ seq: 2, a: 1 }, { seq: 3, a: 2 }]);
  expect(merged).toEqual([{ seq: 1, a: 1 }, { seq: 2, a: 1 }, { seq: 3, a: 2 }]);
});

it("what was taken back is blank wherever it stands, and nothing else moves", () => {
  const known = [{ seq: 1, withdrawn: false, body: "a", photos: [1] }, { seq: 2, withdrawn: false, body: "b", photos: [] }];
  expect(blankWithdrawn(known, [1, 7])).toEqual([{ seq: 1, withdrawn: true, body: "", photos: [] }, known[1]]);
  expect(blankWithdrawn(known, [7])).toBe(known);
});

it("a gap is seen, so that it can be asked for", () => {
  expect(completeUpTo([], 1)).toBe(0);
  expect(completeUpTo([{ seq: 5 }, { seq: 6 }, { seq: 8 }], 5)).toBe(6);
  // The first one written here may not be the first of the thread.
  expect(completeUpTo([{ seq: 3 }], 1)).toBe(0);
});
