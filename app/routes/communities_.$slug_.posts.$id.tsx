import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { communityBySlug } from "#app/domains/communities/communities.repository.server.ts";
import { AnswerInput, AnswerRef } from "#app/domains/communities/posts/posts.schema.ts";
import { markHelped, withdrawAnswer } from "#app/domains/communities/posts/posts.service.server.ts";
import { AnswerRow } from "#app/domains/communities/ui/answer-row.tsx";
import { communityPath } from "#app/domains/communities/ui/community-card.tsx";
import { AnswerForm, PostCard } from "#app/domains/communities/ui/post-parts.tsx";
import { currentActor, requireActor } from "#app/domains/identity/actor.server.ts";
import { mayManage } from "#app/domains/identity/membership.rules.ts";
import { failedForm, readForm } from "#app/domains/trust/forms.ts";
import { ReportLink } from "#app/domains/trust/ui/report-link.tsx";
import { answerInCommunity, viewPost } from "#app/flows/community-feed.server.ts";
import { database } from "#app/platform/db/database.server.ts";
import { errorKey, statusOf } from "#app/platform/http/status.ts";
import { once } from "#app/platform/idempotency.repository.server.ts";
import { requestLocale, translator } from "#app/platform/i18n.server.ts";
import { useLive } from "#app/realtime/use-live.ts";
import { hasRole } from "#app/shared/actor.ts";
import { newId } from "#app/shared/ids.ts";
import { Alert } from "#app/ui/alert.tsx";
import { useActionData, useUntilSent } from "#app/ui/forms/use-until-sent.ts";
import { useTranslation } from "#app/ui/i18n.ts";
import { Breadcrumbs } from "#app/ui/navigation.tsx";
import { PageHeader, Section } from "#app/ui/page.tsx";

export async function loader({ request, params }: LoaderFunctionArgs) {
  const db = await database();
  const actor = await currentActor(request);
  const community = await communityBySlug(db, { slug: params.slug ?? "", userId: actor?.userId ?? null });
  const found = community ? await viewPost(db, actor, { community, postId: params.id ?? "" }) : null;
  if (!community || !found) throw new Response(null, { status: 404 });
  const role = community.membership?.state === "active" ? community.membership.role : null;
  const { id, slug, name } = community;
  const isQuestion = found.post.kind === "question";
  return {
    ...found,
    locale: requestLocale(request),
    title: translator(requestLocale(request), "feed")(isQuestion ? "post.questionTitle" : "post.pageTitle", { name }),
    now: new Date().toISOString(),
    submissionId: newId(),
    community: { id, slug, name },
    isSignedIn: actor !== null,
    isMember: role !== null,
    mayAnswer: isQuestion && role !== null && hasRole(role, "member"),
    manages: role !== null && mayManage(role),
  };
}

export async function action({ request, params }: ActionFunctionArgs) {
  const actor = await requireActor(request);
  const db = await database();
  const community = await communityBySlug(db, { slug: params.slug ?? "", userId: actor.userId });
  const found = community ? await viewPost(db, actor, { community, postId: params.id ?? "" }) : null;
  if (!community || !found) throw new Response(null, { status: 404 });
  const t = translator(requestLocale(request));
  const form = await request.formData();
  const intent = String(form.get("intent"));
  const back = redirect(communityPath(community.slug, `/posts/${found.post.id}`));
  const refused = (error: string) => data({ ...failedForm(form, error), error: t(errorKey(error)) }, { status: statusOf(error) });
  if (intent === "answer") {
    const read = readForm(form, AnswerInput);
    if (!read.ok) return data({ ...read.failed, error: null }, { status: 400 });
    const wish = { body: read.value.body, postId: found.post.id };
    const written = await once(db, { userId: actor.userId, key: `answer:${read.value.submissionId}`, request: wish }, (tx) => answerInCommunity(tx, actor, wish));
    return written.ok ? back : refused(written.error);
  }
  const ref = AnswerRef.safeParse(Object.fromEntries(form));
  if (!ref.success || (intent !== "mark" && intent !== "unmark" && intent !== "withdrawAnswer")) throw new Response(null, { status: 400 });
  const done = intent === "withdrawAnswer" ? await withdrawAnswer(db, actor, ref.data) : await markHelped(db, actor, { ...ref.data, helped: intent === "mark" });
  return done.ok ? back : refused(done.error);
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [{ title: `${page?.title ?? ""} · Roundabout` }];

export default function CommunityPost() {
  const page = useLoaderData<typeof loader>();
  const { t } = useTranslation(["feed", "communities"]);
  const submissionId = useUntilSent(page.submissionId);
  const failed = useActionData<typeof action>();
  const { community, post, answers, manages, now, locale } = page;
  useLive([`community:${community.id}`]);
  const feed = communityPath(community.slug, "/feed");
  const here = communityPath(community.slug, `/posts/${post.id}`);
  return (
    <div className="content pb-12">
      <PageHeader
        title={page.title}
        breadcrumbs={<Breadcrumbs items={[{ to: communityPath(community.slug), label: community.name }, { to: feed, label: t("title") }, { label: t(post.kind === "question" ? "post.question" : "write.news") }]} />}
      />
      <div className="grid max-w-3xl gap-4">
        {failed?.error ? (
          <Alert tone="error" live>
            {failed.error}
          </Alert>
        ) : null}
        {/* What is done to the post itself leads back to the feed. */}
        <PostCard post={post} communityName={community.name} to={null} action={feed} manages={manages} now={now} locale={locale} report={page.isSignedIn ? <ReportLink subject="post" id={post.id} /> : null} />
        {post.kind === "question" && page.isMember ? (
          <Section title={t("answer.title")}>
            {answers.length === 0 ? <p className="text-ink-soft">{t("post.answers", { count: 0 })}</p> : null}
            <ul className="grid gap-3">
              {answers.map((answer) => (
                <AnswerRow key={answer.id} answer={answer} action={here} mayMark={post.isMine || manages} manages={manages} now={now} locale={locale} report={<ReportLink subject="answer" id={answer.id} />} />
              ))}
            </ul>
            {page.mayAnswer ? <AnswerForm key={submissionId} submissionId={submissionId} failed={failed ?? null} /> : null}
          </Section>
        ) : null}
      </div>
    </div>
  );
}
