import type { GoodsCode } from "#app/shared/goods.ts";
import type { MaterialCode } from "#app/shared/materials.ts";
import type { DemoPhotoName } from "./photos.ts";

/**
 * The demo district: three neighbouring communities, their people and a recycler. Everything that happened in it is made by
 * the same verbs that people use (seed.server.ts), so that its figures are as real as any.
 */
export const timeZone = "Asia/Shanghai";
export const password = "roundabout-demo";

export type PersonKey = "mei" | "tom" | "lin" | "sofia" | "wei" | "hana" | "omar" | "jing";
export type CommunityKey = "gardens" | "lane" | "school";

export const communities: Record<CommunityKey, { name: string; description: string; placeLabel: string; latitude: number; longitude: number }> = {
  gardens: {
    name: "Green Lake Gardens 翠湖花园",
    description: "Six houses around one yard. Sharing shelf in the hall of house 2, flea market on the first Saturday. 六栋楼围着一个院子，2 号楼大厅有共享角，每月第一个周六有跳蚤市场。",
    placeLabel: "Green Lake 翠湖",
    latitude: 25.05,
    longitude: 102.7,
  },
  lane: {
    name: "Lianhua Lane 莲花巷",
    description: "Old lane, new habits: we mend, lend and pass on. 老巷子，新习惯：修一修、借一借、传下去。",
    placeLabel: "Lianhua Lane 莲花巷",
    latitude: 25.06,
    longitude: 102.69,
  },
  school: {
    name: "Chenggong Primary School 呈贡小学",
    description: "Parents and teachers; old books day every term. 家长和老师，每学期都有旧书日。",
    placeLabel: "Chenggong 呈贡",
    latitude: 24.89,
    longitude: 102.8,
  },
};

export type DemoPerson = {
  name: string;
  email: string;
  locale: "en" | "zh-CN";
  community: CommunityKey;
  headcount: number;
  placeLabel: string;
  latitude: number;
  longitude: number;
  /** What the start-up notice says about the sign-in; without it the person is there but not announced. */
  signInAs?: string;
};

export const people: Record<PersonKey, DemoPerson> = {
  mei: { name: "陈梅 Mei", email: "mei@roundabout.example", locale: "zh-CN", community: "gardens", headcount: 3, placeLabel: "翠湖花园", latitude: 25.0503, longitude: 102.7008, signInAs: "resident (Chinese), owner of the community Green Lake Gardens" },
  tom: { name: "Tom", email: "tom@roundabout.example", locale: "en", community: "lane", headcount: 2, placeLabel: "Lianhua Lane", latitude: 25.0598, longitude: 102.6906, signInAs: "resident (English), member of Lianhua Lane" },
  lin: { name: "林浩 Lin", email: "lin@roundabout.example", locale: "zh-CN", community: "gardens", headcount: 4, placeLabel: "翠湖", latitude: 25.0491, longitude: 102.7023 },
  sofia: { name: "Sofia", email: "sofia@roundabout.example", locale: "en", community: "lane", headcount: 1, placeLabel: "Lianhua Lane", latitude: 25.0612, longitude: 102.6891 },
  wei: { name: "王伟 Wei", email: "wei@roundabout.example", locale: "zh-CN", community: "school", headcount: 3, placeLabel: "呈贡", latitude: 24.8892, longitude: 102.8011 },
  hana: { name: "Hana", email: "hana@roundabout.example", locale: "en", community: "school", headcount: 2, placeLabel: "Chenggong", latitude: 24.8911, longitude: 102.7985 },
  omar: { name: "Omar", email: "omar@roundabout.example", locale: "en", community: "gardens", headcount: 2, placeLabel: "Green Lake", latitude: 25.0512, longitude: 102.6992 },
  jing: { name: "李静 Jing", email: "jing@roundabout.example", locale: "zh-CN", community: "lane", headcount: 3, placeLabel: "莲花巷", latitude: 25.0589, longitude: 102.6917 },
};

/** People who act for other parties. */
export const officials = {
  recycler: { name: "赵磊 Zhao", email: "zhao@roundabout.example", locale: "zh-CN" as const, signInAs: "recycler: owner of Dianchi Recycling, opens slots and weighs" },
  operator: { name: "Ada", email: "ada@roundabout.example", locale: "en" as const, signInAs: "operator of the platform, and the city's authority" },
};

export const recycler = {
  name: "Dianchi Recycling 滇池再生",
  description: "Two staffed points and a sorting yard. Everything is weighed. 两个有人值守的回收点和一个分拣场，每一笔都过秤。",
  placeLabel: "Kunming 昆明",
  latitude: 25.04,
  longitude: 102.71,
};

export const otherParties = {
  producer: { name: "Yunling Appliances 云岭电器", description: "Takes its own fridges and washing machines back. 回收自家的冰箱和洗衣机。", placeLabel: "Kunming 昆明" },
  authority: { name: "Kunming Circular Economy Office 昆明市循环经济办公室", description: "Watches over licences and figures. 监督经营资质和统计数据。", placeLabel: "Kunming 昆明" },
};

