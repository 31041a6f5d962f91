import type { FormEvent, ReactNode } from "react";
import { useTranslation } from "#app/ui/i18n.ts";
import { SubmitButton } from "#app/ui/buttons.tsx";
import { RadioCards } from "#app/ui/forms/choices.tsx";
import { Field } from "#app/ui/forms/field.tsx";
import { Textarea } from "#app/ui/forms/inputs.tsx";
import { PhotoInput } from "#app/ui/forms/photo-input.tsx";
import { driverSkips, refusalReasons, type DriverStop } from "../driver.schema.ts";
import { CollectFields, type TypedLoad } from "./collect-form.tsx";

const formKeys = ["arrive", "collect", "refuse", "nobody", "skip", "gone", "back"] as const;
type FormKey = (typeof formKeys)[number];

/** An id for one form of a page: the page's own, with the form's place in its last digits. Sent again, a form finds what it did. */
export function formId(pageId: string, key: FormKey, sequence = 0): string {
  return `${pageId.slice(0, -4)}${formKeys.indexOf(key)}${String(sequence % 1000).padStart(3, "0")}`;
}

export type Submit = (event: FormEvent<HTMLFormElement>) => void;

type Props = {
  stop: DriverStop;
  accepts: readonly string[];
  locale: string;
  /** Made by the server for the forms before JavaScript; the phone makes its own. */
  clientId: string;
  typed: TypedLoad | null;
  error: string | null;
  /** A refusal that came back, with what is wrong with its photo. */
  refusal: { reason: string; note: string; photoError: string } | null;
  onSubmit: Submit;
  isBusy: boolean;
};

/** Everything that can be done at a stop that is still to come: plain forms, which the page takes over once it can. */
export function StopActions({ stop, accepts, locale, clientId, typed, error, refusal, onSubmit, isBusy }: Props) {
  const { t } = useTranslation("rounds");
  const form = (children: ReactNode, key: FormKey) => (
    <form key={key} method="post" encType={key === "refuse" ? "multipart/form-data" : undefined} onSubmit={onSubmit} className="grid gap-4">
      <input type="hidden" name="stopId" value={stop.id} />
      <input type="hidden" name="clientId" value={formId(clientId, key, stop.sequence)} />
      {children}
    </form>
  );
  if (stop.isGone) {
    return form(
      <>
        <p>{t("driver.goneText")}</p>
        <input type="hidden" name="reason" value="other" />
        <SubmitButton name="kind" value="skip" size="lg" wide icon="arrow-right" busy={isBusy}>
          {t("driver.goOn")}
        </SubmitButton>
      </>,
      "gone",
    );
  }
  const reasons = (name: "refusals" | "skips", codes: readonly string[], chosen = codes[0]) => (
    <RadioCards id={`${stop.id}-${name}`} legend={t(`driver.${name}.legend`)} name="reason" columns={1} defaultValue={chosen} options={codes.map((code) => ({ value: code, label: t(`driver.${name}.${code}`) }))} />
  );
  const note = (name: string, label: string, words = "") => (
    <Field id={`${stop.id}-${name}-note`} label={label} optional>
      <Textarea name="note" rows={2} maxLength={500} defaultValue={words} />
    </Field>
  );
  return (
    <div className="grid gap-4">
      {stop.state === "planned"
        ? form(
            <SubmitButton name="kind" value="arrive" size="lg" wide icon="point" busy={isBusy}>
              {t("driver.arrived")}
            </SubmitButton>,
            "arrive",
          )
        : form(<CollectFields stop={stop} accepts={accepts} typed={typed} error={error} locale={locale} isBusy={isBusy} />, "collect")}
      <div className="grid gap-2">
        {stop.state === "planned" ? null : (
          <>
            <Fold label={t("driver.refuse")} isOpen={refusal !== null}>
              {form(
                <>
                  {reasons("refusals", refusalReasons, refusal?.reason)}
                  {note("refuse", t("driver.refuseNote"), refusal?.note)}
                  <PhotoInput id={`${stop.id}-photo`} name="photo" label={t("driver.refusePhoto")} hint={t("driver.refusePhotoHint")} max={1} error={refusal?.photoError} />
                  <SubmitButton name="kind" value="refuse" size="lg" wide variant="danger" busy={isBusy}>
                    {t("driver.refuseConfirm")}
                  </SubmitButton>
                </>,
                "refuse",
              )}
            </Fold>
            <Fold label={t("driver.nobody")}>
              {form(
                <>
                  <p>{t("driver.nobodyText")}</p>
                  {note("nobody", t("driver.note"))}
                  <SubmitButton name="kind" value="nobody" size="lg" wide variant="secondary" busy={isBusy}>
                    {t("driver.nobodyConfirm")}
                  </SubmitButton>
                </>,
                "nobody",
              )}
            </Fold>
          </>
        )}
        <Fold label={t("driver.skip")}>
          {form(
            <>
              {reasons("skips", driverSkips)}
              {note("skip", t("driver.note"))}
              <SubmitButton name="kind" value="skip" size="lg" wide variant="secondary" busy={isBusy}>
                {t("driver.skipConfirm")}
              </SubmitButton>
            </>,
            "skip",
          )}
        </Fold>
      </div>
    </div>
  );
}

function Fold({ label, isOpen = false, children }: { label: string; isOpen?: boolean; children: ReactNode }) {
  return (
    <details open={isOpen} className="rounded-card border border-line">
      <summary className="flex min-h-13 cursor-pointer items-center px-4 font-semibold">{label}</summary>
      <div className="px-4 pb-4">{children}</div>
    </details>
  );
}
