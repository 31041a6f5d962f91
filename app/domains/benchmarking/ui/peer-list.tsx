import { useTranslation } from "#app/ui/i18n.ts";
import { Badge } from "#app/ui/badge.tsx";
import { SubmitButton } from "#app/ui/buttons.tsx";
import { Card } from "#app/ui/card.tsx";
import { Field } from "#app/ui/forms/field.tsx";
import { Input, Select } from "#app/ui/forms/inputs.tsx";
import { useReply, type Reply } from "#app/ui/forms/use-reply.ts";
import { Form, Link } from "#app/ui/remix.ts";
import type { PeerView } from "../benchmarking.schema.ts";

/** Why a peer is one, as short words. */
export function PeerReasons({ peer }: { peer: Pick<PeerView, "reasons" | "origin" | "words" | "isOut"> }) {
  const { t } = useTranslation("benchmarking");
  return (
    <span className="flex flex-wrap gap-1.5">
      {peer.reasons.map((reason) => (
        <Badge key={reason} tone="sky">
          {t(`peers.reasons.${reason}`)}
        </Badge>
      ))}
      {peer.words && peer.origin === "choice" && !peer.isOut ? <span className="text-sm text-ink-soft">{t("peers.chosen", { words: peer.words })}</span> : null}
      {peer.words && peer.isOut ? <span className="text-sm text-ink-soft">{t("peers.left", { words: peer.words })}</span> : null}
    </span>
  );
}

type Failed = { about: string | null; reply: Reply } | undefined;

/** Everybody who is compared with, and who was left out, each with the reasons. */
export function PeerList({ peers, mayChange, failed }: { peers: readonly PeerView[]; mayChange: boolean; failed: Failed }) {
  const { t } = useTranslation("benchmarking");
  if (peers.length === 0) return <p>{t("peers.none")}</p>;
  return (
    <ul className="grid gap-2">
      {peers.map((peer) => (
        <Card as="li" key={peer.communityId} padding="sm" className={`grid gap-2 ${peer.isOut ? "border-dashed" : ""}`}>
          <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
            <Link to={`/communities/${peer.slug}`} className="link font-semibold">
              {peer.name}
            </Link>
            <span className="text-sm text-ink-soft">
              {t("peers.members", { count: peer.members })}
              {peer.kind ? ` · ${t(`profile.kinds.${peer.kind}`)}` : ""}
            </span>
            <Badge tone={peer.isOut ? "neutral" : "leaf"}>{t(peer.isOut ? "peers.out" : "peers.in")}</Badge>
          </p>
          <PeerReasons peer={peer} />
          {mayChange ? <Choice peer={peer} reply={failed?.about === peer.communityId ? failed.reply : null} /> : null}
        </Card>
      ))}
    </ul>
  );
}

function Choice({ peer, reply }: { peer: PeerView; reply: Reply }) {
  const { t } = useTranslation("benchmarking");
  const { errors, typed } = useReply(reply);
  if (peer.isOut) {
    return (
      <Form method="post">
        <input type="hidden" name="communityId" value={peer.communityId} />
        <input type="hidden" name="isOut" value="no" />
        <SubmitButton variant="secondary" size="sm" name="intent" value={`in-${peer.communityId}`} aria-label={t("form.takeInNamed", { name: peer.name })}>
          {t("form.takeIn")}
        </SubmitButton>
      </Form>
    );
  }
  return (
    <details open={reply ? true : undefined}>
      <summary className="inline-flex min-h-9 cursor-pointer items-center text-sm font-semibold text-sky hover:underline" aria-label={t("form.leaveOutNamed", { name: peer.name })}>
        {t("form.leaveOut")}
      </summary>
      <Form method="post" className="mt-2 flex flex-wrap items-end gap-3">
        <input type="hidden" name="communityId" value={peer.communityId} />
        <input type="hidden" name="isOut" value="yes" />
        <div className="min-w-0 grow basis-60">
          <Field id={`out-${peer.communityId}`} label={t("form.reason")} error={errors("words")}>
            <Input name="words" maxLength={300} required defaultValue={typed("words")} />
          </Field>
        </div>
        <SubmitButton variant="secondary" name="intent" value={`out-${peer.communityId}`}>
          {t("form.leaveOut")}
        </SubmitButton>
      </Form>
    </details>
  );
}

/** Takes a listed community in that the rule did not propose. */
export function AddPeer({ candidates, reply }: { candidates: readonly { value: string; label: string }[]; reply: Reply }) {
  const { t } = useTranslation("benchmarking");
  const { errors, typed } = useReply(reply);
  return (
    <Form method="post" className="flex flex-wrap items-end gap-3">
      <input type="hidden" name="isOut" value="no" />
      <div className="min-w-0 grow basis-56">
        <Field id="add-community" label={t("form.community")} error={errors("communityId")}>
          <Select name="communityId" defaultValue={typed("communityId")} options={candidates} />
        </Field>
      </div>
      <div className="min-w-0 grow basis-56">
        <Field id="add-words" label={t("form.reason")} error={errors("words")}>
          <Input name="words" maxLength={300} required defaultValue={typed("words")} />
        </Field>
      </div>
      <SubmitButton variant="secondary" name="intent" value="add">
        {t("form.add")}
      </SubmitButton>
    </Form>
  );
}
