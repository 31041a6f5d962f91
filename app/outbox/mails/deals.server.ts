import type { TFunction } from "i18next";
import { agreedMark, awaitsReviewMark } from "#app/domains/deals/deal-marks.repository.server.ts";
import { findDeal, type DealRecord } from "#app/domains/deals/deals.repository.server.ts";
import { findTally, type DealTally } from "#app/domains/deals/tally.repository.server.ts";
import { otherSideOf, type DealState, type Side } from "#app/domains/deals/deals.rules.ts";
import { findMailPeople, type DealPerson } from "#app/domains/deals/people.repository.server.ts";
import { listReviewMarks } from "#app/domains/deals/reviews.repository.server.ts";
import { isRevealed } from "#app/domains/deals/reviews.rules.ts";
import type { NotificationKind } from "#app/domains/notifications/kinds.ts";
import { notify, type MailWords } from "#app/domains/notifications/notify.service.server.ts";
import type { MailHandlers } from "#app/outbox/to-mails.server.ts";
import type { Db } from "#app/platform/db/database.server.ts";
import { translator } from "#app/platform/i18n.server.ts";
import { formatCo2e, formatCo2eRange } from "#app/shared/units.ts";
import { formatInstant, formatSpan } from "#app/ui/time.tsx";

type Words = Record<string, string | number>;
/** What is told to the people of a side, and while what it says holds. */
export type Letter = {
  name: string;
  /** Progress of the deal unless said otherwise. */
  kind?: NotificationKind;
  cause: string;
  to: Side[];
  while: readonly DealState[];
  /** What must hold to be mailed later, where it is more than the states; see `dealMarks`. */
  trueWhile?: readonly string[];
  words?: (deal: DealRecord, t: TFunction, locale: string) => Words;
  extra?: (t: TFunction, locale: string) => string[];
  /** The body names a place and belongs into the mail alone. */
  bodyIsPrivate?: boolean;
};

/** What is told about deals. Each looks at the deal again before it is written: nothing is told about what is over by then. */
export const dealsMails: MailHandlers = {
  "deals.requested": async (db, { payload }) =>
    send(db, payload.dealId, (deal) => ({
      name: deal.listing.offer === "wanted" ? "offered" : "requested",
      kind: "deal_request",
      cause: "deals.requested",
      to: [otherSideOf(deal.requesterSide)],
      while: ["requested"],
      words: (one, _t, locale) => ({ units: one.units, until: formatInstant(one.respondBy, { locale, timeZone: one.listing.timeZone }) }),
    })),
  "deals.accepted": async (db, { id, payload }) =>
    // A promise taken back may be given again: each yes is a cause of its own.
    send(db, payload.dealId, (deal) => ({ name: "accepted", cause: `deals.accepted:${id}`, to: [payload.bySide ? otherSideOf(payload.bySide) : deal.requesterSide], while: ["accepted", "scheduled"] })),
  "deals.declined": async (db, { payload }) =>
    send(db, payload.dealId, (deal) => ({ name: "declined", cause: "deals.declined", to: [payload.bySide ? otherSideOf(payload.bySide) : deal.requesterSide], while: ["declined"], words: reason })),
  "deals.expired": async (db, { payload }) =>
    send(db, payload.dealId, (deal) => ({ name: "expired", cause: "deals.expired", to: [deal.requesterSide], while: ["expired"] })),
  "deals.lapsed": async (db, { payload }) =>
    send(db, payload.dealId, () => ({ name: "lapsed", cause: "deals.lapsed", to: ["giver", "taker"], while: ["expired"] })),
  "deals.cancelled": async (db, { payload }) =>
    payload.bySide === "operator"
      ? send(db, payload.dealId, () => ({ name: "ended", cause: "deals.cancelled", to: ["giver", "taker"], while: ["cancelled_by_operator"] }))
      : send(db, payload.dealId, () => ({
          name: "cancelled",
          cause: "deals.cancelled",
          to: [otherSideOf(payload.bySide === "giver" ? "giver" : "taker")],
          while: ["cancelled_by_giver", "cancelled_by_taker"],
          words: reason,
        })),
  "deals.scheduled": async (db, { payload }) =>
    send(db, payload.dealId, (deal) => ({
      name: "scheduled",
      // Each agreed window is a cause of its own; of two changes in a row only the last is told.
      cause: `deals.scheduled:${deal.agreedStartsAt?.toISOString() ?? ""}-${deal.agreedEndsAt?.toISOString() ?? ""}-${deal.agreedPlace ?? ""}`,
      to: payload.bySide ? [otherSideOf(payload.bySide)] : ["giver", "taker"],
      while: ["scheduled"],
      trueWhile: [agreedMark(deal)],
      bodyIsPrivate: true,
      words: (one, _t, locale) => ({ time: window(one, locale), place: one.agreedPlace ?? "" }),
    })),
  "deals.handed-over": async (db, { payload }) =>
    send(db, payload.dealId, (deal) => ({ name: "handedOver", cause: "deals.handed-over", to: [otherSideOf(deal.handedOverBy ?? "giver")], while: ["handed_over"] })),
  "deals.disputed": async (db, { payload }) =>
    send(db, payload.dealId, () => ({ name: "disputed", cause: "deals.disputed", to: payload.bySide ? [otherSideOf(payload.bySide)] : ["giver", "taker"], while: ["disputed"] })),
  "deals.no-show": async (db, { payload }) =>
    send(db, payload.dealId, () => ({ name: "noShow", cause: "deals.no-show", to: payload.bySide ? [otherSideOf(payload.bySide)] : ["giver", "taker"], while: ["no_show"] })),
  "deals.completed": async (db, { payload }) => {
    const tally = await findTally(db, { dealId: payload.dealId });
    await send(db, payload.dealId, () => ({
      name: "completed",
      cause: "deals.completed",
      to: ["giver", "taker"],
      while: ["completed"],
      extra: (t, locale) => [effect(t, locale, tally)],
    }));
  },
  "deals.reviewed": async (db, { payload }) => {
    const [mark, second] = await listReviewMarks(db, payload.dealId);
    // Both wrote, or it can be read anyway: nothing to ask for. Who did not come to a no-show cannot write.
    if (!mark || second || isRevealed(mark, new Date())) return;
    await send(db, payload.dealId, () => ({
      name: "reviewed",
      kind: "review",
      cause: "deals.reviewed",
      to: [otherSideOf(mark.side)],
      while: ["completed"],
      trueWhile: [awaitsReviewMark(otherSideOf(mark.side))],
      words: (deal, _t, locale) => ({ until: formatInstant(mark.revealAt, { locale, timeZone: deal.listing.timeZone }) }),
    }));
  },
  "deals.reviews-revealed": async (db, { payload }) => {
    const written = (await listReviewMarks(db, payload.dealId)).filter((mark) => isRevealed(mark, new Date()));
    const readers = written.map((mark) => otherSideOf(mark.side)).filter((side) => side !== payload.bySide);
    await send(db, payload.dealId, () => ({ name: "revealed", kind: "review", cause: "deals.reviews-revealed", to: readers, while: ["completed", "no_show"] }));
  },
};

