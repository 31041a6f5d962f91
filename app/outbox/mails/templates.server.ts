import { accountLetters, accountMail } from "#app/domains/identity/account-mails.server.ts";
import { leavingMail } from "#app/domains/my-data/leaving-mail.server.ts";
import { composeDigest } from "#app/domains/notifications/digest.words.server.ts";
import type { NotificationKind } from "#app/domains/notifications/kinds.ts";
import { composeNotice, type MailWords } from "#app/domains/notifications/notify.service.server.ts";
import { findMail } from "#app/flows/find-words.server.ts";
import { postLetters, postMail } from "#app/flows/tell-posts.server.ts";
import { stepLetters, stepMail } from "#app/flows/tell-steps.server.ts";
import { messageMail } from "#app/flows/unread-messages.server.ts";
import { env } from "#app/platform/env.server.ts";
import type { BookingView } from "#app/domains/pickups/pickups.schema.ts";
import { translator } from "#app/platform/i18n.server.ts";
import type { Locale } from "#app/shared/i18n.ts";
import { formatPrice } from "#app/shared/money.ts";
import { formatCo2e, formatCo2eRange } from "#app/shared/units.ts";
import { formatInstant, formatSpan } from "#app/ui/time.tsx";
import { batteryOfferMail } from "./passports.server.ts";
import { erasureMail } from "./erasure.server.ts";
import { claimLetters, claimMail } from "./claims.server.ts";
import { answerMail, communityLetters, communityMail, networkLetters, networkMail } from "./communities.server.ts";
import { alarmMail, consignmentLetters, consignmentMail } from "./custody.server.ts";
import { dealMail } from "./deals.server.ts";
import { eventLetters, eventMail } from "./events.server.ts";
import { licenceLetters, licenceMail } from "./licences.server.ts";
import { listingMail } from "./listings.server.ts";
import { bookingLetters, bookingMail, homeLetters, lineClosedMail } from "./pickups.server.ts";
import { correctionLetters, correctionMail } from "./points.server.ts";
import { rewardLetters, rewardMail } from "./rewards.server.ts";
import { driverMail, roundLetters, stopMail } from "./rounds.server.ts";
import { shelfLetters, shelfMail } from "./shelves.server.ts";
import { trustLetters, trustMail, type TrustLetter } from "./trust.server.ts";
import { markLetters, markMail } from "./visit-marks.server.ts";
import { switchedOffMail } from "./webhooks.server.ts";
import { sampleBooking, sampleHomeBooking } from "./sample-booking.ts";

/** A mail with its subject, as it is sent. */
export type RenderedMail = { subject: string; text: string; html: string; headers?: Record<string, string> };

/** A mail the product writes, with sample words. `name` is where its words stand in the catalogues. */
export type MailTemplate = { name: string; kind: NotificationKind | "digest"; render: (locale: Locale) => RenderedMail };

const sampleUser = { userId: "sample", partyId: "sample", linkVersion: 1 };
const names = { en: { me: "Mei", other: "Tom's household", title: "Chair of beech" }, "zh-CN": { me: "小梅", other: "小汤的家", title: "榉木椅子" } };
const [from, until] = [new Date("2026-05-12T12:00:00Z"), new Date("2026-05-12T12:30:00Z")];

function notice(locale: Locale, kind: NotificationKind, words: MailWords & { subject: string }): RenderedMail {
  return composeNotice(locale, words, kind === "security" ? null : { ...sampleUser, kind });
}

const sampleConsignment = {
  en: { id: "sample", number: 12, fromName: "Corner Point", toName: "Sorting centre East", lines: [{ material: "cardboard", isSorted: false, grams: 420_000 }], sentGrams: 420_000, receivedGrams: 414_000, reason: "Wet through." },
  "zh-CN": { id: "sample", number: 12, fromName: "街角回收点", toName: "东区分拣中心", lines: [{ material: "cardboard", isSorted: false, grams: 420_000 }], sentGrams: 420_000, receivedGrams: 414_000, reason: "整批淋湿。" },
} as const;

