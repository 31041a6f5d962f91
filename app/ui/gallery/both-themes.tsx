import type { ReactNode } from "react";
import { useTranslation } from "#app/ui/i18n.ts";
import type { ThemeName } from "../tokens.ts";

const themes = ["light", "dark"] as const;

/** The same specimens in both looks, side by side; ids inside are made unique with the theme's name. */
export function BothThemes({ children }: { children: (theme: ThemeName) => ReactNode }) {
  const { t } = useTranslation("design");
  return (
    <div className="grid gap-3 lg:grid-cols-2">
      {themes.map((theme) => (
        <div key={theme} data-theme={theme} className="grid min-w-0 grid-cols-1 content-start gap-5 rounded-card border border-line p-4 sm:p-5">
          <p className="text-xs font-semibold text-ink-soft">{t(theme)}</p>
          {children(theme)}
        </div>
      ))}
    </div>
  );
}

/** Specimens in a row that wraps. */
export function Row({ children }: { children: ReactNode }) {
  return <div className="flex flex-wrap items-center gap-3">{children}</div>;
}
