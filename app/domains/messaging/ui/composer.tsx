import { useEffect, useRef, useState } from "react";
import type { FormEvent, KeyboardEvent } from "react";
import { useTranslation } from "#app/ui/i18n.ts";
import { useHydrated } from "#app/ui/assistive.tsx";
import { SubmitButton } from "#app/ui/buttons.tsx";
import { Field } from "#app/ui/forms/field.tsx";
import { Textarea } from "#app/ui/forms/inputs.tsx";
import { Form } from "#app/ui/remix.ts";
import { maxMessageLength } from "../messaging.schema.ts";
import { ComposerPhotos } from "./composer-photos.tsx";
import { Cautions } from "./message-bubble.tsx";

/** A message that was refused before JavaScript, with its errors, already worded. */
export type RefusedMessage = { body: string; error: string | null; photoErrors: readonly string[] };

export interface ComposerProps {
  dealId: string;
  /** For the form before JavaScript: an id of its own, so that a doubled press is one message. */
  clientId: string;
  refused?: RefusedMessage | undefined;
  onTyping(): void;
  onSend(body: string, photos: readonly File[]): void;
}

const typingEveryMs = 2_000;

/** The box to write in, with photos. A form before JavaScript; afterwards the thread sends. */
export function Composer({ dealId, clientId, refused, onTyping, onSend }: ComposerProps) {
  const { t } = useTranslation("messaging");
  const hydrated = useHydrated();
  const [text, setText] = useState(refused?.body ?? "");
  const [photos, setPhotos] = useState<File[]>([]);
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
    if (!body && photos.length === 0) return;
    onSend(body, photos);
    setText("");
    setPhotos([]);
    lastTyping.current = 0;
  }

  function onKeyDown(event: KeyboardEvent<HTMLTextAreaElement>) {
    // Enter that ends the choice of a character (Chinese input) sends nothing.
    if (event.key !== "Enter" || event.shiftKey || event.nativeEvent.isComposing || matchMedia("(pointer: coarse)").matches) return;
    event.preventDefault();
    form.current?.requestSubmit();
  }

  return (
    <Form ref={form} method="post" action={`/deals/${dealId}?message`} encType="multipart/form-data" onSubmit={submit} className="grid gap-2">
      <input type="hidden" name="clientId" value={clientId} />
      <Field id="message-body" label={t("thread.write")} hideLabel {...(refused?.error ? { error: refused.error } : {})}>
        <Textarea
          ref={box}
          name="body"
          rows={2}
          maxLength={maxMessageLength}
          placeholder={t("thread.placeholder")}
          value={text}
          onKeyDown={onKeyDown}
          onChange={(event) => {
            setText(event.target.value);
            if (Date.now() - lastTyping.current < typingEveryMs) return;
            lastTyping.current = Date.now();
            onTyping();
          }}
        />
      </Field>
      <div aria-live="polite">
        <Cautions text={text} writing />
      </div>
      <ComposerPhotos photos={photos} onChange={setPhotos} errors={refused?.photoErrors ?? []} />
      <div className="flex flex-wrap items-center justify-between gap-2">
        <p className="text-xs text-ink-soft pointer-coarse:hidden">{hydrated ? t("thread.keys") : null}</p>
        <SubmitButton icon="send" busy={false}>
          {t("thread.send")}
        </SubmitButton>
      </div>
    </Form>
  );
}
