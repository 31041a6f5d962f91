/**
 * The stage on which the demo's pictures are set: a room with light from the upper left, and the few brushes all
 * scenes share. Plain SVG text; 800 by 600, drawn so that librsvg renders it.
 */

/** What a scene says: the room it stands in, its own gradients, and its things from back to front. */
export interface Scene {
  room: keyof typeof rooms;
  /** The wall's colour, or the ground's where there is no wall. */
  colour: string;
  defs?: string;
  things: string;
  /** Over everything, e.g. a lamp's light. */
  light?: string;
}

type Stop = string | readonly [offset: number, colour: string, opacity?: number];

function stops(list: readonly Stop[]): string {
  return list
    .map((stop, index) => {
      const [offset, colour, opacity = 1] = typeof stop === "string" ? [index / Math.max(1, list.length - 1), stop] : stop;
      return `<stop offset="${offset}" stop-color="${colour}"${opacity === 1 ? "" : ` stop-opacity="${opacity}"`}/>`;
    })
    .join("");
}

/** A gradient from left to right ("across"), top to bottom ("down") or corner to corner ("slant"), by the shape's own box. */
export function gradient(id: string, direction: "across" | "down" | "slant", ...list: Stop[]): string {
  const [x2, y2] = direction === "across" ? [1, 0] : direction === "down" ? [0, 1] : [1, 1];
  return `<linearGradient id="${id}" x1="0" y1="0" x2="${x2}" y2="${y2}">${stops(list)}</linearGradient>`;
}

/** A round gradient with its light at a point of the shape's box (0 to 1). */
export function glow(id: string, cx: number, cy: number, r: number, ...list: Stop[]): string {
  return `<radialGradient id="${id}" cx="${cx}" cy="${cy}" r="${r}">${stops(list)}</radialGradient>`;
}

/** A soft shadow on the ground under a thing. */
export function shadow(cx: number, cy: number, rx: number, ry: number, strength = 0.5): string {
  return `<ellipse cx="${cx + rx * 0.12}" cy="${cy + ry * 0.25}" rx="${rx * 1.12}" ry="${ry * 1.3}" fill="#1c1208" opacity="${strength * 0.55}" filter="url(#blur-wide)"/><ellipse cx="${cx}" cy="${cy}" rx="${rx}" ry="${ry}" fill="#140c05" opacity="${strength}" filter="url(#blur)"/>`;
}

/** A filled shape. */
export function shape(d: string, fill: string, more = ""): string {
  return `<path d="${d}" fill="${fill}" ${more}/>`;
}

/** A stroke with round ends. */
export function line(d: string, stroke: string, width: number, more = ""): string {
  return `<path d="${d}" fill="none" stroke="${stroke}" stroke-width="${width}" stroke-linecap="round" stroke-linejoin="round" ${more}/>`;
}

/** A rectangle. */
export function box(x: number, y: number, width: number, height: number, fill: string, rx = 0, more = ""): string {
  return `<rect x="${x}" y="${y}" width="${width}" height="${height}" rx="${rx}" fill="${fill}" ${more}/>`;
}

/** The same drawing for each number of a list. */
export function each(count: number, draw: (index: number) => string): string {
  return Array.from({ length: count }, (_, index) => draw(index)).join("");
}

const filters = `
<filter id="blur" x="-40%" y="-80%" width="180%" height="260%"><feGaussianBlur stdDeviation="7"/></filter>
<filter id="blur-wide" x="-60%" y="-120%" width="220%" height="340%"><feGaussianBlur stdDeviation="22"/></filter>
<filter id="blur-fine" x="-30%" y="-30%" width="160%" height="160%"><feGaussianBlur stdDeviation="2.2"/></filter>
<filter id="grain" x="0" y="0" width="100%" height="100%"><feTurbulence type="fractalNoise" baseFrequency="0.75" numOctaves="2" seed="7"/><feColorMatrix values="0 0 0 0 0  0 0 0 0 0  0 0 0 0 0  1.5 0 0 0 -0.62"/></filter>
<filter id="plaster" x="0" y="0" width="100%" height="100%"><feTurbulence type="fractalNoise" baseFrequency="0.018 0.024" numOctaves="4" seed="3"/><feColorMatrix values="0 0 0 0 0.16  0 0 0 0 0.12  0 0 0 0 0.08  0 1.4 0 0 -0.56"/></filter>
<filter id="wood" x="0" y="0" width="100%" height="100%"><feTurbulence type="fractalNoise" baseFrequency="0.004 0.11" numOctaves="4" seed="11"/><feColorMatrix values="0 0 0 0 0.24  0 0 0 0 0.12  0 0 0 0 0.04  1.9 0 0 0 -0.68"/></filter>
<filter id="weave" x="0" y="0" width="100%" height="100%"><feTurbulence type="fractalNoise" baseFrequency="0.5 0.16" numOctaves="2" seed="5"/><feColorMatrix values="0 0 0 0 1  0 0 0 0 1  0 0 0 0 1  1.5 0 0 0 -0.55"/></filter>
<radialGradient id="vignette" cx="0.46" cy="0.44" r="0.78"><stop offset="0.55" stop-color="#000" stop-opacity="0"/><stop offset="1" stop-color="#0a0a14" stop-opacity="0.42"/></radialGradient>
<linearGradient id="daylight" x1="0" y1="0" x2="1" y2="0.7"><stop offset="0" stop-color="#fff6de" stop-opacity="0.5"/><stop offset="0.5" stop-color="#fff6de" stop-opacity="0.06"/><stop offset="1" stop-color="#131a2a" stop-opacity="0.2"/></linearGradient>
<linearGradient id="board" x1="0" y1="0" x2="1" y2="0.3"><stop offset="0" stop-color="#d8a873"/><stop offset="0.5" stop-color="#bd8a58"/><stop offset="1" stop-color="#8f6239"/></linearGradient>
<linearGradient id="stone" x1="0" y1="0" x2="1" y2="0.4"><stop offset="0" stop-color="#c4bfb4"/><stop offset="1" stop-color="#8d887f"/></linearGradient>`;

