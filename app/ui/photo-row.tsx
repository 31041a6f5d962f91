/** Small photos in a grid, each opening large; nothing where there are none. `altOf` names one by its place from 0. */
export function PhotoRow({ folder, photos, altOf }: { folder: string; photos: readonly { id: string; width: number; height: number }[]; altOf: (index: number) => string }) {
  if (photos.length === 0) return null;
  return (
    <ul className="grid grid-cols-3 gap-2 sm:grid-cols-4">
      {photos.map((photo, index) => (
        <li key={photo.id}>
          <a href={`${folder}/${photo.id}/1200.webp`} className="block overflow-hidden rounded-card border border-line bg-sunken">
            <img src={`${folder}/${photo.id}/400.webp`} alt={altOf(index)} width={photo.width} height={photo.height} loading="lazy" className="aspect-4/3 w-full object-cover" />
          </a>
        </li>
      ))}
    </ul>
  );
}
