import { useEffect, useRef, useState } from "react";
import type { ButtonHTMLAttributes, ComponentProps, MouseEvent, ReactNode } from "react";
import { Icon } from "./icons/icon.tsx";
import type { IconName } from "./icons/icon.tsx";
import { RingSpinner } from "./loader.tsx";
import { Link, useNavigation } from "./remix.ts";

export type ButtonVariant = "primary" | "secondary" | "quiet" | "danger";
export type ButtonSize = "sm" | "md" | "lg";

interface Look {
  variant?: ButtonVariant;
  size?: ButtonSize;
  wide?: boolean;
}

const base =
  "inline-flex items-center justify-center gap-2 rounded-control border font-semibold no-underline select-none text-center leading-tight break-keep transition-colors active:translate-y-px aria-disabled:active:translate-y-0 disabled:active:translate-y-0";

const variants: Record<ButtonVariant, string> = {
  primary:
    "border-transparent bg-leaf text-on-leaf hover:bg-leaf-strong disabled:bg-sunken disabled:text-ink-soft disabled:border-line aria-disabled:hover:bg-leaf",
  secondary:
    "border-line-strong bg-surface text-ink hover:bg-sunken active:bg-leaf-soft disabled:bg-sunken disabled:text-ink-soft disabled:border-line",
  quiet: "border-transparent bg-transparent text-ink hover:bg-sunken active:bg-leaf-soft disabled:text-ink-soft disabled:hover:bg-transparent",
  danger:
    "border-transparent bg-clay text-on-clay hover:bg-clay-strong disabled:bg-sunken disabled:text-ink-soft disabled:border-line aria-disabled:hover:bg-clay",
};

const sizes: Record<ButtonSize, string> = {
  sm: "min-h-9 px-3 py-1.5 text-sm",
  md: "min-h-11 px-4 py-2 text-base",
  lg: "min-h-13 px-6 py-3 text-lg",
};

/** The classes of a button, for the rare element that must look like one and is neither Button nor LinkButton. */
export function buttonClass({ variant = "primary", size = "md", wide = false }: Look, extra = ""): string {
  return `${base} ${variants[variant]} ${sizes[size]} ${wide ? "w-full" : ""} ${extra}`;
}

export interface ButtonProps extends ButtonHTMLAttributes<HTMLButtonElement>, Look {
  /** Work is under way: keeps focus, says so, refuses further presses. */
  busy?: boolean;
  icon?: IconName;
  iconEnd?: IconName;
}

export function Button({ variant, size, wide, busy = false, icon, iconEnd, className, children, onClick, type = "button", ...rest }: ButtonProps) {
  const iconSize = size === "sm" ? 16 : 20;
  function press(event: MouseEvent<HTMLButtonElement>) {
    if (busy) event.preventDefault();
    else onClick?.(event);
  }
  return (
    <button {...rest} type={type} onClick={press} aria-busy={busy || undefined} aria-disabled={busy || undefined} className={buttonClass({ variant, size, wide }, className)}>
      {busy ? <RingSpinner size={iconSize} /> : icon ? <Icon name={icon} size={iconSize} /> : null}
      {children}
      {iconEnd ? <Icon name={iconEnd} size={iconSize} /> : null}
    </button>
  );
}

/**
 * A submit button that is busy while its own form is being sent. Where a form has several, give each its
 * `name` and `value`. A fetcher's form passes `busy` itself.
 */
export function SubmitButton({ busyLabel, busy, children, ...rest }: ButtonProps & { busyLabel?: string }) {
  const navigation = useNavigation();
  const holder = useRef<HTMLSpanElement>(null);
  const [mine, setMine] = useState(false);

  const { state, formAction, formData } = navigation;
  useEffect(() => {
    const form = holder.current?.closest("form");
    const sent = state !== "idle" && formAction !== undefined && form != null;
    const sameForm = sent && new URL(form.action, location.href).pathname === new URL(formAction, location.href).pathname;
    const sameButton = !rest.name || formData?.get(rest.name) === String(rest.value ?? "");
    setMine(Boolean(sameForm && sameButton));
  }, [state, formAction, formData, rest.name, rest.value]);

  const active = busy ?? mine;
  return (
    <Button {...rest} type="submit" busy={active}>
      <span ref={holder}>{active && busyLabel ? busyLabel : children}</span>
    </Button>
  );
}

export interface LinkButtonProps extends ComponentProps<typeof Link>, Look {
  icon?: IconName;
  iconEnd?: IconName;
}

/** A link that is the page's or card's action. */
export function LinkButton({ variant, size, wide, icon, iconEnd, className, children, ...rest }: LinkButtonProps) {
  const iconSize = size === "sm" ? 16 : 20;
  return (
    <Link {...rest} className={buttonClass({ variant, size, wide }, className)}>
      {icon ? <Icon name={icon} size={iconSize} /> : null}
      {children as ReactNode}
      {iconEnd ? <Icon name={iconEnd} size={iconSize} /> : null}
    </Link>
  );
}

export interface IconButtonProps extends Omit<ButtonHTMLAttributes<HTMLButtonElement>, "children"> {
  icon: IconName;
  label: string;
  variant?: Exclude<ButtonVariant, "danger">;
  size?: "sm" | "md";
}

/** A button that is only an icon; `label` is its name and its tooltip. */
export function IconButton({ icon, label, variant = "quiet", size = "md", className = "", type = "button", ...rest }: IconButtonProps) {
  return (
    <button {...rest} type={type} aria-label={label} title={label} className={`${base} ${variants[variant]} ${size === "sm" ? "size-9" : "size-11"} ${className}`}>
      <Icon name={icon} size={size === "sm" ? 16 : 20} />
    </button>
  );
}
