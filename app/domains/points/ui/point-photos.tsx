import { useTranslation } from "#app/ui/i18n.ts";
import type { PointPhotoView } from "../care/care.schema.ts";

/** The photos of a point; each leads to its large size. */
export function PointPhotos({ photos, name }: { photos: readonly PointPhotoView[]; name: string }) {
  const { t } = useTranslation("points");
  if (photos.length === 0) return null;
  return (
    <ul className="grid grid-cols-2 gap-2 sm:grid-cols-3" aria-label={t("photos.label")}>
      {photos.map((photo, index) => (
        <li key={photo.id}>
          <a href={`/photos/${photo.storageKey}/1200.webp`}>
            <img
              src={`/photos/${photo.storageKey}/400.webp`}
              srcSet={`/photos/${photo.storageKey}/400.webp 400w, /photos/${photo.storageKey}/1200.webp 1200w`}
              sizes="(min-width: 48rem) 16rem, 50vw"
              alt={photo.alt || t("photos.of", { number: index + 1, name })}
              width={photo.width}
              height={photo.height}
              loading={index === 0 ? "eager" : "lazy"}
              className="aspect-4/3 w-full rounded-card object-cover"
            />
          </a>
        </li>
      ))}
    </ul>
  );
}
