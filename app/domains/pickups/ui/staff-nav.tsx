import { useTranslation } from "react-i18next";
import { Tabs } from "#app/ui/navigation.tsx";

/** The staff's own pages. */
export function StaffNav() {
  const { t } = useTranslation("pickups");
  return (
    <Tabs
      label={t("staff.nav")}
      tabs={[
        { to: "/staff", label: t("staff.today"), end: true },
        { to: "/staff/slots", label: t("staff.slots") },
        { to: "/staff/points/new", label: t("staff.newPoint") },
      ]}
    />
  );
}