export const points = [
  {
    key: "lake",
    name: "Green Lake Point 翠湖回收点",
    address: "Cuihu North Road 12 翠湖北路12号",
    latitude: 25.0519,
    longitude: 102.7035,
    materials: ["paper", "cardboard", "newspaper", "pet", "hdpe", "glass_bottles", "aluminium_cans", "steel_cans", "clothes", "small_appliances", "large_appliances", "fridges", "furniture"],
  },
  {
    key: "lane",
    name: "Lianhua Point 莲花回收点",
    address: "Lianhua Road 88 莲花路88号",
    latitude: 25.0621,
    longitude: 102.6878,
    materials: ["cardboard", "paper", "pet", "glass_bottles", "scrap_metal", "copper", "textiles", "wood"],
  },
] as const satisfies readonly { key: string; name: string; address: string; latitude: number; longitude: number; materials: readonly MaterialCode[] }[];

export type DemoListing = {
  owner: PersonKey;
  title: string;
  description: string;
  offer: "free" | "sale" | "swap" | "wanted";
  condition: "new" | "good" | "fair" | "worn";
  category?: GoodsCode;
  material?: MaterialCode;
  massGrams?: number;
  priceMinor?: number;
  units?: number;
  /** Of a swap: what its owner would like in return. */
  swapFor?: string;
  photo?: DemoPhotoName;
  daysAgo: number;
};

/** Standing now. */
export const openListings: DemoListing[] = [
  { owner: "tom", title: "Wooden kitchen chair, solid", description: "One of four; the other three stayed. A scratch on the back leg, steady as a rock.", offer: "free", condition: "good", category: "wooden_chair", massGrams: 5200, photo: "chair", daysAgo: 1 },
  { owner: "mei", title: "城市自行车，带藤编车筐", description: "刹车和链条刚保养过，车铃很响，适合日常买菜。", offer: "sale", condition: "good", category: "bicycle", massGrams: 15800, priceMinor: 32000, photo: "bicycle", daysAgo: 2 },
  { owner: "sofia", title: "Yellow desk lamp with a jointed arm", description: "Warm light, new bulb. The cable is two metres long.", offer: "sale", condition: "good", category: "lamp", massGrams: 1900, priceMinor: 6500, photo: "lamp", daysAgo: 3 },
  { owner: "lin", title: "笔记本电脑 14 寸，电池已更换", description: "2021 年购入，8GB 内存，已恢复出厂设置并清除数据。", offer: "sale", condition: "fair", category: "laptop", massGrams: 1500, priceMinor: 88000, photo: "laptop", daysAgo: 1 },
  { owner: "hana", title: "A shelf of novels and a reading-group surprise", description: "Six books, English and Chinese, read with love. Best passed on together.", offer: "free", condition: "good", category: "books", massGrams: 2400, photo: "books", daysAgo: 4 },
  { owner: "omar", title: "Red enamel kettle", description: "Whistles when it is ready. Moved in with somebody who owns two.", offer: "free", condition: "good", category: "kitchenware", massGrams: 1100, photo: "kettle", daysAgo: 2 },
  { owner: "jing", title: "牛仔裤 M 码，两条", description: "几乎没怎么穿，颜色深蓝，洗净晾干。", offer: "free", condition: "good", category: "jeans", massGrams: 650, units: 2, photo: "jeans", daysAgo: 5 },
  { owner: "wei", title: "搬家纸箱 20 公斤，已压平捆好", description: "干净、干燥，适合再次使用或回收。", offer: "free", condition: "good", material: "cardboard", massGrams: 20000, photo: "cardboard", daysAgo: 1 },
  { owner: "tom", title: "Wanted: a small desk for a corner", description: "Up to 90 cm wide; wood is lovely, scratches are fine. I can collect on any evening.", offer: "wanted", condition: "good", category: "wooden_table", daysAgo: 6 },
  { owner: "sofia", title: "Glass bottles and jars, about forty", description: "Rinsed and dry. For jam, for screws, for the glass point if nobody wants them.", offer: "free", condition: "good", material: "glass_bottles", massGrams: 16000, photo: "bottles", daysAgo: 3 },
  { owner: "mei", title: "玩具一箱：小熊、积木和小火车", description: "孩子长大了，零件齐全，已清洗消毒。", offer: "free", condition: "good", category: "toys", massGrams: 1900, photo: "toys", daysAgo: 7 },
  { owner: "hana", title: "Mustard wool jumper, size M", description: "Warm, hand knitted, one mended elbow that looks better than before.", offer: "free", condition: "fair", category: "jumper", massGrams: 480, photo: "jumper", daysAgo: 8 },
  { owner: "wei", title: "充电电钻，带 8 支钻头", description: "家里装修完用不上了，电池续航正常。", offer: "sale", condition: "good", category: "power_tool", massGrams: 1600, priceMinor: 15000, photo: "drill", daysAgo: 4 },
  { owner: "omar", title: "Leather boots, size 42", description: "Resoled last winter, two pairs of laces.", offer: "sale", condition: "fair", category: "shoes", massGrams: 1300, priceMinor: 12000, photo: "boots", daysAgo: 6 },
  { owner: "jing", title: "餐桌，实木，可坐四人", description: "120 × 70 厘米，桌腿可拆，需自提。", offer: "sale", condition: "good", category: "wooden_table", massGrams: 28000, priceMinor: 26000, photo: "table", daysAgo: 9 },
];

