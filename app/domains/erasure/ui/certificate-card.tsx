import type { ReactNode } from "react";
import { useTranslation } from "#app/ui/i18n.ts";
import { Card } from "#app/ui/card.tsx";
import { DefinitionList } from "#app/ui/definition-list.tsx";
import { DateTime } from "#app/ui/time.tsx";
import type { ErasureView } from "../erasure.schema.ts";

type Props = { erasure: ErasureView; locale: string; timeZone: string; checkUrl: string; qr: ReactNode };

/** The certificate, as it is seen and printed. */
export function CertificateCard({ erasure, locale, timeZone, checkUrl, qr }: Props) {
  const { t } = useTranslation("erasure");
  const { certificate } = erasure;
  if (!certificate) return null;
  return (
    <Card as="section" padding="lg" aria-labelledby="certificate-title" className="grid gap-4">
      <h2 id="certificate-title" className="text-2xl">
        {t("certificate.title")}
      </h2>
      <p>{t("certificate.text", { recycler: certificate.certifiedBy })}</p>
      <DefinitionList
        items={[
          { term: t("certificate.number"), value: <strong data-testid="certificate-number">{certificate.number}</strong> },
          { term: t("certificate.check"), value: <span data-testid="certificate-check">{certificate.check}</span> },
          { term: t("certificate.devices"), value: t("one.title", { kind: t(`kinds.${erasure.deviceKind}`), count: erasure.deviceCount }) },
          { term: t("one.serial"), value: erasure.serialTail ? t("one.serialTail", { tail: erasure.serialTail }) : t("one.serialNone") },
          { term: t("one.asked"), value: t(`choices.${erasure.choice}`) },
          { term: t("certificate.method"), value: t(`methods.${certificate.method}`) },
          { term: t("certificate.tool"), value: <span className="wrap-anywhere">{certificate.tool}</span> },
          { term: t("certificate.at"), value: <DateTime at={certificate.erasedAt} locale={locale} timeZone={timeZone} /> },
          { term: t("certificate.by"), value: certificate.certifiedBy },
          { term: t("certificate.person"), value: certificate.erasedBy },
        ]}
      />
      <div className="flex flex-wrap items-center gap-4">
        {qr}
        <p className="min-w-0 grow basis-56 text-sm">
          {t("certificate.verify")} <span className="break-all">{checkUrl}</span>
        </p>
      </div>
      <details className="print:hidden">
        <summary className="cursor-pointer font-semibold">{t("certificate.hash")}</summary>
        <p className="mt-2 text-sm text-ink-soft">{t("certificate.hashHint")}</p>
        <p className="mt-2 break-all rounded-control bg-sunken p-3 font-mono text-sm">{certificate.text}</p>
        <p className="mt-2 break-all font-mono text-sm">{certificate.hash}</p>
      </details>
      <p className="text-sm text-ink-soft print:hidden">{t("certificate.print")}</p>
    </Card>
  );
}
