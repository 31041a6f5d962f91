import { useTranslation } from "#app/ui/i18n.ts";
import { useHydrated } from "#app/ui/assistive.tsx";
import { Button } from "#app/ui/buttons.tsx";
import { useLocate } from "#app/ui/use-locate.ts";

/** Asks the device where it is and hands over two decimals, so that the exact place never leaves it. */
export function LocateButton({ onLocated }: { onLocated: (place: { latitude: string; longitude: string }) => void }) {
  const { t } = useTranslation("account");
  const hydrated = useHydrated();
  const { state, locate } = useLocate(({ latitude, longitude }) => onLocated({ latitude: latitude.toFixed(2), longitude: longitude.toFixed(2) }));
  if (!hydrated) return null;
  return (
    <div className="flex flex-wrap items-center gap-3">
      <Button variant="secondary" size="sm" icon="locate" busy={state === "looking"} onClick={locate}>
        {state === "looking" ? t("household.locating") : t("household.locate")}
      </Button>
      <span role="status" className="text-sm text-ink-soft">
        {state === "failed" ? t("household.locateFailed") : ""}
      </span>
    </div>
  );
}
