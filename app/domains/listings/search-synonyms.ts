import { searchUnits, termsOf, type SearchUnit } from "./search-text.ts";

/**
 * Words for the same thing in both languages; whoever asks for one finds the others. Category names already bring both
 * languages together, so these are the words people use instead of them. A word stands in one group only, and none that
 * means something else besides ("table", "plane").
 */
export const synonymGroups: readonly (readonly string[])[] = [
  ["sofa", "couch", "settee", "沙发"],
  ["fridge", "refrigerator", "冰箱", "电冰箱"],
  ["freezer", "冰柜", "冷柜"],
  ["bicycle", "bike", "pushbike", "自行车", "单车", "脚踏车"],
  ["e-bike", "electric bike", "pedelec", "电动自行车", "电单车", "电动车"],
  ["pushchair", "pram", "buggy", "stroller", "婴儿车", "手推车", "童车"],
  ["phone", "telephone", "mobile phone", "cell phone", "cellphone", "smartphone", "handset", "手机", "电话", "智能手机", "移动电话"],
  ["television", "tv", "telly", "电视", "电视机"],
  ["laptop", "notebook computer", "笔记本电脑", "手提电脑", "笔记本"],
  ["computer", "pc", "电脑", "计算机"],
  ["monitor", "computer screen", "显示器", "屏幕"],
  ["vacuum cleaner", "hoover", "吸尘器"],
  ["washing machine", "washer", "洗衣机"],
  ["dishwasher", "洗碗机"],
  ["stove", "cooker", "hob", "炉灶", "灶具"],
  ["oven", "烤箱", "烤炉"],
  ["microwave", "微波炉"],
  ["kettle", "电水壶", "热水壶", "烧水壶"],
  ["coffee maker", "coffee machine", "espresso machine", "咖啡机"],
  ["rice cooker", "电饭煲", "电饭锅"],
  ["lamp", "light fitting", "灯具", "台灯"],
  ["wardrobe", "closet", "衣柜", "大衣柜", "衣橱"],
  ["shelf", "bookcase", "bookshelf", "shelving", "置物架", "书架", "书柜"],
  ["chest of drawers", "dresser", "斗柜", "五斗柜"],
  ["desk", "writing table", "书桌", "写字台", "办公桌"],
  ["chair", "椅子"],
  ["armchair", "easy chair", "扶手椅", "单人沙发"],
  ["mattress", "床垫"],
  ["cot", "crib", "baby bed", "婴儿床"],
  ["duvet", "quilt", "comforter", "被子", "羽绒被"],
  ["curtain", "drape", "窗帘"],
  ["rug", "carpet", "地毯"],
  ["trousers", "slacks", "长裤", "裤子"],
  ["jeans", "denim", "牛仔裤"],
  ["jumper", "sweater", "pullover", "毛衣", "针织衫"],
  ["t-shirt", "tee", "T恤", "短袖"],
  ["trainers", "sneakers", "运动鞋", "球鞋"],
  ["toy", "玩具"],
  ["doll", "娃娃", "玩偶"],
  ["book", "图书", "书籍"],
  ["instrument", "乐器"],
  ["power drill", "drill", "电钻"],
  ["lawnmower", "lawn mower", "割草机"],
  ["plant pot", "flowerpot", "花盆"],
  ["jar", "罐子", "玻璃罐"],
  ["cardboard", "carton", "纸板", "纸箱"],
  ["newspaper", "报纸"],
  ["plastic bottle", "塑料瓶"],
  ["tyre", "tire", "轮胎"],
  ["battery", "accumulator", "电池", "蓄电池"],
  ["charger", "power adapter", "充电器"],
  ["headphones", "earphones", "earbuds", "耳机"],
  ["speaker", "loudspeaker", "音箱", "音响"],
  ["camera", "相机", "照相机"],
  ["printer", "打印机"],
  ["games console", "game console", "游戏机"],
  ["fan", "ventilator", "电扇", "风扇", "电风扇"],
  ["heater", "radiator", "取暖器", "电暖气"],
  ["suitcase", "luggage", "行李箱", "拉杆箱"],
  ["rucksack", "backpack", "背包", "双肩包"],
  ["car seat", "child seat", "安全座椅", "儿童座椅"],
  ["helmet", "头盔"],
  ["scooter", "滑板车"],
];

const longestPhrase = 3;
const chinese = /^\p{Script=Han}+$/u;

/** How a word or phrase is written down to be found again: its terms in order. */
const keyOf = (units: readonly SearchUnit[]) => units.map((unit) => (unit.kind === "word" ? unit.term : unit.characters.join(""))).join(" ");

/** All terms of a word or phrase must occur. */
const expressionOf = (units: readonly SearchUnit[]) => [...new Set(units.flatMap(termsOf))].join(" & ");

type Entry = { phrase: string; key: string; expression: string };

const entries: readonly (readonly Entry[])[] = synonymGroups.map((group) =>
  group.map((phrase) => {
    const units = searchUnits(phrase);
    return { phrase, key: keyOf(units), expression: expressionOf(units) };
  }),
);

const groupOf = new Map(entries.flatMap((group) => group.map((entry) => [entry.key, group] as const)));
const chineseKeys = [...groupOf.keys()].filter((key) => chinese.test(key)).sort((a, b) => b.length - a.length);
const mostVariants = 6;

/** Words or a phrase of a search that stand for one thing, and how else it is called (tsquery expressions, without its own). */
export type Meant = { units: SearchUnit[]; others: string[] };

/** Takes the words of a search in order; what is a phrase together ("washing machine") stays together. */
export function withSynonyms(units: readonly SearchUnit[]): Meant[] {
  const found: Meant[] = [];
  for (let at = 0; at < units.length; ) {
    const phrase = longestKnown(units, at);
    const taken = units.slice(at, at + Math.max(1, phrase.length));
    const [only] = taken;
    const others = phrase.group ? othersThan(phrase.group, expressionOf(taken)) : taken.length === 1 && only?.kind === "chinese" ? variants(only.characters.join("")) : [];
    found.push({ units: taken, others });
    at += taken.length;
  }
  return found;
}

function longestKnown(units: readonly SearchUnit[], at: number): { length: number; group: readonly Entry[] | null } {
  for (let length = Math.min(longestPhrase, units.length - at); length > 0; length -= 1) {
    const group = groupOf.get(keyOf(units.slice(at, at + length)));
    if (group) return { length, group };
  }
  return { length: 0, group: null };
}

const othersThan = (group: readonly Entry[], own: string) => [...new Set(group.map((entry) => entry.expression))].filter((expression) => expression !== own);

/** A run of Chinese with a known word in it ("二手单车"): the same with each of its other Chinese names. */
function variants(run: string): string[] {
  const key = chineseKeys.find((known) => run.includes(known));
  if (!key) return [];
  const names = (groupOf.get(key) ?? []).filter((entry) => entry.key !== key && chinese.test(entry.key) && !run.includes(entry.key));
  return names.slice(0, mostVariants).map((entry) => expressionOf(searchUnits(run.replace(key, entry.key))));
}

/** The groups that have a word beginning so, for suggestions; the words as people write them. */
export function synonymsBeginning(text: string): string[] {
  const start = text.normalize("NFKC").toLowerCase();
  if (start === "") return [];
  return synonymGroups.flat().filter((word) => word.toLowerCase().startsWith(start));
}
