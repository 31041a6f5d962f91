import { useTranslation } from "#app/ui/i18n.ts";
import { Card } from "#app/ui/card.tsx";

/** The taker's code: six digits to read out and a square to scan. Dark on white in every theme, so that cameras read it. */
export function HandoverCode({ dealId, code, qr }: { dealId: string; code: string; qr: { size: number; path: string } | null }) {
  const { t } = useTranslation("deals");
  const edge = 3;
  const side = (qr?.size ?? 0) + 2 * edge;
  return (
    <Card as="section" tone="marigold" aria-labelledby="code-title" className="grid gap-4 sm:grid-cols-[auto_1fr] sm:items-center">
      {qr ? (
        <svg viewBox={`${-edge} ${-edge} ${side} ${side}`} className="mx-auto size-40 rounded-control" role="img" aria-label={t("code.qr")} shapeRendering="crispEdges">
          <rect x={-edge} y={-edge} width={side} height={side} fill="#ffffff" />
          <path d={qr.path} fill="#10201a" />
        </svg>
      ) : null}
      <div className="grid gap-1.5 text-center sm:text-start">
        <h2 id="code-title" className="text-lg">
          {t("code.title")}
        </h2>
        <p className="tabular font-display text-4xl font-bold tracking-[0.12em]" data-testid="handover-code">
          <span className="sr-only">{t("code.digits", { digits: [...code].join(" ") })}</span>
          <span aria-hidden="true">
            {code.slice(0, 3)} {code.slice(3)}
          </span>
        </p>
        <p className="text-sm">{t("code.text")}</p>
        <p>
          <a href={`/deals/${dealId}/pass`} className="link inline-flex min-h-11 items-center text-sm">
            {t("pass.open")}
          </a>
        </p>
      </div>
    </Card>
  );
}
