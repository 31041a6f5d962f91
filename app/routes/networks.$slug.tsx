import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { findNetwork, listInvitable, listNetworkMembers, listOwnedCommunities, networkTotal } from "#app/domains/communities/networks/networks.repository.server.ts";
import { NetworkMoveInput } from "#app/domains/communities/networks/networks.schema.ts";
import { moveInNetwork, runsNetwork } from "#app/domains/communities/networks/networks.service.server.ts";
import { NetworkMemberRow, NetworkMove, networkPath } from "#app/domains/communities/ui/network-parts.tsx";
import { currentActor, requireActor } from "#app/domains/identity/actor.server.ts";
import { database } from "#app/platform/db/database.server.ts";
import { errorKey, statusOf } from "#app/platform/http/status.ts";
import { requestLocale, translator } from "#app/platform/i18n.server.ts";
import { useLive } from "#app/realtime/use-live.ts";
import { formatCo2e, formatCo2eRange, formatMass } from "#app/shared/units.ts";
import { Alert } from "#app/ui/alert.tsx";
import { Badge } from "#app/ui/badge.tsx";
import { SubmitButton } from "#app/ui/buttons.tsx";
import { Card } from "#app/ui/card.tsx";
import { Field } from "#app/ui/forms/field.tsx";
import { Select } from "#app/ui/forms/inputs.tsx";
import { useActionData } from "#app/ui/forms/use-until-sent.ts";
import { useTranslation } from "#app/ui/i18n.ts";
import { Icon } from "#app/ui/icons/icon.tsx";
import { Breadcrumbs } from "#app/ui/navigation.tsx";
import { PageHeader, Section } from "#app/ui/page.tsx";
import { Form } from "#app/ui/remix.ts";

export async function loader({ request, params }: LoaderFunctionArgs) {
  const db = await database();
  const network = await findNetwork(db, params.slug ?? "");
  if (!network) throw new Response(null, { status: 404 });
  const actor = await currentActor(request);
  const runs = actor !== null && (await runsNetwork(db, actor, network.stewardPartyId));
  const [members, total, owned, waiting, invitable] = await Promise.all([
    listNetworkMembers(db, { networkId: network.id, states: ["active"] }),
    networkTotal(db, network.id),
    actor ? listOwnedCommunities(db, { userId: actor.userId, networkId: network.id }) : [],
    runs ? listNetworkMembers(db, { networkId: network.id, states: ["invited", "asked"] }) : [],
    runs ? listInvitable(db, network.id) : [],
  ]);
  return {
    locale: requestLocale(request),
    network: { slug: network.slug, name: network.name, kind: network.kind, placeLabel: network.placeLabel, description: network.description },
    runBy: members.find((one) => one.id === network.stewardPartyId)?.name ?? null,
    runs,
    members,
    total,
    owned,
    waiting,
    invitable,
  };
}

