import { parseWithZod } from "@conform-to/zod/v4";
import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { PeerInput } from "#app/domains/benchmarking/benchmarking.schema.ts";
import { choosePeer, proposeAgain } from "#app/domains/benchmarking/cycles.service.server.ts";
import { listCandidates } from "#app/domains/benchmarking/facts.repository.server.ts";
import type { Need } from "#app/domains/benchmarking/steps.rules.ts";
import { BenchmarkCrumbs, benchmarkPath, BenchmarkRefusal } from "#app/domains/benchmarking/ui/benchmark-parts.tsx";
import { AddPeer, PeerList } from "#app/domains/benchmarking/ui/peer-list.tsx";
import { cycleDoor } from "#app/flows/benchmark-door.server.ts";
import { MINIMUM_MEMBERS } from "#app/domains/benchmarking/peers.rules.ts";
import { MINIMUM_PEERS } from "#app/domains/benchmarking/benchmarking.rules.ts";
import { statusOf } from "#app/platform/http/status.ts";
import { requestLocale, translator } from "#app/platform/i18n.server.ts";
import { useLive } from "#app/realtime/use-live.ts";
import { Alert } from "#app/ui/alert.tsx";
import { SubmitButton } from "#app/ui/buttons.tsx";
import { useActionData } from "#app/ui/forms/use-until-sent.ts";
import { useTranslation } from "#app/ui/i18n.ts";
import { PageHeader, Section } from "#app/ui/page.tsx";
import { Form } from "#app/ui/remix.ts";

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { db, community, manages, cycle } = await cycleDoor(request, params);
  const locale = requestLocale(request);
  const mayChange = manages && cycle.state === "running" && !cycle.steps.find((one) => one.step === "peers")?.isDone;
  const known = new Set(cycle.peers.map((peer) => peer.communityId));
  const candidates = mayChange ? (await listCandidates(db, { communityId: community.id, members: community.members })).filter((one) => !known.has(one.communityId)) : [];
  return {
    community, mayChange, peers: cycle.peers, cycle: { id: cycle.id, title: cycle.title },
    candidates: candidates.map(({ communityId, name }) => ({ value: communityId, label: name })).slice(0, 200),
    title: translator(locale, "benchmarking")("peers.title"),
  };
}

export async function action({ request, params }: ActionFunctionArgs) {
  const { db, actor, community, cycle } = await cycleDoor(request, params);
  const form = await request.formData();
  const here = benchmarkPath(community.slug, `/${cycle.id}/peers`);
  if (form.get("intent") === "again") {
    const done = await proposeAgain(db, actor, { cycleId: cycle.id });
    return done.ok ? redirect(here) : data({ error: done.error as string, needs: [] as Need[], about: null, reply: null }, { status: statusOf(done.error) });
  }
  const submission = parseWithZod(form, { schema: PeerInput });
  if (submission.status !== "success") return data({ error: null, needs: [] as Need[], about: String(form.get("communityId")), reply: submission.reply() }, { status: 400 });
  const done = await choosePeer(db, actor, { ...submission.value, cycleId: cycle.id });
  if (done.ok) return redirect(here);
  const reply = done.error === "BENCHMARKING.NEEDS_MISSING" ? submission.reply({ fieldErrors: { words: ["errors:required"] } }) : submission.reply();
  return data({ error: done.error as string, needs: [] as Need[], about: form.get("isOut") === "yes" ? submission.value.communityId : "add", reply }, { status: statusOf(done.error) });
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [{ title: `${page?.title ?? ""} · Roundabout` }];

/** Who a community is compared with and why, and the right to choose. */
export default function BenchmarkPeers() {
  const { community, cycle, peers, candidates, mayChange, title } = useLoaderData<typeof loader>();
  const { t } = useTranslation("benchmarking");
  const failed = useActionData<typeof action>();
  useLive([`community:${community.id}`]);
  return (
    <div className="content max-w-4xl pb-12">
      <PageHeader title={title} lead={t("peers.lead", { minimum: MINIMUM_PEERS, members: MINIMUM_MEMBERS })} breadcrumbs={<BenchmarkCrumbs community={community} cycle={cycle} here={title} />} />
      <div className="grid gap-4">
        <BenchmarkRefusal error={failed?.error} />
        <Alert tone="info">{t("peers.private")}</Alert>
        {mayChange ? null : <p className="text-ink-soft">{t("peers.fixed")}</p>}
      </div>
      <Section
        title={t("peers.list")}
        action={
          mayChange ? (
            <Form method="post">
              <SubmitButton name="intent" value="again" variant="quiet" size="sm" icon="refresh">
                {t("form.again")}
              </SubmitButton>
            </Form>
          ) : null
        }
      >
        <PeerList peers={peers} mayChange={mayChange} failed={failed} />
      </Section>
      {mayChange && candidates.length > 0 ? (
        <Section title={t("form.addPeer")}>
          <AddPeer candidates={candidates} reply={failed?.about === "add" ? failed.reply : null} />
        </Section>
      ) : null}
    </div>
  );
}
