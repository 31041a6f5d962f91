import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { Form, useLoaderData } from "@remix-run/react";
import { useActionData } from "#app/ui/forms/use-until-sent.ts";
import { useTranslation } from "#app/ui/i18n.ts";
import { requireActor } from "#app/domains/identity/actor.server.ts";
import { addHomePhotos, removeHomePhoto } from "#app/domains/pickups/home/home-photos.service.server.ts";
import { MAX_HOME_PHOTOS } from "#app/domains/pickups/home/home.schema.ts";
import { photoAlt, PhotosOf } from "#app/domains/pickups/ui/home/home-details.tsx";
import { Refusal } from "#app/domains/pickups/ui/refusal.tsx";
import { openBooking } from "#app/domains/pickups/views.service.server.ts";
import { database } from "#app/platform/db/database.server.ts";
import { statusOf } from "#app/platform/http/status.ts";
import { requestLocale, translator } from "#app/platform/i18n.server.ts";
import { readPhotoForm } from "#app/platform/images/uploads.server.ts";
import { storage } from "#app/platform/storage/storage.server.ts";
import { translateError } from "#app/shared/field-errors.ts";
import { LinkButton, SubmitButton } from "#app/ui/buttons.tsx";
import { PhotoInput } from "#app/ui/forms/photo-input.tsx";
import { Breadcrumbs } from "#app/ui/navigation.tsx";
import { PageHeader } from "#app/ui/page.tsx";

const maxMegabytes = 12;

export async function loader({ request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(request);
  const opened = await openBooking(await database(), actor, params.id ?? "");
  if (!opened.ok) throw new Response(null, { status: statusOf(opened.error), statusText: opened.error });
  const { booking, side } = opened.value;
  const isAhead = booking.state === "held" || booking.state === "confirmed";
  if (!booking.home || side !== "resident" || !isAhead) throw redirect(`/bookings/${booking.id}`);
  return { bookingId: booking.id, photos: booking.home.photos, pieces: booking.home.pieces, title: translator(requestLocale(request), "home-pickup")("photos.title") };
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [{ title: `${page?.title ?? ""} · Roundabout` }];

export async function action({ request, params }: ActionFunctionArgs) {
  const actor = await requireActor(request);
  const bookingId = params.id ?? "";
  const db = await database();
  const { form, photos, photoError } = await readPhotoForm(request, { field: "photos", maxFiles: MAX_HOME_PHOTOS, maxMegabytes });
  const remove = form.get("remove");
  if (typeof remove === "string") {
    const removed = await removeHomePhoto(db, await storage(), actor, { bookingId, photoId: remove });
    return removed.ok ? redirect(`/bookings/${bookingId}/photos`) : data({ error: removed.error, photoError: null, goods: "" }, { status: statusOf(removed.error) });
  }
  const goods = form.get("goods")?.toString() ?? "";
  if (photoError || photos.length === 0) return data({ error: null, photoError: photoError ?? "errors:required", goods }, { status: 400 });
  const added = await addHomePhotos(db, await storage(), actor, { bookingId, photos, goods: goods === "" ? null : goods });
  if (added.ok) return redirect(`/bookings/${bookingId}/photos`);
  return data({ error: added.error, photoError: null, goods }, { status: statusOf(added.error) });
}

export default function BookingPhotos() {
  const { bookingId, photos, pieces, title } = useLoaderData<typeof loader>();
  const failure = useActionData<typeof action>();
  const { t } = useTranslation(["home-pickup", "errors", "listings"]);
  const { t: nameOf } = useTranslation("goods");
  const altOf = (photo: (typeof photos)[number], index: number) => photoAlt(t, index, photo.goods === null ? null : nameOf(`names.${photo.goods}`));
  const free = MAX_HOME_PHOTOS - photos.length;
  return (
    <div className="content grid max-w-3xl gap-5 pb-12">
      <PageHeader breadcrumbs={<Breadcrumbs items={[{ to: "/bookings", label: t("pickups:title") }, { to: `/bookings/${bookingId}`, label: t("photos.visit") }, { label: title }]} />} title={title} lead={t("photos.lead")} />
      <Refusal error={failure?.error} />
      {photos.length > 0 ? (
        <Form method="post">
          <ul className="grid grid-cols-2 gap-3 sm:grid-cols-3">
            {photos.map((photo, index) => (
              <li key={photo.id} className="grid gap-2">
                <img src={`/bookings/${bookingId}/photos/${photo.id}/400.webp`} alt={altOf(photo, index)} width={photo.width} height={photo.height} className="aspect-4/3 w-full rounded-card border border-line object-cover" />
                {photo.goods === null ? null : <p className="text-sm">{nameOf(`names.${photo.goods}`)}</p>}
                <SubmitButton name="remove" value={photo.id} size="sm" variant="secondary" icon="trash" aria-label={t("photos.removeOne", { number: String(index + 1) })}>
                  {t("photos.remove")}
                </SubmitButton>
              </li>
            ))}
          </ul>
        </Form>
      ) : null}
      {free > 0 ? (
        <Form key={photos.length} method="post" encType="multipart/form-data" className="grid gap-4">
          <PhotosOf home={{ pieces }} id="photos-of" chosen={failure?.goods} />
          <PhotoInput id="photos" name="photos" label={t("photos.label")} hint={t("photos.hint")} max={free} error={failure?.photoError ? translateError((key, words) => t(key, words ?? {}), failure.photoError) : undefined} />
          <div>
            <SubmitButton icon="upload">{t("photos.add")}</SubmitButton>
          </div>
        </Form>
      ) : (
        <p className="text-ink-soft">{t("photos.full", { max: String(MAX_HOME_PHOTOS) })}</p>
      )}
      <div>
        <LinkButton to={`/bookings/${bookingId}`} variant="secondary">
          {t("photos.done")}
        </LinkButton>
      </div>
    </div>
  );
}
