import type { ReactNode } from "react";
import { LinkButton } from "#app/ui/buttons.tsx";
import { useTranslation } from "#app/ui/i18n.ts";
import { Section } from "#app/ui/page.tsx";
import { communityPath } from "./community-card.tsx";
import { FeedList, type ShownItem } from "./feed-list.tsx";
import { PostCard } from "./post-parts.tsx";

interface LatestProps {
  community: { slug: string; name: string };
  items: readonly ShownItem[];
  isMember: boolean;
  manages: boolean;
  now: string;
  locale: string;
  /** Reporting a post. */
  report: (postId: string) => ReactNode;
}

/** The newest things on a community's page; to people outside nothing at all where there is none. */
export function Latest({ community, items, isMember, manages, now, locale, report }: LatestProps) {
  const { t } = useTranslation("feed");
  const path = communityPath(community.slug, "/feed");
  if (items.length === 0 && !isMember) return null;
  return (
    <Section
      title={t("latest")}
      action={
        <LinkButton to={path} size="sm" variant="secondary" iconEnd="arrow-right">
          {t(items.length === 0 ? "write.title" : "seeAll")}
        </LinkButton>
      }
    >
      {items.length === 0 ? <p className="text-ink-soft">{t("empty")}</p> : null}
      <FeedList
        label={t("latest")}
        slug={community.slug}
        items={items}
        now={now}
        locale={locale}
        post={(post) => <PostCard post={post} communityName={community.name} to={communityPath(community.slug, `/posts/${post.id}`)} action={path} manages={manages} now={now} locale={locale} report={report(post.id)} />}
      />
    </Section>
  );
}
