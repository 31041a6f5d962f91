import { useEffect, useLayoutEffect, useRef, useState } from "react";
import type { MouseEvent, RefObject } from "react";
import { useTranslation } from "#app/ui/i18n.ts";
import { Alert } from "#app/ui/alert.tsx";
import { useHydrated } from "#app/ui/assistive.tsx";
import { LinkButton, SubmitButton } from "#app/ui/buttons.tsx";
import { Form } from "#app/ui/remix.ts";
import type { MessageView, ThreadStart } from "../messaging.schema.ts";
import { Composer, type RefusedMessage } from "./composer.tsx";
import { MessageBubble, SystemLine } from "./message-bubble.tsx";
import { PendingBubble } from "./pending-bubble.tsx";
import { useReadMark } from "./use-read-mark.ts";
import { useThread } from "./use-thread.ts";

/** What scrolls must be reached by the keyboard. */
const scrollsByKeys = { tabIndex: 0 };

export interface ThreadProps {
  dealId: string;
  initial: ThreadStart;
  /** The message that was looked for; the page then starts around it. */
  at: number | null;
  /** Changes when the thread changed on the server, or the connection is back. */
  tick: number;
  isSide: boolean;
  mayWrite: boolean;
  /** One side blocks the other: nothing more is written here. */
  isBlocked: boolean;
  locale: string;
  timeZone: string;
  /** For the form before JavaScript: an id of its own, so that a doubled press is one message. */
  clientId: string;
  refused?: RefusedMessage | undefined;
  /** Who is writing on the other side, if anybody is. */
  typingName: string | null;
  onTyping(): void;
  /** What was unread here is read now; counts elsewhere on the page are to be asked for again. */
  onFirstRead(): void;
  /** Words for what a transition said. */
  describe(message: MessageView): string;
}

/** The thread of a deal: a log that stays at its end, and a box to write in. Works as a form, and live when hydrated. */
export function Thread(props: ThreadProps) {
  const { dealId, initial, at, tick, isSide, locale, timeZone, typingName } = props;
  const { t } = useTranslation("messaging");
  const hydrated = useHydrated();
  const { messages, pending, seenSeq, hasEarlier, hasLater, client } = useThread({ dealId, initial, tick });
  const [failed, setFailed] = useState(false);
  const lastSeq = messages.at(-1)?.seq ?? 0;
  const log = useRef<HTMLDivElement>(null);
  useScrollPlace(log, { first: messages[0]?.seq ?? 0, count: messages.length + pending.length, at });
  useReadMark({ dealId, lastSeq, readSeq: initial.readSeq, mayMark: isSide, onFirstRead: props.onFirstRead });
  const isEmpty = messages.length + pending.length === 0;
  const lastSeen = messages.findLast((message) => message.mine && !message.withdrawn && message.seq <= seenSeq)?.seq;

  function load(way: "loadEarlier" | "loadLater") {
    return (event: MouseEvent) => {
      event.preventDefault();
      void client[way]().then((answered) => setFailed(!answered));
    };
  }

  return (
    <div className="grid gap-3">
      {failed ? (
        <p role="alert" className="text-sm text-clay">
          {t("thread.loadFailed")}
        </p>
      ) : null}
      <div ref={log} role="log" aria-label={t("thread.label")} {...scrollsByKeys} className="max-h-[60dvh] overflow-y-auto overscroll-contain rounded-control px-1 py-1">
        {hasEarlier ? (
          <p className="pb-3 text-center">
            <LinkButton to={`/deals/${dealId}?at=${messages[0]?.seq ?? 1}`} variant="quiet" size="sm" onClick={load("loadEarlier")}>
              {t("thread.earlier")}
            </LinkButton>
          </p>
        ) : null}
        <ol className="grid gap-3">
          {messages.map((message) =>
            message.kind === "system" ? (
              <SystemLine key={message.seq} at={message.createdAt} locale={locale} timeZone={timeZone}>
                {props.describe(message)}
              </SystemLine>
            ) : (
              <MessageBubble key={message.seq} dealId={dealId} message={message} locale={locale} timeZone={timeZone} seen={message.seq === lastSeen} isTarget={message.seq === at} isSide={isSide} />
            ),
          )}
          {pending.map((message) => (
            <PendingBubble key={message.clientId} message={message} onRetry={() => client.retry(message.clientId)} onDiscard={() => client.discard(message.clientId)} />
          ))}
        </ol>
        {hasLater ? (
          <p className="flex flex-wrap justify-center gap-2 pt-3">
            <LinkButton to={`/deals/${dealId}?at=${lastSeq}`} variant="quiet" size="sm" onClick={load("loadLater")}>
              {t("thread.later")}
            </LinkButton>
            <LinkButton to={`/deals/${dealId}`} reloadDocument variant="quiet" size="sm">
              {t("thread.latest")}
            </LinkButton>
          </p>
        ) : null}
        {isEmpty ? <p className="text-ink-soft">{t("thread.none")}</p> : null}
      </div>
      <p aria-live="polite" className="min-h-5 text-sm text-ink-soft">
        {typingName && !props.isBlocked ? t("thread.typing", { name: typingName }) : ""}
      </p>
      {props.isBlocked ? (
        <Alert tone="info" live>
          {t("thread.blocked")}
        </Alert>
      ) : props.mayWrite ? (
        <Composer dealId={dealId} clientId={props.clientId} refused={props.refused} onTyping={props.onTyping} onSend={(body, photos) => client.send(body, photos)} />
      ) : null}
      {isSide && !hydrated && lastSeq > initial.readSeq ? (
        <Form method="post" action={`/deals/${dealId}/read`}>
          <input type="hidden" name="seq" value={lastSeq} />
          <SubmitButton variant="quiet" size="sm">
            {t("thread.markRead")}
          </SubmitButton>
        </Form>
      ) : null}
    </div>
  );
}

/**
 * Keeps a log at its end while its reader is there; who has scrolled up is left in peace, also when earlier messages come in
 * above. A message that was looked for is brought into view once.
 */
function useScrollPlace(box: RefObject<HTMLDivElement>, shown: { first: number; count: number; at: number | null }): void {
  const { first, count, at } = shown;
  const atEnd = useRef(at === null);
  const before = useRef({ first, height: 0 });
  useEffect(() => {
    const element = box.current;
    const onScroll = () => {
      if (element) atEnd.current = element.scrollHeight - element.scrollTop - element.clientHeight < 60;
    };
    element?.addEventListener("scroll", onScroll, { passive: true });
    return () => element?.removeEventListener("scroll", onScroll);
  }, [box]);
  useIsomorphicLayoutEffect(() => {
    const element = box.current;
    if (!element) return;
    const cameAbove = first < before.current.first;
    if (cameAbove) element.scrollTop += element.scrollHeight - before.current.height;
    else if (atEnd.current) element.scrollTop = element.scrollHeight;
    before.current = { first, height: element.scrollHeight };
  }, [box, first, count]);
  useEffect(() => {
    const target = at === null ? null : document.getElementById(`m-${at}`);
    if (!target || !box.current) return;
    atEnd.current = false;
    box.current.scrollTop += target.getBoundingClientRect().top - box.current.getBoundingClientRect().top - 40;
  }, [box, at]);
}

/** On the server there is no layout to read. */
const useIsomorphicLayoutEffect = typeof document === "undefined" ? useEffect : useLayoutEffect;
