import { parseWithZod } from "@conform-to/zod/v4";
import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import type { z } from "zod";
import { MINIMUM_PEERS } from "#app/domains/benchmarking/benchmarking.rules.ts";
import { PracticeInput, PracticeRef, ProfileInput, ValueInput, ValueRef } from "#app/domains/benchmarking/benchmarking.schema.ts";
import { findProfile, listValues, practicesOf } from "#app/domains/benchmarking/facts.repository.server.ts";
import { endPractice, enterValue, saveProfile, tagPractice, withdrawValue } from "#app/domains/benchmarking/facts.service.server.ts";
import { BenchmarkCrumbs, benchmarkPath, BenchmarkRefusal } from "#app/domains/benchmarking/ui/benchmark-parts.tsx";
import { monthName, useIndicatorWords } from "#app/domains/benchmarking/ui/benchmark-words.ts";
import { PracticeForm, ProfileForm, ValueForm } from "#app/domains/benchmarking/ui/facts-forms.tsx";
import { benchmarkDoor } from "#app/flows/benchmark-door.server.ts";
import { monthAt } from "#app/flows/benchmark-indicators.server.ts";
import { statusOf } from "#app/platform/http/status.ts";
import { requestLocale, translator } from "#app/platform/i18n.server.ts";
import { useLive } from "#app/realtime/use-live.ts";
import { newId } from "#app/shared/ids.ts";
import { SubmitButton } from "#app/ui/buttons.tsx";
import { Card } from "#app/ui/card.tsx";
import { useActionData, useUntilSent } from "#app/ui/forms/use-until-sent.ts";
import { useTranslation } from "#app/ui/i18n.ts";
import { PageHeader, Section } from "#app/ui/page.tsx";
import { Form } from "#app/ui/remix.ts";

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { db, community, manages } = await benchmarkDoor(request, params.slug);
  const locale = requestLocale(request);
  const [profile, values, practices] = [await findProfile(db, community.id), await listValues(db, community.id), await practicesOf(db, [community.id])];
  const month = monthAt(new Date(), community.timeZone);
  return { locale, community, manages, profile, values, practices, month, freshId: newId(), title: translator(locale, "benchmarking")("facts.link") };
}

