import { Icon } from "#app/ui/icons/icon.tsx";
import { useTranslation } from "#app/ui/i18n.ts";
import { Link } from "#app/ui/remix.ts";
import type { SubjectKind } from "../trust.rules.ts";

/** Where something is reported from; small, and always in the same words. */
export function ReportLink({ subject, id }: { subject: SubjectKind; id: string }) {
  const { t } = useTranslation("trust");
  return (
    <Link to={`/report?${new URLSearchParams({ subject, id })}`} rel="nofollow" className="inline-flex min-h-9 items-center gap-1.5 text-sm text-ink-soft underline-offset-4 hover:underline">
      <Icon name="flag" size={16} />
      {t("report.linkNamed", { what: t(`subjects.${subject}`) })}
    </Link>
  );
}
