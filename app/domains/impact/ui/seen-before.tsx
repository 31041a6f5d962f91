import { useCallback, useEffect, useState } from "react";
import { useTranslation } from "#app/ui/i18n.ts";
import { Alert } from "#app/ui/alert.tsx";
import { Button } from "#app/ui/buttons.tsx";
import { Icon } from "#app/ui/icons/icon.tsx";
import { formatInstant, useViewerZone } from "#app/ui/time.tsx";
import type { Continuity } from "../proof.memory.ts";

/** Where a browser keeps the last checkpoint it saw. */
const KEPT = "roundabout.ledger.seen";

/**
 * Remembers the checkpoint that is shown, and says whether the ledger continues what this browser saw before. Says nothing where it cannot
 * find out: no storage, or no answer.
 */
export function SeenBefore({ note, locale }: { note: string; locale: string }) {
  const { t } = useTranslation("impact");
  const { timeZone } = useViewerZone(null);
  const [found, setFound] = useState<Continuity | null>(null);

  useEffect(() => {
    let isCurrent = true;
    void compare(note).then((continuity) => {
      if (isCurrent) setFound(continuity);
    });
    return () => {
      isCurrent = false;
    };
  }, [note]);

  const forget = useCallback(() => {
    localStorage.removeItem(KEPT);
    setFound(null);
  }, []);

  if (!found || found.state === "unknown") return null;
  const date = found.since === null ? "" : formatInstant(found.since, { locale, timeZone, format: "full" });
  if (found.state === "broken") {
    return (
      <Alert live tone="error" title={t("proof.seen.brokenTitle")} action={<Button size="sm" variant="secondary" onClick={forget}>{t("proof.seen.forget")}</Button>}>
        {t("proof.seen.broken", { date })}
      </Alert>
    );
  }
  return (
    <p className="flex items-start gap-2 text-sm text-ink-soft">
      <Icon name={found.state === "first" ? "eye" : "check"} className="text-leaf" />
      {t(found.state === "first" ? "proof.seen.first" : "proof.seen.continues", { date })}
    </p>
  );
}

async function compare(note: string): Promise<Continuity | null> {
  try {
    const [{ continuityOf, seenFrom }, { sha256Async }] = await Promise.all([import("../proof.memory.ts"), import("../log/browser-crypto.ts")]);
    const shown = { note, seenAt: new Date().toISOString() };
    const continuity = await continuityOf(seenFrom(localStorage.getItem(KEPT)), shown, { ask, hash: sha256Async });
    localStorage.setItem(KEPT, JSON.stringify(continuity.keep));
    return continuity;
  } catch {
    // Storage may be forbidden, and the network may be gone; neither says anything about the ledger.
    return null;
  }
}

async function ask(from: number, to: number): Promise<readonly string[] | null> {
  const answer = await fetch(`/api/v1/impact/proofs/consistency?${new URLSearchParams({ from: String(from), to: String(to) })}`);
  if (!answer.ok) return null;
  const { proof } = (await answer.json()) as { proof?: unknown };
  return Array.isArray(proof) && proof.every((step) => typeof step === "string") ? proof : null;
}
