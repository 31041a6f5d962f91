import { box, each, gradient, line, shadow, shape } from "./stage.ts";
import type { Scene } from "./stage.ts";

/** Flattened boxes, tied up. */
export const cardboard: Scene = {
  room: "yard",
  colour: "#c7c3b4",
  defs: gradient("kraft", "slant", "#dcb483", "#c2945d", "#9a6f3d") + gradient("kraft-light", "slant", "#e8c699", "#cda36b") + gradient("twine", "down", "#fbf3de", "#cdbd93"),
  things: [
    shadow(410, 546, 290, 20, 0.55),
    `<path d="M190 120h470v420H190z" fill="#1c120a" opacity="0.35" filter="url(#blur-wide)" transform="translate(26 6)"/>`,
    each(9, (n) => {
      const left = 150 + n * 7 + ((n * 37) % 17);
      const top = 118 + n * 13 - ((n * 29) % 23);
      const width = 470 - ((n * 53) % 44);
      return `${shape(`M${left} ${top}l${width} ${8 + (n % 3) * 4}-6 ${548 - top}-${width - 12} ${n % 2}z`, n % 2 ? "url(#kraft)" : "url(#kraft-light)", `stroke="#7a5427" stroke-width="1.6"`)}${line(`M${left + 3} ${top + 3}l${width - 4} ${8 + (n % 3) * 4}`, "#f3dcb6", 2, `opacity="0.7"`)}`;
    }),
    line("M226 300l420 12M360 232l4 312", "#8a6232", 2, `opacity="0.5"`),
    shape("M240 420h96v84h-96z", "none", `stroke="#6b4a20" stroke-width="4" opacity="0.65"`),
    line("M288 490v-44M270 462l18-20 18 20", "#6b4a20", 5, `opacity="0.65"`),
    `<g fill="none" stroke="#6b4a20" stroke-width="6" opacity="0.6" stroke-linecap="round"><path d="M520 440a36 36 0 0 1 10-44"/><path d="M552 386a36 36 0 0 1 36 32"/><path d="M590 440a36 36 0 0 1-50 16"/></g>`,
    line("M190 352q230 24 456 6", "#2f1f0e", 9, `opacity="0.35" filter="url(#blur-fine)"`),
    line("M190 346q230 24 456 6", "url(#twine)", 8),
    line("M430 214q-12 170 4 330", "#2f1f0e", 9, `opacity="0.35" filter="url(#blur-fine)"`),
    line("M424 212q-12 170 4 332", "url(#twine)", 8),
    line("M424 356q-60-58-76-10 10 34 76 10 66-60 82-12-8 34-82 12l-34 62M424 356l44 58", "#f4e9cb", 7),
  ].join(""),
};

