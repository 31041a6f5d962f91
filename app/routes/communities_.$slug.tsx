import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useActionData } from "#app/ui/forms/use-until-sent.ts";
import { useTranslation } from "#app/ui/i18n.ts";
import { BlockBox } from "#app/domains/blocks/ui/block-box.tsx";
import { HeadlineCard } from "#app/domains/benchmarking/ui/headline-card.tsx";
import { communityBySlug, homeCommunityIdOf } from "#app/domains/communities/communities.repository.server.ts";
import { listNetworks } from "#app/domains/communities/networks/networks.repository.server.ts";
import { CommunityActions, CommunityLead, CommunityRules, HomeNote } from "#app/domains/communities/ui/community-intro.tsx";
import { CommunityStandings } from "#app/domains/communities/ui/community-standings.tsx";
import { CommunityAround } from "#app/domains/communities/ui/community-around.tsx";
import { Latest } from "#app/domains/communities/ui/latest.tsx";
import { communityPath } from "#app/domains/communities/ui/community-card.tsx";
import { listEvents } from "#app/domains/events/events.repository.server.ts";
import { NextDays } from "#app/domains/events/ui/next-days.tsx";
import { currentActor, requireActor } from "#app/domains/identity/actor.server.ts";
import { mayManage } from "#app/domains/identity/membership.rules.ts";
import { chooseHome, joinParty, leaveParty } from "#app/domains/identity/membership.service.server.ts";
import { standingOf } from "#app/domains/impact/boards/boards.service.server.ts";
import { scopeTotal, totalsByMaterial, totalsByMonth, totalsByRoute } from "#app/domains/impact/totals.repository.server.ts";
import { BOARD_MINIMUM } from "#app/domains/impact/boards/boards.schema.ts";
import { useSubjectName } from "#app/domains/impact/ui/subject.ts";
import { MonthBars, TotalBars } from "#app/domains/impact/ui/total-bars.tsx";
import { TotalFacts } from "#app/domains/impact/ui/total-facts.tsx";
import { ReportLink } from "#app/domains/trust/ui/report-link.tsx";
import { headlineOf } from "#app/flows/benchmark-headline.server.ts";
import { viewFeed } from "#app/flows/community-feed.server.ts";
import { rulesHtml } from "#app/flows/community-rules.server.ts";
import { viewContact } from "#app/flows/view-contact.server.ts";
import { database } from "#app/platform/db/database.server.ts";
import { env } from "#app/platform/env.server.ts";
import { errorKey, statusOf } from "#app/platform/http/status.ts";
import { requestLocale, translator } from "#app/platform/i18n.server.ts";
import { useLive } from "#app/realtime/use-live.ts";
import { Alert } from "#app/ui/alert.tsx";
import { LinkButton } from "#app/ui/buttons.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { Breadcrumbs } from "#app/ui/navigation.tsx";
import { oembedLinks } from "#app/ui/oembed-links.ts";
import { PageHeader, Section } from "#app/ui/page.tsx";

export async function loader({ request, params }: LoaderFunctionArgs) {
  const db = await database();
  const actor = await currentActor(request);
  const found = await communityBySlug(db, { slug: params.slug ?? "", userId: actor?.userId ?? null });
  if (!found) throw new Response(null, { status: 404 });
  const { isInvited: _isInvited, rulesText, ...community } = found;
  const locale = requestLocale(request);
  const scope = { type: "community" as const, id: community.id };
  const place = (metric: "total" | "per_head") => standingOf(db, { metric, period: "all", partyId: community.id });
  const isMember = community.membership?.state === "active";
  const runs = isMember && mayManage(community.membership?.role ?? "viewer");
  const [total, months, materials, routes, inTotal, perHead, homeId, headline, nextDays, feed, networks] = await Promise.all([
    scopeTotal(db, scope),
    totalsByMonth(db, scope),
    totalsByMaterial(db, scope),
    totalsByRoute(db, scope),
    place("total"),
    place("per_head"),
    actor && community.membership ? homeCommunityIdOf(db, actor.userId) : null,
    headlineOf(db, community, { isMember }, new Date()),
    listEvents(db, { communityPartyId: community.id, withPlans: runs, when: "ahead", now: new Date(), limit: 3 }),
    viewFeed(db, actor, { community, filter: "all", cursor: null, limit: 3 }),
    community.isListed ? listNetworks(db, { afterSlug: null, limit: 12, communityId: community.id }) : [],
  ]);
  const settings = env();
  const map = { tileUrl: settings.MAP_TILE_URL ?? null, attribution: settings.MAP_ATTRIBUTION ?? "" };
  const rules = rulesHtml(rulesText, translator(locale, "communities")("page.rulesTable"));
  // Programs that look for how to show a link come without a session; what a visitor sees is public.
  const publicAddress = actor === null ? `${env().PUBLIC_URL.replace(/\/$/, "")}${communityPath(community.slug)}` : null;
  return { publicAddress, networks, map, locale, rules, community, total, months, materials, routes, inTotal, perHead, homeId, headline, nextDays, now: new Date().toISOString(), isSignedIn: actor !== null, latest: [...feed.pinned.map((post) => ({ type: "post" as const, key: `post:${post.id}`, at: post.at, post })), ...feed.items].slice(0, 3), contact: community.membership ? null : await viewContact(db, actor, community.id) };
}

