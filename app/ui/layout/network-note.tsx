import { useEffect, useState, useSyncExternalStore } from "react";
import { useTranslation } from "#app/ui/i18n.ts";
import { Icon } from "../icons/icon.tsx";
import { onQuestionsWaiting, questionsWaiting } from "../patient-fetch.ts";

/** A blink of the network is not worth a word. */
const WORTH_A_WORD_MS = 800;

/** Says that the page waits for a network, while it does. */
export function NetworkNote() {
  const { t } = useTranslation("common");
  const isWaiting = useSyncExternalStore(onQuestionsWaiting, () => questionsWaiting() > 0, () => false);
  const [isSaid, setSaid] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setSaid(isWaiting), isWaiting ? WORTH_A_WORD_MS : 0);
    return () => clearTimeout(timer);
  }, [isWaiting]);
  return (
    <div role="status" className="fixed inset-x-0 top-2 z-50 mx-auto w-fit max-w-[calc(100vw-2rem)]">
      {isSaid ? (
        <p className="flex items-center gap-2 rounded-full bg-marigold px-4 py-2 text-sm font-semibold text-on-marigold shadow-float">
          <Icon name="clock" size={16} />
          {t("frame.noNetwork")}
        </p>
      ) : null}
    </div>
  );
}
