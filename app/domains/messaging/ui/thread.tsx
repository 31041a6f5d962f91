import { useEffect, useRef, useState } from "react";
import type { FormEvent, KeyboardEvent } from "react";
import { useTranslation } from "#app/ui/i18n.ts";
import { useHydrated } from "#app/ui/assistive.tsx";
import { Button, SubmitButton } from "#app/ui/buttons.tsx";
import { Field } from "#app/ui/forms/field.tsx";
import { Textarea } from "#app/ui/forms/inputs.tsx";
import { Form } from "#app/ui/remix.ts";
import { maxMessageLength, type MessageView, type ThreadPart } from "../messaging.schema.ts";
import { BubbleBody, Cautions, MessageBubble, SystemLine } from "./message-bubble.tsx";
import { useThread, type PendingMessage } from "./use-thread.ts";

/** What scrolls must be reached by the keyboard. */
const scrollsByKeys = { tabIndex: 0 };

export interface ThreadProps {
  dealId: string;
  initial: ThreadPart & { readSeq: number };
  /** Changes when the thread changed on the server, or the connection is back. */
  tick: number;
  mayWrite: boolean;
  locale: string;
  timeZone: string;
  /** For the form before JavaScript: an id of its own, so that a doubled press is one message. */
  clientId: string;
  /** A message that was refused before JavaScript, with its error, already worded. */
  refused?: { body: string; error: string } | undefined;
  /** Who is writing on the other side, if anybody is. */
  typingName: string | null;
  onTyping(): void;
  /** Words for what a transition said. */
  describe(message: MessageView): string;
}