const dealLetters: Record<string, NotificationKind> = {
  requested: "deal_request",
  offered: "deal_request",
  accepted: "deal_progress",
  declined: "deal_progress",
  expired: "deal_progress",
  lapsed: "deal_progress",
  cancelled: "deal_progress",
  ended: "deal_progress",
  scheduled: "deal_progress",
  countered: "deal_request",
  undone: "deal_progress",
  listingChanged: "deal_progress",
  changeAsked: "deal_progress",
  timeAgreed: "deal_progress",
  lightTaken: "deal_progress",
  remindAnswer: "deal_progress",
  remindHandOver: "deal_progress",
  remindComplete: "deal_progress",
  remindLight: "deal_progress",
  remindInspect: "deal_progress",
  lent: "deal_progress",
  loanExtended: "deal_progress",
  loanDue: "deal_progress",
  loanOverdue: "deal_progress",
  handedBack: "deal_progress",
  sentBack: "deal_progress",
  notInspected: "deal_progress",
  returned: "deal_progress",
  lost: "deal_progress",
  received: "deal_progress",
  requoted: "deal_progress",
  requoteDue: "deal_progress",
  contestRefused: "deal_progress",
  contestUpheld: "deal_progress",
  handedOver: "deal_progress",
  disputed: "deal_progress",
  noShow: "deal_progress",
  reviewed: "review",
  revealed: "review",
  completed: "deal_progress",
};

function renderDeal(letter: string, kind: NotificationKind): (locale: Locale) => RenderedMail {
  return (locale) => {
    const t = translator(locale, "deals");
    const { me, other, title } = names[locale];
    const at = { locale, timeZone: "Europe/Berlin" };
    const words = { other, title, units: 1, until: formatInstant(until, at), time: formatSpan(from, until, at), place: locale === "en" ? "At the fountain" : "喷泉旁", reason: t("reasons.other"), day: formatInstant(until, { ...at, format: "date" }), amount: formatPrice(6_500, "EUR", locale), resolution: "" };
    const figures = { central: formatCo2e(12_400, locale, { gas: true }), range: formatCo2eRange(8_100, 16_900, locale, { gas: true }) };
    return notice(locale, kind, dealMail(t, { letter, dealId: "sample", name: me, words, extra: letter === "completed" ? [t("mails.completed.effect", figures)] : [] }));
  };
}

function renderTrust(letter: TrustLetter): (locale: Locale) => RenderedMail {
  return (locale) => {
    const t = translator(locale, "trust");
    const { me, other, title } = names[locale];
    const date = formatInstant(until, { locale, timeZone: "UTC", format: "date" });
    const words = { title, party: other, date, what: t("effects.remove"), rule: t("reasons.scam"), facts: t("standard.paymentAhead.text"), answer: t("standard.nothing.text"), reason: t("standard.notAsDescribed.text") };
    return notice(locale, trustLetters[letter], trustMail(locale, { letter, name: me, path: "/account/reports", words }));
  };
}

function renderDigest(period: "daily" | "weekly"): (locale: Locale) => RenderedMail {
  return (locale) => {
    const words = (key: string) => Object.fromEntries((["en", "zh-CN"] as const).map((one) => [one, { title: translator(one, "deals")(key, names[one]), text: "" }])) as never;
    const items = [
      { kind: "deal_progress" as const, path: "/deals/sample", words: words("mails.accepted.subject") },
      { kind: "review" as const, path: "/deals/sample", words: words("mails.revealed.subject") },
    ];
    return composeDigest(locale, { userId: sampleUser.userId, name: names[locale].me, period, items, more: 0, linkVersion: 1 });
  };
}

