import type { HTMLAttributes, ReactNode } from "react";
import { Link } from "./remix.ts";

const tones = {
  surface: "bg-surface border-line",
  sunken: "bg-sunken border-transparent",
  leaf: "bg-leaf-soft border-transparent",
  marigold: "bg-marigold-soft border-transparent",
  sky: "bg-sky-soft border-transparent",
  clay: "bg-clay-soft border-transparent",
} as const;

const paddings = { none: "", sm: "p-3", md: "p-4 sm:p-5", lg: "p-5 sm:p-8" } as const;

export interface CardProps extends HTMLAttributes<HTMLElement> {
  as?: "div" | "article" | "section" | "li" | "aside";
  tone?: keyof typeof tones;
  padding?: keyof typeof paddings;
}

/** A surface with a quiet edge. It holds things; it does not float. */
export function Card({ as: Element = "div", tone = "surface", padding = "md", className = "", children, ...rest }: CardProps) {
  return (
    <Element {...rest} className={`rounded-card border ${tones[tone]} ${paddings[padding]} ${className}`}>
      {children}
    </Element>
  );
}

export interface MediaCardProps {
  to: string;
  image?: { src: string; srcSet?: string; sizes?: string; alt: string } | null;
  /** Stands where the photo would: usually a drawing. */
  fallback: ReactNode;
  title: string;
  price?: ReactNode;
  meta?: ReactNode;
  badge?: ReactNode;
  /** A small last line, e.g. what taking it keeps out of the air. */
  figure?: ReactNode;
  headingLevel?: 2 | 3;
  /** The first row of a page loads its photos at once. */
  eager?: boolean;
}

/** A thing with its photo, 4:3. The whole card leads to it, through one link. */
export function MediaCard({ to, image, fallback, title, price, meta, badge, figure, headingLevel = 3, eager = false }: MediaCardProps) {
  const Heading = headingLevel === 2 ? "h2" : "h3";
  return (
    <article className="group relative flex h-full flex-col overflow-hidden rounded-card border border-line bg-surface transition-colors hover:border-line-strong has-focus-visible:outline-3 has-focus-visible:outline-offset-2 has-focus-visible:outline-focus">
      <div className="relative flex aspect-4/3 items-center justify-center overflow-hidden bg-sunken text-ink-soft [&>svg]:h-4/5 [&>svg]:w-auto">
        {image ? (
          <img src={image.src} srcSet={image.srcSet} sizes={image.sizes} alt={image.alt} loading={eager ? "eager" : "lazy"} decoding="async" width={480} height={360} className="size-full object-cover transition-transform duration-300 group-hover:scale-[1.02]" />
        ) : (
          fallback
        )}
        {badge ? <div className="absolute inset-s-2 top-2 flex flex-wrap gap-1">{badge}</div> : null}
      </div>
      <div className="flex grow flex-col gap-1 p-3">
        <div className="flex flex-wrap items-baseline justify-between gap-x-2">
          <Heading className="line-clamp-2 grow basis-28 font-sans text-base leading-snug font-semibold tracking-normal">
            <Link to={to} className="text-ink no-underline outline-none after:absolute after:inset-0">
              {title}
            </Link>
          </Heading>
          {price ? <div className="tabular shrink-0 font-semibold text-leaf">{price}</div> : null}
        </div>
        {meta ? <div className="text-sm text-ink-soft">{meta}</div> : null}
        {figure ? <div className="mt-auto pt-1 text-sm text-ink-soft">{figure}</div> : null}
      </div>
    </article>
  );
}
