import { box, each, glow, gradient, line, shadow, shape } from "./stage.ts";
import type { Scene } from "./stage.ts";

const beech = gradient("beech", "across", "#e9bd83", "#c98f52", "#8b5a2b");
const beechTop = gradient("beech-top", "slant", "#f4d3a0", "#d9a566", "#b57d43");

const leg = (x: number, top: number, bottom: number, lean = 0, width = 19): string =>
  shape(`M${x} ${top}h${width}l${lean} ${bottom - top}h${-(width - 5)}z`, "url(#beech)");

/** A wooden chair, three quarters from the front. */
export const chair: Scene = {
  room: "floor",
  colour: "#a9bfae",
  defs: beech + beechTop,
  things: [
    shadow(410, 545, 190, 22, 0.5),
    leg(316, 330, 492, -6, 17),
    leg(500, 340, 506, 8, 17),
    shape("M316 340l10-236q2-10 12-9t10 12l-8 235z", "url(#beech)"),
    shape("M498 350l8-236q2-10 12-9t10 12l-10 235z", "url(#beech)"),
    each(4, (n) => line(`M${368 + n * 36} ${142 + n * 3}q-7 90-3 180`, "#9a6733", 11) + line(`M${366 + n * 36} ${142 + n * 3}q-7 90-3 180`, "#dba768", 4)),
    shape("M318 112q104-34 212 8l-2 50q-104-36-212-10z", "url(#beech-top)"),
    line("M322 158q104-26 206 10", "#7a4c22", 3, `opacity="0.5"`),
    line("M268 470l230 22", "#8b5a2b", 11),
    shape("M236 366l88-44q100-6 206 14l-52 64q-130 2-242-34z", "url(#beech-top)"),
    shape("M236 366q112 36 242 34v24q-132 2-242-36z", "#a06c37"),
    shape("M478 400l52-64v22l-52 66z", "#7c4f25"),
    leg(246, 388, 548, -10, 22),
    leg(452, 420, 570, 6, 23),
    shape("M300 346q80-20 180 2-60 34-150 18z", "#fff", `opacity="0.2" filter="url(#blur)"`),
  ].join(""),
};

/** A two-seat sofa with cushions. */
export const sofa: Scene = {
  room: "floor",
  colour: "#d9c8ad",
  defs:
    gradient("cloth", "slant", "#3f8f6a", "#266b4b", "#143f2c") +
    gradient("seat", "down", "#53a57e", "#2d7a57") +
    gradient("pillow", "slant", "#f6c862", "#d9982a") +
    gradient("pillow-clay", "slant", "#d97a5a", "#a8472b"),
  things: [
    shadow(400, 536, 320, 24, 0.55),
    each(2, (n) => shape(`M${130 + n * 510} 506h26l-5 42h-15z`, "#5b3a1e")),
    box(120, 232, 560, 250, "url(#cloth)", 46),
    line("M400 246v150", "#123a28", 4, `opacity="0.6"`),
    box(138, 372, 262, 92, "url(#seat)", 26),
    box(402, 372, 262, 92, "url(#seat)", 26),
    box(110, 446, 580, 70, "url(#cloth)", 22),
    box(74, 322, 92, 192, "url(#seat)", 40),
    box(634, 322, 92, 192, "url(#cloth)", 40),
    shape("M206 274q60-14 112 6 10 60-4 104-56 12-112-6-10-56 4-104z", "url(#pillow)", `transform="rotate(-9 260 330)"`),
    line("M216 286q50-8 92 6M214 366q50 12 96 0", "#a86f12", 2, `opacity="0.5" transform="rotate(-9 260 330)"`),
    shape("M510 288q54-12 100 6 8 52-4 92-50 12-100-6-8-48 4-92z", "url(#pillow-clay)", `transform="rotate(8 560 340)"`),
    box(130, 240, 540, 60, "#fff", 30, `opacity="0.12" filter="url(#blur)"`),
    box(74, 232, 652, 286, "#fff", 40, `filter="url(#weave)" opacity="0.1"`),
  ].join(""),
};

