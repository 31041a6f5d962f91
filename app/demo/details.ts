import type { ListingDetails } from "#app/domains/listings/listing-details.ts";

const mark = (warrantyMonths: number) => ({ remanufactured: true, remanufacturer: "Yunling Appliances 云岭电器", warrantyMonths });

/** What some things of the district say beyond their title: fields of their category, answers of their checklist, a mark. */
export const demoDetails: Readonly<Record<string, Partial<ListingDetails>>> = {
  "Wooden kitchen chair, solid": {
    attributes: { made_of: "solid_wood", colour: "brown", height_cm: 84, width_cm: 42 },
    gradeAnswers: { stability: "firm", surface: "light_traces", parts: "complete", smell: "none", pests: "none" },
  },
  "城市自行车，带藤编车筐": {
    attributes: { bicycle_kind: "city", brand: "Forever 永久", frame_cm: 47, wheel_tenth_inches: 260, gears: 7, colour: "green" },
    gradeAnswers: { frame: "scratches", brakes: "firm", drive_train: "smooth", wheels: "straight", tyres: "good", lights: "work" },
  },
  "Yellow desk lamp with a jointed arm": {
    attributes: { lamp_base: "e27", power_watts: 9, height_cm: 48, colour: "yellow" },
    gradeAnswers: { powers_on: "yes", cable_safety: "sound", functions: "all", cleanliness: "clean", housing: "flawless", accessories: "complete" },
  },
  "笔记本电脑 14 寸，电池已更换": {
    attributes: { brand: "Lenovo 联想", model: "ThinkPad E14", screen_tenth_inches: 140, memory_gb: 8, storage_gb: 512, made_in: 2021 },
    gradeAnswers: { powers_on: "yes", account_lock: "off", screen: "light_scratches", battery_health: "p85", ports: "one_fails", housing: "light_traces", accessories: "complete" },
  },
  "A shelf of novels and a reading-group surprise": { attributes: { language: "several", binding: "paperback" } },
  "牛仔裤 M 码，两条": { attributes: { size: "M", for_whom: "women", colour: "blue", fabric: "cotton" } },
  "Glass bottles and jars, about forty": { attributes: { glass_colour: "clear", clean: true, sorted: false } },
  "玩具一箱：小熊、积木和小火车": { attributes: { age_from_years: 3, complete: true, needs_batteries: false } },
  "Mustard wool jumper, size M": {
    attributes: { size: "M", for_whom: "anybody", colour: "yellow", fabric: "wool" },
    gradeAnswers: { wear: "light", damage: "mended", stains: "none", closures: "work", washed: "yes" },
  },
  "充电电钻，带 8 支钻头": {
    attributes: { brand: "Dongcheng 东成", tool_drive: "battery", voltage: "v18", battery_included: true },
    gradeAnswers: { powers_on: "yes", cable_safety: "sound", functions: "all", cleanliness: "clean", housing: "flawless", accessories: "complete" },
    ...mark(12),
  },
  "Leather boots, size 42": {
    attributes: { shoe_size_eu: 42, for_whom: "men", colour: "brown", fabric: "leather" },
    gradeAnswers: { soles: "light", uppers: "clear_traces", closures: "work", smell: "none" },
  },
  "餐桌，实木，可坐四人": { attributes: { made_of: "solid_wood", width_cm: 120, depth_cm: 70 } },
  "智能手机，屏幕完好": {
    attributes: { brand: "Xiaomi 小米", model: "Mi 11", storage_gb: 128, colour: "black" },
    gradeAnswers: { powers_on: "yes", account_lock: "off", screen: "flawless", battery_health: "p80", housing: "light_traces", camera_sound: "all", accessories: "complete" },
  },
  "Vacuum cleaner with spare bags": { attributes: { brand: "Midea", power_watts: 900 }, ...mark(6) },
};
