import { parseWithZod } from "@conform-to/zod/v4";
import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { moveInput } from "#app/domains/challenges/challenges.schema.ts";
import { shownTo } from "#app/domains/challenges/challenges.rules.ts";
import { moveChallenge, viewChallenge } from "#app/domains/challenges/challenges.service.server.ts";
import { ChallengeFacts, ChallengeProgress, ChallengesRefusal } from "#app/domains/challenges/ui/challenge-parts.tsx";
import { communityBySlug } from "#app/domains/communities/communities.repository.server.ts";
import { communityPath } from "#app/domains/communities/ui/community-card.tsx";
import { currentActor, requireActor } from "#app/domains/identity/actor.server.ts";
import { mayManage } from "#app/domains/identity/membership.rules.ts";
import { WhatPointsAre } from "#app/domains/rewards/ui/rewards-parts.tsx";
import { database } from "#app/platform/db/database.server.ts";
import { statusOf } from "#app/platform/http/status.ts";
import { requestLocale } from "#app/platform/i18n.server.ts";
import { useLive } from "#app/realtime/use-live.ts";
import type { Actor } from "#app/shared/actor.ts";
import { LinkButton, SubmitButton } from "#app/ui/buttons.tsx";
import { Card } from "#app/ui/card.tsx";
import { useActionData } from "#app/ui/forms/use-until-sent.ts";
import { useTranslation } from "#app/ui/i18n.ts";
import { Breadcrumbs } from "#app/ui/navigation.tsx";
import { PageHeader, Section } from "#app/ui/page.tsx";
import { Form, Link } from "#app/ui/remix.ts";
import { formatInstant } from "#app/ui/time.tsx";

async function shown(actor: Actor | null, params: LoaderFunctionArgs["params"]) {
  const db = await database();
  const community = await communityBySlug(db, { slug: params.slug ?? "", userId: actor?.userId ?? null });
  if (!community) throw new Response(null, { status: 404 });
  const isMember = community.membership?.state === "active";
  const runs = (isMember && mayManage(community.membership?.role ?? "member")) || actor?.isOperator === true;
  const challenge = await viewChallenge(db, { id: params.id ?? "", communityId: community.id, withDrafts: runs });
  if (!challenge) throw new Response(null, { status: 404 });
  // Its words and days are changed by the community that set it.
  return { db, community, challenge, isMember, runs: runs && challenge.communityId === community.id };
}

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { community, challenge, isMember, runs } = await shown(await currentActor(request), params);
  const { id, slug, name } = community;
  const { communityId: _setBy, ...facts } = challenge;
  return { locale: requestLocale(request), community: { id, slug, name }, runs, challenge: { ...facts, ...shownTo(challenge, isMember) } };
}

export async function action({ request, params }: ActionFunctionArgs) {
  const actor = await requireActor(request);
  const { db, community, challenge } = await shown(actor, params);
  const submission = parseWithZod(await request.formData(), { schema: moveInput });
  if (submission.status !== "success" || submission.value.challengeId !== challenge.id) throw new Response(null, { status: 400 });
  const moved = await moveChallenge(db, actor, submission.value);
  if (!moved.ok) return data({ error: moved.error }, { status: statusOf(moved.error) });
  return redirect(communityPath(community.slug, `/challenges/${challenge.id}`));
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [{ title: `${page?.challenge.title ?? ""} · Roundabout` }];

export default function OneChallenge() {
  const { t } = useTranslation("challenges");
  const { community, challenge, locale } = useLoaderData<typeof loader>();
  const failed = useActionData<typeof action>();
  useLive([`community:${community.id}`, "board"]);
  const { stage, result, timeZone } = challenge;
  const hasBegun = stage === "running" || stage === "ended";
  const others = challenge.communities.filter(({ slug }) => slug !== community.slug);
  return (
    <div className="content max-w-4xl pb-12">
      <PageHeader
        title={challenge.title}
        lead={<ChallengeFacts challenge={challenge} locale={locale} />}
        breadcrumbs={<Breadcrumbs items={[{ to: communityPath(community.slug), label: community.name }, { to: communityPath(community.slug, "/challenges"), label: t("short") }, { label: challenge.title }]} />}
        actions={<Verbs />}
      />
      <div className="grid gap-4">
        <ChallengesRefusal error={failed?.error} />
        {hasBegun ? (
          <Card padding="lg" className="grid gap-3">
            <ChallengeProgress challenge={challenge} locale={locale} size="lg" />
            {result ? <p className="text-sm text-ink-soft">{t("countedAt", { at: formatInstant(result.countedAt, { locale, timeZone }) })}</p> : null}
            {stage === "ended" && !result ? <p>{t("counting")}</p> : null}
          </Card>
        ) : null}
        {challenge.words ? <p className="max-w-[38em] whitespace-pre-line wrap-anywhere">{challenge.words}</p> : null}
        {challenge.bonusPoints > 0 ? (
          <Card as="section" tone="leaf" className="grid gap-2">
            <p className="font-semibold">{t("bonus", { points: t("rewards:points", { count: challenge.bonusPoints }) })}</p>
            <WhatPointsAre />
          </Card>
        ) : null}
        {others.length > 0 ? (
          <p className="flex flex-wrap gap-x-3">
            <span>{t("together")}</span>
            {others.map(({ slug, name }) => (
              <Link key={slug} to={communityPath(slug)} className="link">
                {name}
              </Link>
            ))}
          </p>
        ) : null}
      </div>
      <Section title={t("how")}>
        <p className="max-w-[38em] text-ink-soft">{t("howText", { zone: timeZone })}</p>
      </Section>
    </div>
  );
}

function Verbs() {
  const { t } = useTranslation("challenges");
  const { challenge, community, runs } = useLoaderData<typeof loader>();
  const { stage } = challenge;
  if (!runs || stage === "ended" || stage === "withdrawn") return null;
  return (
    <>
      {stage === "draft" ? (
        <LinkButton to={communityPath(community.slug, `/challenges/edit?id=${challenge.id}`)} variant="secondary" icon="edit">
          {t("edit")}
        </LinkButton>
      ) : null}
      <Form method="post" className="flex flex-wrap gap-2">
        <input type="hidden" name="challengeId" value={challenge.id} />
        <input type="hidden" name="version" value={challenge.version} />
        {stage === "draft" ? (
          <SubmitButton name="to" value="published">
            {t("publish")}
          </SubmitButton>
        ) : null}
        <SubmitButton name="to" value="withdrawn" variant="quiet">
          {t("withdraw")}
        </SubmitButton>
      </Form>
    </>
  );
}
