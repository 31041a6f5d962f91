import { DrawnAgain } from "#app/ui/drawings/drawing.tsx";
import { GoodsDrawing } from "#app/ui/drawings/goods-drawing.tsx";
import { MaterialDrawing } from "#app/ui/drawings/material-drawing.tsx";
import { goodsGroupOf, materialGroupOf } from "./listing-words.ts";

type What = { category: string | null; material: string | null };

/** Stands where a listing has no photo. */
export function ListingDrawing({ category, material, size = 96, id }: What & { size?: number; id?: string }) {
  if (category) return <GoodsDrawing group={goodsGroupOf(category)} size={size} id={id} />;
  return <MaterialDrawing group={materialGroupOf(material)} size={size} id={id} />;
}

const idOf = ({ category, material }: What) => (category ? `goods-${goodsGroupOf(category)}` : `material-${materialGroupOf(material)}`);

/** Draws once, out of sight, what the cards of a list then point to. */
export function ListingDrawings({ cards }: { cards: readonly (What & { photo: unknown })[] }) {
  const needed = new Map(cards.filter((card) => !card.photo).map((card) => [idOf(card), card]));
  return (
    <svg className="absolute size-0" aria-hidden="true">
      <defs>
        {[...needed].map(([id, { category, material }]) => (
          <ListingDrawing key={id} id={id} category={category} material={material} />
        ))}
      </defs>
    </svg>
  );
}

/** The same as `ListingDrawing` on a page with `ListingDrawings`. */
export function ListingDrawnAgain(what: What) {
  return <DrawnAgain id={idOf(what)} />;
}
