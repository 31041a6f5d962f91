import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useActionData } from "#app/ui/forms/use-until-sent.ts";
import { useTranslation } from "#app/ui/i18n.ts";
import { requireParty } from "#app/domains/identity/actor.server.ts";
import { openRound } from "#app/domains/rounds/driver.service.server.ts";
import { cancelRound, moveStop, publishRound } from "#app/domains/rounds/draft-round.service.server.ts";
import type { OrderFault } from "#app/domains/rounds/plan.rules.ts";
import { viewDay } from "#app/domains/rounds/plan.service.server.ts";
import { selectAllocations } from "#app/domains/rounds/driver.repository.server.ts";
import { reorderPublished } from "#app/domains/rounds/published-order.service.server.ts";
import { roundForm } from "#app/domains/rounds/round.form.ts";
import { RoundEnd } from "#app/domains/rounds/ui/round-end.tsx";
import { RoundFacts } from "#app/domains/rounds/ui/round-facts.tsx";
import { RoundRefusal } from "#app/domains/rounds/ui/round-refusal.tsx";
import { RoundSketch } from "#app/domains/rounds/ui/round-sketch.tsx";
import { CancelRound, PublishRound } from "#app/domains/rounds/ui/round-start.tsx";
import { RoundStops } from "#app/domains/rounds/ui/round-stops.tsx";
import { RoundStateBadge } from "#app/domains/rounds/ui/day-rounds.tsx";
import { closeRound } from "#app/flows/close-round.server.ts";
import { database } from "#app/platform/db/database.server.ts";
import { statusOf } from "#app/platform/http/status.ts";
import { requestLocale, translator } from "#app/platform/i18n.server.ts";
import { useLive } from "#app/realtime/use-live.ts";
import { Alert } from "#app/ui/alert.tsx";
import { Breadcrumbs } from "#app/ui/navigation.tsx";
import { PageHeader, Section } from "#app/ui/page.tsx";
import { formatInstant } from "#app/ui/time.tsx";

export async function loader({ request, params }: LoaderFunctionArgs) {
  const actor = await requireParty(request, ["recycler"], "staff");
  const db = await database();
  const opened = await openRound(db, actor, params.id ?? "");
  if (!opened.ok) throw new Response(null, { status: statusOf(opened.error), statusText: opened.error });
  const { round } = opened.value;
  const day = await viewDay(db, actor, { pointId: round.depot.id, date: round.localDate });
  const locale = requestLocale(request);
  const said = new URL(request.url).searchParams;
  const drafts = day.ok && round.state === "planned" ? day.value.rounds.filter((one) => one.state === "planned" && one.id !== round.id).map(({ id, vehicleName }) => ({ id, vehicleName })) : [];
  return {
    round,
    drafts,
    drivers: day.ok ? day.value.drivers : [],
    allocations: round.state === "done" ? await selectAllocations(db, round.id) : [],
    locale,
    title: translator(locale, "rounds")("round.title", { day: formatInstant(round.leavesAt, { locale, timeZone: round.depot.timeZone, format: "day" }) }),
    wasPublished: said.get("published") === "1",
    toldAnew: /^\d{1,3}$/.test(said.get("told") ?? "") ? Number(said.get("told")) : null,
  };
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [{ title: `${page?.title ?? ""} · Roundabout` }];

export async function action({ request, params }: ActionFunctionArgs) {
  const actor = await requireParty(request, ["recycler"], "staff");
  const form = Object.fromEntries(await request.formData());
  const roundId = params.id ?? "";
  const parsed = roundForm.safeParse({ ...form, roundId });
  if (!parsed.success) {
    const isFar = parsed.error.issues.some((issue) => issue.path[0] === "driven");
    return data({ error: isFar ? "ROUNDS.FAR_INVALID" : "ROUNDS.INVALID", faults: [] as OrderFault[], driven: String(form.driven ?? "") }, { status: 400 });
  }
  const db = await database();
  const input = parsed.data;
  const run = () => {
    switch (input.intent) {
      case "move":
        return moveStop(db, actor, { ...input, to: { roundId, position: input.position } });
      case "reorder":
        return reorderPublished(db, actor, input);
      case "out":
        return moveStop(db, actor, { ...input, to: null });
      case "to":
        return moveStop(db, actor, { ...input, to: { roundId: input.other, position: 1 } });
      case "publish":
        return publishRound(db, actor, input);
      case "cancel":
        return cancelRound(db, actor, input);
      case "close":
        return closeRound(db, actor, { ...input, drivenMetres: input.driven });
    }
  };
  const done = await run();
  if (done.ok) {
    const told = "told" in done.value ? `?told=${done.value.told}` : "";
    return redirect(`/staff/rounds/${roundId}${input.intent === "publish" ? "?published=1" : told}`);
  }
  const faults = (Array.isArray(done.details?.faults) ? done.details.faults : []) as OrderFault[];
  return data({ error: done.error, faults, driven: typeof form.driven === "string" ? form.driven : "" }, { status: statusOf(done.error) });
}

export default function StaffRound() {
  const { round, drafts, drivers, allocations, locale, title, wasPublished, toldAnew } = useLoaderData<typeof loader>();
  const failure = useActionData<typeof action>();
  const { t } = useTranslation("rounds");
  useLive([`party:${round.recyclerPartyId}`]);
  const { timeZone } = round.depot;
  const faults = (failure?.faults ?? []).map((one) => t(`round.faults.${one.fault}`, { address: "stop" in one ? (round.stops.find((stop) => stop.bookingId === one.stop)?.address ?? "") : "" }));
  return (
    <div className="content grid gap-4 pb-12">
      <PageHeader
        breadcrumbs={<Breadcrumbs items={[{ to: `/staff/rounds?point=${round.depot.id}&date=${round.localDate}`, label: t("day.title") }, { label: title }]} />}
        title={title}
        lead={<RoundStateBadge state={round.state} />}
      />
      <RoundRefusal error={failure?.error} details={faults} />
      {wasPublished && round.state === "published" && !failure ? (
        <Alert tone="success" live>
          {t("round.published")}
        </Alert>
      ) : null}
      {toldAnew !== null && round.state === "published" && !failure ? (
        <Alert tone="success" live>
          {t("round.reordered", { count: toldAnew })}
        </Alert>
      ) : null}
      <div className="grid items-start gap-4 lg:grid-cols-2">
        <RoundFacts round={round} locale={locale} />
        <Section title={t("round.way")}>
          <RoundSketch depot={round.depot} stops={round.stops} />
          <p className="text-sm text-ink-soft">{t("round.wayText")}</p>
        </Section>
      </div>
      {round.state === "planned" ? <PublishRound version={round.version} drivers={drivers} /> : null}
      {round.state === "under_way" || round.state === "done" ? <RoundEnd round={round} locale={locale} driven={failure?.driven ?? ""} isWrong={failure?.error === "ROUNDS.FAR_INVALID"} /> : null}
      <Section title={t("round.stops")}>
        {round.state === "published" ? <p className="mb-2 text-sm text-ink-soft">{t("round.reorderText")}</p> : null}
        <RoundStops round={round} drafts={drafts} allocations={allocations} locale={locale} timeZone={timeZone} />
      </Section>
      {round.state === "planned" || round.state === "published" ? <CancelRound version={round.version} isPublished={round.state === "published"} /> : null}
    </div>
  );
}
