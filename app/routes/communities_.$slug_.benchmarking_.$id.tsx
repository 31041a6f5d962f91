import type { SubmissionResult } from "@conform-to/react";
import { parseWithZod } from "@conform-to/zod/v4";
import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import type { z } from "zod";
import { ActionInput, EvidenceInput, EvidenceRef, MoveActionInput, MoveStepInput, PlanInput, StepInput, StopInput, TargetInput, TopicInput } from "#app/domains/benchmarking/benchmarking.schema.ts";
import * as cycles from "#app/domains/benchmarking/cycles.service.server.ts";
import { currentStep, lastDone, needsOf, STEPS, type Need } from "#app/domains/benchmarking/steps.rules.ts";
import { BenchmarkCrumbs, benchmarkPath, BenchmarkRefusal } from "#app/domains/benchmarking/ui/benchmark-parts.tsx";
import { monthName } from "#app/domains/benchmarking/ui/benchmark-words.ts";
import { StepCard } from "#app/domains/benchmarking/ui/step-card.tsx";
import { ActionWork, TargetWork, TeamWork, TopicWork, ValuesWork } from "#app/domains/benchmarking/ui/step-work.tsx";
import { listMembers } from "#app/domains/identity/membership.repository.server.ts";
import { cycleDoor } from "#app/flows/benchmark-door.server.ts";
import { compareCycle, figuresOf, monthAt } from "#app/flows/benchmark-indicators.server.ts";
import { finishBenchmarkStep } from "#app/flows/finish-benchmark-step.server.ts";
import { statusOf } from "#app/platform/http/status.ts";
import { requestLocale, translator } from "#app/platform/i18n.server.ts";
import { useLive } from "#app/realtime/use-live.ts";
import { newId } from "#app/shared/ids.ts";
import { Badge } from "#app/ui/badge.tsx";
import { LinkButton, SubmitButton } from "#app/ui/buttons.tsx";
import { useActionData, useUntilSent } from "#app/ui/forms/use-until-sent.ts";
import { useTranslation } from "#app/ui/i18n.ts";
import { PageHeader } from "#app/ui/page.tsx";
import { Form } from "#app/ui/remix.ts";

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { db, community, manages, cycle } = await cycleDoor(request, params);
  const now = new Date();
  const views = await compareCycle(db, community, cycle, now);
  const facts = cycles.factsOf(cycle, figuresOf(views));
  const people = manages && cycle.state === "running" ? (await listMembers(db, { partyId: community.id, state: "active" })).map(({ userId, name }) => ({ value: userId, label: name })) : [];
  const locale = requestLocale(request);
  const here = currentStep(cycle.steps);
  return {
    locale, community, cycle, views, people, title: cycle.title,
    mayChange: manages && cycle.state === "running",
    needs: here ? needsOf(here, facts) : [],
    today: now.toISOString().slice(0, 10),
    month: monthAt(now, community.timeZone),
    freshId: newId(),
    pageTitle: `${translator(locale, "benchmarking")("title")} · ${cycle.title}`,
  };
}

type Done = { ok: true } | { ok: false; error: string; details?: Record<string, unknown> };

