import { useState } from "react";
import { useTranslation } from "#app/ui/i18n.ts";
import { useHydrated } from "#app/ui/assistive.tsx";
import { Button } from "#app/ui/buttons.tsx";

/** Asks the device where it is and hands over two decimals, so that the exact place never leaves it. */
export function LocateButton({ onLocated }: { onLocated: (place: { latitude: string; longitude: string }) => void }) {
  const { t } = useTranslation("account");
  const hydrated = useHydrated();
  const [state, setState] = useState<"idle" | "looking" | "failed">("idle");
  if (!hydrated) return null;
  function locate() {
    setState("looking");
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        setState("idle");
        onLocated({ latitude: coords.latitude.toFixed(2), longitude: coords.longitude.toFixed(2) });
      },
      () => setState("failed"),
      { timeout: 10_000, maximumAge: 600_000 },
    );
  }
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
