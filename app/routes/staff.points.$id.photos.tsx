import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { Form, useLoaderData } from "@remix-run/react";
import { useActionData } from "#app/ui/forms/use-until-sent.ts";
import { useTranslation } from "#app/ui/i18n.ts";
import { requireActor } from "#app/domains/identity/actor.server.ts";
import { openForCare } from "#app/domains/points/care/care.service.server.ts";
import { MAX_POINT_PHOTOS } from "#app/domains/points/care/care.schema.ts";
import { addPointPhotos, changePointPhoto } from "#app/domains/points/care/photos.service.server.ts";
import { Refusal } from "#app/domains/points/ui/refusal.tsx";
import { database } from "#app/platform/db/database.server.ts";
import { statusOf } from "#app/platform/http/status.ts";
import { deletePhoto, storePhoto } from "#app/platform/images/stored-photos.server.ts";
import { readPhotoForm } from "#app/platform/images/uploads.server.ts";
import { storage } from "#app/platform/storage/storage.server.ts";
import { translateError } from "#app/shared/field-errors.ts";
import { newId } from "#app/shared/ids.ts";
import { SubmitButton } from "#app/ui/buttons.tsx";
import { Field } from "#app/ui/forms/field.tsx";
import { Input } from "#app/ui/forms/inputs.tsx";
import { PhotoInput } from "#app/ui/forms/photo-input.tsx";

const maxMegabytes = 12;

export async function loader({ request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(request);
  const opened = await openForCare(await database(), actor, params.id ?? "");
  if (!opened.ok) throw new Response(null, { status: statusOf(opened.error), statusText: opened.error });
  const { version, photos } = opened.value.point;
  return { version, photos, submissionId: newId() };
}

export async function action({ request, params }: ActionFunctionArgs) {
  const actor = await requireActor(request);
  const db = await database();
  const pointId = params.id ?? "";
  // Asked before anything is read or stored: files are for those who may.
  const opened = await openForCare(db, actor, pointId);
  if (!opened.ok) throw new Response(null, { status: statusOf(opened.error), statusText: opened.error });
  const { form, photos, photoError } = await readPhotoForm(request, { field: "photos", maxFiles: MAX_POINT_PHOTOS, maxMegabytes });
  const ref = { pointId, version: Number(form.get("version")) };
  const files = await storage();
  const intent = String(form.get("intent"));
  if (intent === "add") {
    const missing = photos.length === 0 && !photoError ? "errors:required" : photoError;
    if (missing) return data({ error: null, photoError: missing }, { status: 400 });
    const fresh = [];
    for (const photo of photos) fresh.push({ ...(await storePhoto(files, `${actor.userId}:${String(form.get("submissionId"))}`, photo)), alt: String(form.get("alt") ?? "") });
    const added = await addPointPhotos(db, actor, { ...ref, photos: fresh });
    if (!added.ok) {
      const shown = new Set(opened.value.point.photos.map((photo) => photo.storageKey));
      for (const photo of fresh) if (!shown.has(photo.storageKey)) await deletePhoto(files, photo.storageKey);
      return data({ error: added.error, photoError: null }, { status: statusOf(added.error) });
    }
  } else {
    const change = intent === "remove" ? ("remove" as const) : { alt: String(form.get("alt") ?? "") };
    const changed = await changePointPhoto(db, actor, { ...ref, photoId: String(form.get("photoId")), change });
    if (!changed.ok) return data({ error: changed.error, photoError: null }, { status: statusOf(changed.error) });
    if (changed.value.removedKey) await deletePhoto(files, changed.value.removedKey);
  }
  return redirect(`/staff/points/${pointId}/photos`);
}

export default function PointPhotos() {
  const { version, photos, submissionId } = useLoaderData<typeof loader>();
  const failure = useActionData<typeof action>();
  const { t } = useTranslation("point-care");
  const versionField = <input type="hidden" name="version" value={version} />;
  return (
    <div className="grid max-w-3xl gap-5">
      <Refusal error={failure?.error} />
      <p className="text-ink-soft">{t("photos.lead", { max: MAX_POINT_PHOTOS })}</p>
      {photos.length > 0 ? (
        <ul className="grid gap-4 sm:grid-cols-2">
          {photos.map((photo, index) => (
            <li key={photo.id} className="grid content-start gap-2 rounded-card border border-line bg-surface p-3">
              <img src={`/photos/${photo.storageKey}/400.webp`} alt={photo.alt} width={photo.width} height={photo.height} className="aspect-4/3 w-full rounded-control object-cover" />
              <Form method="post" className="grid gap-2">
                {versionField}
                <input type="hidden" name="photoId" value={photo.id} />
                <Field id={`alt-${photo.id}`} label={t("photos.alt", { number: index + 1 })} optional>
                  <Input name="alt" maxLength={200} defaultValue={photo.alt} />
                </Field>
                <div className="flex flex-wrap gap-2">
                  <SubmitButton name="intent" value="alt" size="sm" variant="secondary">
                    {t("save")}
                  </SubmitButton>
                  <SubmitButton name="intent" value="remove" size="sm" variant="danger">
                    {t("photos.remove")}
                  </SubmitButton>
                </div>
              </Form>
            </li>
          ))}
        </ul>
      ) : null}
      {photos.length < MAX_POINT_PHOTOS ? (
        <Form method="post" encType="multipart/form-data" className="grid gap-3" key={version}>
          {versionField}
          <input type="hidden" name="submissionId" value={submissionId} />
          <PhotoInput id="photos" name="photos" label={t("photos.add")} max={MAX_POINT_PHOTOS - photos.length} error={failure?.photoError ? translateError(t, failure.photoError) : undefined} />
          <Field id="alt" label={t("photos.altNew")} hint={t("photos.altHint")} optional>
            <Input name="alt" maxLength={200} />
          </Field>
          <div>
            <SubmitButton name="intent" value="add">
              {t("photos.save")}
            </SubmitButton>
          </div>
        </Form>
      ) : null}
    </div>
  );
}