function bottle(x: number, base: number, scale: number, fill: string, label: string | null): string {
  return `<g transform="translate(${x} ${base}) scale(${scale})">${shape("M-46 0q-8-6-8-20v-178q0-40 28-66 10-12 10-34v-60h32v60q0 22 10 34 28 26 28 66v178q0 14-8 20-46 12-92 0z", `url(#${fill})`)}${box(-18, -374, 36, 22, "#efe9dc", 5, `opacity="0.9"`)}${label ? box(-54, -170, 108, 96, label, 0, `opacity="0.92"`) + `<g fill="none" stroke="#fff" stroke-width="6" stroke-linecap="round" opacity="0.85"><path d="M-18-108a22 22 0 0 1 8-34"/><path d="M2-146a22 22 0 0 1 18 20"/><path d="M20-110a22 22 0 0 1-30 10"/></g>` : ""}${shape("M-40-190q2-36 20-54-8 30-8 60v160q-12 0-12-12z", "#fff", `opacity="0.6"`)}${line("M40-180v150", "#fff", 4, `opacity="0.3"`)}</g>`;
}

/** Empty bottles of three colours. */
export const bottles: Scene = {
  room: "table",
  colour: "#d9dccb",
  defs:
    gradient("green-glass", "across", [0, "#1d6b42", 0.96], [0.35, "#54b57d", 0.82], [0.7, "#2c8a58", 0.86], [1, "#0f4429", 0.97]) +
    gradient("brown-glass", "across", [0, "#6b3410", 0.97], [0.35, "#c77b35", 0.86], [0.7, "#96541d", 0.9], [1, "#421d06", 0.97]) +
    gradient("clear-glass", "across", [0, "#9fc0c6", 0.85], [0.3, "#eaf5f6", 0.42], [0.7, "#cfe3e6", 0.4], [1, "#7b9ea6", 0.85]),
  things: [
    shadow(200, 500, 66, 12, 0.45),
    shadow(330, 486, 70, 12, 0.45),
    shadow(470, 492, 76, 13, 0.45),
    shadow(610, 500, 66, 12, 0.45),
    `<path d="M230 500l190 46-40 18-200-48z" fill="#3f9a68" opacity="0.4" filter="url(#blur)"/><path d="M490 500l190 50-50 16-190-50z" fill="#b06a28" opacity="0.4" filter="url(#blur)"/>`,
    bottle(330, 480, 0.98, "clear-glass", null),
    bottle(470, 486, 1.12, "brown-glass", "#8e3d22"),
    bottle(200, 494, 1.02, "green-glass", "#1f4f75"),
    bottle(610, 494, 0.9, "green-glass", null),
    `<g transform="translate(716 500)">${shape("M-50 0q-8-4-8-16v-112q0-14 14-22v-14h88v14q14 8 14 22v112q0 12-8 16-50 10-100 0z", "url(#clear-glass)")}${box(-48, -184, 96, 26, "#d9982a", 5)}${line("M-46-170h92", "#8f5f0e", 3, `opacity="0.6"`)}${shape("M-44-120h14v96h-14z", "#fff", `opacity="0.55"`)}</g>`,
  ].join(""),
};

/** A pile of newspapers. */
export const newspapers: Scene = {
  room: "floor",
  colour: "#c4b8a8",
  defs: gradient("paper", "down", "#f2efe6", "#cfcabd") + gradient("top", "slant", "#faf8f1", "#dcd8cc"),
  things: [
    shadow(400, 530, 270, 22, 0.55),
    each(15, (n) => {
      const y = 506 - n * 14;
      const x = 158 + ((n * 41) % 15);
      return `${box(x, y, 470, 17, n % 3 ? "url(#paper)" : "#dfdacd", 8, `stroke="#a49d8d" stroke-width="1"`)}${line(`M${x + 10} ${y + 9}h450`, "#b7b0a0", 1)}`;
    }),
    shape("M160 312l96-84h424l-52 84z", "url(#top)"),
    shape("M628 312l52-84v196l-52 100z", "#b9b2a2"),
    each(12, (n) => line(`M630 ${326 + n * 16}l50-${86 + n * 0.6}`, "#9a9282", 1, `opacity="0.6"`)),
    `<g transform="matrix(1 0 -0.85 0.72 236 232)">${box(60, 8, 300, 20, "#3b3f40", 2)}${box(60, 38, 120, 62, "#8fa8a0", 2)}${shape("M60 100l40-36 30 22 24-16 26 30z", "#5d7d70")}${each(6, (n) => box(194, 40 + n * 10.5, n === 5 ? 90 : 166, 4.5, "#8b8a84", 1))}${box(60, 4, 300, 1.5, "#55585a")}</g>`,
    line("M160 420q240 26 468 6l52-92", "#7d1f12", 8),
    line("M160 416q240 26 468 6l52-92", "#d9694b", 4),
    line("M340 520q-6-110 0-208l64-84", "#7d1f12", 8),
    line("M338 518q-6-110 0-208l64-84", "#d9694b", 4),
    line("M338 428q-40-44-62-10 8 26 62 10 44-44 62-8-10 24-62 8", "#c5573a", 6),
  ].join(""),
};

function can(x: number, y: number, colour: string): string {
  return `<g transform="translate(${x} ${y})">${shape("M-44-128l8-14h72l8 14v116q-2 10-10 14-34 8-68 0-8-4-10-14z", `url(#${colour})`)}<ellipse cx="0" cy="-142" rx="36" ry="9" fill="#d9dfe2"/><ellipse cx="0" cy="-141" rx="28" ry="6" fill="#8b959b"/><ellipse cx="6" cy="-142" rx="10" ry="3" fill="#3e474c"/>${shape("M-44-128h88v8q-44 8-88 0zM-44-16q44 10 88 0v8q-4 6-10 8-34 8-68 0-6-4-10-10z", "#c3cbcf", `opacity="0.85"`)}${shape("M-32-118q6 56 2 104h12q2-60-2-104z", "#fff", `opacity="0.55"`)}</g>`;
}

/** Drinks cans and tins in a crate. */
export const cans: Scene = {
  room: "yard",
  colour: "#a6b5a4",
  defs:
    gradient("can-red", "across", "#8f2f16", "#e0694b", "#b9452a", "#64200d") +
    gradient("can-blue", "across", "#1f517c", "#5aa0d6", "#2c6ea4", "#153a5a") +
    gradient("can-gold", "across", "#9c6a10", "#f4cb62", "#cc932a", "#704a08") +
    gradient("can-plain", "across", "#7f8a90", "#f1f4f5", "#b2bbc0", "#646f75") +
    gradient("slat", "down", "#d9a566", "#a8743c"),
  things: [
    shadow(400, 548, 290, 22, 0.55),
    box(126, 300, 548, 60, "#5a3a1b"),
    each(5, (n) => can(186 + n * 108, 366 - (n % 2) * 8, ["can-red", "can-plain", "can-gold", "can-blue", "can-plain"][n] ?? "")),
    each(4, (n) => can(238 + n * 108, 408 + (n % 2) * 6, ["can-blue", "can-gold", "can-plain", "can-red"][n] ?? "")),
    each(3, (n) => box(110, 372 + n * 60, 580, 50, "url(#slat)", 4) + box(110, 372 + n * 60, 580, 50, "#000", 4, `filter="url(#wood)" opacity="0.4"`) + line(`M114 ${374 + n * 60}h572`, "#f3d3a0", 2.5, `opacity="0.8"`)),
    each(2, (n) => box(118 + n * 520, 362, 44, 180, "#b98248", 4) + line(`M${122 + n * 520} 364v176`, "#efc88d", 3, `opacity="0.7"`) + each(3, (k) => `<circle cx="${140 + n * 520}" cy="${396 + k * 60}" r="5" fill="#5c5a55"/>`)),
    `<g fill="none" stroke="#6b431a" stroke-width="9" opacity="0.8" stroke-linecap="round"><path d="M368 488a38 38 0 0 1 10-52"/><path d="M398 424a38 38 0 0 1 42 32"/><path d="M440 478a38 38 0 0 1-52 20"/></g>`,
  ].join(""),
};
