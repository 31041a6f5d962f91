import type { LoaderFunctionArgs } from "@remix-run/node";
import { Outlet, useLoaderData } from "@remix-run/react";
import { requireActor } from "#app/domains/identity/actor.server.ts";
import { countCases } from "#app/domains/trust/cases.repository.server.ts";
import { mayModerate } from "#app/domains/trust/trust.rules.ts";
import { database } from "#app/platform/db/database.server.ts";
import { useLive } from "#app/realtime/use-live.ts";
import { useTranslation } from "#app/ui/i18n.ts";
import { Tabs } from "#app/ui/navigation.tsx";

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireActor(request);
  if (!mayModerate(actor)) throw new Response(null, { status: 403, statusText: "TRUST.NOT_ALLOWED" });
  const { open, confirming } = await countCases(await database());
  return { waiting: open + confirming };
}

/** The frame of the moderators' pages. */
export default function Moderation() {
  const { waiting } = useLoaderData<typeof loader>();
  const { t } = useTranslation("trust");
  useLive(["moderation"]);
  return (
    <div className="content pt-4 pb-12">
      <Tabs
        label={t("moderation.tabs.label")}
        tabs={[
          { to: "/moderation", label: t("moderation.tabs.queue"), end: true, count: waiting },
          { to: "/moderation/listings", label: t("moderation.tabs.listings") },
          { to: "/moderation/appeals", label: t("moderation.tabs.appeals") },
          { to: "/moderation/claims", label: t("claims:queue.title") },
          { to: "/moderation/licences", label: t("licences:queue.title") },
          { to: "/moderation/authorities", label: t("supervision:authorities.title") },
          { to: "/moderation/holds", label: t("boards:holds.tab") },
          { to: "/moderation/sellers", label: t("moderation.tabs.sellers") },
          { to: "/staff/points", label: t("point-care:list.forOperators") },
          { to: "/moderation/audit", label: t("moderation.tabs.audit") },
        ]}
      />
      <Outlet />
    </div>
  );
}
