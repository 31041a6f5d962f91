import type { LoaderFunctionArgs } from "@remix-run/node";
import { Link, Outlet, useLoaderData } from "@remix-run/react";
import { useTranslation } from "#app/ui/i18n.ts";
import { requireActor } from "#app/domains/identity/actor.server.ts";
import { findWaiting } from "#app/domains/my-data/leaving.repository.server.ts";
import { database } from "#app/platform/db/database.server.ts";
import { requestLocale } from "#app/platform/i18n.server.ts";
import { Alert } from "#app/ui/alert.tsx";
import { formatInstant } from "#app/ui/time.tsx";
import { Tabs } from "#app/ui/navigation.tsx";

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireActor(request);
  const waiting = await findWaiting(await database(), actor.userId);
  return { leavesAt: waiting?.dueAt.toISOString() ?? null, locale: requestLocale(request), timeZone: actor.party.timeZone };
}

/** The frame of the account pages. */
export default function Account() {
  const { leavesAt, locale, timeZone } = useLoaderData<typeof loader>();
  const { t } = useTranslation("account");
  return (
    <div className="content max-w-4xl pt-4">
      {leavesAt ? (
        <div className="pb-4">
          <Alert tone="warning" title={t("my-data:leave.banner", { at: formatInstant(leavesAt, { locale, timeZone, format: "full" }) })}>
            <Link to="/account/data" className="link inline-flex min-h-9 items-center">
              {t("my-data:leave.bannerAction")}
            </Link>
          </Alert>
        </div>
      ) : null}
      <Tabs
        label={t("nav.label")}
        tabs={[
          { to: "/account", label: t("nav.profile"), end: true },
          { to: "/account/household", label: t("nav.household") },
          { to: "/account/notifications", label: t("nav.notifications") },
          { to: "/account/calendar", label: t("nav.calendar") },
          { to: "/account/pass", label: t("nav.pass") },
          { to: "/account/sessions", label: t("nav.sessions") },
          { to: "/account/tokens", label: t("nav.tokens") },
          { to: "/account/webhooks", label: t("nav.webhooks") },
          { to: "/account/data", label: t("nav.data") },
          { to: "/account/rewards", label: t("rewards:short") },
          { to: "/account/blocks", label: t("nav.blocks") },
          { to: "/account/reports", label: t("trust:mine.title") },
          { to: "/account/marks", label: t("trust:marks.title") },
          { to: "/account/verification", label: t("trust:seller.title") },
        ]}
      />
      <Outlet />
    </div>
  );
}
