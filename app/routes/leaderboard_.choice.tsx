import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { requireActor } from "#app/domains/identity/actor.server.ts";
import { chooseStanding, myChoices, type ChoiceView } from "#app/domains/impact/boards/choices.service.server.ts";
import { database } from "#app/platform/db/database.server.ts";
import { errorKey, statusOf } from "#app/platform/http/status.ts";
import { requestLocale, translator } from "#app/platform/i18n.server.ts";
import { Alert } from "#app/ui/alert.tsx";
import { SubmitButton } from "#app/ui/buttons.tsx";
import { Card } from "#app/ui/card.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { useActionData } from "#app/ui/forms/use-until-sent.ts";
import { useTranslation } from "#app/ui/i18n.ts";
import { Breadcrumbs } from "#app/ui/navigation.tsx";
import { PageHeader } from "#app/ui/page.tsx";
import { Form } from "#app/ui/remix.ts";

const here = "/leaderboard/choice";

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireActor(request);
  return { choices: await myChoices(await database(), actor), saved: new URL(request.url).searchParams.get("done") === "saved", title: translator(requestLocale(request), "boards")("choice.title") };
}

const choiceForm = z.object({ partyId: z.string().min(1).max(64), version: z.coerce.number().int().min(0), stands: z.enum(["yes", "no"]) });

export async function action({ request }: ActionFunctionArgs) {
  const actor = await requireActor(request);
  const parsed = choiceForm.safeParse(Object.fromEntries(await request.formData()));
  if (!parsed.success) return data({ error: "errors:invalid" }, { status: 400 });
  const { partyId, version, stands } = parsed.data;
  const done = await chooseStanding(await database(), actor, { partyId, version, stands: stands === "yes" });
  return done.ok ? redirect(`${here}?done=saved`) : data({ error: errorKey(done.error) }, { status: statusOf(done.error) });
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [{ title: `${page?.title ?? ""} · Roundabout` }];

export default function Choice() {
  const { choices, saved, title } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const { t } = useTranslation("boards");
  return (
    <div className="content pb-12">
      <PageHeader title={title} lead={t("choice.lead")} breadcrumbs={<Breadcrumbs items={[{ to: "/leaderboard", label: t("title") }, { label: title }]} />} />
      <div className="grid max-w-2xl gap-4">
        {answer?.error ? (
          <Alert tone="error" live>
            {t(answer.error)}
          </Alert>
        ) : null}
        {saved && !answer ? (
          <Alert tone="success" live>
            {t("choice.saved")}
          </Alert>
        ) : null}
        {choices.length === 0 ? <EmptyState kind="results" title={t("choice.empty")} headingLevel={2} /> : null}
        <ul className="grid gap-3">
          {choices.map((choice) => (
            <Card as="li" key={choice.partyId} className="grid gap-2">
              <p className="text-sm text-ink-soft">{t(`choice.${choice.kind}`)}</p>
              <h2 className="text-lg wrap-anywhere">{choice.name}</h2>
              <Standing choice={choice} />
            </Card>
          ))}
        </ul>
      </div>
    </div>
  );
}

function Standing({ choice }: { choice: ChoiceView }) {
  const { t } = useTranslation("boards");
  const { kind, within, stands, name } = choice;
  const said =
    kind === "household" ? (within === null ? t("choice.noCommunity") : stands ? t("choice.standsHousehold", { name: within.name }) : t("choice.offHousehold"))
    : !choice.isPossible ? t("choice.private")
    : t(stands ? "choice.stands" : "choice.off");
  return (
    <>
      <p>{said}</p>
      {!choice.mayChoose ? <p className="text-sm text-ink-soft">{t("choice.notYours")}</p> : null}
      {choice.mayChoose && choice.isPossible ? (
        <Form method="post">
          <input type="hidden" name="partyId" value={choice.partyId} />
          <input type="hidden" name="version" value={choice.version} />
          <SubmitButton name="stands" value={stands ? "no" : "yes"} variant={stands ? "secondary" : "primary"}>
            {t(stands ? "choice.takeOff" : "choice.on", { name })}
          </SubmitButton>
        </Form>
      ) : null}
    </>
  );
}
