import { parseWithZod } from "@conform-to/zod/v4";
import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useActionData } from "#app/ui/forms/use-until-sent.ts";
import { useTranslation } from "#app/ui/i18n.ts";
import { requireParty } from "#app/domains/identity/actor.server.ts";
import { listInvitations } from "#app/domains/takeback/takeback.repository.server.ts";
import { takePartInput } from "#app/domains/takeback/takeback.schema.ts";
import { takePart } from "#app/domains/takeback/takeback.service.server.ts";
import { ProgrammeLine, TakebackRefusal } from "#app/domains/takeback/ui/takeback-parts.tsx";
import { database } from "#app/platform/db/database.server.ts";
import { statusOf } from "#app/platform/http/status.ts";
import { requestLocale, translator } from "#app/platform/i18n.server.ts";
import { useLive } from "#app/realtime/use-live.ts";
import { hasRole } from "#app/shared/actor.ts";
import { SubmitButton } from "#app/ui/buttons.tsx";
import { Card } from "#app/ui/card.tsx";
import { PageHeader } from "#app/ui/page.tsx";
import { Form } from "#app/ui/remix.ts";

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireParty(request, ["recycler"], "staff");
  const found = await listInvitations(await database(), actor.party.id);
  const invitations = found.map(({ id, slug, name, brand, producerName, categories, regions, isOpen, state, recyclerVersion }) => ({ id, slug, name, brand, producerName, categories, regions, isOpen, state, version: recyclerVersion }));
  return { invitations, mayAnswer: hasRole(actor.role, "manager"), partyId: actor.party.id, title: translator(requestLocale(request), "takeback")("staff.title") };
}

export async function action({ request }: ActionFunctionArgs) {
  const actor = await requireParty(request, ["recycler"], "staff");
  const submission = parseWithZod(await request.formData(), { schema: takePartInput });
  if (submission.status !== "success") return data({ error: "TAKEBACK.NOT_FOUND" }, { status: 400 });
  const done = await takePart(await database(), actor, submission.value);
  return done.ok ? redirect("/staff/takeback") : data({ error: done.error }, { status: statusOf(done.error) });
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [{ title: `${page?.title ?? ""} · Roundabout` }];

export default function StaffTakeback() {
  const { invitations, mayAnswer, partyId } = useLoaderData<typeof loader>();
  const failed = useActionData<typeof action>();
  const { t } = useTranslation("takeback");
  useLive([`party:${partyId}`]);
  return (
    <div className="content max-w-3xl pb-12">
      <PageHeader title={t("staff.title")} lead={t("staff.lead")} />
      <div className="grid gap-3">
        <TakebackRefusal error={failed?.error} />
        {invitations.length === 0 ? <p className="text-ink-soft">{t("staff.none")}</p> : null}
        {invitations.map((one) => (
          <Card as="section" key={one.id} className="grid gap-3">
            <ProgrammeLine programme={one} />
            <p className="text-sm text-ink-soft">{t(`manage.states.${one.state}`)}</p>
            {mayAnswer ? (
              <Form method="post" className="flex flex-wrap gap-2">
                <input type="hidden" name="programmeId" value={one.id} />
                <input type="hidden" name="version" value={one.version} />
                {one.state !== "joined" ? (
                  <SubmitButton name="to" value="joined">
                    {t("staff.join")}
                  </SubmitButton>
                ) : null}
                {one.state !== "left" ? (
                  <SubmitButton name="to" value="left" variant="secondary">
                    {t(one.state === "joined" ? "staff.leave" : "staff.decline")}
                  </SubmitButton>
                ) : null}
              </Form>
            ) : null}
          </Card>
        ))}
      </div>
    </div>
  );
}
