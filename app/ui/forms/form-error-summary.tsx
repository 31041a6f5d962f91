import { useEffect, useRef } from "react";
import { useTranslation } from "#app/ui/i18n.ts";
import { Icon } from "../icons/icon.tsx";

export interface FormErrorSummaryProps {
  errors: readonly { fieldId?: string; message: string }[];
  title?: string;
  /** False only where several stand on one page, as on the design page. */
  takeFocus?: boolean;
}

/** All errors of a form at its top, each a link to its field. Takes the focus when it appears. */
export function FormErrorSummary({ errors, title, takeFocus = true }: FormErrorSummaryProps) {
  const { t } = useTranslation("common");
  const box = useRef<HTMLDivElement>(null);
  const count = errors.length;
  useEffect(() => {
    if (count > 0 && takeFocus) box.current?.focus();
  }, [count, takeFocus]);
  if (count === 0) return null;
  return (
    <div ref={box} role={takeFocus ? "alert" : undefined} tabIndex={-1} className="rounded-card border border-clay bg-clay-soft p-4 text-ink">
      <p className="flex items-center gap-2 font-semibold">
        <Icon name="error" className="text-clay" />
        {title ?? t("form.errorTitle", { count })}
      </p>
      <ul className="mt-2 list-disc ps-7">
        {errors.map(({ fieldId, message }) => (
          <li key={`${fieldId ?? ""}${message}`}>
            {fieldId ? (
              <a href={`#${fieldId}`} className="text-clay underline underline-offset-2">
                {message}
              </a>
            ) : (
              message
            )}
          </li>
        ))}
      </ul>
    </div>
  );
}
