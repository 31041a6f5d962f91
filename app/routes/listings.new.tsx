import { parseWithZod } from "@conform-to/zod/v4";
import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { Link, useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "#app/ui/i18n.ts";
import { requireActor } from "#app/domains/identity/actor.server.ts";
import { placeOfParty } from "#app/domains/listings/listing-page.repository.server.ts";
import { listingForm, listingKinds, maxPhotoMegabytes, maxPhotos } from "#app/domains/listings/listings.schema.ts";
import { asTyped, refusal } from "#app/domains/listings/form-replies.ts";
import { ListingForm } from "#app/domains/listings/ui/listing-form.tsx";
import { usualCurrency } from "#app/domains/listings/ui/listing-words.ts";
import { publishNewListing } from "#app/flows/publish-listing.server.ts";
import { database } from "#app/platform/db/database.server.ts";
import { statusOf } from "#app/platform/http/status.ts";
import { requestLocale, translator } from "#app/platform/i18n.server.ts";
import { deletePhoto, storePhoto } from "#app/platform/images/stored-photos.server.ts";
import { readPhotoForm } from "#app/platform/images/uploads.server.ts";
import { storage } from "#app/platform/storage/storage.server.ts";
import { newId } from "#app/shared/ids.ts";
import { SubmitButton } from "#app/ui/buttons.tsx";
import { Card } from "#app/ui/card.tsx";
import { GoodsDrawing } from "#app/ui/drawings/goods-drawing.tsx";
import { MaterialDrawing } from "#app/ui/drawings/material-drawing.tsx";
import { PageHeader } from "#app/ui/page.tsx";

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireActor(request);
  const [locale, place] = [requestLocale(request), await placeOfParty(await database(), actor.party.id)];
  const asked = new URL(request.url).searchParams.get("kind");
  return {
    locale,
    title: translator(locale, "listings")("new.title"),
    kind: listingKinds.find((kind) => kind === asked) ?? null,
    partyName: actor.party.name,
    submissionId: newId(),
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

export async function action({ request }: ActionFunctionArgs) {
  const actor = await requireActor(request);
  const { form, photos, photoError } = await readPhotoForm(request, { field: "photos", maxFiles: maxPhotos, maxMegabytes: maxPhotoMegabytes });
  const submission = parseWithZod(form, { schema: listingForm });
  if (form.get("intent") === "fields") return data({ submission: asTyped(submission) });
  if (submission.status !== "success" || photoError) {
    return data({ submission: submission.reply(photoError ? { fieldErrors: { photos: [photoError] } } : {}) }, { status: 400 });
  }
  const submissionId = String(form.get("submissionId") ?? newId()).slice(0, 64);
  const files = await storage();
  const stored = [];
  for (const photo of photos) stored.push(await storePhoto(files, `${actor.userId}:${submissionId}`, photo));
  const created = await publishNewListing(await database(), actor, {
    listing: submission.value,
    publish: form.get("intent") !== "draft",
    photos: stored.map((photo) => ({ ...photo, alt: "" })),
    submissionId,
  });
  if (!created.ok) {
    for (const photo of stored) await deletePhoto(files, photo.storageKey);
    return data({ submission: refusal(submission, created) }, { status: statusOf(created.error) });
  }
  return redirect(`/listings/${created.value.id}`);
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [{ title: `${page?.title ?? ""} · Roundabout` }];

export default function NewListing() {
  const { locale, kind, values, submissionId, partyName } = useLoaderData<typeof loader>();
  const { t } = useTranslation("listings");
  const lastResult = useActionData<typeof action>()?.submission;
  if (!kind) return <ChooseKind />;
  const other = kind === "goods" ? "material" : "goods";
  return (
    <div className="content pb-12">
      <PageHeader
        title={t("new.title")}
        lead={
          <>
            {t("new.forParty", { party: partyName })}{" "}
            <Link className="link" to={`/listings/new?kind=${other}`}>
              {t(`new.instead.${other}`)}
            </Link>
          </>
        }
      />
      <ListingForm
        key={kind}
        kind={kind}
        locale={locale}
        values={values}
        lastResult={lastResult}
        hidden={<input type="hidden" name="submissionId" value={submissionId} />}
        buttons={
          <>
            <SubmitButton size="lg" name="intent" value="publish" busyLabel={t("new.publishing")}>
              {t("new.publish")}
            </SubmitButton>
            <SubmitButton size="lg" variant="secondary" name="intent" value="draft">
              {t("new.saveDraft")}
            </SubmitButton>
          </>
        }
      />
    </div>
  );
}

/** The first question; two links, so that it needs no script. */
function ChooseKind() {
  const { t } = useTranslation("listings");
  return (
    <div className="content pb-12">
      <PageHeader title={t("new.title")} lead={t("new.lead")} />
      <div className="grid gap-4 sm:grid-cols-2">
        {listingKinds.map((kind) => (
          <Card key={kind} className="relative flex items-center gap-4 transition-colors hover:border-line-strong has-focus-visible:outline-3 has-focus-visible:outline-focus">
            {kind === "goods" ? <GoodsDrawing group="furniture" size={96} /> : <MaterialDrawing group="paper" size={96} />}
            <div className="grid gap-1">
              <h2 className="text-xl">
                <Link to={`/listings/new?kind=${kind}`} className="text-ink no-underline outline-none after:absolute after:inset-0">
                  {t(`new.${kind}`)}
                </Link>
              </h2>
              <p className="text-ink-soft">{t(`new.${kind}Hint`)}</p>
            </div>
          </Card>
        ))}
      </div>
    </div>
  );
}
