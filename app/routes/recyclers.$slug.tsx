import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { useActionData } from "#app/ui/forms/use-until-sent.ts";
import { useTranslation } from "#app/ui/i18n.ts";
import { BlockBox } from "#app/domains/blocks/ui/block-box.tsx";
import { inspectionRecordOf } from "#app/domains/deals/inspection-record.service.server.ts";
import { InspectionRecordLine } from "#app/domains/deals/ui/inspection-parts.tsx";
import { currentActor, requireActor } from "#app/domains/identity/actor.server.ts";
import { listMembers } from "#app/domains/identity/membership.repository.server.ts";
import { mayManage } from "#app/domains/identity/membership.rules.ts";
import { actOnMembers } from "#app/domains/identity/member-actions.server.ts";
import { findMembership } from "#app/domains/identity/parties.repository.server.ts";
import { findRecyclerBySlug } from "#app/domains/identity/recyclers.repository.server.ts";
import { JoinBox } from "#app/domains/identity/ui/join-box.tsx";
import { MembersPanel } from "#app/domains/identity/ui/members-panel.tsx";
import { listStanding } from "#app/domains/licences/licences.repository.server.ts";
import { LicenceLines } from "#app/domains/licences/ui/licence-lines.tsx";
import { viewContact } from "#app/flows/view-contact.server.ts";
import { selectHistory } from "#app/domains/prices/prices.repository.server.ts";
import { boardOn, dayAt } from "#app/domains/prices/prices.service.server.ts";
import { mostMoved } from "#app/domains/prices/prices.rules.ts";
import { PriceHistory, PriceTable } from "#app/domains/prices/ui/price-board.tsx";
import { publicSeller } from "#app/domains/trust/sellers.service.server.ts";
import { ReportLink } from "#app/domains/trust/ui/report-link.tsx";
import { SellerCard } from "#app/domains/trust/ui/seller-card.tsx";
import { database } from "#app/platform/db/database.server.ts";
import { env } from "#app/platform/env.server.ts";
import { errorKey, statusOf } from "#app/platform/http/status.ts";
import { requestLocale } from "#app/platform/i18n.server.ts";
import { disconnectUser } from "#app/realtime/io.server.ts";
import { useLive } from "#app/realtime/use-live.ts";
import { Alert } from "#app/ui/alert.tsx";
import { Avatar } from "#app/ui/avatar.tsx";
import { LinkButton } from "#app/ui/buttons.tsx";
import { Card } from "#app/ui/card.tsx";
import { PageHeader } from "#app/ui/page.tsx";

export async function loader({ request, params }: LoaderFunctionArgs) {
  const db = await database();
  const recycler = await findRecyclerBySlug(db, params.slug ?? "");
  if (!recycler) throw new Response(null, { status: 404 });
  const actor = await currentActor(request);
  const own = actor ? await findMembership(db, { userId: actor.userId, partyId: recycler.id }) : null;
  const role = own?.state === "active" ? own.role : null;
  const members = mayManage(role) ? await listMembers(db, { partyId: recycler.id, state: "active" }) : [];
  const query = new URL(request.url).searchParams;
  const locale = requestLocale(request);
  const board = await boardOn(db, { recyclerPartyId: recycler.id, day: dayAt(new Date(), recycler.timeZone) });
  return {
    id: recycler.id,
    slug: recycler.slug,
    name: recycler.name,
    description: recycler.description,
    placeLabel: recycler.placeLabel,
    memberCount: recycler.memberCount,
    inspections: await inspectionRecordOf(db, recycler.id),
    locale,
    board: board.prices.length > 0 ? { ...board, history: await selectHistory(db, { recyclerPartyId: recycler.id }) } : null,
    isSignedIn: actor !== null,
    standing: own && own.state !== "ended" ? own.state : null,
    role,
    isOnlyOwner: role === "owner" && members.filter((member) => member.role === "owner").length <= 1,
    // Names and the link are for those who run the place.
    panel:
      mayManage(role) && actor && role
        ? {
            userId: actor.userId,
            ownRole: role,
            members,
            requests: await listMembers(db, { partyId: recycler.id, state: "requested" }),
            inviteUrl: recycler.inviteToken
              ? `${env().PUBLIC_URL}/recyclers/${encodeURIComponent(recycler.slug)}?invite=${recycler.inviteToken}`
              : null,
          }
        : null,
    invite: (query.get("invite") ?? "").slice(0, 100),
    seller: await publicSeller(db, recycler.id),
    licences: await listStanding(db, { partyId: recycler.id, at: new Date() }),
    done: query.get("done") === "1",
    // Nobody blocks what they belong to.
    contact: role ? null : await viewContact(db, actor, recycler.id),
  };
}

