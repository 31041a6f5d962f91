import { expect, it } from "vitest";
import { liveState, type StateReport } from "./live.rules.ts";

const report = (more: Partial<StateReport>): StateReport => ({ subject: "queue", level: 1, minutes: null, source: "user", at: "2026-06-01T09:00:00.000Z", expiresAt: "2026-06-01T10:00:00.000Z", ...more });
const at = (time: string) => new Date(`2026-06-01T${time}Z`);

it("the strongest source wins, however old; of one source the newest", () => {
  const staff = report({ source: "staff", level: 0, at: "2026-06-01T08:00:00.000Z", expiresAt: "2026-06-01T12:00:00.000Z" });
  const device = report({ source: "device", level: 1, at: "2026-06-01T09:10:00.000Z", expiresAt: "2026-06-01T09:40:00.000Z" });
  const older = report({ level: 1 });
  const newer = report({ level: 2, at: "2026-06-01T09:20:00.000Z", expiresAt: "2026-06-01T10:20:00.000Z" });
  expect(liveState([older, newer, device, staff], at("09:30")).queue).toBe(staff);
  expect(liveState([older, newer, device], at("09:30")).queue).toBe(device);
  expect(liveState([newer, older], at("09:30")).queue).toBe(newer);
});

it("a report says nothing from its end on, and what was weaker holds again", () => {
  const staff = report({ source: "staff", level: 0, expiresAt: "2026-06-01T09:30:00.000Z" });
  const user = report({ level: 2 });
  expect(liveState([staff, user], at("09:29:59")).queue).toBe(staff);
  expect(liveState([staff, user], at("09:30:00")).queue).toBe(user);
  expect(liveState([staff, user], at("10:00:00")).queue).toBeNull();
});

it("each group of containers stands for itself, the fullest first", () => {
  const glass = report({ subject: "glass", level: 4 });
  const paper = report({ subject: "paper", level: 1 });
  expect(liveState([paper, glass], at("09:30"))).toEqual({ queue: null, fill: [glass, paper] });
});
