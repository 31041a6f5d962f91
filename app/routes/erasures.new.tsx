import { parseWithZod } from "@conform-to/zod/v4";
import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useTranslation } from "#app/ui/i18n.ts";
import type { ErasureCause } from "#app/domains/erasure/erasure.rules.ts";
import { chooseInput } from "#app/domains/erasure/erasure.schema.ts";
import { ChooseForm } from "#app/domains/erasure/ui/choose-form.tsx";
import { ErasureRefusal } from "#app/domains/erasure/ui/erasure-parts.tsx";
import { requireActor } from "#app/domains/identity/actor.server.ts";
import { chooseErasureFor } from "#app/flows/choose-erasure.server.ts";
import { viewErasures } from "#app/flows/view-erasures.server.ts";
import { database } from "#app/platform/db/database.server.ts";
import { statusOf } from "#app/platform/http/status.ts";
import { requestLocale, translator } from "#app/platform/i18n.server.ts";
import { newId } from "#app/shared/ids.ts";
import { LinkButton } from "#app/ui/buttons.tsx";
import { Card } from "#app/ui/card.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { PageHeader } from "#app/ui/page.tsx";
import { useActionData, useUntilSent } from "#app/ui/forms/use-until-sent.ts";

/** Which hand-over the address names: `?booking=ID` or `?deal=ID`. */
function causeOf(request: Request): { type: ErasureCause; id: string } {
  const params = new URL(request.url).searchParams;
  const deal = params.get("deal");
  return deal ? { type: "deal", id: deal } : { type: "booking", id: params.get("booking") ?? "" };
}

function pathOf(cause: { type: ErasureCause; id: string }, side: "owner" | "recycler"): string {
  if (cause.type === "deal") return `/deals/${cause.id}`;
  return side === "owner" ? `/bookings/${cause.id}` : `/staff/bookings/${cause.id}`;
}

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireActor(request);
  const panel = await viewErasures(await database(), actor, causeOf(request));
  if (!panel) throw new Response(null, { status: 404 });
  const { side, mayChoose, missing, subjects } = panel;
  return { side, mayChoose, subjects: missing.length > 0 ? missing : subjects, back: pathOf(panel.cause, side), erasureId: newId(), title: translator(requestLocale(request), "erasure")("choose.title") };
}

export async function action({ request }: ActionFunctionArgs) {
  const actor = await requireActor(request);
  const [db, cause] = [await database(), causeOf(request)];
  const submission = parseWithZod(await request.formData(), { schema: chooseInput });
  if (submission.status !== "success") return data({ reply: submission.reply(), error: null }, { status: 400 });
  const chosen = await chooseErasureFor(db, actor, cause, submission.value);
  if (!chosen.ok) return data({ reply: submission.reply(), error: chosen.error }, { status: statusOf(chosen.error) });
  const panel = await viewErasures(db, actor, cause);
  return redirect(panel && panel.missing.length > 0 ? `/erasures/new?${panel.cause.type}=${panel.cause.id}` : pathOf(panel?.cause ?? cause, panel?.side ?? "owner"));
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [{ title: `${page?.title ?? ""} · Roundabout` }];

export default function ChooseErasure() {
  const { side, mayChoose, subjects, back, erasureId: freshId } = useLoaderData<typeof loader>();
  const erasureId = useUntilSent(freshId);
  const failed = useActionData<typeof action>();
  const { t } = useTranslation("erasure");
  if (!mayChoose)
    return (
      <div className="content max-w-3xl pb-12">
        <EmptyState kind="results" title={t("choose.nothing")} headingLevel={1} action={<LinkButton to={back}>{t(back.startsWith("/deals") ? "one.deal" : "one.booking")}</LinkButton>}>
          {t("choose.nothingText")}
        </EmptyState>
      </div>
    );
  return (
    <div className="content max-w-3xl pb-12">
      <PageHeader title={t("choose.title")} lead={t(side === "owner" ? "choose.leadOwner" : "choose.leadStaff")} />
      <div className="grid gap-4">
        <ErasureRefusal error={failed?.error} />
        <Card padding="lg">
          <ChooseForm key={failed ? "again" : erasureId} erasureId={erasureId} subjects={subjects} side={side} reply={failed?.reply} />
        </Card>
      </div>
    </div>
  );
}