export async function action({ request, params }: ActionFunctionArgs) {
  const actor = await requireActor(request);
  const db = await database();
  const recycler = await findRecyclerBySlug(db, params.slug ?? "");
  if (!recycler) throw new Response(null, { status: 404 });
  const form = await request.formData();
  const result = await actOnMembers(db, actor, recycler.id, form);
  if (!result.ok) {
    const email = String(form.get("email") ?? "");
    const atEmail = result.error === "ACCOUNT.EMAIL_INVALID" || result.error === "ACCOUNT.NO_SUCH_PERSON_NOT_FOUND" || result.error === "ACCOUNT.ALREADY_MEMBER";
    return data({ error: errorKey(result.error), atEmail, email }, { status: result.error === "ACCOUNT.EMAIL_INVALID" ? 400 : statusOf(result.error) });
  }
  // Somebody's rights changed: their live connections start again with what they may see now.
  if (result.value.touchedUserId) disconnectUser(result.value.touchedUserId);
  return redirect(`/recyclers/${encodeURIComponent(recycler.slug)}?done=1`);
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [{ title: `${page?.name ?? ""} · Roundabout` }];

export default function RecyclerPage() {
  const page = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const { t } = useTranslation(["account", "deals", "licences", "prices", "materials"]);
  useLive(page.role ? [`party:${page.id}`] : []);
  const join = <JoinBox slug={page.slug} isSignedIn={page.isSignedIn} standing={page.standing} invite={page.invite} />;
  return (
    <div className="content max-w-4xl">
      <PageHeader
        title={page.name}
        breadcrumbs={
          <div className="flex items-center gap-2 text-sm text-ink-soft">
            <Avatar name={page.name} kind="recycler" size="sm" decorative />
            {t("recyclers.kind")}
            {page.placeLabel ? ` · ${page.placeLabel}` : ""}
          </div>
        }
        lead={t("recyclers.membersCount", { count: page.memberCount })}
        actions={
          <LinkButton to={`/points?${new URLSearchParams({ operator: page.slug })}`} variant="secondary" icon="point">
            {t("recyclers.pointsLink")}
          </LinkButton>
        }
      />
      <div className="grid gap-5">
        {page.done && !answer ? (
          <Alert tone="success" live>
            {t("recyclers.done")}
          </Alert>
        ) : null}
        {answer && !answer.atEmail ? (
          <Alert tone="error" live>
            {t(answer.error)}
          </Alert>
        ) : null}
        <Card padding="lg">
          <p className={`whitespace-pre-wrap ${page.description ? "" : "text-ink-soft"}`}>{page.description || t("recyclers.description404")}</p>
        </Card>
        {page.inspections.inspected > 0 ? (
          <Card as="section" aria-labelledby="inspections-title" className="grid gap-1">
            <h2 id="inspections-title" className="text-lg">
              {t("deals:inspection.record.title")}
            </h2>
            <InspectionRecordLine record={page.inspections} locale={page.locale} />
          </Card>
        ) : null}
        {page.licences.length > 0 ? (
          <Card as="section" aria-labelledby="licences-title" className="grid gap-2">
            <h2 id="licences-title" className="text-lg">
              {t("licences:shown.title")}
            </h2>
            <LicenceLines licences={page.licences} locale={page.locale} />
          </Card>
        ) : null}
        {page.board ? (
          <Card as="section" aria-labelledby="prices-title" className="grid grid-cols-1 gap-5">
            <div className="grid gap-1">
              <h2 id="prices-title" className="text-lg">
                {t("prices:board.title")}
              </h2>
              <p className="text-sm text-ink-soft">
                {t("prices:board.lead")}{" "}
                <Link to="/prices" className="link">
                  {t("prices:board.compare")}
                </Link>
              </p>
            </div>
            <PriceTable board={page.board} locale={page.locale} />
            {[...new Set(page.board.prices.map((price) => price.material))].map((material) => (
              <details key={material} open={material === mostMoved(page.board?.history ?? [])} className="rounded-control border border-line p-3">
                <summary className="cursor-pointer font-semibold">{t("prices:history.open", { material: t(`materials:names.${material}`) })}</summary>
                <div className="mt-3">{page.board ? <PriceHistory material={material} history={page.board.history} board={page.board} locale={page.locale} /> : null}</div>
              </details>
            ))}
          </Card>
        ) : null}
        {page.seller ? <SellerCard seller={page.seller} locale={page.locale} /> : null}
        {page.standing === "active" ? null : join}
        {page.panel ? <MembersPanel {...page.panel} emailError={answer?.atEmail ? t(answer.error) : undefined} typedEmail={answer?.atEmail ? answer.email : ""} /> : null}
        {/* The only owner cannot leave, so the button is not there. */}
        {page.standing === "active" && !page.isOnlyOwner ? join : null}
        {page.contact?.mayBlock ? <BlockBox partyId={page.id} ourPartyId={page.contact.ourPartyId} name={page.name} blockedByUs={page.contact.blockedByUs} returnTo={`/recyclers/${page.slug}`} /> : null}
        {page.standing === "active" ? null : <ReportLink subject="party" id={page.id} />}
      </div>
    </div>
  );
}
