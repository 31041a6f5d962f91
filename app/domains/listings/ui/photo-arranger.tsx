import { useTranslation } from "#app/ui/i18n.ts";
import { SubmitButton } from "#app/ui/buttons.tsx";
import { Field } from "#app/ui/forms/field.tsx";
import { Checkbox, Input, Select } from "#app/ui/forms/inputs.tsx";
import { Form } from "#app/ui/remix.ts";
import type { ListingView } from "../listing-page.service.server.ts";
import { photoSources } from "./listing-words.ts";

/** Order, descriptions and removal of a listing's photos, with native fields only. */
export function PhotoArranger({ photos }: { photos: ListingView["photos"] }) {
  const { t } = useTranslation("listings");
  if (photos.length === 0) return null;
  const places = photos.map((_, index) => ({ value: String(index + 1), label: String(index + 1) }));
  return (
    <Form method="post" className="grid max-w-2xl gap-4">
      <ul className="grid gap-4">
        {photos.map((photo, index) => (
          <li key={photo.id} className="grid grid-cols-[7rem_minmax(0,1fr)] gap-4">
            <img src={photoSources(photo.key).src} alt={photo.alt} width={112} height={84} className="aspect-4/3 w-28 rounded-control object-cover" />
            <div className="grid gap-2">
              <input type="hidden" name="photo" value={photo.id} />
              <Field label={t("edit.alt", { number: index + 1 })}>
                <Input name={`alt-${photo.id}`} defaultValue={photo.alt} maxLength={200} />
              </Field>
              <div className="flex flex-wrap items-end gap-4">
                <Field label={t("edit.position")}>
                  <Select name={`position-${photo.id}`} defaultValue={String(index + 1)} options={places} />
                </Field>
                <Checkbox name={`remove-${photo.id}`} label={t("edit.removePhoto")} />
              </div>
            </div>
          </li>
        ))}
      </ul>
      <span>
        <SubmitButton variant="secondary" name="intent" value="photos">
          {t("edit.savePhotos")}
        </SubmitButton>
      </span>
    </Form>
  );
}
