import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { communityBySlug } from "#app/domains/communities/communities.repository.server.ts";
import { communityPath } from "#app/domains/communities/ui/community-card.tsx";
import { currentActor } from "#app/domains/identity/actor.server.ts";
import { mayManage } from "#app/domains/identity/membership.rules.ts";
import { balanceOf, listHistory } from "#app/domains/rewards/accounts.repository.server.ts";
import { countHeld } from "#app/domains/rewards/earnings.repository.server.ts";
import { listOffers } from "#app/domains/rewards/offers.repository.server.ts";
import { viewProgramme } from "#app/domains/rewards/programmes.service.server.ts";
import { accounts } from "#app/domains/rewards/rewards.rules.ts";
import { HistoryList, HoldWords, OfferCard, RuleWords, usePoints, WhatPointsAre } from "#app/domains/rewards/ui/rewards-parts.tsx";
import { database } from "#app/platform/db/database.server.ts";
import { requestLocale, translator } from "#app/platform/i18n.server.ts";
import { useLive } from "#app/realtime/use-live.ts";
import type { Actor } from "#app/shared/actor.ts";
import { Alert } from "#app/ui/alert.tsx";
import { LinkButton } from "#app/ui/buttons.tsx";
import { Card } from "#app/ui/card.tsx";
import { DefinitionList } from "#app/ui/definition-list.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { useTranslation } from "#app/ui/i18n.ts";
import { Breadcrumbs } from "#app/ui/navigation.tsx";
import { PageHeader, Section } from "#app/ui/page.tsx";
import { formatInstant } from "#app/ui/time.tsx";

async function loadMine(actor: Actor | null, programmeId: string) {
  if (!actor) return { kind: "visitor" as const };
  if (actor.party.kind !== "household") return { kind: "other" as const };
  const db = await database();
  const partyId = actor.party.id;
  const [points, heldPoints, history] = await Promise.all([
    balanceOf(db, { programmeId, account: accounts.home(partyId) }),
    balanceOf(db, { programmeId, account: accounts.held(partyId) }),
    listHistory(db, { partyId, programmeId, limit: 10 }),
  ]);
  return { kind: "household" as const, points, heldPoints, history };
}

