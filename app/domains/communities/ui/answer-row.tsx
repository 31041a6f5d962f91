import type { ReactNode } from "react";
import { Avatar } from "#app/ui/avatar.tsx";
import { Badge } from "#app/ui/badge.tsx";
import { SubmitButton } from "#app/ui/buttons.tsx";
import { useTranslation } from "#app/ui/i18n.ts";
import { Form } from "#app/ui/remix.ts";
import { RelativeTime } from "#app/ui/time.tsx";
import type { AnswerView } from "../posts/posts.schema.ts";
import { Withdraw } from "./post-parts.tsx";

/** An answer, whether it helped, and what its reader may do with it. */
export function AnswerRow({ answer, action, mayMark, manages, now, locale, report }: { answer: AnswerView; action: string; mayMark: boolean; manages: boolean; now: string; locale: string; report: ReactNode }) {
  const { t } = useTranslation("feed");
  const { id, authorName: name, version, helped } = answer;
  const ref = (
    <>
      <input type="hidden" name="answerId" value={id} />
      <input type="hidden" name="version" value={version} />
    </>
  );
  return (
    <li className={`grid gap-2 rounded-card border p-4 ${helped ? "border-leaf bg-leaf-soft" : "border-line bg-surface"}`}>
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <Avatar name={name} size="sm" decorative />
        <span className="font-semibold wrap-anywhere">{name}</span>
        <span className="text-sm text-ink-soft">
          <RelativeTime at={answer.at} now={now} locale={locale} />
        </span>
        {helped ? (
          <Badge tone="leaf" icon="check">
            {t("answer.helped")}
          </Badge>
        ) : null}
      </div>
      <p className="prose-text wrap-anywhere whitespace-pre-line">{answer.body}</p>
      <div className="flex flex-wrap items-center gap-x-4 gap-y-1">
        {mayMark ? (
          <Form method="post" action={action}>
            {ref}
            <SubmitButton size="sm" variant={helped ? "quiet" : "secondary"} name="intent" value={helped ? "unmark" : "mark"} aria-label={t(helped ? "answer.unmarkOf" : "answer.markOf", { name })}>
              {t(helped ? "answer.unmark" : "answer.mark")}
            </SubmitButton>
          </Form>
        ) : null}
        {manages || answer.isMine ? (
          <Withdraw id={id} intent="withdrawAnswer" action={action} label={t("post.withdrawOf", { what: name })}>
            {ref}
          </Withdraw>
        ) : null}
        {answer.isMine ? null : report}
      </div>
    </li>
  );
}