export async function action({ request, params }: ActionFunctionArgs) {
  const { db, actor, community } = await benchmarkDoor(request, params.slug);
  const communityId = community.id;
  const form = await request.formData();
  const intent = String(form.get("intent"));
  const verbs = {
    profile: () => run(ProfileInput, (input) => saveProfile(db, actor, { ...input, communityId })),
    value: () => run(ValueInput, (input) => enterValue(db, actor, { ...input, communityId })),
    withdraw: () => run(ValueRef, (input) => withdrawValue(db, actor, { ...input, communityId })),
    practice: () => run(PracticeInput, (input) => tagPractice(db, actor, { ...input, communityId })),
    end: () => run(PracticeRef, (input) => endPractice(db, actor, { ...input, communityId, month: monthAt(new Date(), community.timeZone) })),
  };
  if (!Object.hasOwn(verbs, intent)) throw new Response(null, { status: 400 });
  return verbs[intent as keyof typeof verbs]();

  async function run<Schema extends z.ZodType>(schema: Schema, verb: (input: z.output<Schema>) => Promise<{ ok: true } | { ok: false; error: string }>) {
    const submission = parseWithZod(form, { schema });
    if (submission.status !== "success") return data({ intent, error: null, reply: submission.reply() }, { status: 400 });
    const done = await verb(submission.value as z.output<Schema>);
    return done.ok ? redirect(benchmarkPath(community.slug, "/facts")) : data({ intent, error: done.error, reply: submission.reply() }, { status: statusOf(done.error) });
  }
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [{ title: `${page?.title ?? ""} · Roundabout` }];

/** What the community says of itself, what it enters, and what it does. */
export default function BenchmarkFacts() {
  const { locale, community, manages, profile, values, practices, month, freshId, title } = useLoaderData<typeof loader>();
  const { t } = useTranslation("benchmarking");
  const words = useIndicatorWords(locale);
  const id = useUntilSent(freshId);
  const failed = useActionData<typeof action>();
  useLive([`community:${community.id}`]);
  const reply = (intent: string) => (failed?.intent === intent ? failed.reply : null);
  return (
    <div className="content pb-12">
      <PageHeader title={title} breadcrumbs={<BenchmarkCrumbs community={community} here={title} />} />
      <BenchmarkRefusal error={failed?.error} />
      <Section title={t("profile.title")}>
        <p className="prose-text text-ink-soft">{t("profile.lead")}</p>
        {manages ? (
          <Card>
            <ProfileForm key={`profile-${profile.version}`} profile={profile} reply={reply("profile")} />
          </Card>
        ) : null}
      </Section>
      <Section title={t("values.title")}>
        <p className="prose-text text-ink-soft">{t("values.lead", { count: MINIMUM_PEERS })}</p>
        {values.length === 0 ? <p>{t("values.none")}</p> : null}
        <ul className="grid gap-2">
          {values.map((value) => (
            <Card as="li" key={value.id} className="flex flex-wrap items-center gap-x-4 gap-y-2">
              <span className="grid min-w-0 grow gap-0.5">
                <span className="font-semibold">
                  {words.name(value.indicator)}: <span className="tabular">{words.value(value.indicator, value.value)}</span>
                </span>
                <span className="text-sm wrap-anywhere text-ink-soft">
                  {t("values.line", { from: monthName(value.fromMonth, locale), to: monthName(value.toMonth, locale), source: value.source })}
                  {value.sourceUrl ? (
                    <>
                      {" · "}
                      <a href={value.sourceUrl} className="link" rel="nofollow noreferrer">
                        {t("values.source")}
                      </a>
                    </>
                  ) : null}
                  {value.by ? ` · ${t("values.by", { name: value.by })}` : ""}
                </span>
              </span>
              {manages ? (
                <Form method="post">
                  <input type="hidden" name="valueId" value={value.id} />
                  <SubmitButton name="intent" value="withdraw" variant="quiet" size="sm" aria-label={t("values.withdrawNamed", { name: words.name(value.indicator) })}>
                    {t("values.withdraw")}
                  </SubmitButton>
                </Form>
              ) : null}
            </Card>
          ))}
        </ul>
        {manages ? (
          <Card>
            <ValueForm key={`value-${id}`} valueId={id} reply={reply("value")} locale={locale} month={month} />
          </Card>
        ) : null}
      </Section>
      <Section title={t("practices.title")}>
        <p className="prose-text text-ink-soft">{t("practices.lead")}</p>
        {practices.length === 0 ? <p>{t("practices.none")}</p> : null}
        <ul className="grid gap-2">
          {practices.map((practice) => (
            <Card as="li" key={practice.id} className="flex flex-wrap items-center gap-x-4 gap-y-2">
              <span className="grid min-w-0 grow gap-0.5">
                <span className="font-semibold">{t(`practices.names.${practice.practice}`)}</span>
                <span className="text-sm wrap-anywhere text-ink-soft">
                  {practice.untilMonth
                    ? t("practices.lineEnded", { since: monthName(practice.sinceMonth, locale), until: monthName(practice.untilMonth, locale) })
                    : t("practices.line", { since: monthName(practice.sinceMonth, locale) })}
                  {practice.words ? ` · ${practice.words}` : ""}
                </span>
              </span>
              {manages && !practice.untilMonth ? (
                <Form method="post">
                  <input type="hidden" name="practiceId" value={practice.id} />
                  <SubmitButton name="intent" value="end" variant="quiet" size="sm" aria-label={t("practices.endNamed", { name: t(`practices.names.${practice.practice}`) })}>
                    {t("practices.end")}
                  </SubmitButton>
                </Form>
              ) : null}
            </Card>
          ))}
        </ul>
        {manages ? (
          <Card>
            <PracticeForm key={`practice-${id}`} practiceId={id} reply={reply("practice")} locale={locale} month={month} />
          </Card>
        ) : null}
      </Section>
    </div>
  );
}
