import { iconPaths } from "./icon-paths.ts";
import type { IconName } from "./icon-paths.ts";

export type { IconName } from "./icon-paths.ts";

export interface IconProps {
  name: IconName;
  size?: 16 | 20 | 24 | 32;
  /** Give one only where the icon stands without words; otherwise it is hidden from assistive technology. */
  label?: string;
  className?: string;
}

/** One icon of our set, in the colour of the text around it. */
export function Icon({ name, size = 20, label, className = "" }: IconProps) {
  return (
    <svg
      viewBox="0 0 24 24"
      width={size}
      height={size}
      fill="none"
      stroke="currentColor"
      strokeWidth={1.75}
      strokeLinecap="round"
      strokeLinejoin="round"
      className={`shrink-0 ${className}`}
      focusable="false"
      {...(label ? { role: "img", "aria-label": label } : { "aria-hidden": true })}
    >
      <path d={iconPaths[name]} />
    </svg>
  );
}
