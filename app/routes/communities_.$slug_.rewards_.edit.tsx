import { parseWithZod } from "@conform-to/zod/v4";
import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import type { z } from "zod";
import { communityBySlug } from "#app/domains/communities/communities.repository.server.ts";
import { communityPath } from "#app/domains/communities/ui/community-card.tsx";
import { requireActor } from "#app/domains/identity/actor.server.ts";
import { mayManage } from "#app/domains/identity/membership.rules.ts";
import { listOffers } from "#app/domains/rewards/offers.repository.server.ts";
import { makeOffer, moveOffer } from "#app/domains/rewards/offers.service.server.ts";
import { addRule, describeProgramme, endProgramme, foundProgramme, fundBudget, viewProgramme } from "#app/domains/rewards/programmes.service.server.ts";
import { describeInput, endInput, figuresOf, foundInput, fundInput, offerInput, offerVerbInput, ruleInput } from "#app/domains/rewards/rewards.schema.ts";
import { DescribeForm, FoundForm, FundForm, OfferForm, OfferVerbs, RuleForm } from "#app/domains/rewards/ui/rewards-forms.tsx";
import { OfferFacts, RewardsRefusal, usePoints, WhatPointsAre } from "#app/domains/rewards/ui/rewards-parts.tsx";
import { database } from "#app/platform/db/database.server.ts";
import { statusOf } from "#app/platform/http/status.ts";
import { requestLocale, translator } from "#app/platform/i18n.server.ts";
import { newId } from "#app/shared/ids.ts";
import type { Result } from "#app/shared/result.ts";
import { SubmitButton } from "#app/ui/buttons.tsx";
import { Card } from "#app/ui/card.tsx";
import { useActionData, useUntilSent } from "#app/ui/forms/use-until-sent.ts";
import { useTranslation } from "#app/ui/i18n.ts";
import { Breadcrumbs } from "#app/ui/navigation.tsx";
import { PageHeader, Section } from "#app/ui/page.tsx";
import { Form } from "#app/ui/remix.ts";

async function managed(request: Request, slug: string | undefined) {
  const actor = await requireActor(request);
  const community = await communityBySlug(await database(), { slug: slug ?? "", userId: actor.userId });
  if (!community) throw new Response(null, { status: 404 });
  if (community.membership?.state !== "active" || !mayManage(community.membership.role)) throw new Response(null, { status: 403 });
  return { actor, community };
}

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { community } = await managed(request, params.slug);
  const db = await database();
  const now = new Date();
  const locale = requestLocale(request);
  const programme = await viewProgramme(db, community.id, now);
  return {
    locale,
    title: translator(locale, "rewards")("edit.title"),
    community: { slug: community.slug, name: community.name, timeZone: community.timeZone },
    programme,
    offers: programme ? await listOffers(db, { programmeId: programme.id, states: ["proposed", "open", "closed"], now }) : [],
    ids: { programmeId: newId(), fundId: newId(), offerId: newId() },
  };
}

