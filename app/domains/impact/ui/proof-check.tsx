import { useState } from "react";
import { useTranslation } from "#app/ui/i18n.ts";
import { formatCo2e } from "#app/shared/units.ts";
import { Alert, type AlertTone } from "#app/ui/alert.tsx";
import { useHydrated } from "#app/ui/assistive.tsx";
import { Button } from "#app/ui/buttons.tsx";
import { Icon, type IconName } from "#app/ui/icons/icon.tsx";
import type { Check, Shown, Verdict } from "../proof.schema.ts";
import { CHECKS } from "../proof.schema.ts";

/** Why nothing could be checked at all. */
type Problem = "unreachable" | "insecure";

interface Run {
  isBusy: boolean;
  verdicts: readonly Verdict[];
  problem: Problem | null;
}

const UNTOUCHED: Run = { isBusy: false, verdicts: [], problem: null };

/**
 * A button that checks the proof in this browser, and each step with its result as it happens. Its code is fetched when it is pressed. Give
 * it the entry as its key.
 */
export function ProofCheck({ shown, file, locale }: { shown: Shown; file: string; locale: string }) {
  const { t } = useTranslation("impact");
  const isHydrated = useHydrated();
  const [run, setRun] = useState<Run>(UNTOUCHED);

  async function check(): Promise<void> {
    setRun({ ...UNTOUCHED, isBusy: true });
    const verdicts: Verdict[] = [];
    try {
      for await (const verdict of await startCheck(file, shown)) {
        verdicts.push(verdict);
        setRun({ isBusy: true, verdicts: [...verdicts], problem: null });
      }
      setRun({ isBusy: false, verdicts, problem: null });
    } catch {
      setRun({ isBusy: false, verdicts, problem: globalThis.isSecureContext ? "unreachable" : "insecure" });
    }
  }

  if (!isHydrated) return <p className="text-sm text-ink-soft">{t("proof.needsScript")}</p>;
  return (
    <div className="grid justify-items-start gap-3">
      <Button icon="shield" busy={run.isBusy} onClick={() => void check()}>
        {t("proof.check")}
      </Button>
      <div role="status" className="w-full">
        {run === UNTOUCHED ? null : (
          <div className="grid gap-3">
            <Steps run={run} locale={locale} />
            {run.isBusy ? null : <Ending run={run} />}
          </div>
        )}
      </div>
    </div>
  );
}

async function startCheck(file: string, shown: Shown): Promise<AsyncGenerator<Verdict>> {
  const [{ checkProof }, { sha256Async, verifyEd25519Async }, answer] = await Promise.all([
    import("../proof.check.ts"),
    import("../log/browser-crypto.ts"),
    fetch(file, { headers: { Accept: "application/json" }, cache: "no-store" }),
  ]);
  if (!answer.ok) throw new Error(`the proof was answered with ${answer.status}`);
  const raw: unknown = await answer.json();
  return checkProof(raw, shown, {
    hash: sha256Async,
    verify: verifyEd25519Async,
    calculate: async (input) => (await import("../impact.formula.ts")).calculate(input),
  });
}

const LOOKS: Readonly<Record<Verdict["outcome"] | "waiting", { icon: IconName; className: string }>> = {
  ok: { icon: "check", className: "text-leaf" },
  failed: { icon: "close", className: "text-clay" },
  unknown: { icon: "info", className: "text-sky" },
  waiting: { icon: "minus", className: "text-ink-soft" },
};

function Steps({ run, locale }: { run: Run; locale: string }) {
  const { t } = useTranslation("impact");
  const made = new Map<Check, Verdict>(run.verdicts.map((verdict) => [verdict.check, verdict]));
  return (
    <ol className="grid gap-2">
      {CHECKS.map((check) => {
        const verdict = made.get(check);
        const outcome = verdict?.outcome ?? "waiting";
        const { icon, className } = LOOKS[outcome];
        return (
          <li key={check} data-outcome={outcome} className="grid grid-cols-[auto_1fr] gap-x-2.5">
            <Icon name={icon} label={t(`proof.outcomes.${outcome}`)} className={`mt-0.5 ${className}`} />
            <span className="min-w-0">
              <span className="block font-semibold">{t(`proof.steps.${check}`)}</span>
              {verdict ? <span className="block text-sm wrap-anywhere text-ink-soft">{t(`proof.found.${check}.${verdict.found}`, wordsOf(verdict, locale))}</span> : null}
            </span>
          </li>
        );
      })}
    </ol>
  );
}

function wordsOf({ facts }: Verdict, locale: string): Record<string, string | number> {
  return typeof facts.grams === "number" ? { ...facts, co2e: formatCo2e(facts.grams, locale, { gas: true }) } : facts;
}

function Ending({ run }: { run: Run }) {
  const { t } = useTranslation("impact");
  if (run.problem) return <Alert tone="warning" title={t(`proof.problems.${run.problem}`)} />;
  const failed = run.verdicts.find((verdict) => verdict.outcome === "failed");
  const isPartly = run.verdicts.some((verdict) => verdict.outcome === "unknown");
  const ending: { tone: AlertTone; name: string } = failed ? { tone: "error", name: "failed" } : isPartly ? { tone: "info", name: "partly" } : { tone: "success", name: "ok" };
  return (
    <Alert tone={ending.tone} title={t(`proof.endings.${ending.name}`, failed ? { step: t(`proof.steps.${failed.check}`) } : {})}>
      {t(`proof.endings.${ending.name}Text`)}
    </Alert>
  );
}
