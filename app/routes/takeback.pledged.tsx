import { parseWithZod } from "@conform-to/zod/v4";
import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useTranslation } from "#app/ui/i18n.ts";
import { requireActor } from "#app/domains/identity/actor.server.ts";
import { pledgeInput } from "#app/domains/takeback/takeback.schema.ts";
import { TakebackPanel, TakebackRefusal } from "#app/domains/takeback/ui/takeback-parts.tsx";
import { pledgeTakeback, unpledgeTakeback, viewTakeback } from "#app/flows/pledge-takeback.server.ts";
import { database } from "#app/platform/db/database.server.ts";
import { statusOf } from "#app/platform/http/status.ts";
import { requestLocale, translator } from "#app/platform/i18n.server.ts";
import { PageHeader } from "#app/ui/page.tsx";
import { Link } from "#app/ui/remix.ts";
import { useActionData } from "#app/ui/forms/use-until-sent.ts";

function causeOf(request: Request): { type: "booking" | "deal"; id: string } {
  const params = new URL(request.url).searchParams;
  const deal = params.get("deal");
  return deal ? { type: "deal", id: deal } : { type: "booking", id: params.get("booking") ?? "" };
}

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireActor(request);
  const cause = causeOf(request);
  if (cause.id === "") throw redirect("/takeback");
  return { panel: await viewTakeback(await database(), actor, cause), back: `/${cause.type}s/${cause.id}`, title: translator(requestLocale(request), "takeback")("panel.title") };
}

/** Counts what a booking or deal hands over for a producer's programme, or takes that back, and returns to that page. What cannot be counted stays here, with what was typed. */
export async function action({ request }: ActionFunctionArgs) {
  const actor = await requireActor(request);
  const [cause, form, db] = [causeOf(request), await request.formData(), await database()];
  const subject = String(form.get("subject") ?? "");
  const submission = parseWithZod(form, { schema: pledgeInput });
  if (form.get("intent") !== "remove" && submission.status !== "success") return data({ subject, reply: submission.reply(), error: null }, { status: 400 });
  const done = form.get("intent") === "remove" || submission.status !== "success" ? await unpledgeTakeback(db, actor, cause, { subject }) : await pledgeTakeback(db, actor, cause, submission.value);
  if (done.ok) return redirect(`/${cause.type}s/${cause.id}`);
  if (done.error === "TAKEBACK.HAND_OVER_NOT_FOUND") throw new Response(null, { status: 404 });
  return data({ subject, reply: submission.reply(), error: done.error }, { status: statusOf(done.error) });
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [{ title: `${page?.title ?? ""} · Roundabout` }];

export default function Pledged() {
  const { panel, back, title } = useLoaderData<typeof loader>();
  const failed = useActionData<typeof action>();
  const { t } = useTranslation("takeback");
  return (
    <div className="content max-w-3xl pb-12">
      <PageHeader title={title} />
      <div className="grid gap-4">
        <TakebackRefusal error={failed?.error} />
        {panel ? <TakebackPanel panel={panel} failed={failed} /> : <p className="text-ink-soft">{t("panel.none")}</p>}
        <Link to={back} className="link justify-self-start">
          {t("panel.back")}
        </Link>
      </div>
    </div>
  );
}
