import type { ShownExport } from "../exports.service.server.ts";
import type { Locale } from "#app/shared/i18n.ts";
import { numberFormat } from "#app/shared/formatters.ts";
import { Alert } from "#app/ui/alert.tsx";
import { LinkButton, SubmitButton } from "#app/ui/buttons.tsx";
import { Card } from "#app/ui/card.tsx";
import { useTranslation } from "#app/ui/i18n.ts";
import { Form } from "#app/ui/remix.ts";
import { formatInstant } from "#app/ui/time.tsx";

/** Sizes as people read them: kilobytes below a tenth of a megabyte. */
function sizeWords(bytes: number, locale: Locale): string {
  const [amount, unit] = bytes < 100_000 ? [bytes / 1_000, "kilobyte"] : [bytes / 1_000_000, "megabyte"];
  return numberFormat(locale, { style: "unit", unit, maximumFractionDigits: 1 }).format(Math.max(amount, 0.1));
}

/** Asking for an archive, how far it is, and the archive. Without a script the page is looked at again by hand. */
export function ExportCard({ latest, keptDays, locale, timeZone }: { latest: ShownExport | null; keptDays: number; locale: Locale; timeZone: string }) {
  const { t } = useTranslation("my-data");
  const isUnderWay = latest?.state === "waiting" || latest?.state === "working";
  return (
    <Card as="section" padding="lg" className="grid max-w-2xl gap-4" aria-labelledby="export-title">
      <h2 id="export-title" className="text-xl">
        {t("export.title")}
      </h2>
      <p className="text-ink-soft">{t("export.lead", { days: keptDays })}</p>
      <div aria-live="polite" className="grid gap-3 empty:hidden">
        {latest && isUnderWay ? (
          <>
            <p className="font-semibold">{latest.state === "waiting" ? t("export.waiting") : t("export.working", { percent: latest.percent })}</p>
            <progress className="h-3 w-full accent-leaf" aria-label={t("export.progress")} max={100} value={latest.percent} />
            <p className="text-sm text-ink-soft">{t("export.leave")}</p>
          </>
        ) : null}
        {latest?.state === "ready" ? (
          <Alert tone="success" title={t("export.ready")}>
            {t("export.readyHint", { size: sizeWords(latest.sizeBytes ?? 0, locale), until: latest.expiresAt ? formatInstant(latest.expiresAt, { locale, timeZone }) : "" })}
          </Alert>
        ) : null}
        {latest?.state === "failed" ? <Alert tone="error">{t("export.failed")}</Alert> : null}
        {latest?.state === "gone" ? <Alert>{t("export.gone", { days: keptDays })}</Alert> : null}
      </div>
      {isUnderWay ? null : (
        <div className="flex flex-wrap gap-3">
          {latest?.state === "ready" ? (
            <LinkButton to={`/account/data/${latest.id}.zip`} reloadDocument>
              {t("export.download")}
            </LinkButton>
          ) : null}
          <Form method="post" preventScrollReset>
            <SubmitButton variant={latest?.state === "ready" ? "secondary" : "primary"} name="intent" value="export">
              {t(latest ? "export.askAgain" : "export.ask")}
            </SubmitButton>
          </Form>
        </div>
      )}
      <p className="text-sm text-ink-soft">{t("export.others")}</p>
    </Card>
  );
}
