import { findToldMembership, listManagerIds, type ToldMembership } from "#app/domains/communities/told.repository.server.ts";
import { findToldAnswer } from "#app/domains/communities/posts/feed.repository.server.ts";
import { findToldNetwork } from "#app/domains/communities/networks/told.repository.server.ts";
import { findToldPost, listPostReaders, READABLE } from "#app/domains/communities/posts/told.repository.server.ts";
import { networkPath } from "#app/domains/communities/ui/network-parts.tsx";
import { communityPath } from "#app/domains/communities/ui/community-card.tsx";
import { defaultChoice } from "#app/domains/notifications/kinds.ts";
import { listWanting } from "#app/domains/notifications/notifications.repository.server.ts";
import { notify, type MailWords } from "#app/domains/notifications/notify.service.server.ts";
import { postKindOf, postMail, postPath, shortened } from "#app/flows/tell-posts.server.ts";
import { translator } from "#app/platform/i18n.server.ts";
import type { Locale } from "#app/shared/i18n.ts";
import type { MailHandlers } from "../to-mails.server.ts";

export const communityLetters = ["asked", "accepted", "declined", "removed"] as const;
export type CommunityLetter = (typeof communityLetters)[number];

/** In which state of the membership a letter is still true when it is mailed later. */
const stateOf: Record<CommunityLetter, ToldMembership["state"]> = { asked: "requested", accepted: "active", declined: "ended", removed: "ended" };

/** What managers are told of requests to join, and people of what came of theirs; nothing where it has moved on meanwhile. */
export const communitiesMails: MailHandlers = {
  async "communities.membership-moved"(db, { payload }) {
    const told = await findToldMembership(db, payload.membershipId);
    const letter = payload.what;
    if (!told || told.version !== payload.version || told.state !== stateOf[letter]) return;
    const toManagers = letter === "asked";
    const people = toManagers ? await listManagerIds(db, told.partyId) : [told.userId];
    const path = toManagers ? communityPath(told.slug, "/members") : letter === "accepted" ? communityPath(told.slug) : "/communities";
    const words = { letter, community: told.communityName, person: told.personName, reason: told.removalReason ?? "", text: told.requestText ?? "", path };
    for (const userId of people) {
      await notify(db, {
        kind: "community",
        causeKey: `communities.${letter}:${told.id}:${told.version}:${userId}`,
        userId,
        // Whoever was turned down or removed is told as the person they are: they belong to the community no more.
        partyId: toManagers ? told.partyId : null,
        subject: { type: "membership", id: told.id },
        path,
        trueWhile: [stateOf[letter]],
        words: (locale) => {
          const { subject, paragraphs } = communityMail(locale, { ...words, name: "" });
          return { title: subject, text: paragraphs.slice(1).join(" ") };
        },
        mail: (locale, { name }) => communityMail(locale, { ...words, name }),
      });
    }
  },

  async "communities.posted"(db, { payload }) {
    const told = await findToldPost(db, payload.postId);
    if (!told) return;
    const kind = postKindOf(told);
    const wanting = await listWanting(db, { partyId: told.communityId, kind, usual: defaultChoice(kind, "community") });
    for (const userId of await listPostReaders(db, { postId: told.id, userIds: wanting })) {
      await notify(db, {
        kind,
        causeKey: `communities.posted:${told.id}:${userId}`,
        userId,
        partyId: told.communityId,
        subject: { type: "post", id: told.id },
        path: postPath(told),
        trueWhile: [READABLE],
        // What somebody wrote stands in its post only, so that it is gone when that is.
        words: (locale) => ({ title: postMail(locale, told, "").subject }),
        mail: (locale, { name }) => postMail(locale, told, name),
      });
    }
  },

  async "communities.answered"(db, { payload }) {
    const told = await findToldAnswer(db, payload.answerId);
    if (!told) return;
    const path = communityPath(told.slug, `/posts/${told.postId}`);
    const words = { community: told.communityName, person: told.answererName, question: shortened(told.question), answer: shortened(told.answer), path };
    await notify(db, {
      kind: "community",
      causeKey: `communities.answered:${told.id}`,
      userId: told.askerUserId,
      partyId: told.communityId,
      subject: { type: "answer", id: told.id },
      path,
      trueWhile: ["published"],
      words: (locale) => {
        const { subject, paragraphs } = answerMail(locale, { ...words, name: "" });
        return { title: subject, text: paragraphs.at(-1) ?? "" };
      },
      mail: (locale, { name }) => answerMail(locale, { ...words, name }),
    });
  },

  async "communities.network-asked"(db, { payload }) {
    const told = await findToldNetwork(db, payload);
    if (!told || told.version !== payload.version || (told.state !== "invited" && told.state !== "asked")) return;
    const path = networkPath(told.networkSlug);
    const words = { letter: told.state, network: told.networkName, community: told.communityName, path };
    for (const userId of told.ownerIds) {
      await notify(db, {
        kind: "community",
        causeKey: `communities.network:${payload.networkId}:${payload.partyId}:${payload.version}:${userId}`,
        userId,
        partyId: told.answeringPartyId,
        subject: { type: "network", id: `${payload.networkId}:${payload.partyId}` },
        path,
        trueWhile: [told.state],
        words: (locale) => {
          const { subject, paragraphs } = networkMail(locale, { ...words, name: "" });
          return { title: subject, text: paragraphs.at(-1) ?? "" };
        },
        mail: (locale, { name }) => networkMail(locale, { ...words, name }),
      });
    }
  },
};

export const networkLetters = ["invited", "asked"] as const;

/** The words of a mail about a community that is invited into a network, or asks to come in. */
export function networkMail(locale: Locale, input: { letter: (typeof networkLetters)[number]; name: string; network: string; community: string; path: string }): MailWords & { subject: string } {
  const t = translator(locale, "networks");
  return {
    subject: t(`mails.${input.letter}.subject`, input),
    paragraphs: [t("mails.greeting", input), t(`mails.${input.letter}.body`, input)],
    action: { label: t("mails.action"), path: input.path },
    footer: t("mails.footer"),
  };
}

/** The words of a mail about an answer to somebody's question. */
export function answerMail(locale: Locale, input: { name: string; community: string; person: string; question: string; answer: string; path: string }): MailWords & { subject: string } {
  const t = translator(locale, "feed");
  return {
    subject: t("mails.answered.subject", input),
    paragraphs: [t("mails.greeting", input), t("mails.answered.body", input), t("mails.answered.said", input)],
    action: { label: t("mails.answered.action"), path: input.path },
    footer: t("mails.footer"),
  };
}

/** The words of a mail about somebody's way into or out of a community. */
export function communityMail(
  locale: Locale,
  input: { letter: CommunityLetter; name: string; community: string; person: string; reason: string; text: string; path: string },
): MailWords & { subject: string } {
  const t = translator(locale, "communities");
  const { letter } = input;
  const said = letter === "asked" && input.text ? [t("mails.said", input)] : [];
  return {
    subject: t(`mails.${letter}.subject`, input),
    paragraphs: [t("mails.greeting", input), t(`mails.${letter}.body`, input), ...said],
    action: { label: t(`mails.${letter}.action`), path: input.path },
    footer: t("mails.footer"),
  };
}