/** Writes a letter to the people of its sides, if the deal still stands where the letter is about. */
export async function send(db: Db, dealId: string, letterFor: (deal: DealRecord) => Letter): Promise<void> {
  const deal = await findDeal(db, dealId);
  if (!deal) return;
  const letter = letterFor(deal);
  if (!letter.while.includes(deal.state)) return;
  for (const side of letter.to) {
    const other = side === "giver" ? deal.takerName : deal.giverName;
    const partyId = side === "giver" ? deal.giverPartyId : deal.takerPartyId;
    for (const person of await findMailPeople(db, deal, side)) await tell(db, deal, letter, { person, partyId, other });
  }
}

async function tell(db: Db, deal: DealRecord, letter: Letter, to: { person: DealPerson; partyId: string; other: string }): Promise<void> {
  await notify(db, {
    kind: letter.kind ?? "deal_progress",
    causeKey: `${letter.cause}:${deal.id}:${to.person.userId}`,
    userId: to.person.userId,
    partyId: to.partyId,
    subject: { type: "deal", id: deal.id },
    path: `/deals/${deal.id}`,
    trueWhile: letter.trueWhile ?? letter.while,
    words: (locale) => {
      const t = translator(locale, "deals");
      const words = { other: to.other, title: deal.listing.title, ...letter.words?.(deal, t, locale) };
      return { title: t(`mails.${letter.name}.subject`, words), text: letter.bodyIsPrivate ? "" : t(`mails.${letter.name}.body`, words) };
    },
    mail: (locale, { name }) => {
      const t = translator(locale, "deals");
      const words = { other: to.other, title: deal.listing.title, ...letter.words?.(deal, t, locale) };
      return dealMail(t, { letter: letter.name, dealId: deal.id, name, words, extra: letter.extra?.(t, locale) ?? [] });
    },
  });
}

/** The words of a mail about a deal; `letter` is its name in the catalogue. */
export function dealMail(t: TFunction, input: { letter: string; dealId: string; name: string; words: Words; extra: string[] }): MailWords & { subject: string } {
  return {
    subject: t(`mails.${input.letter}.subject`, input.words),
    paragraphs: [t("mails.greeting", { name: input.name }), t(`mails.${input.letter}.body`, input.words), ...input.extra],
    action: { label: t(input.letter === "completed" ? "mails.completed.action" : "mails.open"), path: `/deals/${input.dealId}` },
    footer: t("mails.footer"),
  };
}

export function reason(deal: DealRecord, t: TFunction): Words {
  return { reason: t(`reasons.${deal.endReason ?? "other"}`) };
}

export function window(deal: DealRecord, locale: string): string {
  if (!deal.agreedStartsAt || !deal.agreedEndsAt) return "";
  return formatSpan(deal.agreedStartsAt, deal.agreedEndsAt, { locale, timeZone: deal.listing.timeZone });
}

function effect(t: TFunction, locale: string, tally: DealTally | null): string {
  if (!tally || tally.co2eGrams === null || tally.lowGrams === null || tally.highGrams === null) return t("mails.completed.notCovered");
  const figures = { central: formatCo2e(tally.co2eGrams, locale, { gas: true }), range: formatCo2eRange(tally.lowGrams, tally.highGrams, locale, { gas: true }) };
  return t(tally.co2eGrams < 0 ? "mails.completed.cost" : "mails.completed.effect", figures);
}
