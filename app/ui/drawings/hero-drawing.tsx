import { DrawingParts } from "./drawing.tsx";
import { goodsDrawings } from "./goods-drawing.tsx";
import { materialDrawings } from "./material-drawing.tsx";
import type { DrawingSpec } from "./drawing.tsx";

/** A neighbourhood where things go round: houses, a sharing table and a recycling yard along one ring. */
export function HeroDrawing({ title, className = "" }: { title?: string; className?: string }) {
  return (
    <svg viewBox="0 0 640 440" fill="none" className={`h-auto w-full ${className}`} {...(title ? { role: "img", "aria-label": title } : { "aria-hidden": true })} focusable="false">
      <circle cx={500} cy={88} r={44} className="fill-marigold-soft" />
      <path d="M456 100a46 46 0 0 1 20-52M488 43a46 46 0 0 1 50 30M542 88a46 46 0 0 1-16 38" strokeWidth={4} strokeLinecap="round" className="stroke-marigold" />
      <path d="M10 236c40-60 96-76 150-62 44-52 108-62 160-34 52-40 132-30 164 18 52-20 112 6 146 70z" className="fill-leaf-soft" />
      <ellipse cx={320} cy={292} rx={282} ry={118} className="fill-sunken" />
      <g strokeWidth={2.5} strokeLinecap="round" strokeLinejoin="round" className="stroke-ink">
        <Houses />
      </g>
      <Road />
      <ellipse cx={320} cy={292} rx={198} ry={70} className="fill-leaf-soft" />
      <g strokeWidth={2.5} strokeLinecap="round" strokeLinejoin="round" className="stroke-ink">
        <Square />
        <Yard />
        <CargoBike />
      </g>
      {travellers.map(({ x, y, spec }) => (
        <Traveller key={`${x}-${y}`} x={x} y={y} spec={spec} />
      ))}
    </svg>
  );
}

/** The ring: three arcs with a lane between them. */
function Road() {
  const arcs = [
    { d: "M338 192.300C470 194 566 238 562 296 560 318 546 338 520 354", className: "stroke-leaf" },
    { d: "M500 364C452 386 392 394 320 394 244 394 178 384 134 362", className: "stroke-sky" },
    { d: "M114 350C90 334 78 316 78 294 78 238 172 194 300 192.2", className: "stroke-marigold" },
  ];
  return (
    <g strokeLinecap="round">
      {arcs.map((arc) => (
        <path key={arc.d} d={arc.d} strokeWidth={30} className={arc.className} />
      ))}
      {arcs.map((arc) => (
        <path key={arc.d} d={arc.d} strokeWidth={2.5} strokeDasharray="12 14" className="stroke-surface opacity-80" />
      ))}
    </g>
  );
}

function Houses() {
  return (
    <>
      {/* A tall house */}
      <path d="M96 184v-84h62v84z" className="fill-surface" />
      <path d="M88 102l39-34 39 34z" className="fill-clay" />
      <path d="M110 118h12v14h-12zM134 118h12v14h-12zM110 144h12v14h-12z" className="fill-sky-soft" />
      <path d="M133 184v-34a7 7 0 0 1 14 0v34z" className="fill-marigold" />
      <path d="M142 80V64h9v24" className="fill-surface" />
      {/* A row of three */}
      <path d="M196 168V92h44v76zM240 168v-92h48v92zM288 168v-78h44v78z" className="fill-surface" />
      <path d="M190 94l28-26 28 26z" className="fill-leaf" />
      <path d="M236 78h56l-6-16h-44z" className="fill-sky" />
      <path d="M284 92l26-26 28 26z" className="fill-marigold" />
      <path d="M208 106h10v12h-10zM224 106h10v12h-10zM250 92h10v13h-10zM268 92h10v13h-10zM250 118h10v13h-10zM268 118h10v13h-10zM300 104h20v14h-20z" className="fill-sky-soft" />
      <path d="M212 168v-28h12v28zM258 168v-26h12v26zM304 168v-34h12v34z" className="fill-marigold-soft" />
      {/* Washing between two houses */}
      <path d="M158 112c12 7 26 7 38 0" />
      <path d="M168 116v12h8v-11zM182 117v10h7v-11z" className="fill-clay-soft" />
      {/* The community hall with its ring */}
      <path d="M380 176v-60h92v60z" className="fill-surface" />
      <path d="M370 118c10-26 36-38 56-38s46 12 56 38z" className="fill-leaf" />
      <circle cx={426} cy={102} r={9} className="fill-surface" />
      <path d="M394 132h14v16h-14zM444 132h14v16h-14z" className="fill-sky-soft" />
      <path d="M416 176v-32a10 10 0 0 1 20 0v32z" className="fill-marigold" />
      <path d="M426 80V60h16l-4 6 4 6h-16" className="fill-clay" />
    </>
  );
}

