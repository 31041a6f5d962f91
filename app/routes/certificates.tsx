import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useTranslation } from "#app/ui/i18n.ts";
import { checkInput } from "#app/domains/erasure/erasure.schema.ts";
import { verifyCertificate } from "#app/domains/erasure/erasure.service.server.ts";
import { database } from "#app/platform/db/database.server.ts";
import { requestLocale, translator } from "#app/platform/i18n.server.ts";
import { Alert } from "#app/ui/alert.tsx";
import { SubmitButton } from "#app/ui/buttons.tsx";
import { Field } from "#app/ui/forms/field.tsx";
import { Input } from "#app/ui/forms/inputs.tsx";
import { PageHeader } from "#app/ui/page.tsx";
import { Form } from "#app/ui/remix.ts";

export async function loader({ request }: LoaderFunctionArgs) {
  const params = new URL(request.url).searchParams;
  const typed = checkInput.safeParse({ number: params.get("number") ?? "", check: params.get("check") ?? "" });
  const asks = typed.success && (typed.data.number !== "" || typed.data.check !== "");
  const title = translator(requestLocale(request), "erasure")("check.title");
  if (!asks) return { title, asks: !typed.success, typed: { number: "", check: "" }, found: null };
  return { title, asks, typed: typed.data, found: await verifyCertificate(await database(), typed.data) };
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [{ title: `${page?.title ?? ""} · Roundabout` }, { name: "robots", content: "noindex" }];

export default function Certificates() {
  const { asks, typed, found } = useLoaderData<typeof loader>();
  const { t } = useTranslation("erasure");
  return (
    <div className="content max-w-2xl pb-12">
      <PageHeader title={t("check.title")} lead={t("check.lead")} />
      <div className="grid gap-5">
        {asks ? (
          <Alert tone={found ? "success" : "error"} title={t(found ? "check.valid" : "check.invalid")} live>
            {found ? t("check.validText", { method: t(`methods.${found.method}`), date: found.erasedOn }) : t("check.invalidText")}
          </Alert>
        ) : null}
        <Form method="get" className="grid gap-4">
          <Field id="number" label={t("check.number")} hint={t("check.numberHint")}>
            <Input name="number" autoComplete="off" required maxLength={40} defaultValue={typed.number} />
          </Field>
          <Field id="check" label={t("check.check")} hint={t("check.checkHint")}>
            <Input name="check" autoComplete="off" required maxLength={100} defaultValue={typed.check} />
          </Field>
          <span>
            <SubmitButton icon="search">{t("check.send")}</SubmitButton>
          </span>
        </Form>
      </div>
    </div>
  );
}
