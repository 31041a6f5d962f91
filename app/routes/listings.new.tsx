import { parseWithZod } from "@conform-to/zod/v4";
import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useState } from "react";
import { useActionData } from "#app/ui/forms/use-until-sent.ts";
import { useTranslation } from "#app/ui/i18n.ts";
import { openDraft, myDrafts } from "#app/domains/listings/drafts/drafts.service.server.ts";
import { draftId as draftIdSchema } from "#app/domains/listings/drafts/drafts.schema.ts";
import { requireActor } from "#app/domains/identity/actor.server.ts";
import { placeOfParty } from "#app/domains/listings/listing-page.repository.server.ts";
import { listingForm, listingKinds, maxPhotoMegabytes, maxPhotos } from "#app/domains/listings/listings.schema.ts";
import { asTyped, refusal } from "#app/domains/listings/form-replies.ts";
import { collectDocuments, storeDocument } from "#app/domains/listings/claims/claim-documents.server.ts";
import { claimsOfForm } from "#app/domains/listings/claims/claims-of-form.ts";
import type { NewClaim } from "#app/domains/listings/claims/claims.schema.ts";
import { DraftList } from "#app/domains/listings/ui/draft-list.tsx";
import { ListingForm, type ListingFormProps } from "#app/domains/listings/ui/listing-form.tsx";
import { usualCurrency } from "#app/domains/listings/ui/listing-words.ts";
import { publishWithClaims } from "#app/flows/listing-with-claims.server.ts";
import { database } from "#app/platform/db/database.server.ts";
import { statusOf } from "#app/platform/http/status.ts";
import { requestLocale, translator } from "#app/platform/i18n.server.ts";
import { deletePhoto, storePhoto } from "#app/platform/images/stored-photos.server.ts";
import { readPhotoForm } from "#app/platform/images/uploads.server.ts";
import { storage } from "#app/platform/storage/storage.server.ts";
import { newId } from "#app/shared/ids.ts";
import { useHydrated } from "#app/ui/assistive.tsx";
import { SubmitButton } from "#app/ui/buttons.tsx";
import { PageHeader } from "#app/ui/page.tsx";

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireActor(request);
  const [locale, db, asked] = [requestLocale(request), await database(), new URL(request.url).searchParams];
  const wantedDraft = asked.get("draft");
  const opened = wantedDraft === null ? null : await openDraft(db, actor, { draftId: wantedDraft });
  // What it became is what one comes back to; one thrown away leaves an empty form.
  if (opened && !opened.ok) throw redirect(opened.error === "LISTINGS.DRAFT_CLOSED" ? `/listings/${String(opened.details?.listingId)}` : "/listings/new");
  const [place, drafts] = await Promise.all([placeOfParty(db, actor.party.id), myDrafts(db, actor)]);
  return {
    locale,
    title: translator(locale, "listings")("new.title"),
    kind: listingKinds.find((kind) => kind === (opened?.value.values.kind ?? asked.get("kind"))) ?? "goods",
    partyName: actor.party.name,
    draft: opened?.value ?? { id: newId(), version: 0, values: {}, photos: [], savedAt: null },
    drafts: drafts.filter(({ id }) => id !== opened?.value.id),
    values: {
      offer: "free",
      units: "1",
      currency: usualCurrency(place?.countryCode ?? null, locale),
      placeLabel: place?.placeLabel ?? "",
      latitude: place?.latitude?.toString() ?? "",
      longitude: place?.longitude?.toString() ?? "",
    },
  };
}

/** The draft a form was written in, with the photos it shows; a form of another making has none. */
function draftOf(form: FormData): { id: string; photoIds: string[] } | undefined {
  const id = draftIdSchema.safeParse(form.get("submissionId"));
  return id.success ? { id: id.data, photoIds: form.getAll("draftPhoto").map(String) } : undefined;
}

