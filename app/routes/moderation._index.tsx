import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { requireActor } from "#app/domains/identity/actor.server.ts";
import type { CasePosition, QueueRow } from "#app/domains/trust/cases.repository.server.ts";
import { viewQueue } from "#app/domains/trust/cases.service.server.ts";
import { caseStates, isHeld, type CaseState } from "#app/domains/trust/trust.rules.ts";
import { CaseRow } from "#app/domains/trust/ui/case-row.tsx";
import { database } from "#app/platform/db/database.server.ts";
import { statusOf } from "#app/platform/http/status.ts";
import { requestLocale, translator } from "#app/platform/i18n.server.ts";
import { Chip } from "#app/ui/chip.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { useTranslation } from "#app/ui/i18n.ts";
import { Pagination } from "#app/ui/navigation.tsx";
import { PageHeader } from "#app/ui/page.tsx";

const place = z.tuple([z.coerce.number().int().min(0).max(1000), z.coerce.date(), z.string().min(1).max(64)]);

/** A position in the queue as an address carries it, and back. */
const written = (position: CasePosition) => `${position.priority}~${position.openedAt.toISOString()}~${position.id}`;
function read(text: string | null): CasePosition | null {
  const parsed = place.safeParse(text?.split("~"));
  return parsed.success ? { priority: parsed.data[0], openedAt: parsed.data[1], id: parsed.data[2] } : null;
}

/** What the list shows of a case. */
function rowOf(row: QueueRow, viewer: { userId: string; now: Date }) {
  return {
    id: row.id,
    subjectKind: row.subjectKind,
    title: row.snapshot.title,
    excerpt: row.snapshot.text.slice(0, 160),
    partyName: row.partyName,
    origin: row.origin,
    priority: row.priority,
    reportCount: row.reportCount,
    reasons: row.reasons,
    hints: row.hints?.reasons ?? [],
    openedAt: row.openedAt.toISOString(),
    heldUntil: isHeld(row, viewer.now) ? (row.heldUntil?.toISOString() ?? null) : null,
    holderName: row.holderName,
    isMine: row.heldByUserId === viewer.userId,
  };
}

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireActor(request);
  const query = new URL(request.url).searchParams;
  const state = caseStates.find((one) => one === query.get("state")) ?? ("open" satisfies CaseState);
  const page = await viewQueue(await database(), actor, { state, after: read(query.get("after")) });
  if (!page.ok) throw new Response(null, { status: statusOf(page.error), statusText: page.error });
  const locale = requestLocale(request);
  const now = new Date();
  return {
    state,
    rows: page.value.rows.map((row) => rowOf(row, { userId: actor.userId, now })),
    next: page.value.next && written(page.value.next),
    isLater: query.has("after"),
    locale,
    timeZone: actor.party.timeZone,
    now: now.toISOString(),
    title: translator(locale, "trust")("moderation.title"),
  };
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [{ title: `${page?.title ?? ""} · Roundabout` }];

export default function Queue() {
  const { state, rows, next, isLater, title, ...when } = useLoaderData<typeof loader>();
  const { t } = useTranslation("trust");
  return (
    <>
      <PageHeader title={title} />
      <nav aria-label={t("moderation.filter")} className="flex flex-wrap gap-2 pb-4">
        {caseStates.map((one) => (
          <Chip key={one} to={`/moderation?state=${one}`} selected={one === state}>
            {t(`moderation.states.${one}`)}
          </Chip>
        ))}
      </nav>
      {rows.length === 0 ? (
        <EmptyState kind="results" title={t("moderation.empty")} headingLevel={2}>
          {t("moderation.emptyText")}
        </EmptyState>
      ) : (
        <ul className="grid gap-3">
          {rows.map((row) => (
            <CaseRow key={row.id} row={row} {...when} />
          ))}
        </ul>
      )}
      <Pagination nextTo={next ? `/moderation?${new URLSearchParams({ state, after: next })}` : null} firstTo={isLater ? `/moderation?state=${state}` : null} />
    </>
  );
}
