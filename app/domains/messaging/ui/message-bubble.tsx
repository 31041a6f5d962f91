import type { ReactNode } from "react";
import { useTranslation } from "#app/ui/i18n.ts";
import { Icon } from "#app/ui/icons/icon.tsx";
import { DateTime } from "#app/ui/time.tsx";
import { cautionsFor } from "../messaging.rules.ts";
import type { MessageView } from "../messaging.schema.ts";

/** What somebody wrote; mine to the right. Of the other side's messages, what asks for care says so. */
export function MessageBubble({ message, locale, timeZone }: { message: MessageView; locale: string; timeZone: string }) {
  const { t } = useTranslation("messaging");
  return (
    <li className={`flex flex-col gap-1 ${message.mine ? "items-end" : "items-start"}`}>
      <p className="text-xs text-ink-soft">
        <span className="font-semibold">{message.mine ? t("thread.you") : message.authorName}</span> <DateTime at={message.createdAt} locale={locale} timeZone={timeZone} />
      </p>
      {message.systemCode === "hidden" ? (
        <BubbleBody mine={message.mine} faint>
          {t("thread.hidden")}
        </BubbleBody>
      ) : (
        <BubbleBody mine={message.mine}>{message.body}</BubbleBody>
      )}
      {message.mine ? null : <Cautions text={message.body} />}
    </li>
  );
}

/** The box around a text. Text stays text: nothing in it becomes a link. */
export function BubbleBody({ mine, faint = false, children }: { mine: boolean; faint?: boolean; children: ReactNode }) {
  const look = mine ? "rounded-ee-sm bg-leaf-soft" : "rounded-es-sm bg-sunken";
  return <p className={`max-w-[85%] rounded-card px-3.5 py-2 wrap-anywhere whitespace-pre-line ${look} ${faint ? "text-ink-soft" : ""}`}>{children}</p>;
}

/** What a transition said: between the two, belonging to neither. */
export function SystemLine({ children, at, locale, timeZone }: { children: ReactNode; at: string; locale: string; timeZone: string }) {
  return (
    <li className="flex items-start gap-2 px-1 py-1 text-sm text-ink-soft">
      <Icon name="refresh" size={16} className="mt-1 shrink-0 text-leaf" />
      <p className="min-w-0 wrap-anywhere">
        <span className="text-ink">{children}</span>{" "}
        <span className="text-xs whitespace-nowrap">
          <DateTime at={at} locale={locale} timeZone={timeZone} />
        </span>
      </p>
    </li>
  );
}

/** Small notes about links, phone numbers and talk of payment. */
export function Cautions({ text }: { text: string }) {
  const { t } = useTranslation("messaging");
  const cautions = cautionsFor(text);
  if (cautions.length === 0) return null;
  return (
    <ul className="grid gap-0.5 text-xs text-marigold-ink">
      {cautions.map((caution) => (
        <li key={caution} className="flex items-start gap-1.5">
          <Icon name="warning" size={16} />
          <span>{t(`caution.${caution}`)}</span>
        </li>
      ))}
    </ul>
  );
}
