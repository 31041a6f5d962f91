import { useTranslation } from "#app/ui/i18n.ts";
import { Alert } from "#app/ui/alert.tsx";
import { LinkButton, SubmitButton } from "#app/ui/buttons.tsx";
import { PhotoInput } from "#app/ui/forms/photo-input.tsx";
import type { DriverStop } from "../driver.schema.ts";

/** After a refusal that was taken without its photo: why, and the photo once more, by itself, or none. A plain form: before JavaScript there is no queue. */
export function PhotoAgain({ failure, stop, act, roundId }: { failure: { error: string }; stop: Pick<DriverStop, "id" | "address"> | undefined; act: string; roundId: string }) {
  const { t } = useTranslation("rounds");
  return (
    <div className="grid gap-3">
      <Alert tone="error" live title={t("sync.problem", { what: t("sync.photo"), where: stop?.address ?? "" })}>
        {t(`errors.${failure.error.split(".")[1] ?? "INVALID"}`)}
      </Alert>
      <form method="post" encType="multipart/form-data" className="grid gap-3">
        <input type="hidden" name="stopId" value={stop?.id ?? ""} />
        <input type="hidden" name="photoOf" value={act} />
        <PhotoInput id="photo-again" name="photo" label={t("driver.refusePhoto")} hint={t("driver.refusePhotoHint")} max={1} />
        <div className="flex flex-wrap gap-2">
          <SubmitButton>{t("sync.again")}</SubmitButton>
          <LinkButton to={`/rounds/${roundId}`} variant="secondary">
            {t("sync.drop")}
          </LinkButton>
        </div>
      </form>
    </div>
  );
}
