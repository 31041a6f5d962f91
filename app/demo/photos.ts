import { boots, jeans, jumper } from "./photos/clothing.ts";
import { drill, kettle, laptop, pan, phone } from "./photos/devices.ts";
import { chair, lamp, sofa, table } from "./photos/furniture.ts";
import { bottles, cans, cardboard, newspapers } from "./photos/materials.ts";
import { picture } from "./photos/stage.ts";
import { bicycle, books, toys } from "./photos/wheels-and-play.ts";

const scenes = { bicycle, books, boots, bottles, cans, cardboard, chair, drill, jeans, jumper, kettle, lamp, laptop, newspapers, pan, phone, sofa, table, toys } as const;

export type DemoPhotoName = keyof typeof scenes;

/** The pictures there are, in the order of the alphabet. */
export const demoPhotoNames = Object.keys(scenes) as DemoPhotoName[];

/**
 * A painted stand-in for a photo, for the listings of the demo.
 * @returns SVG text, 4:3, 1600 by 1200; the seed turns it into a photo file by the same path as an upload
 */
export function demoPhoto(name: DemoPhotoName): string {
  return picture(scenes[name]);
}
