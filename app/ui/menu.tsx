import { useEffect, useRef } from "react";
import type { ButtonHTMLAttributes, ReactNode } from "react";
import { Icon } from "./icons/icon.tsx";
import type { IconName } from "./icons/icon.tsx";
import { Link } from "./remix.ts";

export interface MenuProps {
  /** What the button is called; the trigger may show less. */
  label: string;
  trigger: ReactNode;
  align?: "start" | "end";
  /** Where the list opens; "up" for bars at the bottom. */
  direction?: "down" | "up";
  className?: string;
  children: ReactNode;
}

/** A button with a list beneath: `<details>`, so that it works before JavaScript. Escape and a press outside close it. */
export function Menu({ label, trigger, align = "end", direction = "down", className = "", children }: MenuProps) {
  const details = useRef<HTMLDetailsElement>(null);

  useEffect(() => {
    const element = details.current;
    if (!element) return;
    const close = () => {
      element.open = false;
    };
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== "Escape" || !element.open) return;
      close();
      element.querySelector("summary")?.focus();
    };
    const onPress = (event: Event) => {
      if (event.target instanceof Node && !element.contains(event.target)) close();
    };
    // A chosen link or button has done its work; a moved focus has left.
    const onClick = (event: Event) => {
      if (event.target instanceof Element && event.target.closest("a,button")) setTimeout(close, 0);
    };
    const onFocusOut = (event: FocusEvent) => {
      if (event.relatedTarget instanceof Node && !element.contains(event.relatedTarget)) close();
    };
    element.addEventListener("keydown", onKey);
    element.addEventListener("click", onClick);
    element.addEventListener("focusout", onFocusOut);
    document.addEventListener("pointerdown", onPress);
    return () => {
      element.removeEventListener("keydown", onKey);
      element.removeEventListener("click", onClick);
      element.removeEventListener("focusout", onFocusOut);
      document.removeEventListener("pointerdown", onPress);
    };
  }, []);

  return (
    <details ref={details} className={`relative ${className}`}>
      <summary aria-label={label} className="flex min-h-11 items-center gap-2 rounded-control px-2 font-semibold transition-colors select-none hover:bg-sunken">
        {trigger}
      </summary>
      <div
        className={`absolute z-40 w-max max-w-[min(20rem,calc(100vw-2rem))] min-w-52 animate-rise rounded-card border border-line bg-surface p-1.5 shadow-float ${align === "end" ? "inset-e-0" : "inset-s-0"} ${direction === "up" ? "bottom-full mb-2" : "top-full mt-1"}`}
      >
        {children}
      </div>
    </details>
  );
}

const item = "flex min-h-11 w-full items-center gap-3 rounded-control px-3 py-2 text-start text-ink no-underline transition-colors hover:bg-sunken";

export function MenuLink({ to, icon, children, reloadDocument }: { to: string; icon?: IconName; children: ReactNode; reloadDocument?: boolean }) {
  return (
    <Link to={to} reloadDocument={reloadDocument} className={item}>
      {icon ? <Icon name={icon} className="text-ink-soft" /> : null}
      {children}
    </Link>
  );
}

export interface MenuButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  icon?: IconName;
  current?: boolean;
}

/** A submit button inside your own form; `current` marks the choice in force. */
export function MenuButton({ icon, current, children, ...rest }: MenuButtonProps) {
  return (
    <button type="submit" aria-current={current ? "true" : undefined} {...rest} className={`${item} ${current ? "font-semibold" : ""}`}>
      {icon ? <Icon name={icon} className="text-ink-soft" /> : null}
      <span className="min-w-0 grow">{children}</span>
      {current ? <Icon name="check" className="text-leaf" /> : null}
    </button>
  );
}
