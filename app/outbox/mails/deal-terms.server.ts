import { agreedMark } from "#app/domains/deals/deal-marks.repository.server.ts";
import { otherSideOf, proposedStates, type DealState } from "#app/domains/deals/deals.rules.ts";
import { reminderKinds, type ReminderKind } from "#app/domains/deals/reminders.repository.server.ts";
import type { DealRecord } from "#app/domains/deals/deals.repository.server.ts";
import { nextMover } from "#app/domains/deals/deals.rules.ts";
import type { MailHandlers } from "#app/outbox/to-mails.server.ts";
import { formatInstant } from "#app/ui/time.tsx";
import { untilDue } from "./deal-loans.server.ts";
import { reason, send, window, type Letter } from "./deals.server.ts";

const open: readonly DealState[] = [...proposedStates, "accepted", "scheduled"];

/** Mails about proposals, promises, times and what is soon due. Nothing is sent about what is over by then. */
export const dealTermsMails: MailHandlers = {
  "deals.countered": async (db, { payload }) =>
    send(db, payload.dealId, (deal) => ({
      name: "countered",
      kind: "deal_request",
      cause: `deals.countered:${payload.number}`,
      to: [otherSideOf(payload.bySide)],
      // Of two proposals in a row only the last is told.
      while: deal.terms.number === payload.number ? ["offered", "countered"] : [],
      words: until,
    })),
  // Nobody was asked for a gift without ceremony, so its giver is told that it goes.
  "deals.accepted": async (db, { payload }) =>
    send(db, payload.dealId, (deal) => ({
      name: "lightTaken",
      cause: "deals.accepted-light",
      to: deal.light && !payload.bySide ? [otherSideOf(deal.requesterSide)] : [],
      while: ["accepted", "scheduled"],
    })),
  "deals.undone": async (db, { id, payload }) =>
    send(db, payload.dealId, (deal) => ({ name: "undone", cause: `deals.undone:${id}`, to: [deal.requesterSide], while: ["requested"], words: reason })),
  "deals.listing-changed": async (db, { id, payload }) =>
    send(db, payload.dealId, (deal) => ({
      name: deal.hasPendingChange ? "changeAsked" : "listingChanged",
      cause: `deals.listing-changed:${id}`,
      to: [payload.bySide ? otherSideOf(payload.bySide) : deal.requesterSide],
      while: open,
    })),
  "deals.time-agreed": async (db, { payload }) =>
    send(db, payload.dealId, (deal) => ({
      name: "timeAgreed",
      cause: `deals.time-agreed:${deal.agreedStartsAt?.toISOString() ?? ""}`,
      to: payload.bySide ? [otherSideOf(payload.bySide)] : ["giver", "taker"],
      while: deal.windowAgreedAt ? ["scheduled"] : [],
      trueWhile: [agreedMark(deal)],
      bodyIsPrivate: true,
      words: (one, _t, locale) => ({ time: window(one, locale), place: one.agreedPlace ?? "" }),
    })),
  "deals.reminder": async (db, { payload }) => {
    const kind = reminderKinds.find((one) => one === payload.kind);
    if (kind) await send(db, payload.dealId, (deal) => reminder(deal, kind, payload.about));
  },
};

function until(deal: DealRecord, _t: unknown, locale: string) {
  return { until: formatInstant(deal.respondBy, { locale, timeZone: deal.listing.timeZone }) };
}

/** What is reminded of, unless it has moved since. */
function reminder(deal: DealRecord, kind: ReminderKind, about: string): Letter {
  const next = nextMover(deal);
  const whoIsNext: Letter["to"] = next === "giver" || next === "taker" ? [next] : ["giver", "taker"];
  const letters: Record<ReminderKind, { letter: Omit<Letter, "cause" | "while">; at: Date | null; while: readonly DealState[] }> = {
    answer: { letter: { name: "remindAnswer", to: whoIsNext, words: until }, at: deal.respondBy, while: proposedStates },
    hand_over: {
      letter: { name: "remindHandOver", to: ["giver", "taker"], trueWhile: [agreedMark(deal)], bodyIsPrivate: true, words: (one, _t, locale) => ({ time: window(one, locale), place: one.agreedPlace ?? "" }) },
      at: deal.windowAgreedAt ? deal.agreedStartsAt : null,
      while: ["scheduled"],
    },
    auto_complete: {
      letter: {
        name: "remindComplete",
        to: whoIsNext,
        words: untilDue,
      },
      at: deal.autoCompleteAt,
      while: ["handed_over"],
    },
    light: { letter: { name: "remindLight", to: ["giver", "taker"], words: untilDue }, at: deal.autoCompleteAt, while: ["accepted", "scheduled"] },
    inspect: { letter: { name: "remindInspect", to: ["taker"], words: untilDue }, at: deal.autoCompleteAt, while: ["inspecting"] },
  };
  const one = letters[kind];
  const stillStands = one.at?.toISOString() === about;
  return { ...one.letter, cause: `deals.reminder:${kind}:${about}`, while: stillStands ? one.while : [] };
}
