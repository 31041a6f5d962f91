import { getFormProps, useForm, type FieldMetadata, type SubmissionResult } from "@conform-to/react";
import { parseWithZod } from "@conform-to/zod/v4";
import { useEffect, useId, useRef, useState, type FormEvent, type ReactNode, type RefObject } from "react";
import { useTranslation } from "#app/ui/i18n.ts";
import { Alert } from "#app/ui/alert.tsx";
import { useHydrated } from "#app/ui/assistive.tsx";
import { FormErrorSummary } from "#app/ui/forms/form-error-summary.tsx";
import { Form } from "#app/ui/remix.ts";
import type { Alike } from "../alike.ts";
import type { DraftView } from "../drafts/drafts.schema.ts";
import type { ListingFormValues } from "../listing-page.service.server.ts";
import { listingForm, listingKinds, maxPhotos, type ListingKind } from "../listings.schema.ts";
import type { PriceHint } from "../price-hint.ts";
import { AlikeHint } from "./alike-hint.tsx";
import type { ClaimView } from "../claims/claims.schema.ts";
import { CategoryDetails } from "./category-details.tsx";
import { ClaimsSection, claimsTyped } from "./claims-section.tsx";
import { DraftLine } from "./draft-line.tsx";
import { TextField } from "./form-fields.tsx";
import { FormPhotos } from "./form-photos.tsx";
import { FormPreview } from "./form-preview.tsx";
import { useProblems } from "./form-problems.ts";
import { foldedFields, MoreDetails } from "./more-details.tsx";
import { ConditionField, OfferFields } from "./offer-fields.tsx";
import { useAnswer } from "./use-answer.ts";
import { nestedValues, useDraft } from "./use-draft.ts";
import { usePhotoBoard } from "./use-photo-board.ts";
import { WhatFields } from "./what-fields.tsx";
import { WordHints } from "./word-hints.tsx";

export type ListingFormProps = {
  kind: ListingKind;
  /** False for a listing there is: what it is may change, but not from goods to material. */
  mayChangeKind?: boolean;
  values: Partial<ListingFormValues>;
  lastResult: SubmissionResult<string[]> | null | undefined;
  locale: string;
  /** What was kept of this form, or its empty beginning (version 0); null where nothing is kept. */
  draft?: (Omit<DraftView, "savedAt"> & { savedAt: string | null }) | null;
  /** How many more photos fit. */
  photosLeft?: number;
  /** Claims that stand or wait already, of a listing there is. */
  claims?: readonly ClaimView[];
  /** Hidden fields and buttons of the page. */
  hidden: ReactNode;
  buttons: ReactNode;
};

type Text = FieldMetadata<string>;

