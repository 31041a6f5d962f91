import { parseWithZod } from "@conform-to/zod/v4";
import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { useActionData } from "#app/ui/forms/use-until-sent.ts";
import { useTranslation } from "#app/ui/i18n.ts";
import { requireActor } from "#app/domains/identity/actor.server.ts";
import { collectDocuments, storeDocument } from "#app/domains/listings/claims/claim-documents.server.ts";
import { claimsOfForm } from "#app/domains/listings/claims/claims-of-form.ts";
import type { NewClaim } from "#app/domains/listings/claims/claims.schema.ts";
import { viewClaims } from "#app/domains/listings/claims/claims.service.server.ts";
import { openForEdit } from "#app/domains/listings/listing-page.service.server.ts";
import { listingForm, maxPhotoMegabytes, maxPhotos } from "#app/domains/listings/listings.schema.ts";
import { arrangeListingPhotos } from "#app/domains/listings/photos.service.server.ts";
import { asTyped, refusal } from "#app/domains/listings/form-replies.ts";
import { ListingForm } from "#app/domains/listings/ui/listing-form.tsx";
import { PhotoArranger } from "#app/domains/listings/ui/photo-arranger.tsx";
import { forgettablePhotos } from "#app/domains/trust/kept-photos.service.server.ts";
import { editWithClaims } from "#app/flows/listing-with-claims.server.ts";
import { database } from "#app/platform/db/database.server.ts";
import { errorKey, statusOf } from "#app/platform/http/status.ts";
import { requestLocale, translator } from "#app/platform/i18n.server.ts";
import { deletePhoto, storePhoto } from "#app/platform/images/stored-photos.server.ts";
import { readPhotoForm } from "#app/platform/images/uploads.server.ts";
import { storage } from "#app/platform/storage/storage.server.ts";
import type { Actor } from "#app/shared/actor.ts";
import { newId } from "#app/shared/ids.ts";
import { Alert } from "#app/ui/alert.tsx";
import { LinkButton, SubmitButton } from "#app/ui/buttons.tsx";
import { Breadcrumbs } from "#app/ui/navigation.tsx";
import { PageHeader, Section } from "#app/ui/page.tsx";

