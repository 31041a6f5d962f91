import { parseWithZod } from "@conform-to/zod/v4";
import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { mayKnowOf } from "#app/domains/communities/communities.repository.server.ts";
import { communityPath } from "#app/domains/communities/ui/community-card.tsx";
import { requireActor } from "#app/domains/identity/actor.server.ts";
import { qrPath } from "#app/domains/pickups/qr.server.ts";
import { QrCode } from "#app/domains/pickups/ui/qr-code.tsx";
import { listAccountsOf, listHistory } from "#app/domains/rewards/accounts.repository.server.ts";
import { listRedemptions } from "#app/domains/rewards/offers.repository.server.ts";
import { cancelRedemption, codeOf } from "#app/domains/rewards/redemptions.service.server.ts";
import { cancelInput } from "#app/domains/rewards/rewards.schema.ts";
import { HistoryList, RewardsRefusal, usePoints, WhatPointsAre } from "#app/domains/rewards/ui/rewards-parts.tsx";
import { database } from "#app/platform/db/database.server.ts";
import { env } from "#app/platform/env.server.ts";
import { statusOf } from "#app/platform/http/status.ts";
import { requestLocale, translator } from "#app/platform/i18n.server.ts";
import { useLive } from "#app/realtime/use-live.ts";
import { Badge } from "#app/ui/badge.tsx";
import { LinkButton, SubmitButton } from "#app/ui/buttons.tsx";
import { Card } from "#app/ui/card.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { useActionData } from "#app/ui/forms/use-until-sent.ts";
import { useTranslation } from "#app/ui/i18n.ts";
import { PageHeader, Section } from "#app/ui/page.tsx";
import { Form, Link } from "#app/ui/remix.ts";
import { formatInstant } from "#app/ui/time.tsx";

const PAGE = 30;

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireActor(request);
  const db = await database();
  const locale = requestLocale(request);
  const partyId = actor.party.id;
  const before = new URL(request.url).searchParams.get("before");
  const [found, lines, redemptions] = await Promise.all([
    listAccountsOf(db, partyId),
    listHistory(db, { partyId, before, limit: PAGE + 1 }),
    listRedemptions(db, { partyId, now: new Date(), codeOf }),
  ]);
  // Of a private community that the person has left, the account stays and the name does not.
  const accounts = await Promise.all(
    found.map(async ({ programmeId, name, communityName, communitySlug, communityId, points, heldPoints }) => {
      const isKnown = await mayKnowOf(db, { partyId: communityId, userId: actor.userId, actingPartyId: partyId });
      return { programmeId, points, heldPoints, community: isKnown ? { name: communityName, slug: communitySlug, programme: name } : null };
    }),
  );
  return {
    locale,
    timeZone: actor.party.timeZone,
    partyId,
    isHousehold: actor.party.kind === "household",
    title: translator(locale, "rewards")("account.title"),
    accounts,
    lines: lines.slice(0, PAGE),
    nextBefore: lines.length > PAGE ? (lines[PAGE - 1]?.seq ?? null) : null,
    codes: redemptions.map(({ code, ...one }) => ({ ...one, code, qr: code ? qrPath(new URL(`/staff/redeem?code=${code}`, env().PUBLIC_URL).href) : null })),
  };
}

