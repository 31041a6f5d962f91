import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { parseWithZod } from "@conform-to/zod/v4";
import { useActionData, useUntilSent } from "#app/ui/forms/use-until-sent.ts";
import { useTranslation } from "#app/ui/i18n.ts";
import { requireParty } from "#app/domains/identity/actor.server.ts";
import { selectResources } from "#app/domains/pickups/resources.repository.server.ts";
import { addResourceInput, changeResourceInput } from "#app/domains/pickups/resources.schema.ts";
import { addResource, changeResource } from "#app/domains/pickups/resources.service.server.ts";
import { selectOwnPoints } from "#app/domains/pickups/slots.repository.server.ts";
import { AddGate, GateItem } from "#app/domains/pickups/ui/gates.tsx";
import { database } from "#app/platform/db/database.server.ts";
import { statusOf } from "#app/platform/http/status.ts";
import { requestLocale, translator } from "#app/platform/i18n.server.ts";
import { useLive } from "#app/realtime/use-live.ts";
import { newId } from "#app/shared/ids.ts";
import { Alert } from "#app/ui/alert.tsx";
import { LinkButton } from "#app/ui/buttons.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { PageHeader, Section } from "#app/ui/page.tsx";

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireParty(request, ["recycler"], "staff");
  const db = await database();
  const points = await selectOwnPoints(db, actor.party.id);
  if (points.length === 0) throw redirect("/staff");
  const resources = await selectResources(db, { recyclerPartyId: actor.party.id, now: new Date() });
  return { points, resources, resourceId: newId(), partyId: actor.party.id, saved: new URL(request.url).searchParams.get("saved") === "1", title: translator(requestLocale(request), "pickups")("gates.title") };
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [{ title: `${page?.title ?? ""} · Roundabout` }];

export async function action({ request }: ActionFunctionArgs) {
  const actor = await requireParty(request, ["recycler"], "staff");
  const form = await request.formData();
  const db = await database();
  const isChange = form.get("intent") === "change";
  const about = isChange ? String(form.get("resourceId") ?? "") : null;
  if (isChange) {
    const submission = parseWithZod(form, { schema: changeResourceInput });
    if (submission.status !== "success") return data({ about, error: null, submission: submission.reply() }, { status: 400 });
    return answered(await changeResource(db, actor, submission.value), about, submission);
  }
  const submission = parseWithZod(form, { schema: addResourceInput });
  if (submission.status !== "success") return data({ about, error: null, submission: submission.reply() }, { status: 400 });
  return answered(await addResource(db, actor, submission.value), about, submission);
}

/** Back to the list; a name that is taken is said at its field. */
function answered<R>(result: Awaited<ReturnType<typeof addResource>>, about: string | null, submission: { reply(options?: { fieldErrors: Record<string, string[]> }): R }) {
  if (result.ok) return redirect("/staff/gates?saved=1");
  const atName = result.error === "PICKUPS.NAME_TAKEN";
  return data({ about, error: atName ? null : result.error, submission: submission.reply(atName ? { fieldErrors: { name: ["pickups:errors.NAME_TAKEN"] } } : undefined) }, { status: statusOf(result.error) });
}

export default function Gates() {
  const { points, resources, resourceId: freshId, partyId, saved, title } = useLoaderData<typeof loader>();
  const resourceId = useUntilSent(freshId);
  const failure = useActionData<typeof action>();
  const { t } = useTranslation("pickups");
  useLive([`party:${partyId}`]);
  return (
    <div className="content grid gap-4 pb-12">
      <PageHeader title={title} lead={t("gates.lead")} actions={<LinkButton to="/staff/slots/new" icon="plus" variant="secondary">{t("slots.open")}</LinkButton>} />
      {saved && !failure ? (
        <Alert tone="success" live>
          {t("gates.saved")}
        </Alert>
      ) : null}
      {resources.length === 0 ? (
        <EmptyState kind="bookings" title={t("gates.empty.title")} headingLevel={2}>
          {t("gates.empty.text")}
        </EmptyState>
      ) : (
        <ul className="grid items-start gap-3 md:grid-cols-2">
          {resources.map((resource) => (
            <GateItem key={`${resource.id}-${resource.version}`} resource={resource} failure={failure?.about === resource.id ? failure : undefined} />
          ))}
        </ul>
      )}
      <Section title={t("gates.add")}>
        <AddGate points={points} resourceId={resourceId} failure={failure?.about === null ? failure : undefined} />
      </Section>
    </div>
  );
}