export async function action({ request, params }: ActionFunctionArgs) {
  const actor = await requireActor(request);
  const db = await database();
  const community = await communityBySlug(db, { slug: params.slug ?? "", userId: actor.userId });
  if (!community) throw new Response(null, { status: 404 });
  const partyId = community.id;
  const verbs: Record<string, () => Promise<{ ok: true } | { ok: false; error: string }>> = {
    join: () => joinParty(db, actor, { partyId }),
    leave: () => leaveParty(db, actor, { partyId }),
    home: () => chooseHome(db, actor, { communityId: partyId }),
  };
  const verb = verbs[String((await request.formData()).get("intent"))];
  if (!verb) throw new Response(null, { status: 400 });
  const result = await verb();
  // Two clicks on "join" are one wish.
  if (!result.ok && result.error !== "COMMUNITIES.ALREADY_MEMBER") {
    return data({ error: translator(requestLocale(request))(errorKey(result.error)) }, { status: statusOf(result.error) });
  }
  // Of a private one nothing is left to see.
  if (verb === verbs.leave && !community.isListed) return redirect("/communities");
  return redirect(communityPath(community.slug));
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [{ title: `${page?.community.name ?? ""} · Roundabout` }, ...(page?.publicAddress ? oembedLinks(page.publicAddress, page.community.name) : [])];

export default function Community() {
  const { t } = useTranslation("communities");
  const { community, homeId, contact, headline, nextDays, locale, latest, now, isSignedIn, rules, networks, map } = useLoaderData<typeof loader>();
  const failed = useActionData<typeof action>();
  const { membership, slug } = community;
  useLive([`community:${community.id}`, "board"]);
  const manages = membership?.state === "active" && mayManage(membership.role);
  return (
    <div className="content pb-12">
      <PageHeader
        title={community.name}
        breadcrumbs={<Breadcrumbs items={[{ to: "/communities", label: t("directory.title") }, { label: community.name }]} />}
        lead={<CommunityLead community={community} />}
        actions={<CommunityActions community={community} manages={manages} />}
      />
      <div className="grid gap-4">
        {failed ? (
          <Alert tone="error" live>
            {failed.error}
          </Alert>
        ) : null}
        {community.requests > 0 ? (
          <Alert
            tone="info"
            title={t("page.requests", { count: community.requests })}
            action={
              <LinkButton size="sm" to={communityPath(slug, "/members")}>
                {t("page.manage")}
              </LinkButton>
            }
          />
        ) : null}
        <HomeNote community={community} homeId={homeId} />
        <Latest community={community} items={latest} isMember={membership?.state === "active"} manages={manages} now={now} locale={locale} report={(id) => (isSignedIn ? <ReportLink subject="post" id={id} /> : null)} />
        <NextDays events={nextDays} all={communityPath(community.slug, "/events")} locale={locale} />
        <Standings />
        <HeadlineCard slug={slug} locale={locale} isMember={membership?.state === "active"} headline={headline} />
        <Totals />
        <CommunityAround community={community} networks={networks} map={map} />
        <CommunityRules html={rules} />
        {community.membership?.state === "active" ? null : <ReportLink subject="party" id={community.id} />}
        {contact?.mayBlock ? <BlockBox partyId={community.id} ourPartyId={contact.ourPartyId} name={community.name} blockedByUs={contact.blockedByUs} returnTo={communityPath(slug)} /> : null}
      </div>
    </div>
  );
}

function Standings() {
  const { t } = useTranslation("communities");
  const { community, total, months, inTotal, perHead, locale } = useLoaderData<typeof loader>();
  if (total.entryCount === 0) return null;
  return (
    <CommunityStandings
      community={community}
      isMember={community.membership?.state === "active"}
      total={total}
      inTotal={inTotal}
      perHead={perHead}
      leastMembers={BOARD_MINIMUM.membersPerHead}
      locale={locale}
      facts={<TotalFacts total={total} locale={locale} />}
      months={<MonthBars title={t("page.overTime")} months={months} locale={locale} />}
      routes={<Routes />}
    />
  );
}

function Routes() {
  const { t } = useTranslation(["communities", "impact"]);
  const { routes, locale } = useLoaderData<typeof loader>();
  return (
    <Section title={t("page.byRoute")}>
      <TotalBars
        label={t("page.byRoute")}
        locale={locale}
        bars={routes.map((row) => ({
          key: row.route,
          name: row.route === "in_chain" ? t("impact:statuses.in_chain") : t(`impact:routes.${row.route}`),
          total: row,
        }))}
      />
    </Section>
  );
}

function Totals() {
  const { t } = useTranslation("communities");
  const nameOf = useSubjectName();
  const { total, materials, locale } = useLoaderData<typeof loader>();
  if (total.entryCount === 0) {
    return (
      <EmptyState kind="listings" title={t("page.emptyTitle")} action={<LinkButton to="/listings">{t("page.emptyAction")}</LinkButton>}>
        {t("page.emptyText")}
      </EmptyState>
    );
  }
  return (
    <Section title={t("page.byMaterial")}>
      <TotalBars
        label={t("page.byMaterial")}
        locale={locale}
        first={10}
        bars={materials.map((row) => ({ key: row.code, name: nameOf(row.code), total: row }))}
      />
    </Section>
  );
}
