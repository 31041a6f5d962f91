import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { Form, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { useActionData } from "#app/ui/forms/use-until-sent.ts";
import { useTranslation } from "#app/ui/i18n.ts";
import { blockInput } from "#app/domains/blocks/blocks.schema.ts";
import { unblockParty, viewBlocks } from "#app/domains/blocks/blocks.service.server.ts";
import { requireActor, signedIn } from "#app/domains/identity/actor.server.ts";
import { blockAndCloseRequests } from "#app/flows/block-party.server.ts";
import { database } from "#app/platform/db/database.server.ts";
import { safeReturnTo } from "#app/platform/http/return-to.ts";
import { errorKey, statusOf } from "#app/platform/http/status.ts";
import { requestLocale, translator } from "#app/platform/i18n.server.ts";
import { hasRole, type Actor } from "#app/shared/actor.ts";
import { Alert } from "#app/ui/alert.tsx";
import { Button, LinkButton } from "#app/ui/buttons.tsx";
import { DataTable } from "#app/ui/data-table.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { PageHeader } from "#app/ui/page.tsx";
import { DateTime } from "#app/ui/time.tsx";

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireActor(request);
  const locale = requestLocale(request);
  const query = new URL(request.url).searchParams;
  return {
    ...(await viewBlocks(await database(), actor, query.get("after"))),
    locale,
    partyName: actor.party.name,
    timeZone: actor.party.timeZone,
    mayLift: hasRole(actor.role, "member"),
    done: query.get("done") === "lifted",
    title: translator(locale, "blocks")("title"),
  };
}

const formInput = blockInput.extend({ intent: z.enum(["block", "unblock"]), ourPartyId: z.string().max(60).optional() });

/** The person acting for the party the form names, where it is theirs; for the one they act for anyway where it names none. */
async function actingFor(request: Request, partyId: string | undefined): Promise<Actor | null> {
  const actor = await requireActor(request);
  if (!partyId || partyId === actor.party.id) return actor;
  const party = (await signedIn(request))?.parties.find((one) => one.id === partyId);
  return party ? { ...actor, party: { id: party.id, kind: party.kind, name: party.name, timeZone: party.timeZone }, role: party.role } : null;
}

/** Blocks or unblocks a party for the acting one; the form names where to be after it. */
export async function action({ request }: ActionFunctionArgs) {
  await requireActor(request);
  const form = Object.fromEntries(await request.formData());
  const parsed = formInput.safeParse(form);
  if (!parsed.success) return data({ error: "blocks:errors.INVALID", details: {} }, { status: 400 });
  const { intent, partyId, ourPartyId } = parsed.data;
  const actor = await actingFor(request, ourPartyId);
  if (!actor) return data({ error: "blocks:errors.NOT_ALLOWED", details: {} }, { status: 403 });
  const db = await database();
  const done = intent === "block" ? await blockAndCloseRequests(db, actor, { partyId }) : await unblockParty(db, actor, { partyId });
  if (!done.ok) return data({ error: errorKey(done.error), details: done.details ?? {} }, { status: statusOf(done.error) });
  return redirect(safeReturnTo(form.returnTo, intent === "block" ? "/account/blocks" : "/account/blocks?done=lifted"));
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [{ title: `${page?.title ?? ""} · Roundabout` }];

export default function Blocks() {
  const { blocks, next, locale, partyName, timeZone, mayLift, done } = useLoaderData<typeof loader>();
  const failure = useActionData<typeof action>();
  const { t } = useTranslation(["blocks"]);
  const translate = useTranslation().t;
  return (
    <>
      <PageHeader title={t("title")} lead={t("lead", { party: partyName })} />
      <div className="grid gap-5">
        {failure ? (
          <Alert tone="error" live>
            {translate(failure.error, failure.details)}
          </Alert>
        ) : done ? (
          <Alert tone="success" live>
            {t("lifted")}
          </Alert>
        ) : null}
        <DataTable
          caption={t("caption")}
          rows={blocks}
          rowKey={(block) => block.partyId}
          empty={
            <EmptyState kind="results" title={t("none.title")}>
              {t("none.text")}
            </EmptyState>
          }
          columns={[
            { key: "name", header: t("party"), primary: true, cell: (block) => block.name },
            { key: "since", header: t("since"), cell: (block) => <DateTime at={block.createdAt} locale={locale} timeZone={timeZone} format="date" /> },
            {
              key: "action",
              header: t("action"),
              align: "end",
              cell: (block) =>
                mayLift ? (
                  <Form method="post">
                    <input type="hidden" name="partyId" value={block.partyId} />
                    <Button type="submit" name="intent" value="unblock" variant="secondary" size="sm" aria-label={t("box.unblockNamed", { name: block.name })}>
                      {t("box.unblock")}
                    </Button>
                  </Form>
                ) : null,
            },
          ]}
        />
        {next ? (
          <LinkButton to={`/account/blocks?after=${encodeURIComponent(next)}`} variant="secondary" className="w-fit">
            {t("older")}
          </LinkButton>
        ) : null}
      </div>
    </>
  );
}
