import { describe, expect, it } from "vitest";
import { massFrom } from "./mass.rules.ts";
import { allowedMoves, checkMove, dealStates, dealVerbs, lapsesAt, respondBy, showsCode, transitionTable, type DealFacts, type DealState, type Mover } from "./deals.rules.ts";
import { windowFields, windowFrom, windowProblem } from "./window.rules.ts";

const now = new Date("2026-05-04T10:00:00Z");
const later = (ms: number) => new Date(now.getTime() + ms);
const movers: Mover[] = ["giver", "taker", "system", "operator"];

const facts = (state: DealState, change: Partial<DealFacts> = {}): DealFacts => ({
  kind: "gift",
  light: false,
  windowBySide: null,
  windowAgreedAt: null,
  hasPendingChange: false,
  state,
  requesterSide: "taker",
  respondBy: later(86_400_000),
  agreedStartsAt: later(-7_200_000),
  agreedEndsAt: later(-3_600_000),
  handedOverBy: state === "handed_over" ? "giver" : null,
  autoCompleteAt: later(86_400_000),
  completedAt: state === "completed" ? later(-3_600_000) : null,
  contestedAt: null,
  ...change,
});

describe("the table of moves", () => {
  it("is this, and nothing else", () => {
    expect(transitionTable.map((row) => `${row.from} -> ${row.to} by ${row.verb} of ${row.who.join("|")}`)).toMatchInlineSnapshot(`
      [
        "requested -> accepted by auto_accept of system",
        "requested -> accepted by accept of giver|taker",
        "requested -> countered by counter of giver|taker",
        "requested -> declined by decline of giver|taker",
        "requested -> cancelled_by_giver by cancel of giver",
        "requested -> cancelled_by_taker by cancel of taker",
        "offered -> accepted by accept of giver|taker",
        "offered -> countered by counter of giver|taker",
        "offered -> declined by decline of giver|taker",
        "offered -> cancelled_by_giver by cancel of giver",
        "offered -> cancelled_by_taker by cancel of taker",
        "countered -> accepted by accept of giver|taker",
        "countered -> offered by counter of giver|taker",
        "countered -> declined by decline of giver|taker",
        "requested -> declined by close of system",
        "requested -> expired by expire of system",
        "offered -> declined by close of system",
        "offered -> expired by expire of system",
        "countered -> declined by close of system",
        "countered -> expired by expire of system",
        "accepted -> cancelled_by_giver by cancel of giver",
        "accepted -> cancelled_by_taker by cancel of taker",
        "accepted -> requested by undo_accept of giver|taker",
        "accepted -> expired by lapse of system",
        "accepted -> accepted by agree_change of giver|taker",
        "accepted -> scheduled by schedule of giver|taker",
        "accepted -> handed_over by hand_over of giver|taker",
        "accepted -> completed by enter_code of giver",
        "accepted -> on_loan by enter_code of giver",
        "accepted -> inspecting by enter_code of giver",
        "accepted -> inspecting by receive of taker",
        "scheduled -> cancelled_by_giver by cancel of giver",
        "scheduled -> cancelled_by_taker by cancel of taker",
        "scheduled -> requested by undo_accept of giver|taker",
        "scheduled -> expired by lapse of system",
        "scheduled -> scheduled by agree_change of giver|taker",
        "scheduled -> scheduled by schedule of giver|taker",
        "scheduled -> scheduled by agree_time of giver|taker",
        "scheduled -> handed_over by hand_over of giver|taker",
        "scheduled -> completed by enter_code of giver",
        "scheduled -> on_loan by enter_code of giver",
        "scheduled -> inspecting by enter_code of giver",
        "scheduled -> inspecting by receive of taker",
        "scheduled -> no_show by report_no_show of giver|taker",
        "handed_over -> completed by enter_code of giver",
        "handed_over -> on_loan by enter_code of giver",
        "handed_over -> completed by complete of giver|taker",
        "handed_over -> on_loan by complete of giver|taker",
        "handed_over -> completed by auto_complete of system",
        "handed_over -> on_loan by auto_complete of system",
        "handed_over -> disputed by dispute of giver|taker",
        "on_loan -> on_loan by extend_loan of giver",
        "on_loan -> returning by hand_back of taker",
        "on_loan -> completed by confirm_return of giver",
        "returning -> completed by confirm_return of giver",
        "returning -> completed by auto_return of system",
        "on_loan -> lost by report_lost of giver|taker",
        "on_loan -> disputed by dispute of giver|taker",
        "inspecting -> completed by inspect of taker",
        "inspecting -> requoted by inspect of taker",
        "inspecting -> returning by expire_inspection of system",
        "requoted -> completed by accept_requote of giver",
        "requoted -> returning by refuse_requote of giver",
        "requoted -> returning by expire_requote of system",
        "returning -> returned by confirm_return of giver",
        "returning -> returned by auto_return of system",
        "inspecting -> disputed by dispute of giver|taker",
        "requoted -> disputed by dispute of giver|taker",
        "returning -> disputed by dispute of giver|taker",
        "completed -> disputed by contest of giver|taker",
        "disputed -> completed by resolve_completed of operator",
        "disputed -> cancelled_by_operator by resolve_cancelled of operator",
        "disputed -> cancelled_by_operator by end_dispute of system",
        "disputed -> completed by end_dispute of system",
      ]
    `);
  });

  it("nothing leaves a final state, but for contesting what was completed", () => {
    expect(transitionTable.filter((row) => row.from === "completed").map((row) => row.verb)).toEqual(["contest"]);
    const final: DealState[] = ["returned", "lost", "declined", "expired", "cancelled_by_giver", "cancelled_by_taker", "cancelled_by_operator", "no_show"];
    for (const state of final) expect(transitionTable.filter((row) => row.from === state)).toEqual([]);
  });

  it("every state is reached, every verb is used", () => {
    expect(new Set(transitionTable.map((row) => row.to))).toEqual(new Set(dealStates));
    expect(new Set(transitionTable.map((row) => row.verb))).toEqual(new Set(dealVerbs));
  });

  it("the server's check and the buttons' list agree, in every state, for everybody", () => {
    for (const state of dealStates)
      for (const mover of movers)
        for (const change of [{}, { requesterSide: "giver" as const }, { autoCompleteAt: later(-1), respondBy: later(-1) }, { agreedEndsAt: null }]) {
          const deal = facts(state, change);
          const listed = allowedMoves(deal, mover, now);
          for (const verb of dealVerbs) expect(typeof checkMove(deal, verb, mover, now) === "object", `${state} ${verb} ${mover}`).toBe(listed.includes(verb));
        }
  });

  it("who answers a request is who owns the listing, on either side", () => {
    expect(allowedMoves(facts("requested"), "giver", now)).toEqual(["accept", "decline"]);
    expect(allowedMoves(facts("requested"), "taker", now)).toEqual(["cancel"]);
    expect(allowedMoves(facts("requested", { requesterSide: "giver" }), "taker", now)).toEqual(["accept", "decline"]);
    expect(allowedMoves(facts("requested", { requesterSide: "giver" }), "giver", now)).toEqual(["cancel"]);
  });

  it("says who and when apart", () => {
    expect(checkMove(facts("requested"), "accept", "taker", now)).toBe("DEALS.NOT_ALLOWED");
    expect(checkMove(facts("accepted"), "accept", "giver", now)).toBe("DEALS.WRONG_STATE");
    expect(checkMove(facts("requested"), "expire", "giver", now)).toBe("DEALS.NOT_ALLOWED");
    expect(checkMove(facts("requested"), "expire", "system", now)).toBe("DEALS.WRONG_STATE");
    expect(checkMove(facts("handed_over"), "complete", "giver", now)).toBe("DEALS.NOT_ALLOWED");
  });

  it("moments: at the instant itself the request has lapsed and the wait is over", () => {
    for (const [offset, lapsed] of [[1, false], [0, true], [-1, true]] as const) {
      const deal = facts("requested", { respondBy: later(offset) });
      expect(allowedMoves(deal, "giver", now).includes("accept")).toBe(!lapsed);
      expect(allowedMoves(deal, "system", now).includes("expire")).toBe(lapsed);
      const autoCompleteAt = later(offset);
      expect(allowedMoves(facts("handed_over", { autoCompleteAt }), "system", now).includes("auto_complete")).toBe(lapsed);
      expect(allowedMoves(facts("accepted", { light: true, autoCompleteAt }), "system", now)).toEqual(lapsed ? ["lapse"] : []);
      expect(allowedMoves(facts("accepted", { autoCompleteAt }), "system", now)).toEqual([]);
      expect(allowedMoves(facts("inspecting", { kind: "inspected", autoCompleteAt }), "system", now)).toEqual(lapsed ? ["expire_inspection"] : []);
    }
    for (const [offset, late] of [[-1_799_999, false], [-1_800_000, true]] as const)
      expect(allowedMoves(facts("scheduled", { agreedEndsAt: later(offset) }), "taker", now).includes("report_no_show")).toBe(late);
  });

  it("the code lives from acceptance until the giver has spoken", () => {
    expect(dealStates.filter((state) => showsCode(facts(state)))).toEqual(["accepted", "scheduled"]);
    expect(showsCode(facts("handed_over", { handedOverBy: "taker" }))).toBe(true);
  });

  it("a request waits six days or until the listing ends", () => {
    expect(respondBy(now, null)).toEqual(later(6 * 86_400_000));
    expect(respondBy(now, later(3_600_000))).toEqual(later(3_600_000));
    expect(respondBy(now, later(30 * 86_400_000))).toEqual(later(6 * 86_400_000));
  });
});

