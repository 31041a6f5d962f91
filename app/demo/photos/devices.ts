import { box, each, glow, gradient, line, shadow, shape } from "./stage.ts";
import type { Scene } from "./stage.ts";

const steel = gradient("steel", "across", "#f3f6f7", "#aab3b8", "#e3e8ea", "#7c868c");

/** An open laptop. */
export const laptop: Scene = {
  room: "table",
  colour: "#b8c7c4",
  defs:
    gradient("shell", "down", "#e6eaec", "#a4adb2") +
    gradient("screen", "slant", "#1f5a49", "#123a4c", "#0b1f2e") +
    gradient("sheen", "slant", [0, "#fff", 0.34], [0.45, "#fff", 0.05], [1, "#fff", 0]) +
    gradient("deck", "down", "#c7ced1", "#eef1f2"),
  things: [
    shadow(410, 536, 300, 18, 0.55),
    box(192, 112, 416, 292, "url(#shell)", 16),
    box(204, 122, 392, 266, "#12181b", 10),
    box(214, 132, 372, 246, "url(#screen)", 4),
    `<g fill="none" stroke-width="15" stroke-linecap="round"><path d="M352 290a56 56 0 0 1 10-84" stroke="#e9b24a"/><path d="M386 194a56 56 0 0 1 66 42" stroke="#58c38b"/><path d="M452 268a56 56 0 0 1-76 40" stroke="#76b5e9"/></g>`,
    shape("M214 132h250L300 378h-86z", "url(#sheen)"),
    `<circle cx="400" cy="127" r="2.5" fill="#55636a"/>`,
    shape("M180 404h440l74 112H106z", "url(#deck)"),
    shape("M106 516h588q2 18-14 18H120q-16 0-14-18z", "#8e979c"),
    shape("M196 414h408l36 56H160z", "#3a4347"),
    each(4, (row) => each(13, (n) => {
      const y = 417 + row * 13.4;
      const left = 200 - row * 8.8;
      const step = (400 + row * 17.6) / 13;
      return box(left + n * step, y, step - 4, 10.5, "#232a2d", 2.5);
    })),
    shape("M332 478h136l10 30H322z", "#b3bbbf", `stroke="#98a1a6" stroke-width="1.5"`),
    line("M110 520h580", "#fff", 2, `opacity="0.7"`),
  ].join(""),
};

/** A phone and its charger on a cloth. */
export const phone: Scene = {
  room: "boards",
  colour: "#cdb08a",
  defs:
    gradient("linen", "slant", "#eef0ea", "#c9cfc6") +
    gradient("glass", "slant", "#2b3f52", "#141c26", "#090d12") +
    gradient("sheen", "slant", [0, "#fff", 0.42], [0.5, "#fff", 0.04], [1, "#fff", 0]) +
    gradient("rim", "across", "#e7ebee", "#7d878e", "#d5dade"),
  things: [
    `<path d="M110 70l610 44-30 430-600-50z" fill="#160d05" opacity="0.35" filter="url(#blur)" transform="translate(8 10)"/>`,
    shape("M110 70l610 44-30 430-600-50z", "url(#linen)"),
    shape("M110 70l610 44-30 430-600-50z", "#8d968b", `filter="url(#weave)" opacity="0.35"`),
    line("M128 96l566 40-26 384-556-44z", "#7fb596", 4, `stroke-dasharray="12 9"`),
    line("M566 470q90-30 70-120t-90-60 20-110 90-20", "#11181c", 18, `opacity="0.25" filter="url(#blur)"`),
    line("M560 462q90-30 70-120t-90-60 20-110 90-20", "#f4f5f3", 11),
    line("M560 460q90-30 70-120t-90-60 20-110 90-20", "#c3c8c6", 3),
    `<g transform="translate(-4 0)">${box(520, 432, 66, 60, "#fbfbf9", 12)}${box(520, 474, 66, 18, "#cfd4d1", 9)}${box(500, 446, 22, 7, "#9aa3a6", 2)}${box(500, 470, 22, 7, "#9aa3a6", 2)}</g>`,
    `<g transform="rotate(-12 320 300)"><rect x="226" y="104" width="196" height="392" rx="32" fill="#0e0904" opacity="0.5" filter="url(#blur)" transform="translate(14 16)"/>${box(226, 104, 196, 392, "url(#rim)", 32)}${box(232, 110, 184, 380, "url(#glass)", 27)}${box(290, 122, 68, 15, "#05070a", 8)}<g fill="none" stroke-width="11" stroke-linecap="round" opacity="0.95"><path d="M290 322a42 42 0 0 1 8-62" stroke="#e9b24a"/><path d="M316 250a42 42 0 0 1 50 32" stroke="#58c38b"/><path d="M366 306a42 42 0 0 1-58 30" stroke="#76b5e9"/></g>${shape("M232 137q0-27 27-27h110L232 400z", "url(#sheen)")}</g>`,
  ].join(""),
};