export async function loader({ request, params }: LoaderFunctionArgs) {
  const db = await database();
  const actor = await currentActor(request);
  const community = await communityBySlug(db, { slug: params.slug ?? "", userId: actor?.userId ?? null });
  if (!community) throw new Response(null, { status: 404 });
  const now = new Date();
  const locale = requestLocale(request);
  const programme = await viewProgramme(db, community.id, now);
  const manages = community.membership?.state === "active" && mayManage(community.membership.role);
  return {
    locale,
    title: translator(locale, "rewards")("title", { name: community.name }),
    community: { id: community.id, slug: community.slug, name: community.name, timeZone: community.timeZone },
    programme,
    manages,
    partyId: actor?.party.id ?? null,
    offers: programme ? await listOffers(db, { programmeId: programme.id, states: ["open"], now }) : [],
    held: programme && (manages || actor?.isOperator) ? await countHeld(db, programme.id) : 0,
    mine: programme ? await loadMine(actor, programme.id) : null,
  };
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [{ title: `${page?.title ?? ""} · Roundabout` }];

export default function CommunityRewards() {
  const { t } = useTranslation("rewards");
  const { title, community, programme, manages, held, offers, partyId, locale } = useLoaderData<typeof loader>();
  useLive([`community:${community.id}`, ...(partyId ? [`party:${partyId}` as const] : [])]);
  const placed = { locale, timeZone: community.timeZone };
  const path = (rest: string) => communityPath(community.slug, `/rewards${rest}`);
  const day = (at: string | null) => (at ? formatInstant(at, { ...placed, format: "date" }) : "");
  return (
    <div className="content pb-12">
      <PageHeader
        title={title}
        lead={<WhatPointsAre />}
        breadcrumbs={<Breadcrumbs items={[{ to: "/communities", label: t("communities:directory.title") }, { to: communityPath(community.slug), label: community.name }, { label: t("short") }]} />}
        actions={
          manages ? (
            <>
              <LinkButton to={path("/edit")} variant="secondary" icon="edit">
                {t(programme ? "manage" : "begin")}
              </LinkButton>
              {programme ? (
                <LinkButton to="/staff/redeem" variant="quiet" icon="qr">
                  {t("redeem")}
                </LinkButton>
              ) : null}
            </>
          ) : null
        }
      />
      {programme ? (
        <>
          <div className="grid gap-4">
            {held > 0 ? (
              <Alert
                title={t("reviewCount", { count: held })}
                action={
                  <LinkButton size="sm" to={path("/review")}>
                    {t("review")}
                  </LinkButton>
                }
              />
            ) : null}
            {programme.phase === "running" ? null : <Alert tone="warning">{t(programme.phase, { at: day(programme.endsAt), until: day(programme.lapsesAt) })}</Alert>}
            <div className="grid items-start gap-4 lg:grid-cols-[3fr_2fr]">
              <Mine />
              <Budget />
            </div>
          </div>
          <Section title={t("offers.title")} id="offers">
            {offers.length === 0 ? <p className="text-ink-soft">{t("offers.none")}</p> : null}
            <ul className="grid gap-3 sm:grid-cols-2">
              {offers.map((offer) => (
                <OfferCard key={offer.id} offer={offer} {...placed} />
              ))}
            </ul>
          </Section>
          <Section title={t("rules.title")} id="rules">
            {programme.words ? <p className="max-w-[38em] whitespace-pre-line wrap-anywhere">{programme.words}</p> : null}
            <RuleWords rules={programme.rules} {...placed} />
            <HoldWords />
          </Section>
        </>
      ) : (
        <EmptyState kind="listings" title={t("none")}>
          {t("noneText")}
        </EmptyState>
      )}
    </div>
  );
}

function Mine() {
  const { t } = useTranslation("rewards");
  const points = usePoints();
  const { mine, locale, community } = useLoaderData<typeof loader>();
  if (!mine || mine.kind === "visitor") {
    return (
      <Card as="section" className="grid gap-3">
        <h2 className="text-xl">{t("mine.title")}</h2>
        <span>
          <LinkButton to={`/sign-in?returnTo=${encodeURIComponent(communityPath(community.slug, "/rewards"))}`} icon="login">
            {t("mine.signIn")}
          </LinkButton>
        </span>
      </Card>
    );
  }
  if (mine.kind === "other") {
    return (
      <Card as="section" className="grid gap-3">
        <h2 className="text-xl">{t("mine.title")}</h2>
        <p>{t("mine.household")}</p>
      </Card>
    );
  }
  return (
    <Card as="section" className="grid gap-3">
      <h2 className="text-xl">{t("mine.title")}</h2>
      <p>
        <strong className={`tabular font-display text-3xl ${mine.points < 0 ? "text-clay" : "text-leaf"}`}>{points(mine.points)}</strong>
        {mine.heldPoints > 0 ? <span className="block text-ink-soft">{t("mine.held", { points: points(mine.heldPoints) })}</span> : null}
      </p>
      {mine.points < 0 ? <p>{t("mine.below")}</p> : null}
      {mine.history.length === 0 ? <p className="text-ink-soft">{t("mine.none")}</p> : <HistoryList lines={mine.history.slice(0, 4)} locale={locale} timeZone={community.timeZone} />}
      <span>
        <LinkButton to="/account/rewards" variant="secondary" icon="gift">
          {t("mine.all")}
        </LinkButton>
      </span>
    </Card>
  );
}

function Budget() {
  const { t } = useTranslation("rewards");
  const points = usePoints();
  const { programme } = useLoaderData<typeof loader>();
  if (!programme) return null;
  return (
    <Card as="section" tone="sunken" className="grid gap-2">
      <h2 className="text-xl">{t("budget.title")}</h2>
      <p className="font-semibold wrap-anywhere">{programme.name}</p>
      <DefinitionList
        items={[
          { term: t("budget.funded"), value: points(programme.fundedPoints) },
          { term: t("budget.left"), value: points(programme.leftPoints) },
          { term: t("budget.spent"), value: points(programme.spentPoints) },
          ...(programme.lapsedPoints > 0 ? [{ term: t("budget.lapsed"), value: points(programme.lapsedPoints) }] : []),
        ]}
      />
    </Card>
  );
}