function renderFinds(locale: Locale): RenderedMail {
  const { me, title } = names[locale];
  const find = { listingId: "sample", title, offer: "sale", priceMinor: 2_500, currency: "EUR", placeLabel: locale === "en" ? "Lotus Lane" : "莲花里" };
  return notice(locale, "search_alert", findMail(locale, { searchId: "sample", searchName: translator(locale, "goods")("names.wooden_chair"), name: me, finds: [find, { ...find, offer: "free", priceMinor: null, currency: null }] }));
}

function bookingTemplate(words: "pickups" | "home-pickup", letter: (typeof bookingLetters)[number], booking: BookingView): MailTemplate {
  const kind = letter === "early" || letter === "reminder" || letter === "evening" ? ("booking_reminder" as const) : ("booking" as const);
  return { name: `${words}:mails.${letter}`, kind, render: (locale: Locale) => notice(locale, kind, bookingMail(locale, letter, booking, names[locale].me)) };
}

/** Every mail the product writes. A test holds this against the catalogues, so that none is missing. */
export const mailTemplates: readonly MailTemplate[] = [
  ...accountLetters.map((letter) => ({ name: `mails:${letter}`, kind: "security" as const, render: (locale: Locale) => accountMail(locale, letter, { name: names[locale].me, url: `${env().PUBLIC_URL}/sign-in` }) })),
  { name: "my-data:mails.leaving", kind: "security", render: (locale) => leavingMail(locale, { name: names[locale].me, dueAt: until }) },
  ...Object.entries(dealLetters).map(([letter, kind]) => ({ name: `deals:mails.${letter}`, kind, render: renderDeal(letter, kind) })),
  ...(["expired", "expiring"] as const).map((kind) => ({
    name: `listings:mails.${kind}`,
    kind: "listing_expiry" as const,
    render: (locale: Locale) => notice(locale, "listing_expiry", listingMail(locale, { kind, listingId: "sample", name: names[locale].me, title: names[locale].title, day: "2026-05-12" })),
  })),
  ...claimLetters.map((letter) => ({
    name: `claims:mails.${letter}`,
    kind: "moderation" as const,
    render: (locale: Locale) =>
      notice(locale, "moderation", claimMail(locale, { letter, listingId: "sample", name: names[locale].me, title: names[locale].title, kind: "recycled_content", percent: 60, reason: translator(locale, "trust")("standard.notAsDescribed.text") })),
  })),
  ...licenceLetters.map((letter) => ({
    name: `licences:mails.${letter}`,
    kind: "moderation" as const,
    render: (locale: Locale) => {
      const reason = translator(locale, "licences")("form.untilBeforeFrom");
      return notice(locale, "moderation", licenceMail(locale, { letter, name: names[locale].me, number: "EW-2026-017", issuer: locale === "en" ? "City Environment Office" : "市生态环境局", party: locale === "en" ? "Green Yard" : "绿园回收", reason, validUntil: "2026-06-30", daysLeft: 30, open: 2 }));
    },
  })),
  {
    name: "feed:mails.answered",
    kind: "community",
    render: (locale) => {
      const community = locale === "en" ? "Linden Street" : "菩提街";
      const [question, answer] = [translator(locale, "feed")("write.questionExample"), translator(locale, "feed")("write.answerExample")];
      return notice(locale, "community", answerMail(locale, { name: names[locale].me, community, person: names[locale].other, question, answer, path: "/communities" }));
    },
  },
  ...stepLetters.map((letter) => ({
    name: `benchmarking:mails.${letter}`,
    kind: "benchmark_step" as const,
    render: (locale: Locale) => {
      const [communityName, title] = locale === "en" ? ["Linden Street", "More paper, cleaner sorting"] : ["菩提街", "多收纸，分得更干净"];
      const steps = [{ step: "collection", dueOn: "2026-05-12" }, { step: "gap", dueOn: null }].slice(0, letter === "due" ? 1 : 2);
      return notice(locale, "benchmark_step", stepMail(locale, letter, { cycleId: "sample", slug: "linden-street", communityName, title, steps }, names[locale].me));
    },
  })),
  ...rewardLetters.map((letter) => ({
    name: `rewards:mails.${letter}`,
    kind: "reward" as const,
    render: (locale: Locale) => {
      const facts = { communityName: locale === "en" ? "Linden Street" : "菩提街", points: 40, code: "cardboard", reasons: ["SAME_PAIR"], note: letter === "refused" ? translator(locale, "trust")("standard.nothing.text") : null, at: until, timeZone: "Europe/Berlin" };
      return notice(locale, "reward", rewardMail(locale, letter, facts, names[locale].me));
    },
  })),
  ...postLetters.map((letter) => ({
    name: `feed:mails.${letter}`,
    kind: letter === "announced" ? ("community" as const) : ("community_post" as const),
    render: (locale: Locale) => {
      const body = translator(locale, "feed")("write.questionExample");
      const post = { id: "sample", slug: "linden-street", communityName: locale === "en" ? "Linden Street" : "菩提街", authorName: names[locale].other, body, kind: letter === "question" ? ("question" as const) : ("news" as const), audience: letter === "announced" ? ("everybody" as const) : ("members" as const) };
      return notice(locale, "community_post", postMail(locale, post, names[locale].me));
    },
  })),
  ...networkLetters.map((letter) => ({
    name: `networks:mails.${letter}`,
    kind: "community" as const,
    render: (locale: Locale) => {
      const [community, network] = locale === "en" ? ["Linden Street", "Green Lake quarter"] : ["菩提街", "翠湖片区"];
      return notice(locale, "community", networkMail(locale, { letter, name: names[locale].me, community, network, path: "/networks" }));
    },
  })),
  ...eventLetters.map((letter) => ({
    name: `events:mails.${letter}`,
    kind: letter === "reminder" ? ("booking_reminder" as const) : letter === "loadWaits" ? ("custody" as const) : ("booking" as const),
    render: (locale: Locale) => {
      const words = locale === "en" ? { title: "Flea market in the yard", placeLabel: "Linden Yard", communityName: "Linden Street", cancelReason: "It will storm." } : { title: "院子跳蚤市集", placeLabel: "菩提院", communityName: "菩提街", cancelReason: "当天有暴雨。" };
      return notice(locale, "booking", eventMail(locale, letter, { id: "sample", ...words, startsAt: from, endsAt: until, timeZone: "Europe/Berlin" }, names[locale].me));
    },
  })),
  ...shelfLetters.map((letter) => ({
    name: `shelves:mails.${letter}`,
    kind: letter === "kept" ? ("community" as const) : ("booking_reminder" as const),
    render: (locale: Locale) => notice(locale, "community", shelfMail(locale, letter, { itemId: "sample", title: locale === "en" ? "Cordless drill" : "充电电钻", communityName: locale === "en" ? "Linden Street" : "菩提街", timeZone: "Europe/Berlin", at: until }, names[locale].me)),
  })),
  ...communityLetters.map((letter) => ({
    name: `communities:mails.${letter}`,
    kind: "community" as const,
    render: (locale: Locale) => {
      const community = locale === "en" ? "Linden Street" : "菩提街";
      const [text, reason] = [translator(locale, "communities")("page.joinHint"), translator(locale, "communities")("page.leaveText")];
      return notice(locale, "community", communityMail(locale, { letter, name: names[locale].me, community, person: names[locale].other, reason, text, path: "/communities" }));
    },
  })),
  { name: "webhooks:mails.switchedOff", kind: "integration", render: (locale) => notice(locale, "integration", switchedOffMail(locale, { endpointId: "sample", host: "erp.example.org", name: names[locale].me })) },
  ...consignmentLetters.map((letter) => ({ name: `custody:mails.${letter}`, kind: "custody" as const, render: (locale: Locale) => notice(locale, "custody", consignmentMail(locale, letter, sampleConsignment[locale], names[locale].me)) })),
  { name: "custody:mails.alarm", kind: "custody", render: (locale) => notice(locale, "custody", alarmMail(locale, { pointId: "sample", pointName: sampleConsignment[locale].fromName, month: "2026-05", unexplainedPermille: 31 }, names[locale].me)) },
  ...bookingLetters.filter((letter) => letter !== "evening").map((letter) => bookingTemplate("pickups", letter, sampleBooking)),
  ...homeLetters.map((letter) => bookingTemplate("home-pickup", letter, sampleHomeBooking)),
  ...markLetters.map((letter) => ({
    name: `pickups:mails.marks.${letter}`,
    kind: "booking" as const,
    render: (locale: Locale) => notice(locale, "booking", markMail(locale, letter, sampleBooking, { name: names[locale].me, until, words: "", path: "/bookings/sample" })),
  })),
  ...(["pickups", "home-pickup"] as const).map((words) => ({
    name: `${words}:mails.lineClosed`,
    kind: "booking" as const,
    render: (locale: Locale) => {
      const { point, slot } = sampleBooking;
      return notice(locale, "booking", lineClosedMail(locale, { pointId: point.id, pointName: point.name, isHome: words === "home-pickup", timeZone: point.timeZone, startsAt: slot.startsAt, endsAt: slot.endsAt }, names[locale].me));
    },
  })),
  ...correctionLetters.map((letter) => ({
    name: `point-care:mails.${letter}`,
    kind: "point_correction" as const,
    render: (locale: Locale) =>
      notice(locale, "point_correction", correctionMail(locale, letter, { kind: "hours", reason: letter === "declined" ? translator(locale, "trust")("standard.notAsDescribed.text") : null, pointId: "sample", pointName: sampleBooking.point.name }, names[locale].me)),
  })),
  {
    name: "erasure:mails.certified",
    kind: "booking",
    render: (locale) => notice(locale, "booking", erasureMail(locale, { erasureId: "sample", deviceKind: "phone", recyclerName: sampleBooking.recyclerName, number: "RE-2026-3F7KQ2ZA", name: names[locale].me })),
  },
  {
    name: "passports:mails.offered",
    kind: "deal_request",
    render: (locale) => notice(locale, "deal_request", batteryOfferMail(locale, { passportId: "sample", fromName: names[locale].other, maker: "Dianchi Power", model: "DP-48", name: names[locale].me })),
  },
  ...roundLetters.map((letter) => ({
    name: `rounds:mails.${letter}`,
    kind: "booking" as const,
    render: (locale: Locale) => {
      const round = { id: "sample", vehicleName: locale === "en" ? "Blue van" : "蓝色厢式车", timeZone: "Europe/Berlin", leavesAt: from, stops: 7 };
      const stop = { stopId: "sample", bookingId: "sample", userId: "sample", partyId: "sample", recyclerName: names[locale].other, timeZone: "Europe/Berlin", slotStartsAt: from, toldFrom: from, toldUntil: until, toldVersion: 0, expectedAt: until, placeOut: "door" as const };
      return notice(locale, "booking", letter === "driver" ? driverMail(locale, round, names[locale].me) : stopMail(locale, letter, stop, names[locale].me, from));
    },
  })),
  {
    name: "notifications:message",
    kind: "message",
    render: (locale) => notice(locale, "message", messageMail(locale, { name: names[locale].me, other: names[locale].other, title: names[locale].title, count: 2, dealId: "sample" })),
  },
  ...(Object.keys(trustLetters) as TrustLetter[]).map((letter) => ({ name: `trust:mails.${letter}`, kind: trustLetters[letter], render: renderTrust(letter) })),
  { name: "searches:found", kind: "search_alert", render: renderFinds },
  ...(["daily", "weekly"] as const).map((period) => ({ name: `notifications:digest.${period}`, kind: "digest" as const, render: renderDigest(period) })),
];
