import { parseWithZod } from "@conform-to/zod/v4";
import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { communityBySlug } from "#app/domains/communities/communities.repository.server.ts";
import { communityPath } from "#app/domains/communities/ui/community-card.tsx";
import { requireActor } from "#app/domains/identity/actor.server.ts";
import { mayManage } from "#app/domains/identity/membership.rules.ts";
import { listHeld } from "#app/domains/rewards/earnings.repository.server.ts";
import { findProgramme } from "#app/domains/rewards/programmes.repository.server.ts";
import { reviewGrant } from "#app/domains/rewards/review.service.server.ts";
import { reviewInput, type HeldView } from "#app/domains/rewards/rewards.schema.ts";
import { HoldWords, RewardsRefusal, usePoints } from "#app/domains/rewards/ui/rewards-parts.tsx";
import { useSubjectName } from "#app/domains/impact/ui/subject.ts";
import { database } from "#app/platform/db/database.server.ts";
import { statusOf } from "#app/platform/http/status.ts";
import { requestLocale, translator } from "#app/platform/i18n.server.ts";
import { useLive } from "#app/realtime/use-live.ts";
import { formatMass } from "#app/shared/units.ts";
import { SubmitButton } from "#app/ui/buttons.tsx";
import { Card } from "#app/ui/card.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { Field } from "#app/ui/forms/field.tsx";
import { Input } from "#app/ui/forms/inputs.tsx";
import { useReply, type Reply } from "#app/ui/forms/use-reply.ts";
import { useActionData } from "#app/ui/forms/use-until-sent.ts";
import { useTranslation } from "#app/ui/i18n.ts";
import { Breadcrumbs } from "#app/ui/navigation.tsx";
import { PageHeader } from "#app/ui/page.tsx";
import { Form, Link } from "#app/ui/remix.ts";

/** Managers of the community, and operators of the platform where they may know of it. */
async function reviewed(request: Request, slug: string | undefined) {
  const actor = await requireActor(request);
  const db = await database();
  const community = await communityBySlug(db, { slug: slug ?? "", userId: actor.userId });
  const programme = community ? await findProgramme(db, { communityId: community.id }) : null;
  if (!community || !programme) throw new Response(null, { status: 404 });
  const manages = community.membership?.state === "active" && mayManage(community.membership.role);
  if (!manages && !actor.isOperator) throw new Response(null, { status: 403 });
  return { db, actor, community, programme };
}

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { db, actor, community, programme } = await reviewed(request, params.slug);
  const locale = requestLocale(request);
  return { locale, title: translator(locale, "rewards")("reviewPage.title"), community: { id: community.id, slug: community.slug, name: community.name }, held: await listHeld(db, { programmeId: programme.id, userId: actor.userId }) };
}

export async function action({ request, params }: ActionFunctionArgs) {
  const { db, actor, community } = await reviewed(request, params.slug);
  const submission = parseWithZod(await request.formData(), { schema: reviewInput });
  const grantId = String(submission.payload.grantId ?? "");
  if (submission.status !== "success") return data({ grantId, reply: submission.reply(), error: null }, { status: 400 });
  const done = await reviewGrant(db, actor, submission.value);
  return done.ok ? redirect(communityPath(community.slug, "/rewards/review")) : data({ grantId, reply: submission.reply(), error: done.error }, { status: statusOf(done.error) });
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [{ title: `${page?.title ?? ""} · Roundabout` }];

export default function ReviewRewards() {
  const { t } = useTranslation("rewards");
  const { title, community, held } = useLoaderData<typeof loader>();
  const failed = useActionData<typeof action>();
  useLive([`community:${community.id}`]);
  return (
    <div className="content max-w-3xl pb-12">
      <PageHeader title={title} lead={t("reviewPage.lead")} breadcrumbs={<Breadcrumbs items={[{ to: communityPath(community.slug), label: community.name }, { to: communityPath(community.slug, "/rewards"), label: t("short") }, { label: title }]} />} />
      <div className="grid gap-4">
        <RewardsRefusal error={failed?.error} />
        {held.length === 0 ? (
          <EmptyState kind="listings" title={t("reviewPage.none")}>
            {t("reviewPage.noneText")}
          </EmptyState>
        ) : (
          <ul className="grid gap-4">
            {held.map((one) => (
              <HeldCard key={one.id} held={one} reply={failed?.grantId === one.id ? failed.reply : null} />
            ))}
          </ul>
        )}
        <HoldWords />
      </div>
    </div>
  );
}

function HeldCard({ held, reply }: { held: HeldView; reply: Reply }) {
  const { t } = useTranslation("rewards");
  const points = usePoints();
  const nameOf = useSubjectName();
  const { locale } = useLoaderData<typeof loader>();
  const { errors, typed } = useReply(reply);
  const code = held.material ?? held.category;
  return (
    <Card as="li" className="grid gap-3">
      <h2 className="text-lg wrap-anywhere">{t("reviewPage.line", { name: held.householdName, day: held.day, points: points(held.points) })}</h2>
      <p className="flex flex-wrap gap-x-4">
        {code ? <span>{nameOf(code, held.material ? "material" : "goods")}</span> : null}
        {held.massGrams > 0 ? <span className="tabular">{formatMass(held.massGrams, locale)}</span> : null}
        <Link to={`/impact/entries/${held.entryId}`} className="link">
          {t("reviewPage.entry")}
        </Link>
      </p>
      <ul className="grid list-disc ps-5">
        {held.reasons.map((reason) => (
          <li key={reason}>{t(`holds.short.${reason}`)}</li>
        ))}
      </ul>
      {held.isOwn ? (
        <p className="text-ink-soft">{t("reviewPage.own")}</p>
      ) : (
        <Form method="post" className="grid gap-3">
          <input type="hidden" name="grantId" value={held.id} />
          <input type="hidden" name="version" value={held.version} />
          <Field id={`note-${held.id}`} label={t("reviewPage.note")} hint={t("reviewPage.noteHint")} error={errors("note")}>
            <Input name="note" maxLength={500} defaultValue={typed("note")} />
          </Field>
          <div className="flex flex-wrap gap-2">
            <SubmitButton name="to" value="released">
              {t("reviewPage.release")}
            </SubmitButton>
            <SubmitButton variant="secondary" name="to" value="refused">
              {t("reviewPage.refuse")}
            </SubmitButton>
          </div>
        </Form>
      )}
    </Card>
  );
}