export async function action({ request, params }: ActionFunctionArgs) {
  const actor = await requireActor(request);
  const db = await database();
  const network = await findNetwork(db, params.slug ?? "");
  if (!network) throw new Response(null, { status: 404 });
  const fields = Object.fromEntries(await request.formData());
  // The list of whom to invite carries the version with the id.
  const [communityId = "", version = ""] = String(fields.chosen ?? "").split(" ");
  const read = NetworkMoveInput.safeParse(fields.chosen === undefined ? fields : { ...fields, communityId, version });
  if (!read.success) throw new Response(null, { status: 400 });
  const done = await moveInNetwork(db, actor, { ...read.data, networkId: network.id });
  if (!done.ok) return data({ error: translator(requestLocale(request))(errorKey(done.error)) }, { status: statusOf(done.error) });
  return redirect(networkPath(network.slug));
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [{ title: `${page?.network.name ?? ""} · Roundabout` }];

export default function Network() {
  const page = useLoaderData<typeof loader>();
  const { t } = useTranslation(["networks", "communities"]);
  const failed = useActionData<typeof action>();
  const { network, total, members, locale, runs, owned, runBy } = page;
  useLive(["board"]);
  const ours = new Set(owned.map(({ id }) => id));
  return (
    <div className="content pb-12">
      <PageHeader
        title={network.name}
        breadcrumbs={<Breadcrumbs items={[{ to: "/communities", label: t("communities:directory.title") }, { to: "/networks", label: t("title") }, { label: network.name }]} />}
        lead={
          <span className="grid gap-2">
            <span className="flex flex-wrap items-center gap-x-4 gap-y-1 text-sm">
              <span className="inline-flex items-center gap-1">
                <Icon name="point" size={16} />
                {network.placeLabel}
              </span>
              <Badge tone="neutral">{t(`kinds.${network.kind}`)}</Badge>
              <span>{runBy ? t("one.runBy", { name: runBy }) : t("one.runByPlatform")}</span>
            </span>
            {network.description ? <span className="whitespace-pre-line text-ink">{network.description}</span> : null}
          </span>
        }
      />
      {failed?.error ? (
        <Alert tone="error" live>
          {failed.error}
        </Alert>
      ) : null}
      <Card as="section">
        <h2 className="text-sm font-normal text-ink-soft">{t("one.figure")}</h2>
        <p className="tabular mt-1">
          <strong data-testid="network-total" className={`block font-display text-3xl ${total.co2eGrams < 0 ? "text-clay" : "text-leaf"}`}>
            {formatCo2e(total.co2eGrams, locale, { gas: true })}
          </strong>
          <span className="text-sm text-ink-soft">{formatCo2eRange(total.lowGrams, total.highGrams, locale)}</span>
        </p>
        <p className="tabular mt-3 text-sm">
          {[t("communities", { count: members.length }), t("people", { count: total.members }), t("one.handOvers", { count: total.entryCount }), t("one.moved", { mass: formatMass(total.massGrams, locale) })].join(" · ")}
        </p>
        <p className="mt-2 max-w-prose text-sm text-ink-soft">{t("one.how")}</p>
      </Card>
      <Section title={t("one.members")}>
        {members.length === 0 ? <p className="text-ink-soft">{t("one.noMembers")}</p> : null}
        <ul aria-label={t("one.members")} className="grid gap-2">
          {members.map((member) => (
            <NetworkMemberRow key={member.id} member={member} locale={locale} mayEnd={ours.has(member.id) ? "leave" : runs ? "remove" : null} />
          ))}
        </ul>
      </Section>
      <Ours />
      {runs ? <Running /> : null}
    </div>
  );
}

/** What the reader's own communities may do here that are not in it. */
function Ours() {
  const { owned } = useLoaderData<typeof loader>();
  const { t } = useTranslation("networks");
  const outside = owned.filter(({ state }) => state !== "active");
  if (outside.length === 0) return null;
  return (
    <Section title={t("one.yours")}>
      <ul className="grid gap-2">
        {outside.map(({ id, name, state, version }) => (
          <li key={id} className="flex flex-wrap items-center gap-3 rounded-card border border-line bg-surface px-4 py-3">
            <span className="grow font-semibold wrap-anywhere">{name}</span>
            {state === "ended" ? <NetworkMove communityId={id} name={name} version={version} verb="ask" label={t("verbs.ask")} /> : null}
            {state === "invited" ? (
              <>
                <Badge tone="marigold">{t("one.invited")}</Badge>
                <NetworkMove communityId={id} name={name} version={version} verb="accept" label={t("verbs.accept")} variant="primary" />
                <NetworkMove communityId={id} name={name} version={version} verb="decline" label={t("verbs.decline")} />
              </>
            ) : null}
            {state === "asked" ? (
              <>
                <Badge tone="marigold">{t("one.waiting")}</Badge>
                <NetworkMove communityId={id} name={name} version={version} verb="decline" label={t("verbs.takeBack")} />
              </>
            ) : null}
          </li>
        ))}
      </ul>
    </Section>
  );
}

/** For whoever runs the network: who waits, and whom to invite. */
function Running() {
  const { waiting, invitable } = useLoaderData<typeof loader>();
  const { t } = useTranslation("networks");
  return (
    <>
      {waiting.length > 0 ? (
        <Section title={t("one.waiting")}>
          <ul className="grid gap-2">
            {waiting.map(({ id, name, state, version }) => (
              <li key={id} className="flex flex-wrap items-center gap-3 rounded-card border border-line bg-surface px-4 py-3">
                <span className="grow font-semibold wrap-anywhere">{name}</span>
                <Badge tone="marigold">{t(state === "asked" ? "one.asked" : "one.invited")}</Badge>
                {state === "asked" ? <NetworkMove communityId={id} name={name} version={version} verb="accept" label={t("verbs.accept")} variant="primary" /> : null}
                <NetworkMove communityId={id} name={name} version={version} verb="decline" label={t(state === "asked" ? "verbs.decline" : "verbs.takeBack")} />
              </li>
            ))}
          </ul>
        </Section>
      ) : null}
      <Section title={t("one.invite")}>
        {invitable.length === 0 ? (
          <p className="text-ink-soft">{t("one.noInvite")}</p>
        ) : (
          <Form method="post" className="flex max-w-xl flex-wrap items-end gap-3">
            <Field id="chosen" label={t("one.inviteWhich")}>
              <Select name="chosen" options={invitable.map(({ id, name, version }) => ({ value: `${id} ${version}`, label: name }))} />
            </Field>
            <SubmitButton name="verb" value="invite" variant="secondary">
              {t("one.inviteSend")}
            </SubmitButton>
          </Form>
        )}
      </Section>
    </>
  );
}
