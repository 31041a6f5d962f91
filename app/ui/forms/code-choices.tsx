export interface CodeGroup {
  /** Of the group's heading on the page. */
  id: string;
  label: string;
  codes: readonly string[];
}

/** Boxes for codes that programs know, such as scopes or types of events, in groups of two columns. Stands in a `FieldSet`. */
export function CodeChoices({ name, groups, chosen }: { name: string; groups: readonly CodeGroup[]; chosen: readonly string[] }) {
  return (
    <div className="grid gap-x-6 gap-y-4 sm:grid-cols-2">
      {groups.map(({ id, label, codes }) => (
        <div key={id} role="group" aria-labelledby={id} className="grid content-start gap-1">
          <p id={id} className="text-sm font-semibold text-ink-soft">
            {label}
          </p>
          {codes.map((code) => (
            <label key={code} className="flex min-h-8 items-center gap-2.5 max-sm:min-h-11">
              <input type="checkbox" name={name} value={code} defaultChecked={chosen.includes(code)} className="size-5 shrink-0 accent-(--rb-leaf)" />
              <code className="text-sm wrap-anywhere">{code}</code>
            </label>
          ))}
        </div>
      ))}
    </div>
  );
}