/** The thread of a deal: a log that stays at its end, and a box to write in. Works as a form, and live when hydrated. */
export function Thread(props: ThreadProps) {
  const { dealId, initial, tick, locale, timeZone, typingName } = props;
  const { t } = useTranslation("messaging");
  const hydrated = useHydrated();
  const { messages, pending, send, retry, discard } = useThread({ dealId, initial, tick });
  const lastSeq = messages.at(-1)?.seq ?? 0;
  const log = useScrolledToEnd(messages.length + pending.length);
  useReadMark(dealId, lastSeq, initial.readSeq, props.mayWrite || initial.readSeq > 0);
  const isEmpty = messages.length + pending.length === 0;

  return (
    <div className="grid gap-3">
      {(messages[0]?.seq ?? 1) > 1 ? <p className="text-sm text-ink-soft">{t("thread.earlier")}</p> : null}
      <div ref={log} role="log" aria-label={t("thread.label")} {...scrollsByKeys} className="max-h-[60dvh] overflow-y-auto overscroll-contain rounded-control py-1 pe-1">
        <ol className="grid gap-3">
          {messages.map((message) =>
            message.kind === "system" ? (
              <SystemLine key={message.seq} at={message.createdAt} locale={locale} timeZone={timeZone}>
                {props.describe(message)}
              </SystemLine>
            ) : (
              <MessageBubble key={message.seq} message={message} locale={locale} timeZone={timeZone} />
            ),
          )}
          {pending.map((message) => (
            <PendingBubble key={message.clientId} message={message} onRetry={() => retry(message.clientId)} onDiscard={() => discard(message.clientId)} />
          ))}
        </ol>
        {isEmpty ? <p className="text-ink-soft">{t("thread.none")}</p> : null}
      </div>
      <p aria-live="polite" className="min-h-5 text-sm text-ink-soft">
        {typingName ? t("thread.typing", { name: typingName }) : ""}
      </p>
      {props.mayWrite ? <Composer {...props} onSend={send} /> : null}
      {!hydrated && lastSeq > initial.readSeq ? (
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

function PendingBubble({ message, onRetry, onDiscard }: { message: PendingMessage; onRetry(): void; onDiscard(): void }) {
  const { t } = useTranslation(["messaging", "errors"]);
  const reason = message.error?.split(".")[1] ?? "INVALID";
  return (
    <li className="flex flex-col items-end gap-1">
      <BubbleBody mine faint>
        {message.body}
      </BubbleBody>
      {message.state === "failed" ? (
        <div role="alert" className="grid justify-items-end gap-1 text-sm text-clay">
          <p>{t("thread.failed", { reason: t(`errors.${reason}`) })}</p>
          <p className="flex gap-2">
            <Button size="sm" variant="secondary" onClick={onRetry}>
              {t("thread.retry")}
            </Button>
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

function Composer({ clientId, refused, onTyping, onSend }: ThreadProps & { onSend(body: string): void }) {
  const { t } = useTranslation("messaging");
  const hydrated = useHydrated();
  const [text, setText] = useState(refused?.body ?? "");
  const form = useRef<HTMLFormElement>(null);
  const lastTyping = useRef(0);
  const box = useRef<HTMLTextAreaElement>(null);
  // What was typed before the page came alive is kept.
  useEffect(() => {
    if (box.current?.value) setText(box.current.value);
  }, []);

  function submit(event: FormEvent) {
    if (!hydrated) return;
    event.preventDefault();
    const body = text.trim();
    if (!body) return;
    onSend(body);
    setText("");
  }

  function onKeyDown(event: KeyboardEvent<HTMLTextAreaElement>) {
    // Enter that ends the choice of a character (Chinese input) sends nothing.
    if (event.key !== "Enter" || event.shiftKey || event.nativeEvent.isComposing || matchMedia("(pointer: coarse)").matches) return;
    event.preventDefault();
    form.current?.requestSubmit();
  }

  return (
    <Form ref={form} method="post" onSubmit={submit} className="grid gap-2">
      <input type="hidden" name="intent" value="message" />
      <input type="hidden" name="clientId" value={clientId} />
      <Field id="message-body" label={t("thread.write")} hideLabel {...(refused ? { error: refused.error } : {})}>
        <Textarea
          ref={box}
          name="body"
          rows={2}
          required={!hydrated}
          maxLength={maxMessageLength}
          placeholder={t("thread.placeholder")}
          value={text}
          onKeyDown={onKeyDown}
          onChange={(event) => {
            setText(event.target.value);
            if (Date.now() - lastTyping.current < 2_000) return;
            lastTyping.current = Date.now();
            onTyping();
          }}
        />
      </Field>
      <Cautions text={text} />
      <div className="flex flex-wrap items-center justify-between gap-2">
        <p className="text-xs text-ink-soft pointer-coarse:hidden">{hydrated ? t("thread.keys") : null}</p>
        <SubmitButton icon="send" busy={false}>
          {t("thread.send")}
        </SubmitButton>
      </div>
    </Form>
  );
}

/** Keeps a log at its end while its reader is there; who has scrolled up is left in peace. */
function useScrolledToEnd(count: number) {
  const box = useRef<HTMLDivElement>(null);
  const atEnd = useRef(true);
  useEffect(() => {
    const element = box.current;
    const onScroll = () => {
      if (element) atEnd.current = element.scrollHeight - element.scrollTop - element.clientHeight < 60;
    };
    element?.addEventListener("scroll", onScroll, { passive: true });
    return () => element?.removeEventListener("scroll", onScroll);
  }, []);
  useEffect(() => {
    const element = box.current;
    if (element && atEnd.current) element.scrollTop = element.scrollHeight;
  }, [count]);
  return box;
}

/** Tells the server how far was read, once the page is really looked at. */
function useReadMark(dealId: string, lastSeq: number, readSeq: number, mayMark: boolean) {
  const told = useRef(readSeq);
  useEffect(() => {
    if (!mayMark) return;
    const tell = () => {
      if (document.visibilityState !== "visible" || lastSeq <= told.current) return;
      const before = told.current;
      told.current = lastSeq;
      const failed = () => {
        told.current = before;
      };
      fetch(`/deals/${dealId}/read`, { method: "POST", headers: { "Content-Type": "application/json", Accept: "application/json" }, body: JSON.stringify({ seq: lastSeq }) }).then(
        (response) => (response.ok ? undefined : failed()),
        failed,
      );
    };
    tell();
    document.addEventListener("visibilitychange", tell);
    return () => document.removeEventListener("visibilitychange", tell);
  }, [dealId, lastSeq, mayMark]);
}
