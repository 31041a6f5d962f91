import type { LoaderFunctionArgs } from "@remix-run/node";
import { Outlet } from "@remix-run/react";
import { useTranslation } from "#app/ui/i18n.ts";
import { requireActor } from "#app/domains/identity/actor.server.ts";
import { Tabs } from "#app/ui/navigation.tsx";

export async function loader({ request }: LoaderFunctionArgs) {
  await requireActor(request);
  return null;
}

/** The frame of the account pages. */
export default function Account() {
  const { t } = useTranslation("account");
  return (
    <div className="content max-w-4xl pt-4">
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
