import { useEffect, useRef, useState } from "react";
import type { ReactNode } from "react";
import { useTranslation } from "#app/ui/i18n.ts";
import { useHydrated } from "../assistive.tsx";
import { IconButton } from "../buttons.tsx";
import { Icon } from "../icons/icon.tsx";
import { Field, useField } from "./field.tsx";

export interface PhotoInputProps {
  id?: string;
  name: string;
  label: string;
  hint?: ReactNode;
  error?: string | readonly string[];
  max?: number;
}

interface Chosen {
  file: File;
  url: string;
}

/** Photos to send with the form: the browser's own file field, with previews that can be taken out once hydrated. */
export function PhotoInput({ id, name, label, hint, error, max = 8 }: PhotoInputProps) {
  return (
    <Field id={id} label={label} hint={hint} error={error}>
      <Picker name={name} max={max} />
    </Field>
  );
}

function Picker({ name, max }: { name: string; max: number }) {
  const { t } = useTranslation("common");
  const field = useField();
  const hydrated = useHydrated();
  const input = useRef<HTMLInputElement>(null);
  const [chosen, setChosen] = useState<Chosen[]>([]);
  const latest = useRef(chosen);
  latest.current = chosen;

  useEffect(() => () => latest.current.forEach(({ url }) => URL.revokeObjectURL(url)), []);

  /** The field's own list is what gets sent, so it is rewritten to match the previews. */
  function keep(next: Chosen[]) {
    const list = new DataTransfer();
    next.forEach(({ file }) => list.items.add(file));
    if (input.current) input.current.files = list.files;
    setChosen(next);
  }

  function add(files: FileList | null) {
    const fresh = [...(files ?? [])].map((file) => ({ file, url: URL.createObjectURL(file) }));
    keep([...chosen, ...fresh].slice(0, max));
  }

  function remove(gone: Chosen) {
    URL.revokeObjectURL(gone.url);
    keep(chosen.filter((one) => one !== gone));
  }

  return (
    <div className="grid min-w-0 grid-cols-1 gap-2">
      {hydrated && chosen.length > 0 ? (
        <ul className="grid grid-cols-3 gap-2 sm:grid-cols-4">
          {chosen.map((one, index) => (
            <li key={one.url} className="relative overflow-hidden rounded-card border border-line bg-sunken">
              <img src={one.url} alt={t("photos.preview", { number: index + 1 })} className="aspect-4/3 w-full object-cover" />
              <IconButton icon="close" size="sm" variant="secondary" label={t("photos.remove", { name: one.file.name })} onClick={() => remove(one)} className="absolute inset-e-1 top-1" />
            </li>
          ))}
        </ul>
      ) : null}
      <label className="relative flex min-h-28 flex-col items-center justify-center gap-2 rounded-card border-2 border-dashed border-line-strong bg-sunken p-4 text-center text-sm text-ink-soft transition-colors hover:border-leaf hover:text-ink has-focus-visible:outline-3 has-focus-visible:outline-focus">
        <Icon name="photo" size={32} />
        <span className="font-semibold">{t("photos.choose")}</span>
        <span>{t("photos.limit", { max })}</span>
        <input
          ref={input}
          id={field?.id}
          aria-describedby={field?.describedBy}
          aria-invalid={field?.invalid || undefined}
          type="file"
          name={name}
          accept="image/*"
          multiple
          onChange={(event) => add(event.target.files)}
          className={hydrated ? "absolute inset-0 cursor-pointer opacity-0" : "w-full min-w-0 text-ink"}
        />
      </label>
    </div>
  );
}
