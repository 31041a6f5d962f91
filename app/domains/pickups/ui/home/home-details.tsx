import { useTranslation } from "#app/ui/i18n.ts";
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

/** The whole pieces, as items of the surrounding list. */
export function PieceItems({ home }: { home: HomeView }) {
  const { t } = useTranslation("home-pickup");
  const { t: goods } = useTranslation("goods");
  return home.pieces.map(({ goods: code, pieces }) => <li key={code}>{t("door.piece", { count: pieces, name: goods(`names.${code}`) })}</li>);
}

/** Photos of what stands at the door; each opens large. Only the two sides get them. */
export function HomePhotos({ bookingId, home }: { bookingId: string; home: HomeView }) {
  const { t } = useTranslation("home-pickup");
  return (
    <ul className="grid grid-cols-3 gap-2 sm:grid-cols-4">
      {home.photos.map((photo, index) => (
        <li key={photo.id}>
          <a href={`/bookings/${bookingId}/photos/${photo.id}/1200.webp`} className="block overflow-hidden rounded-card border border-line bg-sunken">
            <img src={`/bookings/${bookingId}/photos/${photo.id}/400.webp`} alt={t("photos.alt", { number: String(index + 1) })} width={photo.width} height={photo.height} loading="lazy" className="aspect-4/3 w-full object-cover" />
          </a>
        </li>
      ))}
    </ul>
  );
}
