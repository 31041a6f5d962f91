import { Badge, type Tone } from "#app/ui/badge.tsx";
import { useTranslation } from "#app/ui/i18n.ts";
import type { ReviewVerdict } from "../reviews.rules.ts";
import type { ReviewText } from "../reviews.schema.ts";

const tones: Record<ReviewVerdict, Tone> = { well: "leaf", mixed: "marigold", badly: "clay" };

/** What a review says: the verdict, its reasons, the text with its lines. */
export function ReviewWords({ review }: { review: ReviewText }) {
  const { t } = useTranslation("deals");
  return (
    <>
      <p className="flex flex-wrap items-center gap-1.5">
        <Badge tone={tones[review.verdict]}>{t(`reviews.verdicts.${review.verdict}`)}</Badge>
        {review.reasons.map((reason) => (
          <Badge key={reason}>{t(`reviews.reasons.${reason}`)}</Badge>
        ))}
      </p>
      {review.text ? <p className="whitespace-pre-line wrap-anywhere">{review.text}</p> : null}
    </>
  );
}
