import { useRef, type RefObject } from "react";
import { useTranslation } from "#app/ui/i18n.ts";
import { SubmitButton } from "#app/ui/buttons.tsx";
import { Card } from "#app/ui/card.tsx";
import { CodeScanner, type Scanned } from "#app/ui/code-scanner.tsx";
import { RadioCards, Segmented } from "#app/ui/forms/choices.tsx";
import { Field } from "#app/ui/forms/field.tsx";
import { Checkbox, Input, OptionGroups, Select } from "#app/ui/forms/inputs.tsx";
import { useReply, type Reply } from "#app/ui/forms/use-reply.ts";
import { Form, useNavigation } from "#app/ui/remix.ts";
import { formatMass } from "#app/shared/units.ts";
import { formatInstant } from "#app/ui/time.tsx";
import { directionsOf, notesMaterials, type EventKind } from "../events.rules.ts";
import type { CheckInRow, GuestRow, NoteRow } from "../events.schema.ts";

type Typed = { reply: Reply };

type CheckIn = Typed & { checkInId: string; pass: string };

/**
 * Letting somebody in, by pass or without a name. `filling` names one filling of the form; the camera beside it stays on from one to the next. `readPass` finds a pass's code in
 * what the camera saw.
 */
export function CheckInForm({ filling, readPass, ...checkIn }: CheckIn & { filling: string; readPass: (text: string) => string | null }) {
  const { t } = useTranslation("events");
  const form = useRef<HTMLFormElement>(null);
  const sentId = useRef("");
  const isIdle = useNavigation().state === "idle";
  /** Fills the form and sends it, as a hand scanner does; each id is sent once, and the next pass waits for its answer. */
  const take = (text: string): Scanned | null => {
    const code = readPass(text);
    if (code === null) return { outcome: "bad", words: t("desk.scan.other", { text }) };
    const [fields, field] = [form.current, form.current?.querySelector<HTMLInputElement>('input[name="pass"]')];
    if (!isIdle || !fields || !field || sentId.current === checkIn.checkInId) return null;
    fields.querySelector<HTMLInputElement>('input[name="who"][value="pass"]')?.click();
    field.value = code;
    if (fields.checkValidity()) sentId.current = checkIn.checkInId;
    fields.requestSubmit(fields.querySelector<HTMLButtonElement>('button[name="intent"]'));
    return { outcome: "good", words: t("desk.scan.read", { code }) };
  };
  return (
    <Card as="section" padding="lg" className="grid gap-4">
      <h2 className="text-xl">{t("desk.letIn")}</h2>
      <CodeScanner aim={t("desk.scan.aim")} take={take} />
      <CheckInFields key={filling} form={form} {...checkIn} />
    </Card>
  );
}

function CheckInFields({ reply, checkInId, pass, form }: CheckIn & { form: RefObject<HTMLFormElement> }) {
  const { t } = useTranslation("events");
  const { errors, typed } = useReply(reply);
  return (
    <Form method="post" className="grid gap-4" ref={form}>
      <input type="hidden" name="checkInId" value={checkInId} />
      <RadioCards
        id="who"
        legend={t("desk.who")}
        hideLegend
        name="who"
        defaultValue={typed("who", "pass")}
        options={[
          { value: "pass", label: t("desk.withPass"), hint: t("desk.withPassHint"), icon: "qr" },
          { value: "nobody", label: t("desk.nobody"), hint: t("desk.nobodyHint"), icon: "people" },
        ]}
      />
      <div className="grid gap-3 sm:grid-cols-[1fr_8rem]">
        <Field id="pass" label={t("desk.pass")} hint={t("desk.passHint")} error={errors("pass")}>
          <Input name="pass" autoComplete="off" autoCapitalize="characters" spellCheck={false} maxLength={300} defaultValue={typed("pass", pass)} className="tabular uppercase" />
        </Field>
        <Field id="size" label={t("desk.size")} hint={t("desk.sizeHint")} error={errors("size")}>
          <Input name="size" inputMode="numeric" maxLength={3} required defaultValue={typed("size", "1")} />
        </Field>
      </div>
      <div>
        <SubmitButton name="intent" value="letIn" icon="check" size="lg">
          {t("desk.letInSubmit")}
        </SubmitButton>
      </div>
    </Form>
  );
}

/** Those who said that they come and are not here yet: ticked and let in together. */
export function ExpectedList({ guests, error }: { guests: readonly GuestRow[]; error: string | undefined }) {
  const { t } = useTranslation("events");
  const missing = guests.filter((guest) => !guest.isHere);
  if (missing.length === 0) return null;
  return (
    <Card as="section" padding="lg">
      <Form method="post" className="grid gap-3">
        <h2 className="text-xl">{t("desk.expected", { count: missing.length })}</h2>
        <ul className="grid max-h-96 gap-x-6 overflow-y-auto sm:grid-cols-2">
          {missing.map((guest) => (
            <li key={guest.partyId}>
              <Checkbox name="partyIds" value={guest.partyId} label={`${guest.name} · ${t("desk.people", { count: guest.size })}`} hint={guest.state === "waiting" ? t("desk.waits") : undefined} />
            </li>
          ))}
        </ul>
        {error ? <p className="text-sm font-medium text-clay">{error}</p> : null}
        <div>
          <SubmitButton name="intent" value="letInMany" variant="secondary">
            {t("desk.letInMany")}
          </SubmitButton>
        </div>
      </Form>
    </Card>
  );
}

type Group = { label: string; options: readonly { value: string; label: string }[] };

