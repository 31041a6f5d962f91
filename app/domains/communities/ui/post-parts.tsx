import type { ReactNode } from "react";
import { translateError } from "#app/shared/field-errors.ts";
import { Avatar } from "#app/ui/avatar.tsx";
import { Badge } from "#app/ui/badge.tsx";
import { SubmitButton } from "#app/ui/buttons.tsx";
import { Dialog, DialogClose, DialogTrigger } from "#app/ui/dialog.tsx";
import { RadioCards } from "#app/ui/forms/choices.tsx";
import { Field } from "#app/ui/forms/field.tsx";
import { Textarea } from "#app/ui/forms/inputs.tsx";
import { useTranslation } from "#app/ui/i18n.ts";
import { Form, Link } from "#app/ui/remix.ts";
import { RelativeTime } from "#app/ui/time.tsx";
import { POST_KINDS, POST_MAX, type PostView } from "../posts/posts.schema.ts";

/** What came back of a form on these pages: one error of the whole, or errors at fields, with what was typed. */
export interface FailedPost {
  intent: string;
  error: string | null;
  fields: Record<string, string[]>;
  values: Record<string, string>;
}

/** Enough of a text to name it by, for those who hear a button without seeing what is above it. */
const nameOf = (body: string) => (body.length > 60 ? `${body.slice(0, 59)}…` : body);

export interface PostCardProps {
  post: PostView;
  communityName: string;
  /** Where its own page is; null on that page. */
  to: string | null;
  /** Where its forms are sent. */
  action: string;
  manages: boolean;
  now: string;
  locale: string;
  /** Reporting it. */
  report: ReactNode;
}

/** A post: who, when, what, and what its reader may do with it. */
export function PostCard({ post, communityName, to, action, manages, now, locale, report }: PostCardProps) {
  const { t } = useTranslation("feed");
  const isPublic = post.audience === "everybody";
  const author = isPublic && post.authorName === null ? communityName : (post.authorName ?? t("post.gone"));
  return (
    <article className="grid gap-3 rounded-card border border-line bg-surface p-4">
      <header className="flex flex-wrap items-center gap-x-3 gap-y-2">
        <Avatar name={author} size="sm" kind={post.authorName === null ? "community" : "person"} decorative />
        <span className="grid">
          <span className="font-semibold wrap-anywhere">{author}</span>
          <span className="text-sm text-ink-soft">
            <RelativeTime at={post.at} now={now} locale={locale} />
          </span>
        </span>
        <span className="flex flex-wrap gap-2 sm:ms-auto">
          {post.isPinned ? <Badge tone="marigold">{t("post.pinned")}</Badge> : null}
          {post.kind === "question" ? <Badge tone={post.hasHelped ? "leaf" : "neutral"}>{t(post.hasHelped ? "post.helped" : "post.question")}</Badge> : null}
          {isPublic ? <Badge tone="neutral">{t("post.public")}</Badge> : null}
        </span>
      </header>
      <p className="prose-text wrap-anywhere whitespace-pre-line">{post.body}</p>
      <footer className="flex flex-wrap items-center gap-x-4 gap-y-1">
        {to && post.kind === "question" ? (
          <Link to={to} className="link inline-flex min-h-9 items-center text-sm font-semibold" aria-label={t("post.openOf", { what: nameOf(post.body) })}>
            {`${t("post.answers", { count: post.answers })} · ${t("post.open")}`}
          </Link>
        ) : null}
        {manages ? (
          <Form method="post" action={action}>
            <PostRefFields postId={post.id} version={post.version} />
            <SubmitButton size="sm" variant="quiet" name="intent" value={post.isPinned ? "unpin" : "pin"} aria-label={t(post.isPinned ? "post.unpinOf" : "post.pinOf", { what: nameOf(post.body) })}>
              {t(post.isPinned ? "post.unpin" : "post.pin")}
            </SubmitButton>
          </Form>
        ) : null}
        {manages || post.isMine ? (
          <Withdraw id={post.id} intent="withdraw" action={action} label={t("post.withdrawOf", { what: nameOf(post.body) })}>
            <PostRefFields postId={post.id} version={post.version} />
          </Withdraw>
        ) : null}
        {post.isMine ? null : report}
      </footer>
    </article>
  );
}