export async function action({ request }: ActionFunctionArgs) {
  const actor = await requireActor(request);
  const submission = parseWithZod(await request.formData(), { schema: cancelInput });
  if (submission.status !== "success") throw new Response(null, { status: 400 });
  const done = await cancelRedemption(await database(), actor, submission.value);
  return done.ok ? redirect("/account/rewards#codes") : data({ error: done.error }, { status: statusOf(done.error) });
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [{ title: `${page?.title ?? ""} · Roundabout` }];

export default function AccountRewards() {
  const { t } = useTranslation("rewards");
  const points = usePoints();
  const { accounts, lines, nextBefore, partyId, isHousehold, locale, timeZone } = useLoaderData<typeof loader>();
  const failed = useActionData<typeof action>();
  useLive([`party:${partyId}`]);
  return (
    <div className="pb-12">
      <PageHeader title={t("account.title")} lead={t("account.lead")} />
      <div className="grid gap-4">
        <RewardsRefusal error={failed?.error} />
        {isHousehold ? null : <p>{t("mine.household")}</p>}
        {isHousehold && accounts.length === 0 ? (
          <EmptyState kind="listings" title={t("account.none")} action={<LinkButton to="/communities">{t("account.find")}</LinkButton>}>
            {t("account.noneText")}
          </EmptyState>
        ) : null}
        <ul className="grid gap-3 sm:grid-cols-2">
          {accounts.map((account) => (
            <Card as="li" key={account.programmeId} className="grid content-start gap-1">
              <h2 className="text-base font-semibold">
                {account.community ? (
                  <Link to={communityPath(account.community.slug, "/rewards")} className="link">
                    {account.community.name}
                  </Link>
                ) : (
                  t("account.hidden")
                )}
              </h2>
              <strong className={`tabular font-display text-2xl ${account.points < 0 ? "text-clay" : "text-leaf"}`}>{points(account.points)}</strong>
              {account.heldPoints > 0 ? <span className="text-sm text-ink-soft">{t("mine.held", { points: points(account.heldPoints) })}</span> : null}
              {account.points < 0 ? <span className="text-sm">{t("mine.below")}</span> : null}
            </Card>
          ))}
        </ul>
        {accounts.length > 0 ? <WhatPointsAre /> : null}
      </div>
      {accounts.length > 0 ? (
        <>
          <Codes />
          <Section title={t("history.title")}>
            <HistoryList lines={lines} locale={locale} timeZone={timeZone} />
            {nextBefore ? (
              <span>
                <LinkButton to={`/account/rewards?before=${nextBefore}`} variant="secondary">
                  {t("history.earlier")}
                </LinkButton>
              </span>
            ) : null}
          </Section>
        </>
      ) : null}
    </div>
  );
}

function Codes() {
  const { t } = useTranslation("rewards");
  const points = usePoints();
  const { codes, locale, timeZone } = useLoaderData<typeof loader>();
  const at = (instant: string) => formatInstant(instant, { locale, timeZone });
  const [good, past] = [codes.filter((one) => one.state === "open"), codes.filter((one) => one.state !== "open")];
  return (
    <Section title={t("codes.title")} id="codes">
      {good.length === 0 ? <p className="text-ink-soft">{t("codes.none")}</p> : null}
      <ul className="grid gap-4 sm:grid-cols-2">
        {good.map((one) => (
          <Card as="li" key={one.id} className="grid content-start justify-items-start gap-2">
            <h3 className="text-lg wrap-anywhere">{one.title}</h3>
            <p className="text-sm text-ink-soft">{t("codes.show", { name: one.offererName })}</p>
            {one.qr && one.code ? <QrCode path={one.qr} label={t("codes.qr", { code: one.code })} /> : null}
            <p className="tabular font-mono text-2xl font-bold tracking-wider">{one.code}</p>
            <p className="text-sm text-ink-soft">{t("codes.good", { at: at(one.expiresAt) })}</p>
            <Form method="post">
              <input type="hidden" name="redemptionId" value={one.id} />
              <input type="hidden" name="version" value={one.version} />
              <SubmitButton size="sm" variant="secondary" icon="undo">
                {t("codes.giveBack")}
              </SubmitButton>
            </Form>
          </Card>
        ))}
      </ul>
      {past.length > 0 ? (
        <details>
          <summary className="link inline-flex min-h-9 cursor-pointer items-center">{t("codes.past")}</summary>
          <ul className="grid gap-2 pt-2">
            {past.map((one) => (
              <li key={one.id} className="flex flex-wrap items-baseline gap-x-4 gap-y-1 rounded-card border border-line bg-surface px-4 py-3">
                <span className="min-w-0 grow font-semibold wrap-anywhere">{one.title}</span>
                <span className="tabular text-sm text-ink-soft">{points(one.points)}</span>
                <Badge tone={one.state === "used" ? "leaf" : "neutral"}>{t(`codes.states.${one.state}`)}</Badge>
                {one.usedAt ? <span className="text-sm text-ink-soft">{t("codes.usedAt", { at: at(one.usedAt) })}</span> : null}
              </li>
            ))}
          </ul>
        </details>
      ) : null}
    </Section>
  );
}
