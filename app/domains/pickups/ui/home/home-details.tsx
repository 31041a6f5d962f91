import { useTranslation } from "#app/ui/i18n.ts";
import { Field } from "#app/ui/forms/field.tsx";
import { Select } from "#app/ui/forms/inputs.tsx";
import { PhotoRow } from "#app/ui/photo-row.tsx";
import type { HomeView } from "../../home/home.schema.ts";

/** The door in a summary: address, how to get up, where things stand, what to know. */
export function DoorText({ home }: { home: HomeView }) {
  const { t } = useTranslation("home-pickup");
  const way = [
    ...(home.floor === null ? [] : [home.floor === 0 ? t("door.ground") : t("door.floor", { floor: String(home.floor) })]),
    ...(home.hasLift === null ? [] : [t(home.hasLift ? "door.lift" : "door.noLift")]),
  ].join(" · ");
  return (
    <>
      <span className="block">{home.address}</span>
      {way ? <span className="block text-ink-soft">{way}</span> : null}
      <span className="block text-ink-soft">{t(`placeOutSeen.${home.placeOut}`)}</span>
      {home.instructions ? <span className="block text-ink-soft">{home.instructions}</span> : null}
    </>
  );
}

/** The whole pieces, as items of the surrounding list, each with its photos. */
export function PieceItems({ bookingId, home }: { bookingId: string; home: HomeView }) {
  const { t } = useTranslation("home-pickup");
  const { t: goods } = useTranslation("goods");
  return home.pieces.map(({ goods: code, pieces }) => (
    <li key={code} className="grid gap-1">
      {t("door.piece", { count: pieces, name: goods(`names.${code}`) })}
      <Photos bookingId={bookingId} photos={home.photos.filter((photo) => photo.goods === code)} label={goods(`names.${code}`)} />
    </li>
  ));
}

/** Photos of the visit as a whole. Only the two sides get them. */
export function HomePhotos({ bookingId, home }: { bookingId: string; home: HomeView }) {
  return <Photos bookingId={bookingId} photos={home.photos.filter((photo) => photo.goods === null)} label={null} />;
}

function Photos({ bookingId, photos, label }: { bookingId: string; photos: HomeView["photos"]; label: string | null }) {
  const { t } = useTranslation("home-pickup");
  return <PhotoRow folder={`/bookings/${bookingId}/photos`} photos={photos} altOf={(index) => photoAlt(t, index, label)} />;
}

/** What a photo is of, by its number among those of the same piece, or of the whole. */
export function photoAlt(t: (key: string, values: Record<string, string>) => string, index: number, label: string | null): string {
  const number = String(index + 1);
  return label === null ? t("photos.alt", { number }) : t("photos.altOf", { number, name: label });
}

/** Which piece the photos of a form are of, where there is more than one answer. */
export function PhotosOf({ home, id, chosen }: { home: Pick<HomeView, "pieces">; id: string; chosen?: string | undefined }) {
  const { t } = useTranslation("home-pickup");
  const { t: goods } = useTranslation("goods");
  if (home.pieces.length === 0) return null;
  return (
    <Field id={id} label={t("photos.of")} hint={t("photos.ofHint")}>
      <Select name="goods" defaultValue={chosen ?? ""} options={[{ value: "", label: t("photos.ofAll") }, ...home.pieces.map(({ goods: code }) => ({ value: code, label: goods(`names.${code}`) }))]} />
    </Field>
  );
}
