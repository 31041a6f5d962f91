import { findToldPost, type ToldPost } from "#app/domains/communities/posts/told.repository.server.ts";
import { communityPath } from "#app/domains/communities/ui/community-card.tsx";
import type { NotificationKind } from "#app/domains/notifications/kinds.ts";
import type { WaitingRow, Words } from "#app/domains/notifications/notifications.repository.server.ts";
import type { MailWords } from "#app/domains/notifications/notify.service.server.ts";
import type { Db } from "#app/platform/db/database.server.ts";
import { translator } from "#app/platform/i18n.server.ts";
import { locales, type Locale } from "#app/shared/i18n.ts";

export const postLetters = ["announced", "news", "question"] as const;

type Facts = Omit<ToldPost, "communityId">;

/** What everybody may read speaks for the community: that is its news. The rest is what members write. */
export function postKindOf(post: Pick<Facts, "audience">): NotificationKind {
  return post.audience === "everybody" ? "community" : "community_post";
}

/** Where a post is read. */
export function postPath(post: Pick<Facts, "id" | "slug">): string {
  return communityPath(post.slug, `/posts/${post.id}`);
}

/** The words of a mail about a new post. */
export function postMail(locale: Locale, post: Facts, name: string): MailWords & { subject: string } {
  const t = translator(locale, "feed");
  const letter = post.audience === "everybody" ? "announced" : post.kind;
  const values = { name, community: post.communityName, person: post.authorName, text: shortened(post.body) };
  return {
    subject: t(`mails.${letter}.subject`, values),
    paragraphs: [t("mails.greeting", values), t(`mails.${letter}.body`, values)],
    action: { label: t("mails.read"), path: postPath(post) },
    footer: t("mails.footer"),
  };
}

/** What a digest says of a post, with how it begins; null when it is gone. */
export async function postWordsNow(db: Db, row: Pick<WaitingRow, "subjectId">): Promise<Words | null> {
  const post = await findToldPost(db, row.subjectId);
  return post && (Object.fromEntries(locales.map((locale) => [locale, { title: postMail(locale, post, "").subject, text: shortened(post.body) }])) as Words);
}

/** The beginning of what somebody wrote, in one line. */
export function shortened(text: string): string {
  const line = text.replaceAll(/\s+/g, " ");
  return line.length > 200 ? `${line.slice(0, 199)}…` : line;
}