it("a gift without ceremony waits seven days, from the end of its time where one is set", () => {
  const week = 7 * 86_400_000;
  expect(lapsesAt(now, null)).toEqual(later(week));
  expect(lapsesAt(now, later(-1))).toEqual(later(week));
  expect(lapsesAt(now, later(3_600_000))).toEqual(later(week + 3_600_000));
});

describe("weights as typed", () => {
  it.each([
    ["2.5", "kg", 2_500],
    ["2,5", "kg", 2_500],
    ["850", "g", 850],
    ["3", "jin", 1_500],
    [" 0.001 ", "kg", 1],
    ["30000", "kg", 30_000_000],
  ] as const)("%s %s is %d g", (text, unit, grams) => expect(massFrom(text, unit)).toBe(grams));

  it.each(["", "0", "-1", "1e3", "NaN", "Infinity", "30000.1", "1.2.3", "12 kg", "0.0001"])("%j kg is refused", (text) => expect(massFrom(text, "kg")).toBeNull());
});

describe("agreed windows", () => {
  it("stand on the place's clock, before and after a change of clocks", () => {
    expect(windowFrom({ date: "2026-03-28", from: "09:00", until: "10:00" }, "Europe/Berlin")?.startsAt.toISOString()).toBe("2026-03-28T08:00:00.000Z");
    expect(windowFrom({ date: "2026-03-29", from: "09:00", until: "10:00" }, "Europe/Berlin")?.startsAt.toISOString()).toBe("2026-03-29T07:00:00.000Z");
    expect(windowFrom({ date: "2026-05-04", from: "09:00", until: "10:00" }, "Asia/Kathmandu")?.startsAt.toISOString()).toBe("2026-05-04T03:15:00.000Z");
  });

  it("ask anew for a time that does not exist, and pass midnight", () => {
    expect(windowFrom({ date: "2026-03-29", from: "02:30", until: "03:30" }, "Europe/Berlin")).toBeNull();
    expect(windowFrom({ date: "2026-02-30", from: "09:00", until: "10:00" }, "Europe/Berlin")).toBeNull();
    const overnight = windowFrom({ date: "2026-05-04", from: "23:30", until: "00:30" }, "Asia/Shanghai");
    expect(overnight && overnight.endsAt.getTime() - overnight.startsAt.getTime()).toBe(3_600_000);
  });

  it("come back into the form as they were typed", () => {
    const typed = { date: "2026-11-01", from: "14:00", until: "14:30" };
    const window = windowFrom(typed, "America/New_York");
    expect(window && windowFields(window, "America/New_York")).toEqual(typed);
  });

  it("lie ahead, within a year, and last a day at most", () => {
    expect(windowProblem({ startsAt: later(-10), endsAt: later(0) }, now)).toBe("past");
    expect(windowProblem({ startsAt: later(-10), endsAt: later(1) }, now)).toBeNull();
    expect(windowProblem({ startsAt: later(0), endsAt: later(86_400_001) }, now)).toBe("too_long");
    expect(windowProblem({ startsAt: later(366 * 86_400_000), endsAt: later(366 * 86_400_000 + 1) }, now)).toBe("too_far");
  });
});
