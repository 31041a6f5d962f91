/**
 * Days off and days worked instead in mainland China, as the General Office of the State Council publishes them each November
 * for the year after (关于…年部分节假日安排的通知). Restated from the notices; a year without a notice is not in the list, and
 * nothing is guessed for it. Dates are `MM-DD`, both ends included.
 */
export interface ChinaYear {
  /** The notice's own number. */
  notice: string;
  /** The date on which it was issued, `YYYY-MM-DD`. */
  issuedOn: string;
  daysOff: readonly { name: { en: string; "zh-CN": string }; from: string; to: string }[];
  /** Saturdays and Sundays that are worked. */
  workedInstead: readonly string[];
}

const newYear = { en: "New Year", "zh-CN": "元旦" };
const springFestival = { en: "Spring Festival", "zh-CN": "春节" };
const qingming = { en: "Tomb-Sweeping Day", "zh-CN": "清明节" };
const labourDay = { en: "Labour Day", "zh-CN": "劳动节" };
const dragonBoat = { en: "Dragon Boat Festival", "zh-CN": "端午节" };
const midAutumn = { en: "Mid-Autumn Festival", "zh-CN": "中秋节" };
const nationalDay = { en: "National Day", "zh-CN": "国庆节" };

export const CHINA_YEARS: Readonly<Record<number, ChinaYear>> = {
  2025: {
    notice: "国办发明电〔2024〕12号",
    issuedOn: "2024-11-12",
    daysOff: [
      { name: newYear, from: "01-01", to: "01-01" },
      { name: springFestival, from: "01-28", to: "02-04" },
      { name: qingming, from: "04-04", to: "04-06" },
      { name: labourDay, from: "05-01", to: "05-05" },
      { name: dragonBoat, from: "05-31", to: "06-02" },
      { name: { en: "National Day and Mid-Autumn Festival", "zh-CN": "国庆节、中秋节" }, from: "10-01", to: "10-08" },
    ],
    workedInstead: ["01-26", "02-08", "04-27", "09-28", "10-11"],
  },
  2026: {
    notice: "国办发明电〔2025〕7号",
    issuedOn: "2025-11-04",
    daysOff: [
      { name: newYear, from: "01-01", to: "01-03" },
      { name: springFestival, from: "02-15", to: "02-23" },
      { name: qingming, from: "04-04", to: "04-06" },
      { name: labourDay, from: "05-01", to: "05-05" },
      { name: dragonBoat, from: "06-19", to: "06-21" },
      { name: midAutumn, from: "09-25", to: "09-27" },
      { name: nationalDay, from: "10-01", to: "10-07" },
    ],
    workedInstead: ["01-04", "02-14", "02-28", "05-09", "09-20", "10-10"],
  },
};