export async function action({ request }: ActionFunctionArgs) {
  const actor = await requireActor(request);
  const sent = collectDocuments();
  const { form, photos, photoError } = await readPhotoForm(request, { field: "photos", maxFiles: maxPhotos, maxMegabytes: maxPhotoMegabytes, also: sent.take });
  const { claims, errors: claimErrors } = claimsOfForm(form);
  const fieldErrors = { ...claimErrors, ...sent.errors, ...(photoError ? { photos: [photoError] } : {}) };
  const hasErrors = Object.keys(fieldErrors).length > 0;
  const submission = parseWithZod(form, { schema: listingForm });
  const submissionId = String(form.get("submissionId") ?? newId()).slice(0, 64);
  if (form.get("intent") === "fields") return data({ submissionId, submission: asTyped(submission) });
  if (submission.status !== "success" || hasErrors) return data({ submissionId, submission: submission.reply(hasErrors ? { fieldErrors: fieldErrors as never } : {}) }, { status: 400 });
  const files = await storage();
  const stored = [];
  for (const photo of photos) stored.push(await storePhoto(files, `${actor.userId}:${submissionId}`, photo));
  const stated: NewClaim[] = [];
  for (const claim of claims) {
    const document = sent.documents.get(claim.kind);
    stated.push({ ...claim, document: document ? await storeDocument(files, `${actor.userId}:${submissionId}:${claim.kind}`, document) : null });
  }
  const listing = { listing: submission.value, publish: form.get("intent") !== "draft", photos: stored.map((photo) => ({ ...photo, alt: "" })), draft: draftOf(form), submissionId };
  const created = await publishWithClaims(await database(), actor, listing, { claims: stated, submissionId });
  if (!created.ok) {
    for (const photo of stored) await deletePhoto(files, photo.storageKey);
    // A form sent again with other words has the files of the first one.
    if (created.error !== "HTTP.KEY_REUSED") for (const { document } of stated) if (document) await files.delete(document.key);
    return data({ submissionId, submission: refusal(submission, created) }, { status: statusOf(created.error) });
  }
  return redirect(`/listings/${created.value.id}`);
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [{ title: `${page?.title ?? ""} · Roundabout` }];

export default function NewListing() {
  const { locale, kind, values, draft, drafts, partyName } = useLoaderData<typeof loader>();
  const { t } = useTranslation("listings");
  const result = useActionData<typeof action>();
  // One form keeps the id it was made with: through a refusal, and after its address was made to name the draft.
  const opened = result && result.submissionId !== draft.id ? { ...draft, id: result.submissionId, version: 0, values: {}, photos: [], savedAt: null } : draft;
  return (
    <div className="content pb-12">
      <PageHeader title={t("new.title")} lead={t("new.forParty", { party: partyName })} />
      {drafts.length > 0 && !result ? <DraftList drafts={drafts} locale={locale} /> : null}
      <KeptForm key={draft.savedAt === null ? kind : opened.id} kind={kind} locale={locale} values={values} draft={opened} lastResult={result?.submission} />
    </div>
  );
}

type KeptFormProps = Pick<ListingFormProps, "kind" | "locale" | "values" | "lastResult"> & { draft: NonNullable<ListingFormProps["draft"]> };

function KeptForm({ draft: offered, ...rest }: KeptFormProps) {
  const { t } = useTranslation("listings");
  const hydrated = useHydrated();
  const [draft] = useState(offered);
  return (
    <ListingForm
      {...rest}
      mayChangeKind
      draft={draft}
      hidden={<input type="hidden" name="submissionId" value={draft.id} />}
      buttons={
        <>
          <SubmitButton size="lg" name="intent" value="publish" busyLabel={t("new.publishing")}>
            {t("new.publish")}
          </SubmitButton>
          {/* With scripts everything typed is kept already. */}
          {hydrated ? null : (
            <SubmitButton size="lg" variant="secondary" name="intent" value="draft">
              {t("new.saveDraft")}
            </SubmitButton>
          )}
        </>
      }
    />
  );
}
