import { useTranslation } from "#app/ui/i18n.ts";
import { publishedRule, type Reliability } from "../reliability.rules.ts";

/** How a party keeps its hand-overs, in words and as a share, with the rule behind it. New parties have no number. */
export function ReliabilityLine({ reliability }: { reliability: Reliability }) {
  const { t } = useTranslation("deals");
  const parts = reliability.known ? (["late", "cancelledLate", "noShow", "cancelledInTime"] as const).filter((part) => reliability[part] > 0) : [];
  return (
    <div className="grid gap-1 text-sm">
      {reliability.known ? (
        <p data-testid="reliability">
          <span className="font-semibold">{t(`reliability.words.${reliability.word}`)}</span> {t("reliability.kept", { kept: reliability.kept, finished: reliability.finished })}
        </p>
      ) : (
        <p data-testid="reliability">
          <span className="font-semibold">{t("reliability.new")}</span> {t("reliability.newText")}
        </p>
      )}
      {parts.length > 0 && reliability.known ? (
        <ul className="list-disc ps-5 text-ink-soft">
          {parts.map((part) => (
            <li key={part}>{t(`reliability.parts.${part}`, { count: reliability[part] })}</li>
          ))}
        </ul>
      ) : null}
      <details>
        <summary className="link w-fit cursor-pointer py-1 text-sky">{t("reliability.how")}</summary>
        <div className="grid gap-2 pt-1 text-ink-soft">
          {(["which", "credit", "age", "words"] as const).map((part) => (
            <p key={part}>{t(`reliability.rule.${part}`, publishedRule)}</p>
          ))}
        </div>
      </details>
    </div>
  );
}
