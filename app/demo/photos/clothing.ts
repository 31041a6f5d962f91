import { box, each, gradient, line, shape } from "./stage.ts";
import type { Scene } from "./stage.ts";

/** The outline's own shadow: things that lie flat cast it right beside themselves. */
const lying = (d: string): string => `<path d="${d}" fill="#160d05" opacity="0.5" filter="url(#blur)" transform="translate(12 14)"/>`;

const jeansOutline = "M268 66q132-14 264 0l14 92 30 386q-62 16-128 4L402 236 352 548q-66 12-128-4l30-386z";

/** Jeans, laid out. */
export const jeans: Scene = {
  room: "boards",
  colour: "#d6b48b",
  defs: gradient("denim", "across", "#2e5580", "#4879aa", "#39669a", "#1f4067") + gradient("worn", "down", [0, "#cfe2f4", 0], [0.4, "#cfe2f4", 0.55], [1, "#cfe2f4", 0]) + `<clipPath id="cut"><path d="${jeansOutline}"/></clipPath>`,
  things: [
    lying(jeansOutline),
    shape(jeansOutline, "url(#denim)"),
    `<g clip-path="url(#cut)">${box(200, 40, 400, 520, "#fff", 0, `filter="url(#weave)" opacity="0.3"`)}<ellipse cx="300" cy="320" rx="36" ry="170" fill="url(#worn)" filter="url(#blur)"/><ellipse cx="498" cy="320" rx="36" ry="170" fill="url(#worn)" filter="url(#blur)"/>${line("M402 236l-20 320M402 236l24 320", "#0e2038", 12, `opacity="0.45" filter="url(#blur)"`)}${line("M262 300q40 18 84 6M260 340q40 14 80 2M462 306q44 12 84-6M468 344q40 10 82-4", "#12294a", 5, `opacity="0.3" filter="url(#blur-fine)"`)}</g>`,
    shape("M268 66q132-14 264 0l5 34q-136-14-274 0z", "#2a4d77"),
    line("M264 94q136-14 272 0M268 72q132-14 264 0", "#e0a94d", 2.5, `stroke-dasharray="7 4"`),
    each(4, (n) => box([296, 372, 436, 498][n] ?? 0, 58, 13, 46, "#22436c", 3, `stroke="#e0a94d" stroke-width="1.5"`)),
    `<circle cx="402" cy="80" r="9" fill="#b98335"/><circle cx="399" cy="77" r="3.5" fill="#ffe6b0"/>`,
    line("M402 98v128q26-8 34-40l2-88", "#e0a94d", 2.5, `stroke-dasharray="7 4"`),
    line("M262 150q56 4 78-52M540 150q-56 4-78-52", "#16304f", 5),
    line("M260 158q64 4 88-60M542 158q-64 4-88-60", "#e0a94d", 2.5, `stroke-dasharray="7 4"`),
    line("M226 524q62 14 124 4M574 524q-62 14-124 4", "#e0a94d", 2.5, `stroke-dasharray="7 4"`),
    line("M242 170l-22 350M558 170l22 350", "#e0a94d", 2, `stroke-dasharray="7 4" opacity="0.7"`),
  ].join(""),
};

const jumperOutline = "M322 84q78 46 156 0 60 10 96 42 70 92 112 236l-78 40-60-128 6 242q-154 26-308 0l6-242-60 128-78-40q42-144 112-236 36-32 96-42z";

/** A knitted jumper with a ring around the shoulders. */
export const jumper: Scene = {
  room: "boards",
  colour: "#b9a58c",
  defs: gradient("wool", "slant", "#e9b24a", "#cf8f26", "#9c6412") + `<clipPath id="cut"><path d="${jumperOutline}"/></clipPath><pattern id="knit" width="14" height="12" patternUnits="userSpaceOnUse"><path d="M0 0q4 8 7 10 3-2 7-10" fill="none" stroke="#7c4d0a" stroke-width="2.2" opacity="0.45"/><path d="M2 -2q3 7 5 9" fill="none" stroke="#ffe9b8" stroke-width="1.4" opacity="0.5"/></pattern>`,
  things: [
    lying(jumperOutline),
    shape(jumperOutline, "url(#wool)"),
    `<g clip-path="url(#cut)">${line("M176 128q224 200 448 0", "#f8ecd0", 44)}${line("M170 172q230 182 460 0", "#1f6a49", 14)}${line("M190 106q210 180 420 0", "#1f6a49", 9)}${box(100, 60, 600, 520, "url(#knit)")}${line("M256 262q-10 100-8 250M544 262q10 100 8 250", "#4d2f05", 16, `opacity="0.4" filter="url(#blur)"`)}${line("M300 330q60 40 40 150M500 340q-50 60-30 130", "#4d2f05", 14, `opacity="0.22" filter="url(#blur)"`)}<g>${each(36, (n) => line(`M${244 + n * 9} 486v40`, "#6b4207", 3, `opacity="0.5"`))}</g></g>`,
    shape("M322 84q78 46 156 0l-10-18q-68 28-136 0z", "#a46a14"),
    line("M330 74q70 34 140 0M326 82q76 42 148 0", "#f4ca77", 4, `stroke-dasharray="4 5"`),
    line("M120 366l70 34M610 400l70-34", "#7c4d0a", 16, `opacity="0.55"`),
  ].join(""),
};

/** Leather boots, side by side. */
export const boots: Scene = {
  room: "floor",
  colour: "#bccabf",
  defs: gradient("leather", "slant", "#b4703d", "#874a20", "#4b250c") + gradient("leather-dark", "slant", "#96582b", "#6b3815", "#381a07"),
  things: [
    `<ellipse cx="430" cy="530" rx="270" ry="22" fill="#140c05" opacity="0.5" filter="url(#blur)"/>`,
    ...([[92, -18, "leather-dark"], [0, 0, "leather"]] as const).map(
      ([x, y, fill]) =>
        `<g transform="translate(${x} ${y})">${shape("M236 168q70-18 136 0-4 90 10 140 24 52 96 76 92 24 104 74 6 36-2 48H232q-14-30 2-110 14-110 2-228z", `url(#${fill})`)}${shape("M226 492h356q10 0 8 26-2 16-14 16H396q-12-14-34-14v14H240q-16 0-16-20z", "#2b1a10")}${line("M228 494h356", "#d8b27c", 3, `stroke-dasharray="9 5"`)}${line("M238 196q66-14 134 0", "#3c1d08", 5, `opacity="0.7"`)}${line("M478 388q-40 40-30 100M236 400q60-10 90 90", "#3c1d08", 4, `opacity="0.55"`)}${each(6, (n) => line(`M${374 + n * n * 1.6} ${222 + n * 26}l-46 ${10 - n}`, "#ecd9b6", 5) + `<circle cx="${376 + n * n * 1.6}" cy="${222 + n * 26}" r="5" fill="#d3a64f"/>`)}${shape("M252 200q18 100 0 190 34-90 26-194z", "#fff", `opacity="0.22" filter="url(#blur)"`)}${shape("M490 410q60 16 74 54-40-10-74-54z", "#fff", `opacity="0.3" filter="url(#blur-fine)"`)}</g>`,
    ),
  ].join(""),
};
