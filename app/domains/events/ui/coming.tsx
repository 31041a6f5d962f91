import { useTranslation } from "#app/ui/i18n.ts";
import { Badge } from "#app/ui/badge.tsx";
import { SubmitButton } from "#app/ui/buttons.tsx";
import { Card } from "#app/ui/card.tsx";
import { Field } from "#app/ui/forms/field.tsx";
import { Input } from "#app/ui/forms/inputs.tsx";
import { useReply, type Reply } from "#app/ui/forms/use-reply.ts";
import { Section } from "#app/ui/page.tsx";
import { Form } from "#app/ui/remix.ts";
import { formatSpan } from "#app/ui/time.tsx";
import type { EventView } from "../events.schema.ts";

type Props = { event: EventView; reply: (intent: string) => Reply };

/** Saying that one's household comes, with how many; where one stands in the line. */
export function ComingCard({ event, reply }: Props) {
  const { t } = useTranslation("events");
  const { errors, typed } = useReply(reply("coming"));
  const { mine } = event;
  const free = event.guestCapacity === null ? null : Math.max(0, event.guestCapacity - event.guestsTaken);
  return (
    <Card as="section" padding="lg" className="grid gap-4" tone={mine?.state === "coming" ? "leaf" : "surface"}>
      <div className="grid gap-1">
        <h2 className="text-xl">{t("coming.title")}</h2>
        <p className="tabular text-ink-soft">
          {t("coming.taken", { count: event.guestsTaken })} {free === null ? "" : t("coming.free", { count: free })} {event.waiting > 0 ? t("coming.waiting", { count: event.waiting }) : ""}
        </p>
      </div>
      {mine ? (
        <p role="status" className="font-semibold">
          {mine.state === "coming" ? t("coming.youCome", { count: mine.size }) : t("coming.youWait", { count: mine.size, place: mine.ahead + 1 })}
        </p>
      ) : null}
      <Form method="post" className="flex flex-wrap items-end gap-3">
        <div className="w-32">
          <Field id="size" label={t("coming.size")} error={errors("size")}>
            <Input name="size" inputMode="numeric" maxLength={2} required defaultValue={typed("size", String(mine?.size ?? 1))} />
          </Field>
        </div>
        <SubmitButton name="intent" value="coming" variant={mine ? "secondary" : "primary"}>
          {mine ? t("coming.change") : free === 0 ? t("coming.wait") : t("coming.come")}
        </SubmitButton>
        {mine ? (
          <SubmitButton name="intent" value="off" variant="quiet" formNoValidate>
            {t("coming.off")}
          </SubmitButton>
        ) : null}
      </Form>
    </Card>
  );
}

/** The numbered stalls: which are free, what is to be found at those that are not. */
export function Stalls({ event, reply, mayBook }: Props & { mayBook: boolean }) {
  const { t } = useTranslation("events");
  const { errors, typed } = useReply(reply("stall"));
  if (event.stalls.length === 0) return null;
  const [mine, free] = [event.stalls.find((stall) => stall.isMine), event.stalls.filter((stall) => !stall.isTaken)];
  return (
    <Section title={t("stalls.title")} action={<p className="tabular text-sm text-ink-soft">{t("stalls.free", { count: free.length, of: event.stalls.length })}</p>}>
      <ol className="grid grid-cols-2 gap-2 sm:grid-cols-3 lg:grid-cols-4">
        {event.stalls.map((stall) => (
          <Card as="li" key={stall.number} padding="sm" tone={stall.isMine ? "leaf" : stall.isTaken ? "sunken" : "surface"} className="grid min-w-0 content-start gap-0.5">
            <span className="tabular font-semibold">{t("stalls.number", { number: stall.number })}</span>
            <span className="text-sm break-words text-ink-soft">{stall.isMine ? t("stalls.yours") : stall.isTaken ? stall.wares || t("stalls.taken") : t("stalls.isFree")}</span>
            {stall.isMine && stall.wares ? <span className="text-sm break-words">{stall.wares}</span> : null}
          </Card>
        ))}
      </ol>
      {mayBook ? (
        <Form method="post" className="grid gap-3 sm:grid-cols-[8rem_1fr_auto] sm:items-end">
          <Field id="stall-number" label={t("stalls.which")} error={errors("number")}>
            <Input key={mine?.number ?? "none"} name="number" inputMode="numeric" maxLength={3} required readOnly={mine !== undefined} defaultValue={typed("number", String(mine?.number ?? free[0]?.number ?? ""))} />
          </Field>
          <Field id="stall-wares" label={t("stalls.wares")} hint={t("stalls.waresHint")} error={errors("wares")} optional>
            <Input name="wares" maxLength={200} defaultValue={typed("wares", mine?.wares)} />
          </Field>
          <div className="flex flex-wrap gap-2">
            <SubmitButton name="intent" value="stall" variant="secondary">
              {mine ? t("stalls.save") : t("stalls.book")}
            </SubmitButton>
            {mine ? (
              <SubmitButton name="intent" value="stallBack" variant="quiet" formNoValidate>
                {t("stalls.back")}
              </SubmitButton>
            ) : null}
          </div>
        </Form>
      ) : null}
    </Section>
  );
}

/** What needs hands, and how many it has. `helpers` are named for those who run the day. */
export function Shifts({ event, locale, mayHelp, helpers }: { event: EventView; locale: string; mayHelp: boolean; helpers: readonly { shiftId: string; name: string }[] }) {
  const { t } = useTranslation("events");
  if (event.shifts.length === 0) return null;
  return (
    <Section title={t("shifts.title")}>
      <ul className="grid gap-2">
        {event.shifts.map((shift) => {
          const names = helpers.filter((one) => one.shiftId === shift.id).map((one) => one.name);
          return (
            <Card as="li" key={shift.id} padding="sm" className="flex flex-wrap items-center justify-between gap-3">
              <div className="grid min-w-0 gap-0.5">
                <h3 className="font-sans text-base font-semibold break-words">{shift.task}</h3>
                <p className="tabular text-sm text-ink-soft" suppressHydrationWarning>
                  {formatSpan(shift.startsAt, shift.endsAt, { locale, timeZone: event.timeZone })} · {t("shifts.hands", { taken: shift.taken, needed: shift.needed })}
                </p>
                {names.length > 0 ? <p className="text-sm break-words">{new Intl.ListFormat(locale).format(names)}</p> : null}
              </div>
              {shift.isMine ? <Badge tone="leaf">{t("shifts.yours")}</Badge> : null}
              {mayHelp && (shift.isMine || shift.taken < shift.needed) ? (
                <Form method="post">
                  <input type="hidden" name="shiftId" value={shift.id} />
                  <SubmitButton name="intent" value={shift.isMine ? "stopHelping" : "help"} variant={shift.isMine ? "quiet" : "secondary"} size="sm" aria-label={t(shift.isMine ? "shifts.stopIn" : "shifts.helpIn", { task: shift.task })}>
                    {t(shift.isMine ? "shifts.stop" : "shifts.help")}
                  </SubmitButton>
                </Form>
              ) : null}
              {!shift.isMine && shift.taken >= shift.needed ? <Badge tone="neutral">{t("shifts.full")}</Badge> : null}
            </Card>
          );
        })}
      </ul>
    </Section>
  );
}
