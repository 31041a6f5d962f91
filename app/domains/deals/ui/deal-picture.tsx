import { findGoods } from "#app/shared/goods.ts";
import { findMaterial } from "#app/shared/materials.ts";
import { GoodsDrawing } from "#app/ui/drawings/goods-drawing.tsx";
import { MaterialDrawing } from "#app/ui/drawings/material-drawing.tsx";

/** The listing's first photo, small, or the drawing of its group. Decoration beside its title. */
export function DealPicture({ photoKey, category, material }: { photoKey: string | null; category: string | null; material: string | null }) {
  return (
    <span className="flex size-18 shrink-0 items-center justify-center overflow-hidden rounded-control bg-sunken text-ink-soft">
      {photoKey ? (
        <img src={`/photos/${photoKey}/400.webp`} alt="" width={72} height={72} loading="lazy" decoding="async" className="size-full object-cover" />
      ) : material ? (
        <MaterialDrawing group={findMaterial(material)?.group ?? "other"} size={56} />
      ) : (
        <GoodsDrawing group={findGoods(category ?? "")?.group ?? "other"} size={56} />
      )}
    </span>
  );
}
