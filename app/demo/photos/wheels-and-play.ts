import { box, each, glow, gradient, line, shadow, shape } from "./stage.ts";
import type { Scene } from "./stage.ts";

function wheel(cx: number, cy: number): string {
  const spokes = each(14, (n) => {
    const angle = (n * Math.PI) / 7;
    return `M${cx} ${cy}L${Math.round(cx + 104 * Math.cos(angle))} ${Math.round(cy + 104 * Math.sin(angle))}`;
  });
  return [
    `<circle cx="${cx}" cy="${cy}" r="118" fill="none" stroke="#1f2422" stroke-width="15"/>`,
    `<circle cx="${cx}" cy="${cy}" r="121" fill="none" stroke="#5d6663" stroke-width="3" opacity="0.7"/>`,
    `<circle cx="${cx}" cy="${cy}" r="107" fill="none" stroke="#d5d9da" stroke-width="6"/>`,
    line(spokes, "#e9ecec", 1.6),
    `<circle cx="${cx}" cy="${cy}" r="11" fill="#59625f"/><circle cx="${cx - 2}" cy="${cy - 2}" r="5" fill="#cfd5d4"/>`,
  ].join("");
}

/** A city bicycle with a basket, leaning at a wall. */
export const bicycle: Scene = {
  room: "yard",
  colour: "#b4684e",
  defs: gradient("paint", "down", "#3fa277", "#1c6a48") + gradient("wicker", "slant", "#dcae6c", "#9c6c33") + gradient("saddle", "down", "#7a4d2b", "#3d2412"),
  things: [
    `<g transform="translate(16 6)" fill="none" stroke="#2a1a12" stroke-width="16" opacity="0.28" filter="url(#blur)"><circle cx="236" cy="404" r="116"/><circle cx="584" cy="404" r="116"/><path d="M236 404l96-164h200l52 164M332 240l70 170 130-170"/></g>`,
    shadow(236, 532, 120, 10, 0.5),
    shadow(580, 532, 120, 10, 0.5),
    wheel(228, 406),
    wheel(574, 406),
    line("M106 396a122 122 0 0 1 200-84", "#23292a", 9),
    line("M470 320a122 122 0 0 1 194 10", "#23292a", 9),
    line("M228 406h174", "#1c5f42", 9),
    line("M228 406L322 238", "url(#paint)", 10),
    line("M310 200L402 408", "url(#paint)", 13),
    line("M402 406Q520 380 528 236", "url(#paint)", 14),
    line("M330 262Q440 300 526 262", "url(#paint)", 12),
    line("M402 402Q514 376 522 240", "#a7e0c4", 3, `opacity="0.7"`),
    line("M574 406Q548 330 524 190", "url(#paint)", 11),
    line("M522 196l-6-44M516 152q-46-8-78 16M516 152q26-8 40 8", "#cfd5d6", 9),
    line("M452 162l-24 12", "#3d2412", 15),
    shape("M262 186q50-20 104-4 10 12-8 18-60 4-86 16-22-6-10-30z", "url(#saddle)"),
    shape("M270 190q44-14 84-4-40 4-84 4z", "#fff", `opacity="0.3"`),
    shape("M548 170h116l-16 96h-84z", "url(#wicker)"),
    each(4, (n) => line(`M${552 + n * 3} ${190 + n * 20}h${108 - n * 6}`, "#7a5020", 3, `opacity="0.6"`)),
    each(6, (n) => line(`M${564 + n * 17} 172l${6 - n * 2} 92`, "#efcd95", 3, `opacity="0.7"`)),
    box(544, 164, 124, 12, "#b9863f", 6),
    `<circle cx="402" cy="408" r="38" fill="none" stroke="#3d4745" stroke-width="7"/><circle cx="402" cy="408" r="16" fill="#8b9593"/>`,
    line("M402 408l34 52M402 408l-34-50", "#59625f", 8),
    box(416, 458, 44, 11, "#22282a", 4),
    box(346, 348, 44, 11, "#22282a", 4),
    line("M228 400Q320 372 402 372M228 416Q320 446 402 446", "#4f5957", 3),
    `<circle cx="122" cy="330" r="11" fill="#c8432e"/><circle cx="119" cy="326" r="4" fill="#ffb9a6"/>`,
  ].join(""),
};