/** The square in the middle: a sharing table under an awning, two neighbours. */
function Square() {
  return (
    <>
      <path d="M272 254v46M368 254v46" />
      <path d="M262 256l10-24h96l10 24z" className="fill-surface" />
      <path d="M286 232l-5 24h20l2-24zM320 232v24h20l-3-24z" className="fill-clay" />
      <path d="M262 256a9.7 9 0 0 0 19.4 0 9.7 9 0 0 0 19.4 0 9.7 9 0 0 0 19.4 0 9.7 9 0 0 0 19.4 0 9.7 9 0 0 0 19.4 0 9.7 9 0 0 0 19 0" className="fill-surface" />
      <path d="M276 296h88v8h-88z" className="fill-marigold" />
      <path d="M284 304v22M356 304v22" />
      <path d="M290 296v-14h16v14M294 282h8" className="fill-sky" />
      <path d="M316 296v-18c0-4 8-4 8 0v18" className="fill-leaf-soft" />
      <path d="M332 296v-9h22v9" className="fill-clay-soft" />
      <Neighbour x={246} y={286} className="fill-sky" />
      <Neighbour x={394} y={288} className="fill-leaf" />
      <path d="M256 306l20-8M384 308l-20-8" />
    </>
  );
}

function Neighbour({ x, y, className }: { x: number; y: number; className: string }) {
  return (
    <g transform={`translate(${x} ${y})`}>
      <path d="M-11 44V26c0-9 5-13 11-13s11 4 11 13v18z" className={className} />
      <circle cx={0} cy={2} r={9} className="fill-surface" />
      <path d="M-3 4c1.5 2 4.5 2 6 0" />
    </g>
  );
}

/** The recycling point: three containers with round mouths. */
function Yard() {
  const bins = [
    { x: 470, className: "fill-leaf" },
    { x: 506, className: "fill-sky" },
    { x: 542, className: "fill-marigold" },
  ];
  return (
    <g transform="translate(44 -46)">
      {bins.map((bin) => (
        <g key={bin.x}>
          <path d={`M${bin.x} 262v-34a15 15 0 0 1 30 0v34z`} className={bin.className} />
          <circle cx={bin.x + 15} cy={231} r={6} className="fill-surface" />
          <path d={`M${bin.x + 8} 248h14`} />
        </g>
      ))}
    </g>
  );
}

/** A cargo bike on its round. */
function CargoBike() {
  return (
    <g transform="translate(172 340)">
      <circle cx={16} cy={48} r={14} className="fill-surface" />
      <circle cx={94} cy={48} r={14} className="fill-surface" />
      <path d="M50 48H16l14-26h14" />
      <path d="M50 48L38 22M50 48h44" />
      <path d="M50 44V22h44l-8 24z" className="fill-clay" />
      <path d="M22 22h14M45 24l-3-12h10" />
      <path d="M56 22V8h16v14zM74 22V2h14v20z" className="fill-marigold-soft" />
      <path d="M64 8v14" />
      <path d="M28 24l14 11-5 13h7" />
      <path d="M20 22c-1-15 3-27 12-27 7 0 10 5 9 11l-5 16z" className="fill-leaf" />
      <path d="M35 3l13 9" />
      <circle cx={33} cy={-15} r={8.5} className="fill-surface" />
      <path d="M24-17c0-12 18-12 18 0z" className="fill-sky" />
    </g>
  );
}

const travellers: readonly { x: number; y: number; spec: DrawingSpec }[] = [
  { x: 116, y: 248, spec: goodsDrawings.furniture },
  { x: 320, y: 192, spec: goodsDrawings.books },
  { x: 530, y: 250, spec: goodsDrawings.bicycles },
  { x: 500, y: 358, spec: materialDrawings.glass },
  { x: 120, y: 350, spec: materialDrawings.textiles },
  { x: 380, y: 392, spec: goodsDrawings.electronics },
];

function Traveller({ x, y, spec }: { x: number; y: number; spec: DrawingSpec }) {
  return (
    <g transform={`translate(${x} ${y})`}>
      <circle r={33} className="fill-surface stroke-ink" strokeWidth={2.5} />
      <g transform="translate(-30 -30) scale(0.625)">
        <DrawingParts {...spec} />
      </g>
    </g>
  );
}
