import { useTranslation } from "#app/ui/i18n.ts";
import { Alert } from "#app/ui/alert.tsx";
import { Button, LinkButton } from "#app/ui/buttons.tsx";
import { Icon } from "#app/ui/icons/icon.tsx";
import { formatInstant, useViewerZone } from "#app/ui/time.tsx";
import type { DraftState } from "./use-draft.ts";

/** Whether what is typed is kept, and since when; what to do where it is not. */
export function DraftLine({ state, keepMine, draftId, locale }: { state: DraftState; keepMine: () => void; draftId: string; locale: string }) {
  const { t } = useTranslation("listings");
  const translate = useTranslation().t;
  const { timeZone } = useViewerZone(null);
  if (state.is === "stale") {
    return (
      <Alert
        tone="warning"
        live
        title={t("draft.staleTitle")}
        action={
          <>
            <Button size="sm" variant="secondary" onClick={keepMine}>
              {t("draft.keepMine")}
            </Button>
            <LinkButton size="sm" variant="quiet" reloadDocument to={`/listings/new?draft=${draftId}`}>
              {t("draft.takeOther")}
            </LinkButton>
          </>
        }
      >
        {t("draft.stale")}
      </Alert>
    );
  }
  const text = {
    new: "",
    saving: t("draft.saving"),
    offline: t("draft.offline"),
    saved: state.is === "saved" ? t("draft.savedAt", { time: formatInstant(state.at, { locale, timeZone, format: "time" }) }) : "",
    refused: state.is === "refused" ? translate(state.message) : "",
  }[state.is];
  const isTrouble = state.is === "offline" || state.is === "refused";
  return (
    <p role="status" className={`flex min-h-6 items-center gap-2 text-sm ${isTrouble ? "font-medium text-clay" : "text-ink-soft"}`}>
      {state.is === "offline" ? <Icon name="offline" size={16} /> : state.is === "saved" ? <Icon name="check" size={16} className="text-leaf" /> : null}
      <span>{text}</span>
    </p>
  );
}
