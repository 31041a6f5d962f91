import { useTranslation } from "#app/ui/i18n.ts";
import { numberFormat } from "#app/shared/formatters.ts";
import { LinkButton, SubmitButton } from "#app/ui/buttons.tsx";
import { DefinitionList } from "#app/ui/definition-list.tsx";
import { Section } from "#app/ui/page.tsx";
import { Form, Link } from "#app/ui/remix.ts";
import { DateTime, useViewerZone } from "#app/ui/time.tsx";
import type { ProofSummary, Shown } from "../proof.schema.ts";
import { Hash } from "./hash.tsx";
import { ProofCheck } from "./proof-check.tsx";
import { SeenBefore } from "./seen-before.tsx";

export interface EntryProofProps {
  shown: Shown;
  /** Null while no signed checkpoint covers the entry. */
  proof: ProofSummary | null;
  maySign: boolean;
  locale: string;
  timeZone: string | null;
}

/** That this row stands in the log, for everybody to check. */
export function EntryProof(props: EntryProofProps) {
  const { t } = useTranslation("impact");
  return (
    <Section id="proof" title={t("proof.title")}>
      <p className="prose-text">{t("proof.intro")}</p>
      {props.proof ? <Proven {...props} proof={props.proof} /> : <Waiting maySign={props.maySign} />}
      <p className="text-sm">
        <Link className="link" to="/impact/ledger">
          {t("proof.ledgerLink")}
        </Link>
      </p>
    </Section>
  );
}

function Proven({ shown, proof, locale, timeZone }: EntryProofProps & { proof: ProofSummary }) {
  const { t } = useTranslation("impact");
  const zone = useViewerZone(timeZone);
  const number = numberFormat(locale);
  const file = `/impact/entries/${shown.id}/proof`;
  return (
    <div className="grid gap-4">
      <DefinitionList
        items={[
          { term: t("proof.index"), value: t("proof.indexOf", { index: number.format(proof.index), size: number.format(proof.size) }) },
          { term: t("proof.signedAt"), value: <DateTime at={proof.signedAt} locale={locale} {...zone} format="full" /> },
          { term: t("proof.leafHash"), value: <Hash text={proof.leafHash} /> },
          { term: t("proof.root"), value: <Hash text={proof.root} /> },
        ]}
      />
      {proof.proof.length > 0 ? (
        <details>
          <summary className="inline-flex min-h-11 items-center font-semibold text-sky hover:underline">{t("proof.path", { count: proof.proof.length })}</summary>
          <ol className="grid list-decimal gap-1 ps-8 text-sm">
            {proof.proof.map((hash, index) => (
              <li key={`${hash} ${index}`}>
                <Hash text={hash} />
              </li>
            ))}
          </ol>
        </details>
      ) : null}
      <ProofCheck key={shown.id} shown={shown} file={file} locale={locale} />
      <SeenBefore note={proof.note} locale={locale} />
      <details>
        <summary className="inline-flex min-h-11 items-center font-semibold text-sky hover:underline">{t("proof.elsewhereTitle")}</summary>
        <Elsewhere id={shown.id} file={file} />
      </details>
    </div>
  );
}

/** The same check without this page: a file and a command. */
function Elsewhere({ id, file }: { id: string; file: string }) {
  const { t } = useTranslation("impact");
  return (
    <div className="grid justify-items-start gap-3">
      <p className="prose-text">{t("proof.elsewhereText")}</p>
      <p className="flex flex-wrap gap-2">
        <LinkButton to={file} reloadDocument download variant="secondary" size="sm" icon="download">
          {t("proof.file")}
        </LinkButton>
        <LinkButton to="/verify.mjs" reloadDocument download variant="secondary" size="sm" icon="download">
          {t("ledger.downloads.verify")}
        </LinkButton>
      </p>
      <pre className="rounded-card bg-sunken p-3 text-sm wrap-anywhere whitespace-pre-wrap">{`node verify.mjs proof-${id.slice(-8)}.json`}</pre>
    </div>
  );
}

function Waiting({ maySign }: { maySign: boolean }) {
  const { t } = useTranslation("impact");
  return (
    <div className="grid justify-items-start gap-3 rounded-card bg-sunken p-4">
      <p>{t("proof.waiting")}</p>
      {maySign ? (
        <Form method="post" preventScrollReset>
          <SubmitButton name="intent" value="sign" variant="secondary" icon="key" busyLabel={t("proof.signing")}>
            {t("proof.signNow")}
          </SubmitButton>
        </Form>
      ) : null}
    </div>
  );
}
