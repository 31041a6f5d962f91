import { Alert } from "#app/ui/alert.tsx";
import { useTranslation } from "#app/ui/i18n.ts";
import { SecretBox } from "./secret-box.tsx";

/** What came of the last form: a secret to keep, why it was refused, or the word of a success (`done`, a key of the room's words). */
export function AnswerNote({ answer, done }: { answer: { secret: string | null; error: string | null } | undefined; done: string | null }) {
  const { t } = useTranslation("webhooks");
  if (answer?.secret) return <SecretBox secret={answer.secret} />;
  const words = answer?.error ?? done;
  if (!words) return null;
  return (
    <Alert tone={answer?.error ? "error" : "success"} live>
      {t(words)}
    </Alert>
  );
}
