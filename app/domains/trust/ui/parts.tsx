import type { ReactNode } from "react";
import { translateError } from "#app/shared/field-errors.ts";
import { Alert } from "#app/ui/alert.tsx";
import { Badge, StateBadge } from "#app/ui/badge.tsx";
import { useTranslation } from "#app/ui/i18n.ts";
import type { FailedForm } from "../forms.ts";
import type { SubjectKind } from "../trust.rules.ts";
import type { Snapshot } from "../trust.schema.ts";

/** Why a form was refused, said once above it. */
export function Refused({ failed }: { failed: FailedForm | undefined | null }) {
  const { t } = useTranslation("trust");
  if (!failed?.error) return null;
  const [room = "trust", reason = ""] = failed.error.split(".");
  return (
    <Alert tone="error" live>
      {t(`${room.toLowerCase()}:errors.${reason}`)}
    </Alert>
  );
}

/** The messages of one field of a form that came back. */
export function useFieldErrors(failed: FailedForm | undefined | null): (name: string) => string[] {
  const { t } = useTranslation("trust");
  return (name) => (failed?.fields[name] ?? []).map((message) => translateError((key, words) => t(key, words ?? {}), message));
}

/** A copy that was kept: title, text, photos. Text stays text. Without `photoAt` (where a photo's files are, for who looks) photos are only counted. */
export function KeptCopy({ snapshot, kind, photoAt }: { snapshot: Pick<Snapshot, "title" | "text" | "photoKeys" | "authorName">; kind: SubjectKind; photoAt?: (key: string) => string }) {
  const { t } = useTranslation("trust");
  return (
    <figure className="grid gap-2 rounded-control border border-line bg-sunken p-3">
      <figcaption className="text-sm wrap-anywhere text-ink-soft">{kind === "message" ? t("report.inThread", { name: snapshot.authorName, title: snapshot.title }) : snapshot.authorName}</figcaption>
      {kind === "message" ? null : <p className="font-semibold wrap-anywhere">{snapshot.title}</p>}
      {snapshot.text ? <p className="whitespace-pre-line wrap-anywhere">{snapshot.text}</p> : null}
      {snapshot.photoKeys.length > 0 && !photoAt ? <Note>{t("report.keptPhotos", { count: snapshot.photoKeys.length })}</Note> : null}
      {snapshot.photoKeys.length > 0 && photoAt ? (
        <ul className="flex flex-wrap gap-2">
          {snapshot.photoKeys.map((key, index) => (
            <li key={key}>
              <a href={`${photoAt(key)}/1200.webp`} target="_blank" rel="noreferrer" className="block">
                <img src={`${photoAt(key)}/400.webp`} alt={t("moderation.photoOf", { number: index + 1 })} width={120} height={90} loading="lazy" className="aspect-4/3 w-30 rounded-control object-cover" />
              </a>
            </li>
          ))}
        </ul>
      ) : null}
    </figure>
  );
}

const reportStages = { open: "waiting", acted: "done", dismissed: "stopped" } as const;

/** How a report stands. */
export function ReportState({ state }: { state: keyof typeof reportStages }) {
  const { t } = useTranslation("trust");
  return <StateBadge stage={reportStages[state]}>{t(`mine.states.${state}`)}</StateBadge>;
}

/** The mark of a seller whose data an operator has checked. */
export function VerifiedBadge() {
  const { t } = useTranslation("trust");
  return (
    <Badge tone="leaf" icon="shield">
      {t("seller.badge")}
    </Badge>
  );
}

/** A part of a form's story in small type. */
export function Note({ children }: { children: ReactNode }) {
  return <p className="text-sm text-ink-soft">{children}</p>;
}
