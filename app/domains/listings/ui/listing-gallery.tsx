import { useTranslation } from "#app/ui/i18n.ts";
import { ListingDrawing } from "./listing-drawing.tsx";
import { photoSources } from "./listing-words.ts";
import type { ListingView } from "../listing-page.service.server.ts";

/** The photos of a listing: swiped on the phone, picked below on a wide screen; both without a script. */
export function ListingGallery({ listing }: { listing: Pick<ListingView, "photos" | "title" | "category" | "material"> }) {
  const { t } = useTranslation("listings");
  const { photos, title } = listing;
  if (photos.length === 0) {
    return (
      <div className="flex aspect-4/3 max-h-96 w-full items-center justify-center rounded-card bg-sunken text-ink-soft">
        <ListingDrawing category={listing.category} material={listing.material} size={160} />
      </div>
    );
  }
  const alt = (index: number) => photos[index]?.alt || (photos.length > 1 ? `${title}, ${t("page.photoNumber", { number: index + 1, count: photos.length })}` : t("card.photoAlt", { title }));
  return (
    <div className="grid min-w-0 gap-2">
      <ul aria-label={t("page.photos")} tabIndex={photos.length > 1 ? 0 : undefined} className="flex snap-x snap-mandatory overflow-x-auto rounded-card bg-sunken">
        {photos.map((photo, index) => (
          <li key={photo.id} id={`photo-${index + 1}`} className="aspect-4/3 w-full shrink-0 snap-start">
            <img {...photoSources(photo.key)} sizes="(min-width: 1024px) 640px, 100vw" alt={alt(index)} width={photo.width} height={photo.height} loading={index === 0 ? "eager" : "lazy"} className="size-full object-contain" />
          </li>
        ))}
      </ul>
      {photos.length > 1 ? (
        <ul className="flex gap-2 overflow-x-auto p-1">
          {photos.map((photo, index) => (
            <li key={photo.id} className="shrink-0">
              <a href={`#photo-${index + 1}`} className="block overflow-hidden rounded-control border border-line hover:border-line-strong">
                <img src={photoSources(photo.key).src} alt={t("page.photoNumber", { number: index + 1, count: photos.length })} width={80} height={60} loading="lazy" className="h-15 w-20 object-cover" />
              </a>
            </li>
          ))}
        </ul>
      ) : null}
    </div>
  );
}