/** A solid wooden table with a vase that is not part of the deal. */
export const table: Scene = {
  room: "floor",
  colour: "#c9d4da",
  defs: beech + beechTop + gradient("vase", "across", "#7fb2dd", "#3c7fb4", "#1f4d75"),
  things: [
    shadow(400, 552, 280, 18, 0.45),
    shape("M212 330h22l-6 150h-13zM572 330h22l-4 150h-13z", "#7d5128"),
    shape("M120 322l110-62h370l96 62z", "url(#beech-top)"),
    shape("M120 322h576v22H120z", "#b07b44"),
    shape("M146 344h524v34H146z", "url(#beech)"),
    shape("M148 344h32l-8 214h-19zM636 344h32l-5 214h-19z", "url(#beech)"),
    line("M200 300h430M240 280h350", "#8b5a2b", 2, `opacity="0.35"`),
    shape("M250 270q120-16 240-4-20 30-120 38-90 2-120-34z", "#fff", `opacity="0.28" filter="url(#blur)"`),
    shadow(432, 292, 44, 9, 0.5),
    line("M426 206q-30-60-24-110M432 206q2-70 22-120M436 206q34-50 58-74", "#3f7a4d", 5),
    each(5, (n) => `<ellipse cx="${398 + n * 25}" cy="${[92, 128, 84, 122, 130][n]}" rx="20" ry="11" fill="${n % 2 ? "#4d9160" : "#6bb07c"}" transform="rotate(${-50 + n * 26} ${398 + n * 25} ${[92, 128, 84, 122, 130][n]})"/>`),
    shape("M408 200h48q-4 22 10 44 14 44-34 46-48-2-34-46 14-22 10-44z", "url(#vase)"),
    shape("M414 236q-14 24 2 44-24-14-2-44z", "#fff", `opacity="0.5"`),
  ].join(""),
};

/** A desk lamp that is on, in the evening. */
export const lamp: Scene = {
  room: "evening",
  colour: "#4d5d6b",
  defs:
    gradient("shade", "across", "#f0c35a", "#d99a22", "#8f5f0e") +
    gradient("steel", "across", "#dfe4e8", "#8d979f", "#4c555d") +
    glow("bulb", 0.5, 0.5, 0.5, [0, "#fffdf0"], [0.4, "#ffe9a8", 0.9], [1, "#ffd560", 0]) +
    gradient("beam", "down", [0, "#ffe7a3", 0.6], [1, "#ffe7a3", 0]),
  things: [
    `<circle cx="300" cy="240" r="300" fill="url(#bulb)" opacity="0.35"/>`,
    shadow(520, 500, 112, 18, 0.6),
    shape("M418 486q0-26 102-26t102 26v10q0 24-102 24t-102-24z", "url(#steel)"),
    `<ellipse cx="520" cy="486" rx="102" ry="24" fill="#b9c1c7"/><ellipse cx="500" cy="482" rx="60" ry="12" fill="#fff" opacity="0.5" filter="url(#blur)"/>`,
    line("M520 482l58-150", "url(#steel)", 13),
    line("M578 332L400 176", "#5d666e", 13),
    line("M576 328L400 174", "#d6dce1", 5),
    `<circle cx="578" cy="332" r="19" fill="#3e474f"/><circle cx="574" cy="328" r="8" fill="#aab3ba"/>`,
    shape("M250 282L330 128q30-28 60 0l44 40q16 30-10 48z", "url(#shade)"),
    shape("M250 282l82-150q14-14 28-10-60 80-84 150z", "#fff3cf", `opacity="0.5"`),
    `<ellipse cx="338" cy="250" rx="94" ry="25" transform="rotate(-21 338 250)" fill="#fff6d6"/><ellipse cx="338" cy="254" rx="60" ry="14" transform="rotate(-21 338 254)" fill="#fffdf4"/>`,
    line("M610 510q90 24 190 6", "#22282d", 5),
  ].join(""),
  light: `<path d="M250 286L424 218 560 560H40z" fill="url(#beam)" filter="url(#blur)"/>`,
};
