import { useTranslation } from "#app/ui/i18n.ts";
import { useHydrated } from "#app/ui/assistive.tsx";
import { Button, LinkButton } from "#app/ui/buttons.tsx";
import { useNavigate } from "#app/ui/remix.ts";
import { useLocate } from "#app/ui/use-locate.ts";
import { withParams } from "../listings.query.ts";

type Place = { label: string; latitude: number; longitude: number } | null;

/** Asks the device where it is, to about a kilometre; before JavaScript, or when it does not say, the party's own place serves. */
export function NearMeButton({ params, place }: { params: URLSearchParams; place: Place }) {
  const { t } = useTranslation("listings");
  const hydrated = useHydrated();
  const navigate = useNavigate();
  const { state, locate } = useLocate(({ latitude, longitude }) => navigate(withParams(params, { lat: latitude.toFixed(2), lon: longitude.toFixed(2), sort: "nearest" })));
  const nearPlace = place ? (
    <LinkButton variant="secondary" size="sm" icon="locate" to={withParams(params, { lat: String(place.latitude), lon: String(place.longitude), sort: "nearest" })}>
      {t("near.place", { place: place.label })}
    </LinkButton>
  ) : null;
  if (!hydrated || state === "failed") {
    return (
      <>
        {state === "failed" ? (
          <span role="status" className="text-sm text-ink-soft">
            {t("near.failed")}
          </span>
        ) : null}
        {nearPlace}
      </>
    );
  }
  return (
    <Button variant="secondary" size="sm" icon="locate" busy={state === "looking"} onClick={locate}>
      {state === "looking" ? t("near.looking") : t("near.button")}
    </Button>
  );
}