function PostRefFields({ postId, version }: { postId: string; version: number }) {
  return (
    <>
      <input type="hidden" name="postId" value={postId} />
      <input type="hidden" name="version" value={version} />
    </>
  );
}

/** Taking words back, asked once more. `children` are the hidden fields that say what. */
export function Withdraw({ id, intent, action, label, children }: { id: string; intent: string; action: string; label: string; children: ReactNode }) {
  const { t } = useTranslation("feed");
  const dialogId = `withdraw-${id}`;
  return (
    <>
      <DialogTrigger dialogId={dialogId} variant="quiet" size="sm" aria-label={label}>
        {t("post.withdraw")}
      </DialogTrigger>
      <Dialog
        id={dialogId}
        title={t("post.withdrawTitle")}
        footer={
          <Form method="post" action={action} className="flex flex-wrap justify-end gap-2">
            <DialogClose dialogId={dialogId} variant="quiet">
              {t("post.keep")}
            </DialogClose>
            {children}
            <SubmitButton variant="danger" name="intent" value={intent}>
              {t("post.withdrawConfirm")}
            </SubmitButton>
          </Form>
        }
      >
        <p>{t("post.withdrawText")}</p>
      </Dialog>
    </>
  );
}

/** Writing a post. `mayPublish` lets a manager choose that everybody reads it. */
export function PostForm({ submissionId, mayPublish, failed }: { submissionId: string; mayPublish: boolean; failed: FailedPost | null }) {
  const { t } = useTranslation(["feed", "errors"]);
  const typed = failed?.intent === "post" ? failed.values : {};
  const errors = (name: string) => (failed?.intent === "post" ? (failed.fields[name] ?? []) : []).map((message) => translateError(t, message));
  return (
    <Form method="post" className="grid max-w-2xl gap-4">
      <input type="hidden" name="submissionId" value={submissionId} />
      <Field id="post-body" label={t("write.body")} hint={t("write.bodyHint", { max: POST_MAX })} error={errors("body")}>
        <Textarea name="body" rows={3} defaultValue={typed.body ?? ""} />
      </Field>
      <RadioCards
        legend={t("write.kind")}
        name="kind"
        columns={2}
        defaultValue={typed.kind ?? "news"}
        error={errors("kind")}
        options={POST_KINDS.map((value) => ({ value, label: t(`write.${value}`), hint: t(`write.${value}Hint`) }))}
      />
      {mayPublish ? (
        <RadioCards
          legend={t("write.audience")}
          name="audience"
          columns={2}
          defaultValue={typed.audience ?? "members"}
          options={[
            { value: "members", label: t("write.members") },
            { value: "everybody", label: t("write.everybody") },
          ]}
        />
      ) : null}
      <SubmitButton name="intent" value="post" className="justify-self-start">
        {t("write.send")}
      </SubmitButton>
    </Form>
  );
}

/** Answering a question. */
export function AnswerForm({ submissionId, failed }: { submissionId: string; failed: FailedPost | null }) {
  const { t } = useTranslation(["feed", "errors"]);
  const isMine = failed?.intent === "answer";
  const errors = (isMine ? (failed.fields.body ?? []) : []).map((message) => translateError(t, message));
  return (
    <Form method="post" className="grid max-w-2xl gap-3">
      <input type="hidden" name="submissionId" value={submissionId} />
      <Field id="answer-body" label={t("answer.write")} hint={t("write.bodyHint", { max: POST_MAX })} error={errors}>
        <Textarea name="body" rows={3} defaultValue={isMine ? (failed.values.body ?? "") : ""} />
      </Field>
      <SubmitButton name="intent" value="answer" className="justify-self-start">
        {t("answer.send")}
      </SubmitButton>
    </Form>
  );
}
