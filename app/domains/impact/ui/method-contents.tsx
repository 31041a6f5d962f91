import { useTranslation } from "#app/ui/i18n.ts";
import { Icon } from "#app/ui/icons/icon.tsx";

interface Line {
  id: string;
  text: string;
  depth: number;
}

/** The parts of a long text: beside it where there is room, folded above it on the phone. */
export function MethodContents({ lines, kind }: { lines: readonly Line[]; kind: "beside" | "folded" }) {
  const { t } = useTranslation("method");
  const label = t("document.contents");
  if (kind === "folded") {
    return (
      <details className="group rounded-card border border-line bg-surface lg:hidden">
        <summary className="flex min-h-12 items-center justify-between gap-3 px-4 font-semibold">
          {label}
          <Icon name="chevron-down" className="transition-transform group-open:rotate-180" />
        </summary>
        <nav aria-label={label} className="px-4 pb-4">
          <Lines lines={lines} />
        </nav>
      </details>
    );
  }
  return (
    <nav aria-label={label} className="sticky top-24 max-h-[calc(100vh-8rem)] self-start overflow-y-auto max-lg:hidden">
      <p className="pb-2 text-sm font-semibold">{label}</p>
      <Lines lines={lines} />
    </nav>
  );
}

function Lines({ lines }: { lines: readonly Line[] }) {
  return (
    <ul className="grid border-s-2 border-line text-sm">
      {lines.map((line) => (
        <li key={line.id}>
          <a href={`#${line.id}`} className={`block py-1 text-ink-soft underline-offset-4 hover:text-ink hover:underline ${line.depth > 2 ? "ps-7" : "ps-3.5"}`}>
            {line.text}
          </a>
        </li>
      ))}
    </ul>
  );
}
