import { parseWithZod } from "@conform-to/zod/v4";
import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useTranslation } from "#app/ui/i18n.ts";
import { requireParty } from "#app/domains/identity/actor.server.ts";
import { listOthers, listProgrammesOf, listRecyclers } from "#app/domains/takeback/takeback.repository.server.ts";
import { inviteInput, programmeInput, programmeRef } from "#app/domains/takeback/takeback.schema.ts";
import { inviteRecycler, openProgramme, setProgrammeOpen } from "#app/domains/takeback/takeback.service.server.ts";
import { ProgrammeForm } from "#app/domains/takeback/ui/programme-form.tsx";
import { ProgrammeLine, TakebackRefusal } from "#app/domains/takeback/ui/takeback-parts.tsx";
import { database } from "#app/platform/db/database.server.ts";
import { statusOf } from "#app/platform/http/status.ts";
import { requestLocale, translator } from "#app/platform/i18n.server.ts";
import { useLive } from "#app/realtime/use-live.ts";
import { newId } from "#app/shared/ids.ts";
import { SubmitButton } from "#app/ui/buttons.tsx";
import { Card } from "#app/ui/card.tsx";
import { Field } from "#app/ui/forms/field.tsx";
import { Select } from "#app/ui/forms/inputs.tsx";
import { PageHeader, Section } from "#app/ui/page.tsx";
import { Form } from "#app/ui/remix.ts";
import { useActionData, useUntilSent } from "#app/ui/forms/use-until-sent.ts";

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireParty(request, ["producer"], "manager");
  const db = await database();
  const programmes = await Promise.all(
    (await listProgrammesOf(db, actor.party.id)).map(async ({ id, slug, name, brand, producerName, categories, regions, isOpen, version }) => ({
      id, slug, name, brand, producerName, categories, regions, isOpen, version,
      recyclers: await listRecyclers(db, id),
      others: isOpen ? await listOthers(db, id) : [],
    })),
  );
  return { programmes, partyId: actor.party.id, programmeId: newId(), title: translator(requestLocale(request), "takeback")("manage.title") };
}

export async function action({ request }: ActionFunctionArgs) {
  const actor = await requireParty(request, ["producer"], "manager");
  const form = await request.formData();
  const db = await database();
  const intent = String(form.get("intent"));
  if (intent === "open") {
    const submission = parseWithZod(form, { schema: programmeInput });
    if (submission.status !== "success") return data({ reply: submission.reply(), error: null }, { status: 400 });
    const opened = await openProgramme(db, actor, submission.value);
    return opened.ok ? redirect("/takeback/manage") : data({ reply: submission.reply(), error: opened.error }, { status: statusOf(opened.error) });
  }
  const submission = intent === "invite" ? parseWithZod(form, { schema: inviteInput }) : parseWithZod(form, { schema: programmeRef });
  if (submission.status !== "success") return data({ reply: null, error: "TAKEBACK.RECYCLER_NOT_FOUND" }, { status: 400 });
  const input = submission.value;
  const done = "version" in input ? await setProgrammeOpen(db, actor, { ...input, isOpen: intent === "reopen" }) : await inviteRecycler(db, actor, input);
  return done.ok ? redirect("/takeback/manage") : data({ reply: null, error: done.error }, { status: statusOf(done.error) });
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [{ title: `${page?.title ?? ""} · Roundabout` }];

export default function ManageProgrammes() {
  const { programmes, partyId, programmeId: freshId } = useLoaderData<typeof loader>();
  const programmeId = useUntilSent(freshId);
  const failed = useActionData<typeof action>();
  const { t } = useTranslation("takeback");
  useLive([`party:${partyId}`]);
  return (
    <div className="content max-w-3xl pb-12">
      <PageHeader title={t("manage.title")} lead={t("manage.lead")} />
      <div className="grid gap-4">
        <TakebackRefusal error={failed?.error} />
        {programmes.map((programme) => (
          <Card as="section" key={programme.id} className="grid gap-4">
            <ProgrammeLine programme={programme} />
            {programme.recyclers.length > 0 ? (
              <ul aria-label={t("manage.recyclers")} className="grid gap-1">
                {programme.recyclers.map((recycler) => (
                  <li key={recycler.id}>
                    {recycler.name} <span className="text-ink-soft">({t(`manage.states.${recycler.state}`)})</span>
                  </li>
                ))}
              </ul>
            ) : null}
            {programme.others.length > 0 ? (
              <Form method="post" className="flex flex-wrap items-end gap-3">
                <input type="hidden" name="programmeId" value={programme.id} />
                <div className="min-w-0 grow basis-56">
                  <Field id={`invite-${programme.id}`} label={t("manage.invite")}>
                    <Select name="recyclerPartyId" options={programme.others.map((party) => ({ value: party.id, label: party.name }))} />
                  </Field>
                </div>
                <SubmitButton name="intent" value="invite" variant="secondary">
                  {t("manage.inviteSend")}
                </SubmitButton>
              </Form>
            ) : null}
            <Form method="post">
              <input type="hidden" name="programmeId" value={programme.id} />
              <input type="hidden" name="version" value={programme.version} />
              <SubmitButton name="intent" value={programme.isOpen ? "close" : "reopen"} variant="quiet" size="sm">
                {t(programme.isOpen ? "manage.close" : "manage.reopen")}
              </SubmitButton>
            </Form>
          </Card>
        ))}
      </div>
      <Section title={t("manage.new")}>
        <Card padding="lg">
          <ProgrammeForm key={failed ? "again" : programmeId} programmeId={programmeId} reply={failed?.reply} />
        </Card>
      </Section>
    </div>
  );
}
