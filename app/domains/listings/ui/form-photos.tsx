import type { FieldMetadata } from "@conform-to/react";
import { useTranslation } from "#app/ui/i18n.ts";
import { useHydrated } from "#app/ui/assistive.tsx";
import { PhotoInput } from "#app/ui/forms/photo-input.tsx";
import { maxPhotos } from "../listings.schema.ts";
import { useErrors } from "./form-fields.tsx";
import { PhotoBoard } from "./photo-board.tsx";
import type { usePhotoBoard } from "./use-photo-board.ts";

type FormPhotosProps = { field: FieldMetadata<string>; photosLeft: number; failedBefore: boolean; board: ReturnType<typeof usePhotoBoard> | null };

/** The photos of the form: a board that sends each at once; before scripts, and while editing, the browser's own field. */
export function FormPhotos({ field, photosLeft, failedBefore, board }: FormPhotosProps) {
  const { t } = useTranslation("listings");
  const hydrated = useHydrated();
  const errors = useErrors(field.errors);
  if (photosLeft <= 0) return null;
  if (board && hydrated) return <PhotoBoard id={field.id} board={board} max={maxPhotos} hint={t("form.photosHint")} error={errors} />;
  // A browser sends chosen files once; with scripts they are still in their field.
  const areGone = failedBefore && !hydrated && errors.length === 0;
  return <PhotoInput id={field.id} name="photos" label={photosLeft < maxPhotos ? t("edit.addPhotos") : t("form.photos")} max={photosLeft} error={errors} hint={areGone ? t("form.photosAgain") : t("form.photosHint")} />;
}
