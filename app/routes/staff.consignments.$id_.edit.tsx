import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useActionData } from "#app/ui/forms/use-until-sent.ts";
import { useTranslation } from "#app/ui/i18n.ts";
import { editConsignment, openConsignment } from "#app/domains/custody/consignments.service.server.ts";
import { plannedForm } from "#app/domains/custody/custody.forms.ts";
import { consignmentRef } from "#app/domains/custody/custody.schema.ts";
import { planChoices, readPlan } from "#app/domains/custody/plan-choices.server.ts";
import { PlanForm } from "#app/domains/custody/ui/plan-form.tsx";
import { requireParty } from "#app/domains/identity/actor.server.ts";
import { database, type Db } from "#app/platform/db/database.server.ts";
import { statusOf } from "#app/platform/http/status.ts";
import { requestLocale, translator } from "#app/platform/i18n.server.ts";
import type { Actor } from "#app/shared/actor.ts";
import { Breadcrumbs } from "#app/ui/navigation.tsx";
import { PageHeader } from "#app/ui/page.tsx";

/** A plan that may still be changed; one that has left is shown on its own page. */
async function planOf(db: Db, actor: Actor, id: string) {
  const opened = await openConsignment(db, actor, id);
  if (!opened.ok) throw new Response(null, { status: statusOf(opened.error), statusText: opened.error });
  if (!opened.value.verbs.includes("edit")) throw redirect(`/staff/consignments/${encodeURIComponent(id)}`);
  return opened.value;
}

export async function loader({ request, params }: LoaderFunctionArgs) {
  const actor = await requireParty(request, ["recycler"], "staff");
  const db = await database();
  const plan = await planOf(db, actor, params.id ?? "");
  const { from } = plan;
  const locale = requestLocale(request);
  return {
    id: plan.id,
    number: plan.number,
    version: plan.version,
    timeZone: from.timeZone,
    fromName: from.name,
    ...(await planChoices(db, from, plan.lines)),
    planned: plannedForm({ ...plan, toPointId: plan.to.id }),
    locale,
    title: translator(locale, "custody")("edit.title", { number: String(plan.number) }),
  };
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [{ title: `${page?.title ?? ""} · Roundabout` }];

export async function action({ request, params }: ActionFunctionArgs) {
  const actor = await requireParty(request, ["recycler"], "staff");
  const form = await request.formData();
  const db = await database();
  const consignmentId = params.id ?? "";
  const plan = await planOf(db, actor, consignmentId);
  const { input, errors, typed, chosen } = await readPlan(db, plan.from.id, form);
  const ref = consignmentRef.safeParse(typed);
  if (!input || !ref.success) return data({ error: null, errors, typed, chosen }, { status: 400 });
  const done = await editConsignment(db, actor, { ...input, consignmentId, version: ref.data.version });
  if (!done.ok) return data({ error: done.error, errors, typed, chosen }, { status: statusOf(done.error) });
  return redirect(`/staff/consignments/${encodeURIComponent(consignmentId)}`);
}

export default function EditConsignment() {
  const page = useLoaderData<typeof loader>();
  const failure = useActionData<typeof action>();
  const { t } = useTranslation("custody");
  const number = t("consignments.number", { number: String(page.number) });
  return (
    <div className="content grid gap-4 pb-12">
      <PageHeader
        breadcrumbs={<Breadcrumbs items={[{ to: "/staff/consignments", label: t("consignments.title") }, { to: `/staff/consignments/${page.id}`, label: number }, { label: page.title }]} />}
        title={page.title}
        lead={t("edit.lead", { from: page.fromName })}
      />
      {/* Who is told that the plan changed meanwhile sees it as it is now, and decides anew. */}
      <PlanForm
        key={page.version}
        destinations={page.destinations}
        stock={page.stock}
        lots={page.lots}
        filled={failure && failure.error !== "CUSTODY.STALE" ? failure : { error: failure?.error ?? null, errors: {}, ...page.planned }}
        timeZone={page.timeZone}
        locale={page.locale}
        submit={t("edit.submit")}
      >
        <input type="hidden" name="version" value={page.version} />
      </PlanForm>
    </div>
  );
}