export async function action({ request, params }: ActionFunctionArgs) {
  const { actor, community } = await managed(request, params.slug);
  const db = await database();
  const form = await request.formData();
  const intent = String(form.get("intent") ?? "");
  const answer = async <S extends z.ZodType>(schema: S, verb: (input: z.output<S>) => Promise<Result<unknown>>) => {
    const submission = parseWithZod(form, { schema });
    if (submission.status !== "success") return data({ intent, reply: submission.reply(), error: null }, { status: 400 });
    const done = await verb(submission.value);
    return done.ok ? redirect(communityPath(community.slug, "/rewards/edit")) : data({ intent, reply: submission.reply(), error: done.error }, { status: statusOf(done.error) });
  };
  switch (intent) {
    case "found":
      return answer(foundInput, ({ programmeId, name, words, budgetPoints, ...figures }) => foundProgramme(db, actor, { programmeId, communityId: community.id, name, words, budgetPoints, figures: figuresOf(figures) }));
    case "rule":
      return answer(ruleInput, ({ programmeId, version, ...figures }) => addRule(db, actor, { programmeId, version, figures: figuresOf(figures) }));
    case "describe":
      return answer(describeInput, (input) => describeProgramme(db, actor, input));
    case "fund":
      return answer(fundInput, (input) => fundBudget(db, actor, input));
    case "end":
      return answer(endInput, (input) => endProgramme(db, actor, input));
    case "offer":
      return answer(offerInput, (input) => makeOffer(db, actor, { ...input, as: "community" }));
    case "move":
      return answer(offerVerbInput, (input) => moveOffer(db, actor, input));
    default:
      throw new Response(null, { status: 400 });
  }
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [{ title: `${page?.title ?? ""} · Roundabout` }];

export default function EditRewards() {
  const { t } = useTranslation("rewards");
  const { title, community, programme, ids: freshIds } = useLoaderData<typeof loader>();
  const ids = useUntilSent(freshIds);
  const failed = useActionData<typeof action>();
  const replyTo = (intent: string) => (failed?.intent === intent ? failed.reply : null);
  const path = communityPath(community.slug, "/rewards");
  return (
    <div className="content max-w-4xl pb-12">
      <PageHeader title={title} lead={programme ? <WhatPointsAre /> : t("edit.foundLead")} breadcrumbs={<Breadcrumbs items={[{ to: communityPath(community.slug), label: community.name }, { to: path, label: t("short") }, { label: t("manage") }]} />} />
      <RewardsRefusal error={failed?.error} />
      {programme ? (
        <Manage key={failed ? "again" : ids.offerId} ids={ids} replyTo={replyTo} />
      ) : (
        <Card padding="lg" className="grid gap-4">
          <h2 className="text-xl">{t("edit.found")}</h2>
          <FoundForm key={failed ? "again" : ids.programmeId} programmeId={ids.programmeId} reply={replyTo("found")} />
        </Card>
      )}
    </div>
  );
}

type Failed = NonNullable<ReturnType<typeof useActionData<typeof action>>>;

function Manage({ ids, replyTo }: { ids: { fundId: string; offerId: string }; replyTo: (intent: string) => Failed["reply"] | null }) {
  const { t } = useTranslation("rewards");
  const { programme } = useLoaderData<typeof loader>();
  if (!programme) return null;
  const isRunning = programme.phase === "running";
  return (
    <>
      <Offers />
      {isRunning ? (
        <>
          <Section title={t("edit.newOffer")}>
            <Card padding="lg">
              <OfferForm offerId={ids.offerId} programmeId={programme.id} reply={replyTo("offer")} send={t("edit.offerSend")} />
            </Card>
          </Section>
          <Section title={t("edit.rule")}>
            <p className="text-ink-soft">{t("edit.ruleLead")}</p>
            <Card padding="lg">
              <RuleForm programme={programme} rule={programme.rules[0]} reply={replyTo("rule")} />
            </Card>
          </Section>
          <Section title={t("budget.title")}>
            <Card padding="lg">
              <FundForm programmeId={programme.id} fundId={ids.fundId} reply={replyTo("fund")} />
            </Card>
          </Section>
        </>
      ) : null}
      <Section title={t("edit.describe")}>
        <Card padding="lg">
          <DescribeForm programme={programme} reply={replyTo("describe")} />
        </Card>
      </Section>
      {isRunning ? (
        <Section title={t("edit.end")}>
          <p className="text-ink-soft">{t("edit.endText")}</p>
          <Form method="post">
            <input type="hidden" name="programmeId" value={programme.id} />
            <input type="hidden" name="version" value={programme.version} />
            <SubmitButton variant="danger" name="intent" value="end">
              {t("edit.endSend")}
            </SubmitButton>
          </Form>
        </Section>
      ) : null}
    </>
  );
}

function Offers() {
  const { t } = useTranslation("rewards");
  const points = usePoints();
  const { offers, locale, community } = useLoaderData<typeof loader>();
  return (
    <Section title={t("edit.offers")}>
      {offers.length === 0 ? <p className="text-ink-soft">{t("offers.none")}</p> : null}
      <ul className="grid gap-2">
        {offers.map((offer) => (
          <li key={offer.id} className="flex flex-wrap items-center justify-between gap-3 rounded-card border border-line bg-surface px-4 py-3">
            <div className="grid min-w-0 gap-1">
              <p className="font-semibold wrap-anywhere">
                {offer.title} <span className="tabular font-normal text-ink-soft">{points(offer.pricePoints)}</span>
              </p>
              <p className="text-sm text-ink-soft">{t("offers.by", { name: offer.offererName })}</p>
              <OfferFacts offer={offer} locale={locale} timeZone={community.timeZone} />
            </div>
            <OfferVerbs offer={offer} mayAnswer />
          </li>
        ))}
      </ul>
    </Section>
  );
}
