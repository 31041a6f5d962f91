import type { ReactNode } from "react";
import { translateError } from "#app/shared/field-errors.ts";
import { Alert } from "#app/ui/alert.tsx";
import { Badge, StateBadge } from "#app/ui/badge.tsx";
import { useTranslation } from "#app/ui/i18n.ts";
import type { FailedForm } from "../forms.ts";
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

/** A copy that was kept: title, text, photos. Text stays text. */
export function KeptCopy({ snapshot }: { snapshot: Pick<Snapshot, "title" | "text" | "photoKeys" | "authorName"> }) {
  return (
    <figure className="grid gap-2 rounded-control border border-line bg-sunken p-3">
      <figcaption className="text-sm text-ink-soft">{snapshot.authorName}</figcaption>
      <p className="font-semibold wrap-anywhere">{snapshot.title}</p>
      {snapshot.text ? <p className="whitespace-pre-line wrap-anywhere">{snapshot.text}</p> : null}
      {snapshot.photoKeys.length > 0 ? (
        <ul className="flex flex-wrap gap-2">
          {snapshot.photoKeys.map((key) => (
            <li key={key}>
              <img src={`/photos/${key}/400.webp`} alt="" width={120} height={90} loading="lazy" className="aspect-4/3 w-30 rounded-control object-cover" />
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
