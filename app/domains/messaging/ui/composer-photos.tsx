import { useEffect, useRef, useState } from "react";
import { useTranslation } from "#app/ui/i18n.ts";
import { useHydrated } from "#app/ui/assistive.tsx";
import { IconButton } from "#app/ui/buttons.tsx";
import { FieldErrors } from "#app/ui/forms/field.tsx";
import { Icon } from "#app/ui/icons/icon.tsx";
import { maxMessagePhotos, maxPhotoMegabytes } from "../messaging.schema.ts";

/** A file of the browser as a picture; its address lives as long as it is shown. */
export function FilePreview({ file, alt }: { file: File; alt: string }) {
  const [url, setUrl] = useState<string | null>(null);
  useEffect(() => {
    const made = URL.createObjectURL(file);
    setUrl(made);
    return () => URL.revokeObjectURL(made);
  }, [file]);
  return url ? <img src={url} alt={alt} className="aspect-square w-full object-cover" /> : null;
}

/** The photos to go with a message: the browser's own field before JavaScript, a small button and previews after. */
export function ComposerPhotos({ photos, onChange, errors }: { photos: readonly File[]; onChange(photos: File[]): void; errors: readonly string[] }) {
  const { t } = useTranslation("messaging");
  const hydrated = useHydrated();
  const input = useRef<HTMLInputElement>(null);
  const [tooMany, setTooMany] = useState(false);

  function add(files: FileList | null) {
    const all = [...photos, ...(files ?? [])];
    setTooMany(all.length > maxMessagePhotos);
    onChange(all.slice(0, maxMessagePhotos));
    // The field is only the door; the list is kept here.
    if (input.current) input.current.value = "";
  }

  return (
    <div className="grid min-w-0 gap-2">
      {photos.length > 0 ? (
        <ul className="flex flex-wrap gap-2">
          {photos.map((photo, index) => (
            <li key={`${photo.name}-${index}`} className="relative size-20 overflow-hidden rounded-card border border-line bg-sunken">
              <FilePreview file={photo} alt={photo.name} />
              <IconButton icon="close" size="sm" variant="secondary" label={t("thread.removePhoto", { name: photo.name })} onClick={() => onChange(photos.filter((one) => one !== photo))} className="absolute inset-e-0.5 top-0.5" />
            </li>
          ))}
        </ul>
      ) : null}
      <label className="relative inline-flex min-h-11 w-fit max-w-full flex-wrap items-center gap-2 rounded-control border border-line-strong bg-surface px-3 py-2 text-sm font-semibold hover:bg-sunken has-focus-visible:outline-3 has-focus-visible:outline-focus">
        <Icon name="photo" size={20} />
        {t("thread.addPhotos")}
        <input
          ref={input}
          id="message-photos"
          type="file"
          name={hydrated ? undefined : "photos"}
          accept="image/*"
          multiple
          aria-describedby={errors.length > 0 ? "message-photos-hint message-photos-error" : "message-photos-hint"}
          aria-invalid={errors.length > 0 || undefined}
          onChange={(event) => add(event.target.files)}
          className={hydrated ? "absolute inset-0 w-full cursor-pointer opacity-0" : "w-full min-w-0 text-ink"}
        />
      </label>
      <p id="message-photos-hint" className="text-xs text-ink-soft" aria-live="polite">
        {tooMany ? `${t("thread.tooManyPhotos", { max: maxMessagePhotos })} ` : ""}
        {t("thread.photosHint", { max: maxMessagePhotos, megabytes: maxPhotoMegabytes })}
      </p>
      <FieldErrors id="message-photos" errors={errors} />
    </div>
  );
}
