import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { communityBySlug } from "#app/domains/communities/communities.repository.server.ts";
import { FEED_FILTERS, PostInput, PostRef, type FeedFilter, type PostView } from "#app/domains/communities/posts/posts.schema.ts";
import { pinPost, withdrawPost } from "#app/domains/communities/posts/posts.service.server.ts";
import { communityPath } from "#app/domains/communities/ui/community-card.tsx";
import { FeedList } from "#app/domains/communities/ui/feed-list.tsx";
import { PostCard, PostForm } from "#app/domains/communities/ui/post-parts.tsx";
import { currentActor, requireActor } from "#app/domains/identity/actor.server.ts";
import { mayManage } from "#app/domains/identity/membership.rules.ts";
import { failedForm, readForm } from "#app/domains/trust/forms.ts";
import { ReportLink } from "#app/domains/trust/ui/report-link.tsx";
import { viewFeed, writeToCommunity } from "#app/flows/community-feed.server.ts";
import { database } from "#app/platform/db/database.server.ts";
import { errorKey, statusOf } from "#app/platform/http/status.ts";
import { once } from "#app/platform/idempotency.repository.server.ts";
import { requestLocale, translator } from "#app/platform/i18n.server.ts";
import { useLive } from "#app/realtime/use-live.ts";
import { hasRole } from "#app/shared/actor.ts";
import { newId } from "#app/shared/ids.ts";
import { Alert } from "#app/ui/alert.tsx";
import { Chip } from "#app/ui/chip.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { useActionData, useUntilSent } from "#app/ui/forms/use-until-sent.ts";
import { useTranslation } from "#app/ui/i18n.ts";
import { Breadcrumbs, Pagination } from "#app/ui/navigation.tsx";
import { PageHeader, Section } from "#app/ui/page.tsx";

const isFilter = (text: string | null): text is FeedFilter => (FEED_FILTERS as readonly (string | null)[]).includes(text);

export async function loader({ request, params }: LoaderFunctionArgs) {
  const db = await database();
  const actor = await currentActor(request);
  const community = await communityBySlug(db, { slug: params.slug ?? "", userId: actor?.userId ?? null });
  if (!community) throw new Response(null, { status: 404 });
  const asked = new URL(request.url).searchParams;
  const shown = asked.get("show");
  const filter = isFilter(shown) ? shown : "all";
  const cursor = asked.get("cursor");
  const role = community.membership?.state === "active" ? community.membership.role : null;
  const { id, slug, name } = community;
  return {
    locale: requestLocale(request),
    title: `${translator(requestLocale(request), "feed")("title")} · ${name}`,
    now: new Date().toISOString(),
    submissionId: newId(),
    community: { id, slug, name },
    filter,
    isFirstPage: !cursor,
    isSignedIn: actor !== null,
    isMember: role !== null,
    mayWrite: role !== null && hasRole(role, "member"),
    manages: role !== null && mayManage(role),
    mayPublish: role !== null && mayManage(role) && community.isListed,
    feed: await viewFeed(db, actor, { community, filter, cursor, limit: 20 }),
  };
}

export async function action({ request, params }: ActionFunctionArgs) {
  const actor = await requireActor(request);
  const db = await database();
  const community = await communityBySlug(db, { slug: params.slug ?? "", userId: actor.userId });
  if (!community) throw new Response(null, { status: 404 });
  const t = translator(requestLocale(request));
  const form = await request.formData();
  const intent = String(form.get("intent"));
  const back = redirect(communityPath(community.slug, "/feed"));
  const refused = (error: string) => data({ ...failedForm(form, error), error: t(errorKey(error)) }, { status: statusOf(error) });
  if (intent === "post") {
    const read = readForm(form, PostInput);
    if (!read.ok) return data({ ...read.failed, error: null }, { status: 400 });
    const { submissionId, ...post } = read.value;
    const wish = { ...post, partyId: community.id };
    const written = await once(db, { userId: actor.userId, key: `post:${submissionId}`, request: wish }, (tx) => writeToCommunity(tx, actor, wish));
    return written.ok ? back : refused(written.error);
  }
  const ref = PostRef.safeParse(Object.fromEntries(form));
  if (!ref.success) throw new Response(null, { status: 400 });
  if (intent !== "withdraw" && intent !== "pin" && intent !== "unpin") throw new Response(null, { status: 400 });
  const done = intent === "withdraw" ? await withdrawPost(db, actor, ref.data) : await pinPost(db, actor, { ...ref.data, isPinned: intent === "pin" });
  return done.ok ? back : refused(done.error);
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [{ title: `${page?.title ?? ""} · Roundabout` }];

export default function CommunityFeed() {
  const page = useLoaderData<typeof loader>();
  const { t } = useTranslation(["feed", "communities"]);
  const submissionId = useUntilSent(page.submissionId);
  const failed = useActionData<typeof action>();
  const { community, feed, filter, manages, now, locale } = page;
  useLive([`community:${community.id}`]);
  const path = communityPath(community.slug, "/feed");
  const pageTo = (more: Record<string, string>) => {
    const params = new URLSearchParams({ ...(filter === "all" ? {} : { show: filter }), ...more });
    return params.size > 0 ? `${path}?${params}` : path;
  };
  const card = (post: PostView) => (
    <PostCard
      post={post}
      communityName={community.name}
      to={communityPath(community.slug, `/posts/${post.id}`)}
      action={path}
      manages={manages}
      now={now}
      locale={locale}
      report={page.isSignedIn ? <ReportLink subject="post" id={post.id} /> : null}
    />
  );
  const isEmpty = feed.items.length === 0 && feed.pinned.length === 0;
  return (
    <div className="content pb-12">
      <PageHeader
        title={t("title")}
        lead={page.isMember ? t("lead") : t("leadOutside", { name: community.name })}
        breadcrumbs={<Breadcrumbs items={[{ to: "/communities", label: t("communities:directory.title") }, { to: communityPath(community.slug), label: community.name }, { label: t("title") }]} />}
      />
      {failed?.error ? (
        <Alert tone="error" live>
          {failed.error}
        </Alert>
      ) : null}
      {page.mayWrite && page.isFirstPage ? (
        <Section title={t("write.title")}>
          <PostForm key={submissionId} submissionId={submissionId} mayPublish={page.mayPublish} failed={failed ?? null} />
        </Section>
      ) : null}
      <nav aria-label={t("filter")} className="flex flex-wrap gap-2 py-4">
        {FEED_FILTERS.map((one) => (
          <Chip key={one} to={one === "all" ? path : `${path}?show=${one}`} selected={one === filter}>
            {t(one)}
          </Chip>
        ))}
      </nav>
      {isEmpty ? (
        <EmptyState kind="results" title={t(filter === "all" ? "empty" : "emptyQuestions")}>
          {t(page.isMember ? (filter === "all" ? "emptyText" : "emptyQuestionsText") : "emptyOutside")}
        </EmptyState>
      ) : null}
      {feed.pinned.length > 0 ? (
        <ul aria-label={t("post.pinned")} className="grid max-w-3xl gap-3 pb-3">
          {feed.pinned.map((post) => (
            <li key={post.id}>{card(post)}</li>
          ))}
        </ul>
      ) : null}
      <FeedList label={t("title")} slug={community.slug} items={feed.items} now={now} locale={locale} post={card} />
      <Pagination nextTo={feed.nextCursor ? pageTo({ cursor: feed.nextCursor }) : null} firstTo={page.isFirstPage ? null : pageTo({})} />
    </div>
  );
}