export async function action({ request, params }: ActionFunctionArgs) {
  const { db, actor, community, cycle } = await cycleDoor(request, params);
  const form = await request.formData();
  const [intent, step] = [String(form.get("intent")), String(form.get("step"))];
  const cycleId = cycle.id;
  const verbs: Record<string, () => Promise<Response | ReturnType<typeof refused>>> = {
    topic: () => run(TopicInput, ({ headline, indicators, ...input }) => cycles.editTopic(db, actor, { ...input, cycleId, indicators: headline && indicators.includes(headline) ? [headline, ...indicators.filter((code) => code !== headline)] : indicators })),
    save: () => run(StepInput, ({ ownerUserId = null, dueOn = null, ...input }) => cycles.saveStep(db, actor, { ...input, ownerUserId, dueOn, cycleId })),
    plan: () => run(PlanInput, ({ plan }) => cycles.savePlan(db, actor, { cycleId, plan })),
    finish: () => run(MoveStepInput, (input) => finishBenchmarkStep(db, actor, community, { ...input, cycleId })),
    reopen: () => run(MoveStepInput, (input) => cycles.reopenStep(db, actor, { ...input, cycleId })),
    evidence: () => run(EvidenceInput, (input) => cycles.addEvidence(db, actor, { ...input, cycleId })),
    removeEvidence: () => run(EvidenceRef, (input) => cycles.removeEvidence(db, actor, { ...input, cycleId })),
    target: () => run(TargetInput, (input) => cycles.setTarget(db, actor, { ...input, cycleId })),
    action: () => run(ActionInput, ({ ownerUserId = null, dueOn = null, ...input }) => cycles.addAction(db, actor, { ...input, ownerUserId, dueOn, cycleId })),
    moveAction: () => run(MoveActionInput, (input) => cycles.moveAction(db, actor, { ...input, cycleId })),
    stop: () => run(StopInput, (input) => cycles.stopCycle(db, actor, { ...input, cycleId })),
  };
  const verb = Object.hasOwn(verbs, intent) ? verbs[intent] : undefined;
  if (!verb) throw new Response(null, { status: 400 });
  return verb();

  async function run<Schema extends z.ZodType>(schema: Schema, act: (input: z.output<Schema>) => Promise<Done>) {
    const submission = parseWithZod(form, { schema });
    if (submission.status !== "success") return refused(null, [], submission.reply(), 400);
    const done = await act(submission.value as z.output<Schema>);
    if (done.ok) return redirect(`${benchmarkPath(community.slug, `/${cycleId}`)}${intent === "finish" || intent === "stop" ? "" : `#step-${step}`}`);
    return refused(done.error, (done.details?.["needs"] ?? []) as Need[], submission.reply(), statusOf(done.error));
  }
  function refused(error: string | null, needs: Need[], reply: SubmissionResult, status: number) {
    return data({ intent, step, error, needs, reply }, { status });
  }
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [{ title: `${page?.pageTitle ?? ""} · Roundabout` }];

/** A round: the ten steps with who, until when, notes and evidence. */
export default function BenchmarkCycle() {
  const { locale, community, cycle, needs, people, mayChange, today, title, freshId } = useLoaderData<typeof loader>();
  const { t } = useTranslation("benchmarking");
  const failed = useActionData<typeof action>();
  const id = useUntilSent(freshId);
  useLive([`community:${community.id}`]);
  const here = currentStep(cycle.steps);
  const last = lastDone(cycle.steps);
  const path = benchmarkPath(community.slug, `/${cycle.id}`);
  return (
    <div className="content max-w-4xl pb-12">
      <PageHeader
        title={title}
        breadcrumbs={<BenchmarkCrumbs community={community} cycle={cycle} />}
        lead={
          <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
            {t("round", { round: cycle.round })}
            <Badge tone={cycle.state === "running" ? "marigold" : cycle.state === "finished" ? "leaf" : "neutral"}>{t(`states.${cycle.state}`)}</Badge>
            {t("period", { from: monthName(cycle.fromMonth, locale), to: monthName(cycle.toMonth, locale) })}
          </p>
        }
        actions={
          <>
            <LinkButton to={`${path}/gap`} variant="secondary" icon="chart">
              {t("gap.see")}
            </LinkButton>
            <LinkButton to={`${path}/report`} variant="quiet">
              {t("cycle.report")}
            </LinkButton>
          </>
        }
      />
      <Progress done={cycle.steps.filter((step) => step.isDone).length} />
      {failed && !STEPS.some((code) => code === failed.step) ? <BenchmarkRefusal error={failed.error} /> : null}
      <ol aria-label={t("cycle.steps")} className="mt-5 grid gap-3">
        {cycle.steps.map((step, index) => (
          <StepCard
            key={step.step}
            number={index + 1}
            step={step}
            state={step.isDone ? "done" : step.step === here ? "current" : "next"}
            isLate={!step.isDone && cycle.state === "running" && step.dueOn !== null && step.dueOn < today}
            needs={step.step === here ? needs : []}
            evidence={cycle.evidence.filter((one) => one.step === step.step)}
            people={people}
            mayChange={mayChange}
            mayReopen={mayChange && step.step === last}
            cycleVersion={cycle.version}
            evidenceId={`${id}-${step.step}`}
            locale={locale}
            timeZone={community.timeZone}
            failed={failed}
            isLast={index === STEPS.length - 1}
          >
            <Work code={step.step} isOpen={mayChange && !step.isDone} id={id} />
          </StepCard>
        ))}
      </ol>
      {mayChange ? (
        <details className="mt-6">
          <summary className="cursor-pointer text-sm font-semibold">{t("cycle.settings")}</summary>
          <Form method="post" className="mt-3 grid gap-2">
            <p className="text-sm text-ink-soft">{t("form.stopText")}</p>
            <input type="hidden" name="version" value={cycle.version} />
            <div>
              <SubmitButton name="intent" value="stop" variant="secondary" size="sm">
                {t("form.stop")}
              </SubmitButton>
            </div>
          </Form>
        </details>
      ) : null}
      {cycle.previousId || cycle.nextId ? (
        <p className="mt-6 flex flex-wrap gap-2">
          {cycle.previousId ? <LinkButton to={benchmarkPath(community.slug, `/${cycle.previousId}`)} variant="quiet" size="sm">{t("cycle.previous")}</LinkButton> : null}
          {cycle.nextId ? <LinkButton to={benchmarkPath(community.slug, `/${cycle.nextId}`)} variant="quiet" size="sm">{t("cycle.nextRound")}</LinkButton> : null}
        </p>
      ) : null}
    </div>
  );
}

function Progress({ done }: { done: number }) {
  return (
    <div aria-hidden="true" className="flex gap-1">
      {STEPS.map((code, index) => (
        <span key={code} className={`h-1.5 flex-1 rounded-full ${index < done ? "bg-leaf" : index === done ? "bg-marigold" : "bg-line"}`} />
      ))}
    </div>
  );
}

/** What belongs to one step alone. */
function Work({ code, isOpen, id }: { code: (typeof STEPS)[number]; isOpen: boolean; id: string }) {
  const { locale, community, cycle, views, people, month } = useLoaderData<typeof loader>();
  const failed = useActionData<typeof action>();
  const { t } = useTranslation("benchmarking");
  const path = benchmarkPath(community.slug, `/${cycle.id}`);
  const reply = (intent: string) => (failed?.intent === intent ? failed.reply : null);
  switch (code) {
    case "topic":
      return <TopicWork cycle={cycle} locale={locale} mayChange={isOpen} reply={reply("topic")} />;
    case "peers":
      return (
        <p className="flex flex-wrap items-center gap-3">
          {t("peers.count", { count: cycle.peers.filter((peer) => !peer.isOut).length })}
          <LinkButton to={`${path}/peers`} variant="secondary" size="sm" icon="people">
            {t("peers.see")}
          </LinkButton>
        </p>
      );
    case "team":
      return <TeamWork steps={cycle.steps} people={people} mayChange={isOpen} typedPlan={reply("plan")?.initialValue ?? null} />;
    case "collection":
      return <ValuesWork views={views} locale={locale} withGap={false} links={[{ to: benchmarkPath(community.slug, "/facts"), label: t("cycle.enterFigures") }]} />;
    case "gap":
      return <ValuesWork views={views} locale={locale} withGap links={[{ to: `${path}/gap`, label: t("gap.see") }]} />;
    case "direction":
      return <TargetWork cycle={cycle} views={views} locale={locale} mayChange={isOpen} month={month} reply={reply("target")} />;
    case "implementation":
      return <ActionWork actions={cycle.actions} people={people} locale={locale} mayChange={isOpen} actionId={`${id}-task`} reply={reply("action")} />;
    default:
      return null;
  }
}
