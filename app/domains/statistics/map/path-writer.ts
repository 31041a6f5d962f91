type Point = readonly [number, number];

/** Corners of smaller triangles, in square units, go. */
const LEAST_CORNER = 0.8;

/** Takes what a projection draws and writes it as an SVG path of whole numbers, without what nobody would see. */
export class PathWriter {
  #path = "";
  #ring: Point[] = [];
  /** Of everything drawn, also of pieces too small to be written. */
  left = Infinity;
  right = -Infinity;
  top = Infinity;
  bottom = -Infinity;

  /** @param leastSize pieces that are smaller than this both ways are not written */
  constructor(readonly leastSize: number) {}

  get path(): string {
    return this.#path;
  }

  /** The longer side of the box around everything drawn; zero for nothing. */
  get size(): number {
    return Math.max(0, this.right - this.left, this.bottom - this.top);
  }

  beginPath(): void {}

  moveTo(x: number, y: number): void {
    this.#ring = [[x, y]];
  }

  lineTo(x: number, y: number): void {
    this.#ring.push([x, y]);
  }

  /** Points of their own are not drawn. */
  arc(): void {}

  closePath(): void {
    const xs = this.#ring.map(([x]) => x);
    const ys = this.#ring.map(([, y]) => y);
    const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
    this.left = Math.min(this.left, left);
    this.right = Math.max(this.right, right);
    this.top = Math.min(this.top, top);
    this.bottom = Math.max(this.bottom, bottom);
    if (Math.max(right - left, bottom - top) >= this.leastSize) this.#write();
    this.#ring = [];
  }

  #write(): void {
    const kept: Point[] = [];
    for (const [exactX, exactY] of simplified(this.#ring)) {
      const [x, y] = [Math.round(exactX), Math.round(exactY)];
      const last = kept.at(-1);
      if (last?.[0] !== x || last[1] !== y) kept.push([x, y]);
    }
    const [start, ...rest] = kept;
    if (!start || rest.length < 2) return;
    let [x, y] = start;
    const steps = rest.map((point) => {
      const step = [point[0] - x, point[1] - y];
      [x, y] = point;
      return step;
    });
    this.#path += `M${joined(start)}l${joined(steps.flat())}z`;
  }
}

/**
 * A shore without the corners whose triangle with their neighbours is too small to see (after Visvalingam). In each round those go that are smaller
 * than both neighbours' triangles, so that a border comes out the same for the countries on both sides, whichever way it is walked.
 */
function simplified(ring: readonly Point[]): readonly Point[] {
  for (let points = ring; ; ) {
    const sizes = points.map((point, at) => {
      const [before, after] = [points[at - 1], points[at + 1]];
      return before && after ? triangle(before, point, after) : Infinity;
    });
    const left = points.filter((_, at) => !isSmallest(sizes, at));
    if (left.length === points.length) return points;
    points = left;
  }
}

function isSmallest(sizes: readonly number[], at: number): boolean {
  const size = sizes[at] ?? Infinity;
  return size < LEAST_CORNER && size < (sizes[at - 1] ?? Infinity) && size <= (sizes[at + 1] ?? Infinity);
}

function triangle([ax, ay]: Point, [bx, by]: Point, [cx, cy]: Point): number {
  return Math.abs((bx - ax) * (cy - ay) - (cx - ax) * (by - ay)) / 2;
}

/** Numbers with no more between them than a path needs: a minus parts as well as a space. */
function joined(numbers: readonly number[]): string {
  return numbers.map((number, at) => (at === 0 || number < 0 ? `${number}` : ` ${number}`)).join("");
}
