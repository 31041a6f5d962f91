/**
 * The province-level divisions of mainland China: the number of GB/T 2260, by which authorities and licences there name them, the letters that ISO
 * 3166-2 has had since 2017, and the name as people there write it. Hong Kong, Macao and Taiwan have country codes of their own in ISO 3166-1.
 */
export const CHINA_PROVINCES: readonly { number: string; letters: string; name: string }[] = [
  ["11", "BJ", "北京"], ["12", "TJ", "天津"], ["13", "HE", "河北"], ["14", "SX", "山西"], ["15", "NM", "内蒙古"],
  ["21", "LN", "辽宁"], ["22", "JL", "吉林"], ["23", "HL", "黑龙江"],
  ["31", "SH", "上海"], ["32", "JS", "江苏"], ["33", "ZJ", "浙江"], ["34", "AH", "安徽"], ["35", "FJ", "福建"], ["36", "JX", "江西"], ["37", "SD", "山东"],
  ["41", "HA", "河南"], ["42", "HB", "湖北"], ["43", "HN", "湖南"], ["44", "GD", "广东"], ["45", "GX", "广西"], ["46", "HI", "海南"],
  ["50", "CQ", "重庆"], ["51", "SC", "四川"], ["52", "GZ", "贵州"], ["53", "YN", "云南"], ["54", "XZ", "西藏"],
  ["61", "SN", "陕西"], ["62", "GS", "甘肃"], ["63", "QH", "青海"], ["64", "NX", "宁夏"], ["65", "XJ", "新疆"],
].map(([number = "", letters = "", name = ""]) => ({ number, letters, name }));

/** One spelling for a part of China, the number: `CN-YN` is `CN-53`. Any other code as it is. */
export function inNumbers(code: string): string {
  const province = code.startsWith("CN-") ? CHINA_PROVINCES.find(({ letters }) => letters === code.slice(3)) : undefined;
  return province ? `CN-${province.number}` : code;
}
