import { GoodsDrawing } from "#app/ui/drawings/goods-drawing.tsx";
import { MaterialDrawing } from "#app/ui/drawings/material-drawing.tsx";
import { goodsGroupOf, materialGroupOf } from "./listing-words.ts";

/** Stands where a listing has no photo. */
export function ListingDrawing({ category, material, size = 96 }: { category: string | null; material: string | null; size?: number }) {
  if (category) return <GoodsDrawing group={goodsGroupOf(category)} size={size} />;
  return <MaterialDrawing group={materialGroupOf(material)} size={size} />;
}
