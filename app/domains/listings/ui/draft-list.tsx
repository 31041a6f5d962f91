import { useTranslation } from "#app/ui/i18n.ts";
import { LinkButton, SubmitButton } from "#app/ui/buttons.tsx";
import { Card } from "#app/ui/card.tsx";
import { Form } from "#app/ui/remix.ts";
import { DateTime, useViewerZone } from "#app/ui/time.tsx";
import type { DraftSummary } from "../drafts/drafts.schema.ts";
import { photoSources } from "./listing-words.ts";

/** Drafts that wait: go on, or throw away. */
export function DraftList({ drafts, locale }: { drafts: DraftSummary[]; locale: string }) {
  const { t } = useTranslation("listings");
  const zone = useViewerZone(null);
  return (
    <Card as="section" tone="sunken" aria-labelledby="drafts" className="mb-8 max-w-2xl">
      <h2 id="drafts" className="text-lg">
        {t("draft.listTitle")}
      </h2>
      <ul className="mt-3 grid gap-3">
        {drafts.map((draft) => {
          const name = draft.title.trim() || t("draft.untitled");
          return (
            <li key={draft.id} className="flex flex-wrap items-center gap-x-3 gap-y-2">
              {draft.photoKey ? <img src={photoSources(draft.photoKey).src} alt="" width={64} height={48} className="h-12 w-16 rounded-control object-cover" /> : null}
              <span className="grid min-w-0 grow basis-40">
                <span className="truncate font-semibold">{name}</span>
                <span className="text-sm text-ink-soft">
                  {t("draft.saved")} <DateTime at={draft.savedAt} locale={locale} {...zone} />
                </span>
              </span>
              <span className="flex gap-2">
                <LinkButton size="sm" variant="secondary" to={`/listings/new?draft=${draft.id}`} aria-label={t("draft.goOnWith", { title: name })}>
                  {t("draft.goOn")}
                </LinkButton>
                <Form method="post" action={`/listings/drafts/${draft.id}`}>
                  <SubmitButton size="sm" variant="quiet" name="intent" value="discard" aria-label={t("draft.discardNamed", { title: name })}>
                    {t("draft.discard")}
                  </SubmitButton>
                </Form>
              </span>
            </li>
          );
        })}
      </ul>
    </Card>
  );
}