export async function loader({ request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(request);
  const opened = await openForEdit(await database(), actor, { listingId: params.id ?? "" });
  // The listing's page says what stands in the way, and offers to act for the other party.
  if (!opened.ok && ["LISTINGS.WRONG_STATE", "LISTINGS.OTHER_PARTY_NOT_ALLOWED"].includes(opened.error)) throw redirect(`/listings/${params.id ?? ""}`);
  if (!opened.ok) throw new Response(null, { status: statusOf(opened.error) });
  const { view, values } = opened.value;
  const seen = await viewClaims(await database(), actor, view.id);
  return { claims: seen.ok ? seen.value.claims : [], locale: requestLocale(request), title: translator(requestLocale(request), "listings")("edit.title"), listing: view, values, submissionId: newId() };
}

export async function action({ request, params }: ActionFunctionArgs) {
  const actor = await requireActor(request);
  const listingId = params.id ?? "";
  const sent = collectDocuments();
  const { form, photos, photoError } = await readPhotoForm(request, { field: "photos", maxFiles: maxPhotos, maxMegabytes: maxPhotoMegabytes, also: sent.take });
  if (form.get("intent") === "photos") return arrange(actor, listingId, form);

  const submission = parseWithZod(form, { schema: listingForm });
  if (form.get("intent") === "fields") return data({ submission: asTyped(submission), isStale: false });
  const { claims, errors: claimErrors } = claimsOfForm(form);
  const fieldErrors = { ...claimErrors, ...sent.errors, ...(photoError ? { photos: [photoError] } : {}) };
  const hasErrors = Object.keys(fieldErrors).length > 0;
  if (submission.status !== "success" || hasErrors) return data({ submission: submission.reply(hasErrors ? { fieldErrors: fieldErrors as never } : {}), isStale: false }, { status: 400 });
  const files = await storage();
  const newPhotos = [];
  for (const photo of photos) newPhotos.push({ ...(await storePhoto(files, `${actor.userId}:${String(form.get("submissionId"))}`, photo)), alt: "" });
  const submissionId = String(form.get("submissionId") ?? newId()).slice(0, 64);
  const stated: NewClaim[] = [];
  for (const claim of claims) {
    const document = sent.documents.get(claim.kind);
    stated.push({ ...claim, document: document ? await storeDocument(files, `${actor.userId}:${submissionId}:${listingId}:${claim.kind}`, document) : null });
  }
  const edited = await editWithClaims(await database(), actor, { listingId, version: Number(form.get("version")), listing: submission.value, newPhotos }, { claims: stated, submissionId });
  if (!edited.ok) {
    if (edited.error !== "HTTP.KEY_REUSED") for (const { document } of stated) if (document) await files.delete(document.key);
    for (const photo of newPhotos) await deletePhoto(files, photo.storageKey);
    const isStale = edited.error === "LISTINGS.STALE";
    return data({ submission: refusal(submission, edited), isStale }, { status: statusOf(edited.error) });
  }
  return redirect(`/listings/${listingId}`);
}

/** Order and words of the photos, from native fields: `photo` (ids), `position-ID`, `alt-ID`, `remove-ID`. */
async function arrange(actor: Actor, listingId: string, form: FormData) {
  const text = (name: string) => String(form.get(name) ?? "");
  const photos = form
    .getAll("photo")
    .map((value, index) => ({ id: String(value), index }))
    .filter(({ id }) => !form.has(`remove-${id}`))
    .map(({ id, index }) => ({ id, index, position: Number(text(`position-${id}`)) || index + 1, alt: text(`alt-${id}`) }))
    // A photo moved to a place stands before the one that was there, when it comes from behind, and after it otherwise.
    .sort((a, b) => a.position - b.position || Math.sign(a.position - 1 - a.index) - Math.sign(b.position - 1 - b.index));
  const arranged = await arrangeListingPhotos(await database(), actor, { listingId, photos });
  if (!arranged.ok) return data({ submission: null, error: errorKey(arranged.error), isStale: false }, { status: statusOf(arranged.error) });
  const files = await storage();
  // What a report keeps a copy of stays, out of everybody's sight but the moderators'.
  for (const key of await forgettablePhotos(await database(), { listingId, storageKeys: arranged.value.removedKeys })) await deletePhoto(files, key);
  return redirect(`/listings/${listingId}/edit`);
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [{ title: `${page?.title ?? ""} · Roundabout` }];

export default function EditListing() {
  const { locale, listing, values, claims, submissionId } = useLoaderData<typeof loader>();
  const { t } = useTranslation("listings");
  const translate = useTranslation().t;
  const result = useActionData<typeof action>();
  return (
    <div className="content pb-12">
      <PageHeader title={t("edit.title")} breadcrumbs={<Breadcrumbs items={[{ to: "/listings/mine", label: t("mine.title") }, { to: `/listings/${listing.id}`, label: listing.title }, { label: t("edit.title") }]} />} />
      {result && "error" in result ? <Alert tone="error">{translate(result.error)}</Alert> : null}
      {result?.isStale ? (
        <Alert
          tone="warning"
          action={
            <Link className="link" to={`/listings/${listing.id}`} target="_blank">
              {t("edit.seePresent")}
            </Link>
          }
        >
          {t("edit.stale")}
        </Alert>
      ) : null}
      {listing.photos.length > 0 ? (
        <Section title={t("edit.photosTitle")}>
          <p className="prose-text text-ink-soft">{t("edit.photosHint")}</p>
          <PhotoArranger key={listing.photos.map((photo) => photo.id).join()} photos={listing.photos} />
        </Section>
      ) : null}
      {listing.photos.length > 0 ? <h2 className="border-t border-line pt-5 pb-4 text-xl sm:text-2xl">{t("facts.title")}</h2> : null}
      <ListingForm
        kind={listing.kind}
        locale={locale}
        values={values}
        lastResult={result?.submission}
        claims={claims}
        photosLeft={maxPhotos - listing.photos.length}
        hidden={
          <>
            <input type="hidden" name="version" value={listing.version} />
            <input type="hidden" name="submissionId" value={submissionId} />
          </>
        }
        buttons={
          <>
            <SubmitButton size="lg" name="intent" value="save" busyLabel={t("edit.saving")}>
              {t("edit.save")}
            </SubmitButton>
            <LinkButton size="lg" variant="quiet" to={`/listings/${listing.id}`}>
              {t("edit.cancel")}
            </LinkButton>
          </>
        }
      />
    </div>
  );
}
