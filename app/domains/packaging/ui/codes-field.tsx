import { useRef } from "react";
import { useTranslation } from "#app/ui/i18n.ts";
import { Field } from "#app/ui/forms/field.tsx";
import { Textarea } from "#app/ui/forms/inputs.tsx";
import { readCodes } from "../packaging.rules.ts";
import { BoxScanner, type Scanned } from "./box-scanner.tsx";

/** Where boxes are scanned, one after the other: by a scanner that types, by hand, or by the camera where the browser reads codes. */
export function CodesField({ id, typed, error }: { id: string; typed: string; error: string[] }) {
  const { t } = useTranslation("packaging");
  const list = useRef<HTMLTextAreaElement>(null);
  const take = (text: string): Scanned => {
    const area = list.current;
    const [code] = readCodes("BX", text);
    if (!area || !code) return { outcome: "other", text: text.slice(0, 60) };
    const listed = readCodes("BX", area.value);
    if (listed.includes(code)) return { outcome: "again", code };
    area.value = area.value.trim() === "" ? code : `${area.value.trimEnd()}\n${code}`;
    return { outcome: "added", code, count: listed.length + 1 };
  };
  return (
    <div className="grid gap-3">
      <Field id={id} label={t("staff.codes")} hint={t("staff.codesHint")} error={error}>
        <Textarea ref={list} name="codes" rows={4} autoComplete="off" spellCheck={false} defaultValue={typed} />
      </Field>
      <BoxScanner take={take} />
    </div>
  );
}