/** Handed over in the past: who had it, who took it. */
export const pastDeals: (DemoListing & { taker: PersonKey })[] = [
  { owner: "mei", taker: "tom", title: "智能手机，屏幕完好", description: "换了新手机，已清除数据。", offer: "sale", condition: "good", category: "smartphone", massGrams: 190, photo: "phone", priceMinor: 60000, daysAgo: 84 },
  { owner: "sofia", taker: "omar", title: "Two-seat sofa, green", description: "From a home without smoke. Covers come off and wash.", offer: "free", condition: "good", category: "sofa", massGrams: 38000, photo: "sofa", daysAgo: 71 },
  { owner: "lin", taker: "hana", title: "微波炉", description: "用了三年，一切正常。", offer: "free", condition: "good", category: "microwave", massGrams: 12000, daysAgo: 58 },
  { owner: "wei", taker: "jing", title: "儿童冬季大衣", description: "孩子穿小了，拉链完好。", offer: "free", condition: "good", category: "coat", massGrams: 850, daysAgo: 44 },
  { owner: "hana", taker: "sofia", title: "Kettle, 1.7 litres", description: "Descaled last week. Switches itself off.", offer: "free", condition: "good", category: "kettle", massGrams: 1100, daysAgo: 41 },
  { owner: "tom", taker: "lin", title: "Vacuum cleaner with spare bags", description: "Strong as on its first day.", offer: "sale", condition: "fair", category: "vacuum_cleaner", massGrams: 5600, priceMinor: 9000, daysAgo: 33 },
  { owner: "omar", taker: "mei", title: "Tablet, 10 inch, wiped", description: "Good for recipes and cartoons.", offer: "sale", condition: "fair", category: "tablet", massGrams: 480, priceMinor: 45000, daysAgo: 21 },
  { owner: "jing", taker: "sofia", title: "实木椅子两把", description: "结实，有使用痕迹。", offer: "free", condition: "fair", category: "wooden_chair", massGrams: 5000, units: 2, daysAgo: 12 },
  { owner: "hana", taker: "wei", title: "Monitor, 24 inch", description: "With cable. A faint scratch on the frame.", offer: "free", condition: "good", category: "monitor", massGrams: 4100, daysAgo: 6 },
];

/** Loads brought to a point in the past, weighed by its staff: material, gross and tare in grams, contamination in permille. */
export const pastLoads: { who: PersonKey; point: "lake" | "lane"; daysAgo: number; lines: { material: MaterialCode; grossGrams: number; tareGrams: number; contaminationPermille?: number }[] }[] = [
  { who: "mei", point: "lake", daysAgo: 80, lines: [{ material: "cardboard", grossGrams: 25_500, tareGrams: 1_200 }, { material: "pet", grossGrams: 3_900, tareGrams: 300 }] },
  { who: "tom", point: "lane", daysAgo: 66, lines: [{ material: "scrap_metal", grossGrams: 18_400, tareGrams: 900 }, { material: "copper", grossGrams: 2_150, tareGrams: 50 }] },
  { who: "lin", point: "lake", daysAgo: 52, lines: [{ material: "aluminium_cans", grossGrams: 4_100, tareGrams: 200, contaminationPermille: 40 }, { material: "newspaper", grossGrams: 16_000, tareGrams: 0 }] },
  { who: "omar", point: "lake", daysAgo: 38, lines: [{ material: "glass_bottles", grossGrams: 22_700, tareGrams: 1_200 }] },
  { who: "sofia", point: "lane", daysAgo: 27, lines: [{ material: "textiles", grossGrams: 6_400, tareGrams: 200 }, { material: "cardboard", grossGrams: 9_800, tareGrams: 0 }] },
  { who: "jing", point: "lane", daysAgo: 15, lines: [{ material: "paper", grossGrams: 14_200, tareGrams: 200 }, { material: "pet", grossGrams: 2_600, tareGrams: 100, contaminationPermille: 50 }] },
  { who: "mei", point: "lake", daysAgo: 8, lines: [{ material: "cardboard", grossGrams: 31_000, tareGrams: 1_200 }, { material: "steel_cans", grossGrams: 3_300, tareGrams: 200 }] },
  { who: "omar", point: "lake", daysAgo: 3, lines: [{ material: "hdpe", grossGrams: 5_200, tareGrams: 200 }, { material: "clothes", grossGrams: 7_900, tareGrams: 300 }] },
];