const ball = (cx: number, cy: number, r: number, fill: string): string => `<circle cx="${cx}" cy="${cy}" r="${r}" fill="${fill}"/>`;

function block(x: number, y: number, size: number, front: string, side: string, top: string, letter: string): string {
  const d = Math.round(size * 0.28);
  return [
    box(x, y, size, size, front, 4),
    shape(`M${x} ${y}l${d}-${d}h${size}l-${d} ${d}z`, top),
    shape(`M${x + size} ${y}l${d}-${d}v${size}l-${d} ${d}z`, side),
    `<text x="${x + size / 2}" y="${y + size * 0.74}" text-anchor="middle" font-family="DejaVu Sans, sans-serif" font-weight="700" font-size="${size * 0.62}" fill="#fff" opacity="0.92">${letter}</text>`,
  ].join("");
}

/** A bear, blocks and a wooden train. */
export const toys: Scene = {
  room: "floor",
  colour: "#e7cfa4",
  defs:
    glow("fur", 0.35, 0.3, 0.8, "#d79f66", "#ad7340", "#6e431f") +
    glow("muzzle", 0.4, 0.3, 0.8, "#f6ddba", "#d6ac78") +
    gradient("red", "down", "#e0694b", "#a83a20") +
    gradient("blue", "down", "#4f97cf", "#23608f") +
    glow("rubber", 0.33, 0.3, 0.8, "#ffd976", "#e5a21d", "#95600a"),
  things: [
    shadow(240, 520, 150, 20, 0.5),
    `<g fill="url(#fur)">${ball(168, 172, 36, "url(#fur)")}${ball(304, 172, 36, "url(#fur)")}<ellipse cx="236" cy="400" rx="112" ry="118"/><ellipse cx="128" cy="368" rx="36" ry="76" transform="rotate(24 128 368)"/><ellipse cx="346" cy="368" rx="36" ry="76" transform="rotate(-24 346 368)"/>${ball(236, 232, 96, "url(#fur)")}<ellipse cx="156" cy="496" rx="58" ry="46"/><ellipse cx="318" cy="496" rx="58" ry="46"/></g>`,
    `<ellipse cx="236" cy="412" rx="66" ry="76" fill="url(#muzzle)" opacity="0.85"/><ellipse cx="236" cy="264" rx="48" ry="38" fill="url(#muzzle)"/><ellipse cx="150" cy="502" rx="30" ry="24" fill="url(#muzzle)"/><ellipse cx="322" cy="502" rx="30" ry="24" fill="url(#muzzle)"/>`,
    `<ellipse cx="236" cy="246" rx="17" ry="12" fill="#2f1b0d"/>${ball(196, 218, 10, "#20120a")}${ball(276, 218, 10, "#20120a")}${ball(193, 215, 3.5, "#fff")}${ball(273, 215, 3.5, "#fff")}`,
    line("M236 260v12M236 272q-16 16-30 4M236 272q16 16 30 4", "#4b2c15", 4),
    shape("M188 316q48 24 96 0l8 22q-56 30-112 0z", "url(#red)"),
    shape("M236 330l-34 44 14 6 24-34 24 34 12-8z", "#a83a20"),
    box(60, 120, 360, 430, "#fff", 0, `filter="url(#weave)" opacity="0.05"`),
    shadow(560, 472, 150, 14, 0.5),
    block(452, 378, 84, "#3b8a66", "#235c42", "#7cc3a0", "A"),
    block(560, 386, 84, "#d9982a", "#9d690f", "#f4cb77", "B"),
    block(508, 288, 82, "#c2553a", "#873117", "#e99278", "C"),
    shadow(560, 556, 180, 12, 0.55),
    box(430, 506, 130, 34, "url(#blue)", 8),
    shape("M576 506h120v34H576z", "url(#red)"),
    box(436, 458, 58, 52, "url(#blue)", 6),
    box(448, 468, 32, 24, "#f6e8c6", 3),
    box(522, 478, 20, 30, "#23608f", 3),
    line("M560 524h18", "#5b3a1e", 6),
    each(3, (n) => box(584 + n * 36, 482, 30, 26, ["#d9a566", "#c98f52", "#e9bd83"][n] ?? "", 13)),
    each(4, (n) => ball([458, 532, 604, 668][n] ?? 0, 544, 18, "#4a2f18") + ball([456, 530, 602, 666][n] ?? 0, 541, 9, "#c98f52")),
    shadow(404, 560, 42, 8, 0.5),
    ball(400, 526, 40, "url(#rubber)"),
    line("M362 520q40 22 76 2", "#fff", 6, `opacity="0.7"`),
  ].join(""),
};

