import { useTranslation } from "#app/ui/i18n.ts";
import { Alert } from "#app/ui/alert.tsx";
import { Button } from "#app/ui/buttons.tsx";
import { Icon } from "#app/ui/icons/icon.tsx";
import type { QueuedAction } from "../driver.overlay.ts";
import type { DriverStop } from "../driver.schema.ts";

/** Whether everything has reached the server, and what it refused. */
export function SyncStatus({ queue, isCut, isRefused, stops, onRetry, onDismiss }: { queue: readonly QueuedAction[]; isCut: boolean; isRefused: boolean; stops: readonly DriverStop[]; onRetry: (clientId: string) => void; onDismiss: (clientId: string) => void }) {
  const { t } = useTranslation("rounds");
  const waiting = queue.filter(({ problem }) => problem === null).length;
  const problems = queue.filter(({ problem }) => problem !== null);
  return (
    <div className="grid gap-2">
      <p role="status" className="flex items-center gap-2 text-sm font-semibold" data-testid="sync">
        <Icon name={waiting > 0 ? (isCut ? "offline" : "refresh") : "check"} size={20} />
        {waiting === 0 ? t("sync.all") : isCut ? t("sync.cut", { count: waiting }) : t("sync.sending", { count: waiting })}
      </p>
      {isRefused ? <Alert tone="error">{t("sync.refused")}</Alert> : null}
      {problems.map(({ action, problem, isDone }) => {
        const stop = "stopId" in action ? stops.find(({ id }) => id === action.stopId) : undefined;
        return (
          <Alert
            key={action.clientId}
            tone="error"
            live
            title={t("sync.problem", { what: isDone ? t("sync.photo") : t(`sync.kinds.${action.kind}`), where: stop?.address ?? "" })}
            action={
              <>
                {isDone ? (
                  <Button size="sm" onClick={() => onRetry(action.clientId)}>
                    {t("sync.again")}
                  </Button>
                ) : null}
                <Button variant="secondary" size="sm" onClick={() => onDismiss(action.clientId)}>
                  {isDone ? t("sync.drop") : t("sync.seen")}
                </Button>
              </>
            }
          >
            {t(`errors.${problem?.split(".")[1] ?? "INVALID"}`)}
          </Alert>
        );
      })}
    </div>
  );
}
