import type { ReactNode } from "react";
import { arcPath } from "../brand/logo.tsx";

export const emptyKinds = ["listings", "deals", "bookings", "messages", "results", "not_found", "error", "offline"] as const;

export type EmptyKind = (typeof emptyKinds)[number];

/** A scene for a place with nothing in it: one thing on a stage that is the ring seen from the side. */
export function EmptyDrawing({ kind, className = "" }: { kind: EmptyKind; className?: string }) {
  return (
    <svg viewBox="0 0 240 168" width={240} height={168} fill="none" className={`h-auto max-w-full ${className}`} aria-hidden="true" focusable="false">
      <ellipse cx={120} cy={132} rx={92} ry={25} className="fill-sunken" />
      <g strokeWidth={5} strokeLinecap="round">
        <path d="M128 157c54-1.5 90-12 84-29" className="stroke-leaf" />
        <path d="M28 128c-6 16 28 28 82 29" className="stroke-sky" />
        <path d="M34 119c16-8 48-13 86-13 36 0 68 4 84 11" className="stroke-marigold opacity-70" />
      </g>
      <g strokeWidth={2.5} strokeLinecap="round" strokeLinejoin="round" className="stroke-ink">
        {scenes[kind]}
      </g>
    </svg>
  );
}

const scenes: Record<EmptyKind, ReactNode> = {
  listings: (
    <>
      <path d="M82 84l38 15v38l-38-15z" className="fill-surface" />
      <path d="M158 84l-38 15v38l38-15z" className="fill-leaf" />
      <path d="M82 84l38-14 38 14-38 15z" className="fill-leaf-soft" />
      <path d="M82 84L66 94l38 15 16-10M158 84l16 10-38 15-16-10" className="fill-surface" />
      <path d="M106 47c-1-18 28-18 28-1 0 10-13 10-13 19" />
      <path d="M121 75v.010" strokeWidth={4} />
      <path d="M84 40a40 40 0 0 1 14-16M158 44a40 40 0 0 0-14-20" className="stroke-marigold" strokeWidth={3.5} />
    </>
  ),
  deals: (
    <>
      <path d="M52 134v-18c0-13 8-21 19-21s19 8 19 21v18z" className="fill-leaf" />
      <circle cx={71} cy={78} r={13} className="fill-surface" />
      <path d="M150 134v-18c0-13 8-21 19-21s19 8 19 21v18z" className="fill-marigold" />
      <circle cx={169} cy={78} r={13} className="fill-surface" />
      <path d="M86 108l14 6M154 108l-14 6" />
      <path d="M102 104h36v26h-36z" className="fill-surface" />
      <path d="M120 104v26M102 112h36" className="stroke-sky" />
      <path d="M88 56c8-18 56-18 64 0" strokeDasharray="1 8" strokeWidth={3.5} className="stroke-sky" />
      <path d="M145 50l8 7 3-10" className="stroke-sky" />
      <path d="M67 80c2 3 6 3 8 0M165 80c2 3 6 3 8 0" />
    </>
  ),
  bookings: (
    <>
      <path d="M76 52h88a6 6 0 0 1 6 6v68a6 6 0 0 1-6 6H76a6 6 0 0 1-6-6V58a6 6 0 0 1 6-6z" className="fill-surface" />
      <path d="M70 72V58a6 6 0 0 1 6-6h88a6 6 0 0 1 6 6v14z" className="fill-sky" />
      <path d="M92 44v15M148 44v15" />
      <path d="M88 88h.010M104 88h.010M120 88h.010M136 88h.010M152 88h.010M88 103h.010M104 103h.010M152 103h.010M88 118h.010M104 118h.010M120 118h.010M152 118h.010" strokeWidth={5} className="stroke-line-strong" />
      <path d={arcPath(132, 107, 14, 20, 320)} className="stroke-marigold" strokeWidth={5} />
      <path d="M126 107l4 4 8-8" />
    </>
  ),
  messages: (
    <>
      <path d="M58 44h72a10 10 0 0 1 10 10v30a10 10 0 0 1-10 10H88l-16 15V94H58a10 10 0 0 1-10-10V54a10 10 0 0 1 10-10z" className="fill-surface" />
      <path d="M64 62h56M64 74h34" className="stroke-line-strong" />
      <path d="M116 82h66a10 10 0 0 1 10 10v24a10 10 0 0 1-10 10h-10v13l-15-13h-41a10 10 0 0 1-10-10V92a10 10 0 0 1 10-10z" className="fill-leaf" />
      <path d="M134 104h.010M149 104h.010M164 104h.010" strokeWidth={6} className="stroke-on-leaf" />
    </>
  ),
  results: (
    <>
      <path d="M140 106l34 28" strokeWidth={13} />
      <path d="M142 108l30 24" strokeWidth={7} className="stroke-marigold" />
      <circle cx={112} cy={80} r={41} className="fill-surface" />
      <circle cx={112} cy={80} r={29} className="fill-sky-soft" />
      <path d={arcPath(112, 80, 20, 15, 105)} className="stroke-leaf" strokeWidth={6} />
      <path d={arcPath(112, 80, 20, 135, 225)} className="stroke-sky" strokeWidth={6} />
      <path d={arcPath(112, 80, 20, 255, 345)} className="stroke-line-strong" strokeWidth={6} strokeDasharray="1 10" />
    </>
  ),
  not_found: (
    <>
      <path d="M116 40h8v94h-8z" className="fill-surface" />
      <path d="M120 50h52l13 12-13 12h-52z" className="fill-leaf" />
      <path d="M120 80H72L60 91l12 11h48z" className="fill-marigold" />
      <path d="M134 62h24M82 91h24" />
      <path d="M104 134c4-6 28-6 32 0" className="fill-surface" />
      <path d={arcPath(120, 30, 11, 40, 320)} strokeWidth={4} className="stroke-sky" />
    </>
  ),
  error: (
    <>
      <path d={arcPath(116, 84, 40, 20, 108)} strokeWidth={17} />
      <path d={arcPath(116, 84, 40, 20, 108)} strokeWidth={12} className="stroke-leaf" />
      <path d={arcPath(116, 84, 40, 258, 346)} strokeWidth={17} />
      <path d={arcPath(116, 84, 40, 258, 346)} strokeWidth={12} className="stroke-marigold" />
      <path d={arcPath(108, 98, 40, 142, 226)} strokeWidth={17} className="stroke-ink" />
      <path d={arcPath(108, 98, 40, 142, 226)} strokeWidth={12} className="stroke-clay" />
      <path d="M104 86h.010M128 86h.010" strokeWidth={5} />
      <path d="M108 102c4-5 12-5 16 0" />
      <path d="M64 116l-10 4M70 126l-7 8" className="stroke-clay" />
    </>
  ),
  offline: (
    <>
      <path d="M24 104c22 20 36 6 44-8" className="stroke-sky" strokeWidth={6} />
      <path d="M62 82l18-14 24 31-18 14a14 14 0 0 1-20-3l-7-9a14 14 0 0 1 3-19z" className="fill-surface" />
      <path d="M90 76l13-10M101 91l13-10" strokeWidth={4.5} />
      <path d="M178 56l-18 14-24-31 18-14a14 14 0 0 1 20 3l7 9a14 14 0 0 1-3 19z" className="fill-marigold" transform="translate(-2 12)" />
      <path d="M178 46c14-12 26-4 30 8" className="stroke-leaf" strokeWidth={6} />
      <path d="M112 60l-3-9M121 66l4-7M128 78l9 2" className="stroke-clay" />
    </>
  ),
};
