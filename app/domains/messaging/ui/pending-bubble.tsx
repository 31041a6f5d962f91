import { useTranslation } from "#app/ui/i18n.ts";
import { Button } from "#app/ui/buttons.tsx";
import type { PendingMessage } from "../thread-client.ts";
import { BubbleBody } from "./message-bubble.tsx";
import { FilePreview } from "./composer-photos.tsx";

/** A message the server has not confirmed: on its way, waiting for the connection, or refused with a way on. */
export function PendingBubble({ message, onRetry, onDiscard }: { message: PendingMessage<File>; onRetry(): void; onDiscard(): void }) {
  const { t } = useTranslation(["messaging", "errors"]);
  const reason = message.error?.split(".")[1] ?? "INVALID";
  const canRetry = message.body !== "" || message.photos.length > 0;
  return (
    <li className="flex flex-col items-end gap-1">
      {message.photos.length > 0 ? (
        <ul className="grid w-full max-w-80 grid-cols-2 gap-1.5 opacity-70">
          {message.photos.map((photo, index) => (
            <li key={index} className="overflow-hidden rounded-card bg-sunken">
              <FilePreview file={photo} alt={t("thread.photoMine")} />
            </li>
          ))}
        </ul>
      ) : null}
      {message.body === "" ? null : (
        <BubbleBody mine faint>
          {message.body}
        </BubbleBody>
      )}
      {message.progress !== null && message.state === "sending" ? (
        <progress value={message.progress} max={1} aria-label={t("thread.uploading", { percent: Math.round(message.progress * 100) })} className="h-1.5 w-40 accent-leaf" />
      ) : null}
      {message.state === "failed" ? (
        <div role="alert" className="grid justify-items-end gap-1 text-sm text-clay">
          <p>{t("thread.failed", { reason: t(`errors.${reason}`) })}</p>
          <p className="flex gap-2">
            {canRetry ? (
              <Button size="sm" variant="secondary" onClick={onRetry}>
                {t("thread.retry")}
              </Button>
            ) : null}
            <Button size="sm" variant="quiet" onClick={onDiscard}>
              {t("thread.discard")}
            </Button>
          </p>
        </div>
      ) : (
        <p className="text-xs text-ink-soft">{t(`thread.${message.state}`)}</p>
      )}
    </li>
  );
}