/** What somebody brought, took or had mended. */
export function NoteForm({ reply, noteId, kind, hasStalls, checkIns, groups, latest }: Typed & { noteId: string; kind: EventKind; hasStalls: boolean; checkIns: readonly CheckInRow[]; groups: readonly Group[]; latest: string }) {
  const { t } = useTranslation("events");
  const { errors, typed } = useReply(reply);
  const [directions, isLoad] = [directionsOf(kind), notesMaterials(kind)];
  const whatName = isLoad ? "material" : "category";
  return (
    <Card as="section" padding="lg">
      <Form method="post" className="grid gap-4">
        <h2 className="text-xl">{t("desk.note")}</h2>
        <input type="hidden" name="noteId" value={noteId} />
        <Field id="checkInId" label={t("desk.whose")}>
          <Select name="checkInId" defaultValue={typed("checkInId", latest)} options={[{ value: "", label: t("desk.nobodys") }, ...checkIns.flatMap((one) => (one.name === null ? [] : [{ value: one.id, label: one.name }]))]} />
        </Field>
        {directions.length > 1 ? (
          <Segmented legend={t("desk.direction")} name="direction" defaultValue={typed("direction", directions[0])} options={directions.map((one) => ({ value: one, label: t(`directions.${one}`) }))} />
        ) : (
          <input type="hidden" name="direction" value={directions[0]} />
        )}
        <div className="grid gap-3 sm:grid-cols-[1fr_7rem_8rem]">
          <Field id="what" label={t(isLoad ? "desk.material" : "desk.category")} error={errors(whatName).length > 0 ? errors(whatName) : errors("category")}>
            <Select name={whatName} required defaultValue={typed(whatName)}>
              <option value="">{t("desk.choose")}</option>
              <OptionGroups groups={groups} />
            </Select>
          </Field>
          {isLoad ? null : (
            <Field id="itemCount" label={t("desk.count")} error={errors("itemCount")}>
              <Input name="itemCount" inputMode="numeric" maxLength={4} required defaultValue={typed("itemCount", "1")} />
            </Field>
          )}
          <Field id="kg" label={t("desk.kg")} error={errors("kg")} optional={!isLoad}>
            <Input name="kg" inputMode="decimal" unit="kg" maxLength={9} required={isLoad} defaultValue={typed("kg")} />
          </Field>
        </div>
        {hasStalls && kind === "flea_market" ? (
          <div className="max-w-56">
            <Field id="stall" label={t("desk.stall")} hint={t("desk.stallHint")} error={errors("stall")} optional>
              <Input name="stall" inputMode="numeric" maxLength={3} defaultValue={typed("stall")} />
            </Field>
          </div>
        ) : null}
        <div>
          <SubmitButton name="intent" value="note" icon="plus" size="lg">
            {t("desk.noteSubmit")}
          </SubmitButton>
        </div>
      </Form>
    </Card>
  );
}

/** The latest of what was written, each with its way back. */
export function Recent({ checkIns, notes, locale, timeZone }: { checkIns: readonly CheckInRow[]; notes: readonly NoteRow[]; locale: string; timeZone: string }) {
  const { t } = useTranslation(["events", "goods", "materials"]);
  const time = (at: string) => formatInstant(at, { locale, timeZone, format: "time" });
  const what = (note: NoteRow) => (note.material ? t(`materials:names.${note.material}`) : t(`goods:names.${note.category ?? "other"}`));
  const amount = (note: NoteRow) => [note.itemCount === null ? null : t("sheet.things", { count: note.itemCount }), note.grams === null ? null : formatMass(note.grams, locale)].filter(Boolean).join(" · ");
  return (
    <div className="grid gap-4 lg:grid-cols-2">
      <Card as="section" className="grid content-start gap-2">
        <h2 className="text-xl">{t("desk.notes")}</h2>
        {notes.length === 0 ? <p className="text-ink-soft">{t("desk.noNotes")}</p> : null}
        <ul className="grid gap-1">
          {notes.map((note) => (
            <li key={note.id} className="flex flex-wrap items-center justify-between gap-2 border-b border-line py-1">
              <span className="tabular min-w-0 break-words">
                {time(note.at)} {t(`directions.${note.direction}`)}: {what(note)}, {amount(note)}
                {note.name ? <span className="text-ink-soft"> · {note.name}</span> : null}
              </span>
              <UndoButton name="noteId" value={note.id} intent="noteBack" label={t("desk.undoOf", { what: what(note) })} />
            </li>
          ))}
        </ul>
      </Card>
      <Card as="section" className="grid content-start gap-2">
        <h2 className="text-xl">{t("desk.here")}</h2>
        {checkIns.length === 0 ? <p className="text-ink-soft">{t("desk.nobodyHere")}</p> : null}
        <ul className="grid gap-1">
          {checkIns.map((one) => (
            <li key={one.id} className="flex flex-wrap items-center justify-between gap-2 border-b border-line py-1">
              <span className="tabular min-w-0 break-words">
                {time(one.at)} {one.name ?? t("desk.unnamed")} · {t("desk.people", { count: one.size })}
              </span>
              <UndoButton name="checkInId" value={one.id} intent="sendOff" label={t("desk.undoOf", { what: one.name ?? t("desk.unnamed") })} />
            </li>
          ))}
        </ul>
      </Card>
    </div>
  );
}

function UndoButton({ name, value, intent, label }: { name: string; value: string; intent: string; label: string }) {
  const { t } = useTranslation("events");
  return (
    <Form method="post">
      <input type="hidden" name={name} value={value} />
      <SubmitButton name="intent" value={intent} variant="quiet" size="sm" icon="undo" aria-label={label}>
        {t("desk.undo")}
      </SubmitButton>
    </Form>
  );
}
