import type { ReactNode } from "react";
import { numberFormat } from "#app/shared/formatters.ts";
import { useTranslation } from "#app/ui/i18n.ts";
import { StateBadge, type Stage } from "#app/ui/badge.tsx";
import { Card } from "#app/ui/card.tsx";
import { keepsDocument, type ClaimState } from "../claims/claims.rules.ts";
import type { ClaimView } from "../claims/claims.schema.ts";
import { useClaimWords } from "./claim-words.tsx";

/** How each state of a claim looks. */
export const stages: Record<ClaimState, Stage> = { awaiting_document: "waiting", pending: "waiting", accepted: "done", refused: "problem", withdrawn: "stopped" };

/** A claim with its state, reason and document; `children` are what can be done about it. */
export function ClaimRow({ claim, locale, about, children }: { claim: ClaimView; locale: string; about?: ReactNode; children?: ReactNode }) {
  const { t } = useTranslation("claims");
  const say = useClaimWords();
  return (
    <Card as="li" padding="sm" className="grid gap-2">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <h2 className="font-sans text-base font-semibold tracking-normal">{say(claim)}</h2>
        <StateBadge stage={stages[claim.state]}>{t(`states.${claim.state}`)}</StateBadge>
      </div>
      {about}
      {claim.state === "refused" && claim.reason ? <p className="wrap-anywhere">{t("refusedBecause", { reason: claim.reason })}</p> : null}
      <div className="flex flex-wrap items-center justify-between gap-2">
        {claim.documentBytes === null ? (
          <span className="text-sm text-ink-soft">{t("noDocument")}</span>
        ) : keepsDocument(claim.state) ? (
          <a href={`/claims/${claim.id}/document`} className="link" target="_blank" rel="noreferrer">
            {t("openDocument", { size: fileSize(claim.documentBytes, locale) })}
          </a>
        ) : (
          <span className="text-sm text-ink-soft">{t("documentGone")}</span>
        )}
        {children}
      </div>
    </Card>
  );
}

function fileSize(bytes: number, locale: string): string {
  const [unit, value] = bytes < 1_000_000 ? (["kilobyte", Math.max(1, bytes / 1_000)] as const) : (["megabyte", bytes / 1_000_000] as const);
  return numberFormat(locale, { style: "unit", unit, maximumSignificantDigits: 2 }).format(value);
}
