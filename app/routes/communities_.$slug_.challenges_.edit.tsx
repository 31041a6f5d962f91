import { parseWithZod } from "@conform-to/zod/v4";
import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { DateTime } from "luxon";
import { challengeInput } from "#app/domains/challenges/challenges.schema.ts";
import { draftChallenge, viewChallenge } from "#app/domains/challenges/challenges.service.server.ts";
import { ChallengeForm } from "#app/domains/challenges/ui/challenge-form.tsx";
import { ChallengesRefusal } from "#app/domains/challenges/ui/challenge-parts.tsx";
import { communityBySlug } from "#app/domains/communities/communities.repository.server.ts";
import { communityPath } from "#app/domains/communities/ui/community-card.tsx";
import { requireActor } from "#app/domains/identity/actor.server.ts";
import { mayManage } from "#app/domains/identity/membership.rules.ts";
import { database } from "#app/platform/db/database.server.ts";
import { statusOf } from "#app/platform/http/status.ts";
import { requestLocale, translator } from "#app/platform/i18n.server.ts";
import { newId } from "#app/shared/ids.ts";
import { Card } from "#app/ui/card.tsx";
import { useActionData, useUntilSent } from "#app/ui/forms/use-until-sent.ts";
import { useTranslation } from "#app/ui/i18n.ts";
import { Breadcrumbs } from "#app/ui/navigation.tsx";
import { PageHeader } from "#app/ui/page.tsx";

async function run(request: Request, slug: string | undefined) {
  const actor = await requireActor(request);
  const db = await database();
  const community = await communityBySlug(db, { slug: slug ?? "", userId: actor.userId });
  if (!community) throw new Response(null, { status: 404 });
  const manages = community.membership?.state === "active" && mayManage(community.membership.role);
  if (!manages && !actor.isOperator) throw new Response(null, { status: 403 });
  return { db, actor, community };
}

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { db, actor, community } = await run(request, params.slug);
  const id = new URL(request.url).searchParams.get("id");
  const draft = id ? await viewChallenge(db, { id, communityId: community.id, withDrafts: true }) : null;
  if (id && draft?.stage !== "draft") throw new Response(null, { status: 404 });
  const locale = requestLocale(request);
  const next = DateTime.now().setZone(community.timeZone).plus({ months: 1 });
  return {
    title: translator(locale, "challenges")(draft ? "editTitle" : "newTitle"),
    community: { slug: community.slug, name: community.name },
    draft,
    challengeId: draft?.id ?? newId(),
    isOperator: actor.isOperator,
    usualDays: { from: next.startOf("month").toISODate() ?? "", to: next.endOf("month").toISODate() ?? "" },
  };
}

export async function action({ request, params }: ActionFunctionArgs) {
  const { db, actor, community } = await run(request, params.slug);
  const submission = parseWithZod(await request.formData(), { schema: challengeInput });
  if (submission.status !== "success") return data({ reply: submission.reply(), error: null }, { status: 400 });
  const saved = await draftChallenge(db, actor, { ...submission.value, communityId: community.id });
  if (!saved.ok) return data({ reply: submission.reply(), error: saved.error }, { status: statusOf(saved.error) });
  return redirect(communityPath(community.slug, `/challenges/${saved.value.challengeId}`));
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [{ title: `${page?.title ?? ""} · Roundabout` }];

export default function EditChallenge() {
  const { t } = useTranslation("challenges");
  const { title, community, draft, challengeId: freshId, isOperator, usualDays } = useLoaderData<typeof loader>();
  const challengeId = useUntilSent(freshId);
  const failed = useActionData<typeof action>();
  return (
    <div className="content max-w-3xl pb-12">
      <PageHeader title={title} breadcrumbs={<Breadcrumbs items={[{ to: communityPath(community.slug), label: community.name }, { to: communityPath(community.slug, "/challenges"), label: t("short") }, { label: title }]} />} />
      <div className="grid gap-4">
        <ChallengesRefusal error={failed?.error} />
        <Card padding="lg">
          <ChallengeForm key={failed ? "again" : challengeId} challengeId={challengeId} draft={draft} usualDays={usualDays} isOperator={isOperator} reply={failed?.reply} />
        </Card>
      </div>
    </div>
  );
}
