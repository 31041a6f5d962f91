import { useTranslation } from "#app/ui/i18n.ts";
import { Alert } from "#app/ui/alert.tsx";
import { Badge, type Tone } from "#app/ui/badge.tsx";

const tones: Record<string, Tone> = { A: "leaf", B: "leaf", C: "marigold", D: "clay" };

/** The grade a thing has by the published rule; nothing where it is not graded. */
export function GradeBadge({ grade }: { grade: string | null }) {
  const { t } = useTranslation("grading");
  return grade === null ? null : <Badge tone={tones[grade] ?? "neutral"}>{t("chip", { grade })}</Badge>;
}

/** The mark of a thing that was made again. */
export function RemanufacturedBadge() {
  const { t } = useTranslation("grading");
  return (
    <Badge tone="sky" icon="refresh">
      {t("mark.badge")}
    </Badge>
  );
}

/** The mark of a listing whose owner sells for a living and has been verified. */
export function SellerBadge() {
  const { t } = useTranslation("listings");
  return (
    <Badge tone="leaf" icon="shield">
      {t("card.verifiedSeller")}
    </Badge>
  );
}

export type Marks = { grade: string | null; remanufactured: boolean; remanufacturer: string | null; warrantyMonths: number | null };

/** What somebody has to know of a thing before they ask for it, and what stays with it after: grade, and the mark in a sentence. */
export function ItemMarks({ listing }: { listing: Marks }) {
  if (listing.grade === null && !listing.remanufactured) return null;
  return (
    <div className="grid gap-2">
      {listing.grade === null ? null : (
        <p>
          <GradeBadge grade={listing.grade} />
        </p>
      )}
      {listing.remanufactured ? <RemanufacturedNotice mark={{ remanufacturer: listing.remanufacturer ?? "", warrantyMonths: listing.warrantyMonths ?? 0 }} /> : null}
    </div>
  );
}

/** The duty to inform: that it is not new, who made it again, and how long they answer for it. */
export function RemanufacturedNotice({ mark }: { mark: { remanufacturer: string; warrantyMonths: number } }) {
  const { t } = useTranslation("grading");
  return (
    <Alert tone="info" title={t("mark.title")}>
      {t("mark.notice", { name: mark.remanufacturer })} {t("mark.warranty", { months: mark.warrantyMonths })}
    </Alert>
  );
}