/** Sun through a window with four panes, slanting over a wall. */
const panes = `<g fill="#fff3cf" opacity="0.4" filter="url(#blur-fine)"><path d="M70 40l118 22v104L70 138zM204 65l118 22v110l-118-28zM70 154l118 30v96L70 244zM204 188l118 30v98l-118-34z"/></g>`;

function wall(colour: string, height: number): string {
  return `${box(0, 0, 800, height, colour)}${box(0, 0, 800, height, "#fff", 0, `filter="url(#plaster)" opacity="0.16"`)}${box(0, 0, 800, height, "url(#daylight)")}`;
}

const tableTop = `${box(0, 384, 800, 216, "url(#board)")}${box(0, 384, 800, 216, "#000", 0, `filter="url(#wood)" opacity="0.5"`)}${box(0, 384, 800, 5, "#fff0d4", 0, `opacity="0.5"`)}${box(0, 372, 800, 12, "#1d1209", 0, `opacity="0.22" filter="url(#blur)"`)}${line("M0 468h800M0 546h800", "#4b2c12", 2, `opacity="0.5"`)}`;

const rooms = {
  /** A wooden table before a wall in daylight. */
  table: (colour: string) => `${wall(colour, 392)}${panes}${tableTop}`,
  /** The same table after sunset. */
  evening: (colour: string) => `${wall(colour, 392)}${tableTop}`,
  /** The floor of a living room, a skirting board behind. */
  floor: (colour: string) =>
    `${wall(colour, 420)}${panes}${box(0, 398, 800, 30, "#efe9dc")}${box(0, 398, 800, 3, "#fff", 0, `opacity="0.7"`)}${box(0, 426, 800, 174, "url(#board)")}${box(0, 426, 800, 174, "#000", 0, `filter="url(#wood)" opacity="0.45"`)}${line("M0 462h800M0 512h800M0 572h800", "#50301a", 2, `opacity="0.45"`)}${line("M180 428v34M520 428v34M360 462v50M700 462v50M120 512v60M470 512v60", "#50301a", 2, `opacity="0.45"`)}${box(0, 426, 800, 14, "#1d1209", 0, `opacity="0.35" filter="url(#blur)"`)}`,
  /** A yard: rows of bricks behind, slabs of stone below. */
  yard: (colour: string) =>
    `${box(0, 0, 800, 432, "#c9b8a3")}${each(11, (row) => each(9, (n) => box(n * 98 - (row % 2 ? 49 : 0) + 2, row * 40 + 2, 94, 36, colour, 2, `opacity="${0.78 + (((row * 7 + n * 13) % 10) / 10) * 0.22}"`)))}${box(0, 0, 800, 432, "#fff", 0, `filter="url(#plaster)" opacity="0.5"`)}${box(0, 0, 800, 432, "url(#daylight)")}${box(0, 424, 800, 176, "url(#stone)")}${box(0, 424, 800, 176, "#fff", 0, `filter="url(#plaster)" opacity="0.35"`)}${line("M0 490h800M120 424l-46 66M330 424l-16 66M540 424l16 66M730 424l40 66M200 490l-44 110M460 490l4 110M690 490l56 110", "#6b665d", 3, `opacity="0.5"`)}${box(0, 420, 800, 16, "#141414", 0, `opacity="0.4" filter="url(#blur)"`)}`,
  /** Boards seen from above, for things that lie flat. */
  boards: (colour: string) =>
    `${box(0, 0, 800, 600, colour)}${box(0, 0, 800, 600, "#000", 0, `filter="url(#wood)" opacity="0.45"`)}${line("M0 118h800M0 240h800M0 362h800M0 484h800", "#2c1a0c", 3, `opacity="0.4"`)}${line("M0 121h800M0 243h800M0 365h800M0 487h800", "#fff", 1.5, `opacity="0.25"`)}${line("M250 0v118M600 120v120M160 242v120M520 364v120M310 486v114", "#2c1a0c", 3, `opacity="0.35"`)}${box(0, 0, 800, 600, "url(#daylight)")}`,
} as const;

/** The whole picture. */
export function picture({ room, colour, defs = "", things, light = "" }: Scene): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 800 600" width="1600" height="1200"><defs>${filters}${defs}</defs>${rooms[room](colour)}${things}${light}${box(0, 0, 800, 600, "#000", 0, `filter="url(#grain)" opacity="0.1"`)}${box(0, 0, 800, 600, "url(#vignette)")}</svg>`;
}
