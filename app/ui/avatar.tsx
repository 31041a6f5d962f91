import { arcPath, ringArcs } from "./brand/logo.tsx";

export type AvatarKind = "person" | "household" | "community" | "recycler" | "other";

/** Which arc of the ring each kind of party owns; it is drawn strong, the others faint. */
const owned: Record<AvatarKind, number> = { person: -1, household: 0, recycler: 1, community: 2, other: -1 };

const pixels = { sm: 32, md: 44, lg: 80 } as const;

/** The first letters people would use: two for Latin names, one for Chinese ones. */
export function initials(name: string): string {
  const words = name.trim().split(/\s+/).filter(Boolean);
  const first = [...(words[0] ?? "")][0] ?? "";
  if (/\p{Script=Han}/u.test(first)) return first;
  const second = words.length > 1 ? ([...(words.at(-1) ?? "")][0] ?? "") : "";
  return (first + second).toUpperCase();
}

export interface AvatarProps {
  name: string;
  src?: string | null;
  kind?: AvatarKind;
  size?: keyof typeof pixels;
  /** The name stands beside it, so it is not said twice. */
  decorative?: boolean;
}

/** A face or initials inside the ring; the strong arc tells household, community and recycler apart. */
export function Avatar({ name, src, kind = "person", size = "md", decorative = false }: AvatarProps) {
  const px = pixels[size];
  return (
    <span {...(decorative ? { "aria-hidden": true } : { role: "img", "aria-label": name })} className="relative inline-flex shrink-0 align-middle">
      <svg viewBox="0 0 44 44" width={px} height={px} aria-hidden="true">
        <circle cx={22} cy={22} r={16.5} className="fill-sunken" />
        {src ? null : (
          <text x={22} y={22} textAnchor="middle" dominantBaseline="central" className="fill-ink font-sans text-[14px] font-semibold">
            {initials(name)}
          </text>
        )}
        <g fill="none" strokeWidth={3} strokeLinecap="round">
          {ringArcs.map((arc, index) => (
            <path key={arc.from} d={arcPath(22, 22, 20, arc.from + 4, arc.to - 4)} className={owned[kind] === index ? arc.className : owned[kind] === -1 && kind === "person" ? "stroke-line-strong" : "stroke-line"} />
          ))}
        </g>
      </svg>
      {src ? <img src={src} alt="" className="absolute inset-[12.5%] size-3/4 rounded-full object-cover" /> : null}
    </span>
  );
}
