import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useTranslation } from "#app/ui/i18n.ts";
import { staffErasures } from "#app/domains/erasure/erasure.service.server.ts";
import { ErasureList } from "#app/domains/erasure/ui/erasure-parts.tsx";
import { requireParty } from "#app/domains/identity/actor.server.ts";
import { database } from "#app/platform/db/database.server.ts";
import { statusOf } from "#app/platform/http/status.ts";
import { requestLocale, translator } from "#app/platform/i18n.server.ts";
import { useLive } from "#app/realtime/use-live.ts";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { Pagination, Tabs } from "#app/ui/navigation.tsx";
import { PageHeader } from "#app/ui/page.tsx";

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireParty(request, ["recycler"], "staff");
  const params = new URL(request.url).searchParams;
  const state = params.get("state") === "done" ? ("erased" as const) : ("chosen" as const);
  const before = params.get("before");
  const listed = await staffErasures(await database(), actor, { state, before });
  if (!listed.ok) throw new Response(null, { status: statusOf(listed.error) });
  return { ...listed.value, state, before, partyId: actor.party.id, title: translator(requestLocale(request), "erasure")("staff.title") };
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [{ title: `${page?.title ?? ""} · Roundabout` }];

export default function StaffErasures() {
  const { erasures, next, before, state, partyId } = useLoaderData<typeof loader>();
  const { t } = useTranslation("erasure");
  useLive([`party:${partyId}`]);
  const here = state === "erased" ? "/staff/erasures?state=done" : "/staff/erasures";
  return (
    <div className="content max-w-4xl pb-12">
      <PageHeader title={t("staff.title")} lead={t("staff.lead")} />
      <Tabs
        label={t("staff.title")}
        tabs={[
          { to: "/staff/erasures", label: t("staff.open"), end: true },
          { to: "/staff/erasures?state=done", label: t("staff.done") },
        ]}
      />
      {erasures.length > 0 ? (
        <>
          <ErasureList erasures={erasures} base="/staff/erasures" />
          <Pagination nextTo={next ? `${here}${state === "erased" ? "&" : "?"}before=${next}` : null} firstTo={before ? here : null} />
        </>
      ) : (
        <EmptyState kind="results" title={t("staff.none")} headingLevel={2}>
          {t("staff.noneText")}
        </EmptyState>
      )}
    </div>
  );
}
