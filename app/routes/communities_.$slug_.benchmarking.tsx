import { parseWithZod } from "@conform-to/zod/v4";
import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { listCycles } from "#app/domains/benchmarking/benchmarking.repository.server.ts";
import { StartInput } from "#app/domains/benchmarking/benchmarking.schema.ts";
import { startCycle, startNext } from "#app/domains/benchmarking/cycles.service.server.ts";
import { findProfile } from "#app/domains/benchmarking/facts.repository.server.ts";
import { BenchmarkCrumbs, benchmarkPath, BenchmarkRefusal } from "#app/domains/benchmarking/ui/benchmark-parts.tsx";
import { monthName } from "#app/domains/benchmarking/ui/benchmark-words.ts";
import { StartForm } from "#app/domains/benchmarking/ui/start-form.tsx";
import { benchmarkDoor } from "#app/flows/benchmark-door.server.ts";
import { periodOf } from "#app/flows/benchmark-indicators.server.ts";
import { statusOf } from "#app/platform/http/status.ts";
import { requestLocale, translator } from "#app/platform/i18n.server.ts";
import { useLive } from "#app/realtime/use-live.ts";
import { newId } from "#app/shared/ids.ts";
import { Alert } from "#app/ui/alert.tsx";
import { Badge } from "#app/ui/badge.tsx";
import { LinkButton, SubmitButton } from "#app/ui/buttons.tsx";
import { Card } from "#app/ui/card.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { useActionData, useUntilSent } from "#app/ui/forms/use-until-sent.ts";
import { useTranslation } from "#app/ui/i18n.ts";
import { PageHeader, Section } from "#app/ui/page.tsx";
import { Form, Link } from "#app/ui/remix.ts";

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { db, community, manages } = await benchmarkDoor(request, params.slug);
  const locale = requestLocale(request);
  const [cycles, profile] = [await listCycles(db, community.id), await findProfile(db, community.id)];
  return { locale, community, manages, cycles, hasProfile: profile.version > 0, cycleId: newId(), title: translator(locale, "benchmarking")("of", { name: community.name }) };
}

export async function action({ request, params }: ActionFunctionArgs) {
  const { db, actor, community } = await benchmarkDoor(request, params.slug);
  const form = await request.formData();
  const now = new Date();
  if (form.get("intent") === "next") {
    const cycleId = String(form.get("cycleId"));
    const period = periodOf({ months: 3, until: "last" }, now, community.timeZone);
    const started = await startNext(db, actor, { cycleId, previousId: String(form.get("previousId")), communityId: community.id, ...period });
    return started.ok ? redirect(benchmarkPath(community.slug, `/${cycleId}`)) : data({ error: started.error as string, reply: null }, { status: statusOf(started.error) });
  }
  const submission = parseWithZod(form, { schema: StartInput });
  if (submission.status !== "success") return data({ error: null, reply: submission.reply() }, { status: 400 });
  const { cycleId, title, indicators, ...period } = submission.value;
  const started = await startCycle(db, actor, { cycleId, communityId: community.id, title, indicators, ...periodOf(period, now, community.timeZone) });
  if (!started.ok) return data({ error: started.error as string, reply: submission.reply() }, { status: statusOf(started.error) });
  return redirect(benchmarkPath(community.slug, `/${cycleId}`));
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [{ title: `${page?.title ?? ""} · Roundabout` }];

export default function Benchmarking() {
  const { locale, community, manages, cycles, hasProfile, cycleId: freshId, title } = useLoaderData<typeof loader>();
  const { t } = useTranslation("benchmarking");
  const cycleId = useUntilSent(freshId);
  const failed = useActionData<typeof action>();
  useLive([`community:${community.id}`]);
  const running = cycles.find((cycle) => cycle.state === "running");
  const [latest] = cycles;
  return (
    <div className="content pb-12">
      <PageHeader
        title={title}
        lead={t("lead")}
        breadcrumbs={<BenchmarkCrumbs community={community} />}
        actions={
          <>
            <LinkButton to={benchmarkPath(community.slug, "/facts")} variant="secondary" icon="edit">
              {t("facts.link")}
            </LinkButton>
            <LinkButton to="/benchmarking" variant="quiet">
              {t("how")}
            </LinkButton>
          </>
        }
      />
      <div className="grid gap-4">
        <BenchmarkRefusal error={failed?.error} />
        {manages && !hasProfile ? (
          <Alert tone="info" action={<LinkButton size="sm" to={benchmarkPath(community.slug, "/facts")}>{t("hub.profileAction")}</LinkButton>}>
            {t("hub.profileMissing")}
          </Alert>
        ) : null}
      </div>
      <Section title={t("hub.rounds")}>
        {cycles.length === 0 ? (
          <EmptyState kind="results" title={t("hub.none")}>
            {t("hub.noneText")} {manages ? "" : t("hub.noneMember")}
          </EmptyState>
        ) : null}
        <ol className="grid gap-3">
          {cycles.map((cycle) => (
            <Card as="li" key={cycle.id} className="grid gap-1">
              <p className="flex flex-wrap items-center gap-2 text-sm text-ink-soft">
                {t("round", { round: cycle.round })}
                <Badge tone={cycle.state === "running" ? "marigold" : cycle.state === "finished" ? "leaf" : "neutral"}>{t(`states.${cycle.state}`)}</Badge>
              </p>
              <h3 className="text-lg">
                <Link to={benchmarkPath(community.slug, `/${cycle.id}`)} className="link">
                  {cycle.title}
                </Link>
              </h3>
              <p className="text-sm">{t("roundLine", { from: monthName(cycle.fromMonth, locale), to: monthName(cycle.toMonth, locale), done: cycle.doneSteps })}</p>
            </Card>
          ))}
        </ol>
      </Section>
      {manages && !running && latest?.state === "finished" ? (
        <Section title={t("hub.next")}>
          <Form method="post" className="grid gap-3">
            <p>{t("hub.nextText", { round: latest.round })}</p>
            <input type="hidden" name="cycleId" value={cycleId} />
            <input type="hidden" name="previousId" value={latest.id} />
            <div>
              <SubmitButton name="intent" value="next" size="lg">
                {t("hub.next")}
              </SubmitButton>
            </div>
          </Form>
        </Section>
      ) : null}
      {manages && !running && latest?.state !== "finished" ? (
        <Section title={t("hub.start")}>
          <Card padding="lg">
            <StartForm key={cycleId} cycleId={cycleId} reply={failed?.reply} locale={locale} />
          </Card>
        </Section>
      ) : null}
    </div>
  );
}
