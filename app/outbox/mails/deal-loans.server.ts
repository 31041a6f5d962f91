import type { TFunction } from "i18next";
import type { DealRecord } from "#app/domains/deals/deals.repository.server.ts";
import { otherSideOf } from "#app/domains/deals/deals.rules.ts";
import type { MailHandlers } from "#app/outbox/to-mails.server.ts";
import { formatPrice } from "#app/shared/money.ts";
import { formatInstant } from "#app/ui/time.tsx";
import { send } from "./deals.server.ts";

/** Mails about loans, inspections and decisions. Nothing is sent about what is over by then. */
export const dealLoansMails: MailHandlers = {
  "deals.lent": async (db, { payload }) => send(db, payload.dealId, () => ({ name: "lent", cause: "deals.lent", to: ["giver", "taker"], while: ["on_loan"], words: dueDay })),
  // Of two extensions in a row only the last is told.
  "deals.loan-extended": async (db, { payload }) =>
    send(db, payload.dealId, (deal) => ({ name: "loanExtended", cause: `deals.loan-extended:${about(deal)}`, to: ["taker"], while: ["on_loan"], words: dueDay })),
  "deals.loan-due": async (db, { payload }) =>
    send(db, payload.dealId, (deal) => ({ name: "loanDue", cause: `deals.loan-due:${about(deal)}`, to: ["taker"], while: isAhead(deal) ? ["on_loan"] : [], words: dueDay })),
  "deals.loan-overdue": async (db, { payload }) =>
    send(db, payload.dealId, (deal) => ({ name: "loanOverdue", cause: `deals.loan-overdue:${about(deal)}`, to: ["giver", "taker"], while: isAhead(deal) ? [] : ["on_loan"], words: dueDay })),
  "deals.sent-back": async (db, { payload }) =>
    send(db, payload.dealId, (deal) => ({ name: wayBack(deal), cause: "deals.sent-back", to: deal.kind === "loan" ? ["giver"] : ["giver", "taker"], while: ["returning"] })),
  "deals.returned": async (db, { payload }) => send(db, payload.dealId, () => ({ name: "returned", cause: "deals.returned", to: ["taker"], while: ["returned"] })),
  "deals.lost": async (db, { payload }) =>
    send(db, payload.dealId, () => ({ name: "lost", cause: "deals.lost", to: payload.bySide ? [otherSideOf(payload.bySide)] : ["giver", "taker"], while: ["lost"] })),
  "deals.received": async (db, { payload }) => send(db, payload.dealId, () => ({ name: "received", cause: "deals.received", to: ["giver"], while: ["inspecting"], words: untilDue })),
  "deals.requoted": async (db, { payload }) => send(db, payload.dealId, () => ({ name: "requoted", cause: "deals.requoted", to: ["giver"], while: ["requoted"], words: newQuote })),
  "deals.requote-due": async (db, { payload }) => send(db, payload.dealId, () => ({ name: "requoteDue", cause: "deals.requote-due", to: ["giver"], while: ["requoted"], words: newQuote })),
  "deals.resolved": async (db, { payload }) =>
    send(db, payload.dealId, (deal) => ({
      name: deal.state === "completed" ? "contestRefused" : "contestUpheld",
      cause: "deals.resolved",
      to: ["giver", "taker"],
      while: ["completed", "cancelled_by_operator"],
      words: (one) => ({ resolution: one.resolution ?? "" }),
    })),
};

/** Why it goes back: a loan has ended, nobody inspected it, or a new quote was not taken. */
function wayBack(deal: DealRecord): string {
  if (deal.kind === "loan") return "handedBack";
  return deal.acceptedTerms === deal.terms.number ? "notInspected" : "sentBack";
}

/** When the clock moves it next. */
export function untilDue(deal: DealRecord, _t: TFunction, locale: string) {
  return { until: deal.autoCompleteAt ? formatInstant(deal.autoCompleteAt, { locale, timeZone: deal.listing.timeZone }) : "" };
}

function about(deal: DealRecord): string {
  return deal.loanDueAt?.toISOString() ?? "";
}

function isAhead(deal: DealRecord): boolean {
  return deal.loanDueAt !== null && deal.loanDueAt > new Date();
}

function dueDay(deal: DealRecord, _t: TFunction, locale: string) {
  return { day: deal.loanDueAt ? formatInstant(deal.loanDueAt, { locale, timeZone: deal.listing.timeZone, format: "date" }) : "" };
}

function newQuote(deal: DealRecord, _t: TFunction, locale: string) {
  const { price } = deal.terms;
  return { amount: price ? formatPrice(price.minor, price.currency, locale) : "", until: formatInstant(deal.respondBy, { locale, timeZone: deal.listing.timeZone }) };
}
