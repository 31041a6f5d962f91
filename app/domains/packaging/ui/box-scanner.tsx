import { CodeScanner } from "#app/ui/code-scanner.tsx";
import { useTranslation } from "#app/ui/i18n.ts";

/** What became of a code that the camera saw. `count` are the boxes on the list. */
export type Scanned = { outcome: "added"; code: string; count: number } | { outcome: "again"; code: string } | { outcome: "other"; text: string };

const outcomes = { added: "good", again: "known", other: "bad" } as const;

/** The camera beside a list of boxes' codes. */
export function BoxScanner({ take }: { take: (text: string) => Scanned }) {
  const { t } = useTranslation("packaging");
  return (
    <CodeScanner
      aim={t("scan.aim")}
      take={(text) => {
        const scanned = take(text);
        return { outcome: outcomes[scanned.outcome], words: t(`scan.${scanned.outcome}`, scanned) };
      }}
    />
  );
}