/** Books in a pile and two that stand. */
export const books: Scene = {
  room: "table",
  colour: "#cbb99a",
  defs:
    gradient("green", "down", "#3f9a72", "#1d6144") +
    gradient("clay", "down", "#d2694b", "#9c3d22") +
    gradient("gold", "down", "#f0bf55", "#c08a1d") +
    gradient("navy", "down", "#4787bb", "#1f517c") +
    gradient("pages", "down", "#fdf7e8", "#d8cbab") +
    gradient("spine", "across", [0, "#fff", 0.28], [0.2, "#fff", 0], [1, "#000", 0.35]),
  things: [
    shadow(340, 524, 250, 22, 0.5),
    ...(
      [
        [150, 462, 380, 58, "navy"],
        [176, 408, 340, 54, "clay"],
        [140, 350, 370, 58, "green"],
        [190, 306, 300, 44, "gold"],
      ] as const
    ).map(([x, y, width, height, colour]) =>
      [
        box(x + 14, y + 6, width, height - 12, "url(#pages)", 3),
        each(5, (n) => line(`M${x + 20} ${y + 12 + (n * (height - 24)) / 4}h${width - 10}`, "#bfae86", 1, `opacity="0.7"`)),
        shape(`M${x + width + 8} ${y}H${x + 12}q-16 ${height / 2} 0 ${height}h${width - 4}v-7H${x + 18}q-10-${height / 2 - 7} 0-${height - 14}h${width - 10}z`, `url(#${colour})`),
        shape(`M${x + 12} ${y}q-16 ${height / 2} 0 ${height}h44v-${height}z`, `url(#${colour})`),
        line(`M${x + 20} ${y + 8}v${height - 16}M${x + 44} ${y + 8}v${height - 16}`, "#fff2cf", 3, `opacity="0.75"`),
      ].join(""),
    ),
    shadow(640, 522, 90, 16, 0.55),
    box(576, 232, 62, 290, "url(#clay)", 5),
    box(576, 232, 62, 290, "url(#spine)", 5),
    line("M588 268h38M588 278h38M588 482h38", "#ffe7b8", 4),
    `<circle cx="607" cy="380" r="17" fill="none" stroke="#ffe7b8" stroke-width="4"/>`,
    `<g transform="rotate(9 690 522)">${box(642, 256, 50, 268, "url(#green)", 5)}${box(642, 256, 50, 268, "url(#spine)", 5)}${line("M652 292h30M652 486h30", "#ffe7b8", 4)}${shape("M667 350l14 26-14 26-14-26z", "#ffe7b8")}</g>`,
    `<g transform="translate(262 252)">${shadow(76, 52, 70, 7, 0.35)}<circle cx="36" cy="24" r="26" fill="#d9ecf2" fill-opacity="0.35" stroke="#26211c" stroke-width="6"/><circle cx="112" cy="24" r="26" fill="#d9ecf2" fill-opacity="0.35" stroke="#26211c" stroke-width="6"/>${line("M62 22q12-10 24 0M138 20l56 22", "#26211c", 6)}${line("M22 14l16-8M98 14l16-8", "#fff", 4, `opacity="0.8"`)}</g>`,
  ].join(""),
};
