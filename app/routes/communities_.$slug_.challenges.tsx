import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { shownTo } from "#app/domains/challenges/challenges.rules.ts";
import { viewChallenges } from "#app/domains/challenges/challenges.service.server.ts";
import { ChallengeCard } from "#app/domains/challenges/ui/challenge-parts.tsx";
import { communityBySlug } from "#app/domains/communities/communities.repository.server.ts";
import { communityPath } from "#app/domains/communities/ui/community-card.tsx";
import { currentActor } from "#app/domains/identity/actor.server.ts";
import { mayManage } from "#app/domains/identity/membership.rules.ts";
import { database } from "#app/platform/db/database.server.ts";
import { requestLocale, translator } from "#app/platform/i18n.server.ts";
import { useLive } from "#app/realtime/use-live.ts";
import { LinkButton } from "#app/ui/buttons.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { useTranslation } from "#app/ui/i18n.ts";
import { Breadcrumbs } from "#app/ui/navigation.tsx";
import { PageHeader } from "#app/ui/page.tsx";

export async function loader({ request, params }: LoaderFunctionArgs) {
  const db = await database();
  const actor = await currentActor(request);
  const community = await communityBySlug(db, { slug: params.slug ?? "", userId: actor?.userId ?? null });
  if (!community) throw new Response(null, { status: 404 });
  const locale = requestLocale(request);
  const isMember = community.membership?.state === "active";
  const runs = (isMember && mayManage(community.membership?.role ?? "member")) || actor?.isOperator === true;
  const challenges = await viewChallenges(db, { communityId: community.id, withDrafts: runs });
  return {
    locale,
    title: translator(locale, "challenges")("title", { name: community.name }),
    community: { id: community.id, slug: community.slug, name: community.name },
    runs,
    challenges: challenges.map(({ communityId: _setBy, ...one }) => ({ ...one, ...shownTo(one, isMember) })),
  };
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [{ title: `${page?.title ?? ""} · Roundabout` }];

export default function CommunityChallenges() {
  const { t } = useTranslation("challenges");
  const { title, community, runs, challenges, locale } = useLoaderData<typeof loader>();
  useLive([`community:${community.id}`, "board"]);
  const path = (rest: string) => communityPath(community.slug, `/challenges${rest}`);
  return (
    <div className="content pb-12">
      <PageHeader
        title={title}
        breadcrumbs={<Breadcrumbs items={[{ to: "/communities", label: t("communities:directory.title") }, { to: communityPath(community.slug), label: community.name }, { label: t("short") }]} />}
        actions={
          runs ? (
            <LinkButton to={path("/edit")} variant="secondary" icon="plus">
              {t("new")}
            </LinkButton>
          ) : null
        }
      />
      {challenges.length === 0 ? (
        <EmptyState kind="listings" title={t("none")}>
          {t("noneText")}
        </EmptyState>
      ) : (
        <ul className="grid gap-4 lg:grid-cols-2">
          {challenges.map((challenge) => (
            <ChallengeCard key={challenge.id} challenge={challenge} to={path(`/${challenge.id}`)} locale={locale} />
          ))}
        </ul>
      )}
    </div>
  );
}
