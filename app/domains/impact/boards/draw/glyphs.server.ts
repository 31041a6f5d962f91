import sharp from "sharp";

/** A sign of each script whose real shape is no box; a script that is not here is taken as one that cannot be drawn. */
const samples: readonly { script: RegExp; sign: string }[] = [
  { script: /[\p{Script=Latin}\p{Script=Common}\p{Script=Inherited}]/u, sign: "A" },
  { script: /\p{Script=Han}/u, sign: "文" },
  { script: /[\p{Script=Hiragana}\p{Script=Katakana}]/u, sign: "あ" },
  { script: /\p{Script=Hangul}/u, sign: "한" },
  { script: /\p{Script=Cyrillic}/u, sign: "Ж" },
  { script: /\p{Script=Greek}/u, sign: "Ω" },
  { script: /\p{Script=Arabic}/u, sign: "ع" },
  { script: /\p{Script=Hebrew}/u, sign: "א" },
  { script: /\p{Script=Thai}/u, sign: "ก" },
  { script: /\p{Script=Devanagari}/u, sign: "अ" },
];

const side = 96;
const isDark = 128;

/**
 * Whether a grey picture (a byte per pixel, `side` pixels wide and high) shows nothing, or a box: what is drawn for a sign that no font
 * has. A box is dark along all four of its edges.
 */
export function showsNoSign(pixels: Uint8Array, width = side): boolean {
  const height = pixels.length / width;
  let [left, right, top, bottom] = [width, -1, height, -1];
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      if ((pixels[y * width + x] ?? 255) >= isDark) continue;
      [left, right, top, bottom] = [Math.min(left, x), Math.max(right, x), Math.min(top, y), Math.max(bottom, y)];
    }
  }
  if (right < 0) return true;
  const dark = (x: number, y: number) => (pixels[y * width + x] ?? 255) < isDark;
  for (let x = left; x <= right; x += 1) if (!dark(x, top) || !dark(x, bottom)) return false;
  for (let y = top; y <= bottom; y += 1) if (!dark(left, y) || !dark(right, y)) return false;
  return true;
}

async function draws(sign: string): Promise<boolean> {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${side}" height="${side}"><rect width="${side}" height="${side}" fill="#fff"/><text x="16" y="72" font-size="64" font-family="${PICTURE_FONTS}">${sign}</text></svg>`;
  return !showsNoSign(await sharp(Buffer.from(svg)).greyscale().raw().toBuffer());
}

/** The fonts that pictures ask for: what servers usually have. */
export const PICTURE_FONTS = "'Noto Sans', 'DejaVu Sans', 'Noto Sans SC', 'Noto Sans CJK SC', 'WenQuanYi Micro Hei', sans-serif";

const known = new Map<string, Promise<boolean>>();

/** Whether this server can draw a text: it has a font for each script in it. Asked once per script and process. */
export async function canDraw(text: string): Promise<boolean> {
  for (const sign of text) {
    const sample = samples.find(({ script }) => script.test(sign))?.sign;
    if (!sample) return false;
    let answer = known.get(sample);
    if (!answer) known.set(sample, (answer = draws(sample)));
    if (!(await answer)) return false;
  }
  return true;
}