/** The form of a listing, for making and for changing it: photos, title, what it is, how it is given; the rest below a fold. Works before JavaScript. */
export function ListingForm({ kind: firstKind, mayChangeKind = false, values, lastResult, locale, draft = null, photosLeft = maxPhotos, claims = [], hidden, buttons }: ListingFormProps) {
  const { t } = useTranslation("listings");
  const id = useId();
  const [kind, setKind] = useState(() => listingKinds.find((one) => one === lastResult?.initialValue?.kind) ?? firstKind);
  const [form, fields] = useForm<Record<string, string | null | Record<string, string>>>({
    id: `listing${id.replaceAll(":", "")}`,
    lastResult,
    defaultValue: { ...values, ...(nestedValues(draft?.values ?? {}) as Record<string, string>), kind },
    shouldValidate: "onBlur",
    shouldRevalidate: "onInput",
    onValidate: ({ formData }) => parseWithZod(formData, { schema: listingForm }) as never,
  });
  const get = (name: keyof ListingFormValues | "photos"): Text => {
    const field = fields[name];
    if (!field) throw new Error(`The form has no field ${name}.`);
    return field as Text;
  };
  const chosen = kind === "goods" ? get("category") : get("material");
  const problems = useProblems(form.allErrors, (name) => fields[name]?.id ?? `${form.id}-${name}`);
  const failedBefore = lastResult?.status === "error";
  const element = useRef<HTMLFormElement>(null);
  const board = usePhotoBoard(draft?.id ?? "", draft?.photos ?? [], maxPhotos);
  const photoIds = board.photos.flatMap((photo) => photo.photoId ?? []);
  const kept = useDraft(element, draft, photoIds);
  const waiting = usePhotosFirst(element, board);
  const hints = useHints({ draftId: draft?.id ?? null, kind, title: get("title").value, chosen: chosen.value, condition: get("condition").value, currency: get("offer").value === "sale" ? get("currency").value : undefined, photoIds });
  const isFoldOpen = foldedFields.some((name) => get(name).errors || (name !== "units" && name !== "latitude" && name !== "longitude" && get(name).initialValue));

  return (
    <div className="grid items-start gap-8 lg:grid-cols-[minmax(0,42rem)_16rem]">
      <Form ref={element} method="post" encType="multipart/form-data" {...getFormProps(form)} onSubmitCapture={waiting.hold} className="group/form grid max-w-2xl gap-6">
        {failedBefore ? <FormErrorSummary errors={problems} /> : null}
        {hidden}
        <FormPhotos field={get("photos")} photosLeft={photosLeft} failedBefore={failedBefore} board={draft ? board : null} />
        <TextField field={get("title")} label={t("form.title")} hint={t("form.titleHint")} maxLength={80} />
        <WordHints locale={locale} listing={{ kind, category: chosen.value ?? null, condition: get("condition").value ?? null, title: get("title").value ?? "", description: get("description").value ?? "" }} />
        <WhatFields kind={kind} onKind={mayChangeKind ? setKind : null} title={get("title").value ?? ""} category={get("category")} material={get("material")} />
        <CategoryDetails kind={kind} chosen={chosen.value} form={form} />
        <AlikeHint alike={hints?.alike ?? []} />
        <OfferFields kind={kind} field={get} hint={hints?.price ?? null} locale={locale} />
        <ConditionField condition={get("condition")} />
        <TextField field={get("placeLabel")} label={t("form.placeLabel")} hint={t("form.placeLabelHint")} />
        <MoreDetails kind={kind} isOpen={isFoldOpen} field={get} />
        <ClaimsSection formId={form.id} typed={claimsTyped(lastResult?.initialValue ?? nestedValues(draft?.values ?? {}))} errors={form.allErrors} stated={claims} />
        <div className="grid gap-3 border-t border-line pt-5">
          {waiting.message ? (
            <Alert tone="warning" live>
              {t(waiting.message)}
            </Alert>
          ) : null}
          <div className="flex flex-wrap gap-3">{buttons}</div>
          {draft ? <DraftLine state={kept.state} keepMine={kept.keepMine} draftId={draft.id} locale={locale} /> : null}
        </div>
      </Form>
      <FormPreview kind={kind} locale={locale} photo={board.photos[0]?.url ?? null} values={{ title: get("title").value, offer: get("offer").value, price: get("price").value, currency: get("currency").value, placeLabel: get("placeLabel").value, condition: get("condition").value, chosen: chosen.value }} />
    </div>
  );
}

/** Publishing waits for photos that are still on their way, and asks about those that did not arrive. */
function usePhotosFirst(form: RefObject<HTMLFormElement>, board: ReturnType<typeof usePhotoBoard>) {
  const [submitter, setSubmitter] = useState<HTMLElement | null>(null);
  const [asked, setAsked] = useState(false);
  const { isBusy, hasFailed } = board;

  useEffect(() => {
    if (!submitter || isBusy) return;
    setSubmitter(null);
    form.current?.requestSubmit(submitter);
  }, [submitter, isBusy, form]);

  function hold(event: FormEvent): void {
    const pressed = (event.nativeEvent as SubmitEvent).submitter;
    // Fields are checked one by one through submits of their own, by buttons that are gone at once.
    if ((!isBusy && !hasFailed) || pressed?.getAttribute("name") !== "intent") return;
    event.preventDefault();
    event.stopPropagation();
    if (isBusy) setSubmitter(pressed);
    else setAsked(true);
  }

  const message = submitter && isBusy ? "photos.wait" : asked && hasFailed ? "photos.failedFirst" : null;
  return { hold, message };
}

type Asked = { draftId: string | null; kind: ListingKind; title: string | undefined; chosen: string | undefined; condition: string | undefined; currency: string | undefined; photoIds: string[] };

/** What the server has to say beside the form: own listings alike, and prices. Not while editing. */
function useHints({ draftId, kind, title = "", chosen = "", condition = "", currency = "", photoIds }: Asked): { alike: Alike[]; price: PriceHint | null } | null {
  const hydrated = useHydrated();
  const worthAsking = hydrated && draftId !== null && (title.trim().length >= 3 || photoIds.length > 0);
  const query = new URLSearchParams({ draft: draftId ?? "", title: title.trim(), [kind === "goods" ? "category" : "material"]: chosen, condition, currency, photos: String(photoIds.length) });
  return useAnswer(worthAsking ? `/listings/hints?${query}` : null, 500);
}