/** An enamel kettle. */
export const kettle: Scene = {
  room: "table",
  colour: "#c8d2c4",
  defs: glow("enamel", 0.32, 0.28, 0.9, "#ff9c7d", "#d2583a", "#8f2f16") + gradient("lid", "across", "#f08a69", "#b9452a", "#7d2712") + gradient("wood-grip", "down", "#c98f52", "#704420") + steel,
  things: [
    shadow(400, 514, 210, 24, 0.6),
    line("M256 246q10-150 144-150t144 150", "#2a2d2f", 13),
    line("M258 240q12-138 142-138", "#7b8387", 4),
    line("M318 110q82-30 164 0", "url(#wood-grip)", 27),
    line("M324 104q76-24 150 0", "#e8bd86", 5, `opacity="0.8"`),
    shape("M556 372q66-18 84-108 6-22 26-26l34 0q4 14-12 20-18 14-26 60-18 90-112 118z", "url(#enamel)"),
    `<ellipse cx="682" cy="240" rx="21" ry="8" fill="#5c1d0c"/>`,
    shape("M206 494q-34-60-14-140 30-110 208-112 178 2 208 112 20 80-14 140-194 34-388 0z", "url(#enamel)"),
    line("M208 492q192 34 384 0", "#5a1a0a", 8, `opacity="0.6"`),
    `<ellipse cx="400" cy="252" rx="112" ry="23" fill="url(#lid)"/><ellipse cx="400" cy="244" rx="100" ry="18" fill="#e37b5b"/>`,
    `<circle cx="400" cy="216" r="19" fill="#2c2f31"/><circle cx="394" cy="210" r="6" fill="#9aa2a5"/>`,
    shape("M240 330q24-54 84-66-58 60-66 162-30-36-18-96z", "#fff", `opacity="0.5" filter="url(#blur-fine)"`),
    shape("M556 316q34 60 14 140-6 16-22 20 24-80 8-160z", "#ffb79e", `opacity="0.35" filter="url(#blur)"`),
    `<circle cx="256" cy="252" r="10" fill="#3c4042"/><circle cx="544" cy="252" r="10" fill="#3c4042"/>`,
  ].join(""),
};

/** A cordless drill with a case of bits. */
export const drill: Scene = {
  room: "table",
  colour: "#8fa3ae",
  defs: gradient("body", "down", "#58c38b", "#22764f", "#124b31") + gradient("grip", "across", "#4b5357", "#1e2427") + steel,
  things: [
    shadow(370, 520, 190, 20, 0.6),
    shape("M330 260h112l-14 190h-92q-20-90-6-190z", "url(#grip)"),
    each(6, (n) => line(`M350 ${316 + n * 20}h58`, "#0f1315", 4, `opacity="0.7"`)),
    shape("M300 440h152q16 0 16 16v46q0 16-16 16H292q-16 0-14-16l4-42q2-20 18-20z", "#2a3135"),
    shape("M284 480h184v20H282z", "#e9b24a"),
    box(300, 446, 150, 6, "#68737a", 3),
    shape("M206 176q0-28 30-32h220q60 4 78 60 2 40-24 66H258q-52-10-52-94z", "url(#body)"),
    shape("M238 154h214q40 4 58 36-150-24-286-6 0-26 14-30z", "#fff", `opacity="0.35" filter="url(#blur-fine)"`),
    shape("M260 250h240l-18 22H266z", "#0f3a27"),
    each(4, (n) => line(`M${226 + n * 17} 186v44`, "#0f3a27", 6)),
    box(530, 172, 44, 66, "#2a3135", 10),
    shape("M572 180h46q16 4 18 24-2 22-18 26h-46z", "url(#steel)"),
    box(634, 199, 96, 11, "url(#steel)", 3),
    line("M642 204l80 2", "#5a656b", 3, `stroke-dasharray="8 6"`),
    shape("M430 270q34 2 30 40-14 16-34 8z", "#c8432e"),
    shadow(624, 530, 112, 12, 0.5),
    box(520, 464, 210, 66, "#31393d", 10),
    box(530, 474, 190, 30, "#48545a", 4),
    each(8, (n) => box(540 + n * 22, 478, 8, 24 - n, "url(#steel)", 2)),
  ].join(""),
};

/** A saucepan with its lid. */
export const pan: Scene = {
  room: "table",
  colour: "#d6bfae",
  defs: steel + gradient("inside", "down", "#6a747a", "#b9c1c5") + gradient("handle", "down", "#4a4f53", "#191c1e"),
  things: [
    shadow(350, 508, 220, 24, 0.6),
    shape("M530 330l210-26q16 2 16 16t-14 18l-206 30z", "url(#handle)"),
    line("M560 332l180-22", "#8b9398", 4, `opacity="0.7"`),
    shape("M150 320h400q8 110-22 168-176 36-356 0-30-58-22-168z", "url(#steel)"),
    `<ellipse cx="350" cy="320" rx="202" ry="48" fill="#e9edef"/><ellipse cx="350" cy="322" rx="188" ry="40" fill="url(#inside)"/>`,
    shape("M190 380q4 60 20 92l40 8q-24-50-22-108z", "#fff", `opacity="0.75" filter="url(#blur-fine)"`),
    shape("M470 372q6 60-14 116l20-4q22-50 18-116z", "#fff", `opacity="0.5" filter="url(#blur-fine)"`),
    line("M172 486q178 34 356 0", "#525c62", 5, `opacity="0.7"`),
    shape("M120 286q60-116 300-96 120 14 140 74-210-22-440 22z", "url(#steel)", `transform="rotate(-14 340 240)"`),
    `<g transform="rotate(-14 340 240)"><path d="M120 286q230-44 440-22 2 12-8 14-220-20-424 20-10-4-8-12z" fill="#7c868c"/><path d="M180 254q60-52 160-54-70 30-96 44z" fill="#fff" opacity="0.8" filter="url(#blur-fine)"/><path d="M322 184q0-28 30-28t30 28z" fill="#2b2f32"/><ellipse cx="352" cy="160" rx="26" ry="11" fill="#4a4f53"/></g>`,
  ].join(""),
};
