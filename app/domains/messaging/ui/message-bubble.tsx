import type { ReactNode } from "react";
import { useTranslation } from "#app/ui/i18n.ts";
import { Icon } from "#app/ui/icons/icon.tsx";
import { Menu, MenuButton } from "#app/ui/menu.tsx";
import { Form, Link } from "#app/ui/remix.ts";
import { DateTime, formatInstant } from "#app/ui/time.tsx";
import { cautionsFor } from "../messaging.rules.ts";
import type { MessagePhotoView, MessageView } from "../messaging.schema.ts";

export interface MessageBubbleProps {
  dealId: string;
  message: MessageView;
  locale: string;
  timeZone: string;
  /** The other side has read up to here, and this is my last message of those. */
  seen: boolean;
  /** This message was looked for. */
  isTarget: boolean;
  /** A side of the deal, who may report and take back; an operator only reads. */
  isSide: boolean;
}

/** What somebody wrote; mine to the right. Of the other side's messages, what asks for care says so. */
export function MessageBubble({ dealId, message, locale, timeZone, seen, isTarget, isSide }: MessageBubbleProps) {
  const { t } = useTranslation("messaging");
  const { mine, withdrawn } = message;
  const name = message.authorName ?? "";
  const time = formatInstant(message.createdAt, { locale, timeZone });
  return (
    <li id={`m-${message.seq}`} className={`flex scroll-my-16 flex-col gap-1 rounded-card ${mine ? "items-end" : "items-start"} ${isTarget ? "outline-2 outline-offset-4 outline-marigold" : ""}`}>
      <div className="flex max-w-full flex-wrap items-center gap-x-2 text-xs text-ink-soft">
        <p>
          <span className="font-semibold">{mine && message.clientId ? t("thread.you") : name}</span> <DateTime at={message.createdAt} locale={locale} timeZone={timeZone} />
        </p>
        {/* What somebody took back can be reported still: its words are kept for the moderators. */}
        {!isSide ? null : mine ? (
          message.clientId && !withdrawn ? <WithdrawMenu dealId={dealId} seq={message.seq} time={time} /> : null
        ) : (
          <Link to={`/report?subject=message&id=${dealId}:${message.seq}`} aria-label={t("thread.reportNamed", { name, time })} className="inline-flex min-h-6 items-center underline hover:text-ink">
            {t("thread.report")}
          </Link>
        )}
      </div>
      {withdrawn ? (
        <BubbleBody mine={mine} faint>
          {mine && message.clientId ? t("thread.withdrawnMine") : t("thread.withdrawnTheirs", { name })}
        </BubbleBody>
      ) : null}
      {message.systemCode === "hidden" && !withdrawn ? (
        <BubbleBody mine={mine} faint>
          {t("thread.hidden")}
        </BubbleBody>
      ) : null}
      {message.photos.length > 0 ? <Photos dealId={dealId} photos={message.photos} alt={mine && message.clientId ? t("thread.photoMine") : t("thread.photo", { name })} /> : null}
      {message.body === "" ? null : <BubbleBody mine={mine}>{message.body}</BubbleBody>}
      {mine ? null : <Cautions text={message.body} />}
      {seen ? (
        <p className="flex items-center gap-1 text-xs text-ink-soft">
          <Icon name="check" size={16} />
          {t("thread.seen")}
        </p>
      ) : null}
    </li>
  );
}

/** The box around a text. Text stays text: nothing in it becomes a link. */
export function BubbleBody({ mine, faint = false, children }: { mine: boolean; faint?: boolean; children: ReactNode }) {
  const look = mine ? "rounded-ee-sm bg-leaf-soft" : "rounded-es-sm bg-sunken";
  return <p className={`max-w-[85%] rounded-card px-3.5 py-2 wrap-anywhere whitespace-pre-line ${look} ${faint ? "text-ink-soft" : ""}`}>{children}</p>;
}

/** Photos side by side; each opens in its large size. */
function Photos({ dealId, photos, alt }: { dealId: string; photos: readonly MessagePhotoView[]; alt: string }) {
  const address = (photo: MessagePhotoView, size: number) => `/deals/${dealId}/photos/${photo.id}/${size}.webp`;
  return (
    <ul className={`grid w-full max-w-80 gap-1.5 ${photos.length > 1 ? "grid-cols-2" : ""}`}>
      {photos.map((photo) => (
        <li key={photo.id}>
          <a href={address(photo, 1200)} target="_blank" rel="noreferrer" className="block overflow-hidden rounded-card bg-sunken">
            <img src={address(photo, 400)} width={photo.width} height={photo.height} alt={alt} loading="lazy" decoding="async" className={`w-full object-cover ${photos.length > 1 ? "aspect-square" : "max-h-80"}`} />
          </a>
        </li>
      ))}
    </ul>
  );
}

function WithdrawMenu({ dealId, seq, time }: { dealId: string; seq: number; time: string }) {
  const { t } = useTranslation("messaging");
  return (
    <Menu label={t("thread.more", { time })} trigger={<Icon name="more" size={16} />} className="[&>summary]:min-h-6 [&>summary]:px-1.5">
      <Form method="post" action={`/deals/${dealId}/withdraw`} preventScrollReset className="grid w-64 gap-1">
        <input type="hidden" name="seq" value={seq} />
        <p className="px-3 pt-2 text-sm text-ink-soft">{t("thread.withdrawHint")}</p>
        <MenuButton icon="undo">{t("thread.withdraw")}</MenuButton>
      </Form>
    </Menu>
  );
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

/** Small notes about links, phone numbers and talk of payment: for who reads, or for who is about to send. */
export function Cautions({ text, writing = false }: { text: string; writing?: boolean }) {
  const { t } = useTranslation("messaging");
  const cautions = cautionsFor(text);
  if (cautions.length === 0) return null;
  return (
    <ul className="grid gap-0.5 text-xs text-marigold-ink">
      {cautions.map((caution) => (
        <li key={caution} className="flex items-start gap-1.5">
          <Icon name="warning" size={16} className="shrink-0" />
          <span>{t(`${writing ? "cautionWriting" : "caution"}.${caution}`)}</span>
        </li>
      ))}
      {writing ? <li>{t("thread.cautionBefore")}</li> : null}
    </ul>
  );
}
