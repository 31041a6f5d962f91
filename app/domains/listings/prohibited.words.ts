import type { WordList } from "./word-match.ts";

/** The words of each rule, and what only sounds like them. */
export const prohibitedWords = {
  weapons: {
    en: ["pistol", "handgun", "rifle", "shotgun", "revolver", "firearm", "machine gun", "submachine gun", "air gun", "airgun", "bb gun", "airsoft gun", "airsoft", "gun silencer", "gun for sale", "hunting gun", "crossbow", "switchblade", "flick knife", "butterfly knife", "knuckle duster", "brass knuckles", "stun gun", "taser", "pepper spray", "nunchaku", "throwing star", "stab vest"],
    zh: ["手枪", "步枪", "猎枪", "气枪", "仿真枪", "枪支", "冲锋枪", "弓弩", "十字弩", "弹簧刀", "蝴蝶刀", "管制刀具", "指虎", "电击枪", "电击棒", "防狼喷雾", "甩棍"],
    exceptEn: ["toy pistol", "water pistol", "cap pistol", "nerf rifle", "nerf pistol", "toy rifle", "toy revolver", "toy crossbow", "plastic pistol", "pistol grip", "rifle bag", "bubble pistol", "foam pistol", "soldering pistol", "glue pistol", "revolver punch", "revolver record player", "revolver record", "revolver vinyl", "revolver lp", "revolver album", "spray pistol", "airsoft mask"],
    exceptZh: ["玩具手枪", "玩具步枪", "玩具冲锋枪", "玩具气枪", "塑料手枪", "水手枪", "喷水手枪", "手枪钻", "手枪柄", "手枪式", "打气枪", "充气枪", "吹气枪", "气枪钉", "泡沫手枪", "软弹手枪", "软弹步枪"],
  },
  ammunition_explosives: {
    en: ["ammunition", "ammo", "live rounds", "bullets", "shotgun shell", "cartridges 9mm", "gunpowder", "explosive", "firework", "firecracker", "hand grenade", "detonator"],
    zh: ["弹药", "子弹", "炸药", "雷管", "火药", "烟花爆竹", "烟花", "鞭炮", "手榴弹"],
    exceptEn: ["ammo box", "ammo can", "ammo crate", "ammunition box", "toy bullets", "foam bullets", "nerf bullets", "soft bullets", "firework poster", "firework lamp", "magic bullets", "explosive power"],
    exceptZh: ["子弹头", "子弹杯", "子弹笔记", "软子弹", "玩具子弹", "海绵子弹", "子弹短信", "子弹头列车", "水弹子弹", "烟花灯", "电子鞭炮", "烟花玩具", "烟花图案"],
  },
  drugs: {
    en: ["cannabis", "marijuana", "cocaine", "heroin", "ecstasy pills", "amphetamine", "methamphetamine", "ketamine", "lsd", "magic mushroom", "poppers"],
    zh: ["毒品", "大麻", "海洛因", "冰毒", "摇头丸", "可卡因", "氯胺酮"],
    exceptEn: ["party poppers"],
    exceptZh: ["大麻布", "大麻纤维", "大麻籽", "大麻织物", "工业大麻面料"],
  },
  medicines: {
    en: ["medicine", "medication", "prescription drug", "prescription", "antibiotic", "ibuprofen", "paracetamol", "aspirin", "insulin", "painkiller", "pills", "viagra", "sleeping tablets", "contact lens", "contact lenses", "vaccine"],
    zh: ["药品", "处方药", "抗生素", "胰岛素", "退烧药", "感冒药", "止痛药", "中成药", "布洛芬", "安眠药", "减肥药", "阿莫西林", "隐形眼镜", "美瞳"],
    exceptEn: ["medicine ball", "medicine cabinet", "medicine box", "medicine chest", "medicine cupboard", "medicine bottle", "medicine cup", "medicine spoon", "medication organiser", "medication organizer", "medication box", "insulin bag", "insulin cooler", "insulin case", "prescription glasses", "prescription sunglasses", "contact lens case", "medicine dropper", "toy medicine", "medicine textbook"],
    exceptZh: ["药品柜", "药品收纳", "药品箱", "药品盒", "药品架", "胰岛素冷藏", "胰岛素包", "隐形眼镜盒", "隐形眼镜清洗器", "美瞳盒", "美瞳清洗器"],
  },
  wildlife: {
    en: ["ivory tusk", "elephant ivory", "ivory carving", "rhino horn", "tiger skin", "tiger bone", "pangolin", "tortoiseshell comb", "shahtoosh", "bear bile", "shark fin"],
    zh: ["象牙", "犀牛角", "虎骨", "虎皮", "穿山甲", "玳瑁", "熊胆", "鱼翅", "藏羚羊绒"],
    exceptEn: ["pangolin toy", "plush pangolin"],
    exceptZh: ["象牙白", "象牙色", "象牙塔", "象牙黄", "仿象牙", "象牙果", "象牙芒", "虎皮兰", "虎皮鹦鹉笼", "虎皮绒", "虎皮纹", "穿山甲玩偶", "仿玳瑁", "玳瑁色", "玳瑁纹", "玳瑁框"],
  },
  live_animals: {
    en: ["live animal", "live fish", "live chicken", "live reptile", "puppies", "puppy for sale", "kittens", "kitten for sale", "dog for sale", "cat for sale", "rabbits for sale", "rabbit for sale", "hamster with cage", "parrot for sale", "hatching eggs", "tortoise for sale"],
    zh: ["活体", "活鸡", "活鱼", "活兔", "幼犬", "幼猫", "小狗崽", "小奶狗出售", "小奶猫出售", "宠物狗出售", "宠物猫出售", "仓鼠出售", "鹦鹉出售", "种蛋"],
    exceptEn: ["puppies book", "toy puppies", "plush puppies", "plush kittens", "kittens puzzle", "puppies puzzle"],
    exceptZh: ["幼犬粮", "幼犬狗粮", "幼犬奶粉", "幼犬用", "幼犬玩具", "幼犬窝", "幼犬奶瓶", "幼猫粮", "幼猫猫粮", "幼猫奶粉", "幼猫用", "幼猫玩具", "幼猫窝", "幼猫奶瓶", "灵活体", "生活体"],
  },
  tobacco: {
    en: ["cigarette", "cigar", "tobacco", "vape", "vape pen", "e-cigarette", "e-liquid", "snus", "nicotine pouch", "shisha tobacco", "hookah tobacco"],
    zh: ["香烟", "卷烟", "烟草", "电子烟", "烟弹", "雪茄", "烟油"],
    exceptEn: ["cigar box", "cigarette case", "cigarette box", "cigarette lighter", "cigarette card", "cigarette holder", "cigarette paper", "cigarette bin", "cigarette poster", "cigarette pants", "cigarette trousers", "cigar cutter", "cigar humidor", "cigar ashtray", "cigar tube", "cigar tin", "tobacco tin", "tobacco jar", "tobacco pouch", "tobacco pipe", "tobacco brown", "cigarette plug", "cigarette lighter socket", "cigarette socket"],
    exceptZh: ["香烟盒", "香烟收纳", "香烟广告", "烟草色", "雪茄盒", "雪茄柜", "雪茄剪", "雪茄烟灰缸", "雪茄椅", "雪茄保湿"],
  },
  alcohol: {
    en: ["whisky", "whiskey", "vodka", "liquor", "bottle of wine", "bottles of wine", "bottle of gin", "bottle of rum", "bottle of champagne", "case of beer", "crate of beer", "homebrew beer", "moonshine", "baijiu", "moutai", "cognac"],
    zh: ["白酒", "茅台", "五粮液", "红酒", "葡萄酒", "威士忌", "伏特加", "洋酒", "啤酒", "白兰地", "黄酒", "米酒"],
    exceptEn: ["whisky glass", "whisky glasses", "whiskey glass", "whiskey glasses", "whisky tumbler", "whiskey tumbler", "whisky decanter", "whiskey decanter", "whisky stones", "whisky barrel", "whisky box", "whisky crate", "whisky poster", "whisky jug", "whisky bottle empty", "empty whisky bottle", "empty vodka bottle", "vodka glass", "vodka glasses", "liquor cabinet", "liquor glass", "liquor glasses", "cognac glass", "cognac glasses", "cognac brown", "cognac leather", "cognac colour", "cognac coloured", "whisky coloured"],
    exceptZh: ["白酒杯", "白酒瓶", "红酒杯", "红酒架", "红酒柜", "红酒瓶", "红酒开瓶器", "红酒箱", "红酒盒", "红酒木箱", "红酒塞", "红酒色", "红酒醒酒器", "红酒袋", "葡萄酒杯", "葡萄酒架", "葡萄酒柜", "葡萄酒瓶", "葡萄酒开瓶器", "葡萄酒箱", "威士忌杯", "威士忌酒杯", "威士忌醒酒器", "威士忌石", "洋酒杯", "洋酒瓶", "啤酒杯", "啤酒瓶", "啤酒箱", "啤酒桶", "啤酒罐", "啤酒盖", "啤酒开瓶器", "啤酒机", "啤酒色", "啤酒纸箱", "茅台酒瓶", "茅台酒杯", "茅台瓶", "茅台盒", "空啤酒", "空红酒", "空白酒", "白兰地杯", "黄酒坛", "黄酒杯", "米酒机", "米酒杯", "米酒坛"],
  },
  asbestos: {
    en: ["asbestos", "eternit"],
    zh: ["石棉"],
    exceptEn: ["asbestos free", "no asbestos", "without asbestos", "free of asbestos", "free from asbestos", "contains no asbestos", "not asbestos", "non asbestos"],
    exceptZh: ["无石棉", "不含石棉", "非石棉", "不是石棉", "没有石棉"],
  },
  recalled_baby_items: {
    en: ["recalled", "under recall", "product recall", "drop side cot", "drop-side crib", "drop side crib", "inclined sleeper", "inclined baby sleeper", "baby walker", "infant walker", "cot bumper", "crib bumper", "baby neck float"],
    zh: ["被召回", "已召回", "召回产品", "召回批次", "婴儿学步车", "宝宝学步车", "婴儿脖圈", "婴儿游泳颈圈", "婴儿床围"],
    exceptEn: ["not recalled", "never recalled", "baby walker shoes", "push along baby walker", "wooden baby walker"],
    exceptZh: ["未被召回", "没被召回", "不是召回产品", "学步车手推"],
  },
  counterfeits: {
    en: ["counterfeit", "fake designer", "replica rolex", "replica gucci", "replica louis vuitton", "replica chanel", "replica hermes", "replica nike", "replica adidas", "knock off rolex", "fake rolex", "fake gucci", "1:1 replica", "aaa replica"],
    zh: ["高仿", "精仿", "仿冒", "假名牌", "原单尾货超A"],
    exceptEn: ["counterfeit detector", "counterfeit money detector"],
    exceptZh: ["防仿冒", "高仿真"],
  },
  personal_documents: {
    en: ["passport", "identity card", "driving licence", "driver's license", "bank card", "credit card", "registered sim card", "birth certificate", "social security card"],
    zh: ["身份证", "护照", "银行卡", "信用卡", "实名电话卡", "实名卡", "驾驶证", "户口本", "社保卡"],
    exceptEn: ["passport holder", "passport cover", "passport case", "passport wallet", "passport photo", "passport bag", "passport pouch", "passport sleeve", "credit card holder", "credit card case", "credit card wallet", "credit card sleeve", "credit card reader", "credit card terminal", "credit card sized", "credit card size", "credit card machine", "bank card reader", "bank card holder", "bank card case", "credit cards accepted", "no credit card", "land rover discovery passport", "battery passport", "product passport", "digital passport"],
    exceptZh: ["身份证套", "身份证读卡器", "身份证阅读器", "身份证卡套", "身份证包", "护照包", "护照夹", "护照套", "护照本套", "护照皮套", "护照收纳", "银行卡包", "银行卡套", "银行卡收纳", "信用卡包", "信用卡套", "信用卡收纳", "信用卡大小", "信用卡尺寸", "驾驶证套", "驾驶证皮套", "驾驶证包", "户口本套", "户口本收纳", "电池护照", "社保卡套"],
  },
  refrigerants: {
    en: ["refrigerant", "freon", "r22 gas", "r134a", "r410a gas", "r32 gas", "coolant gas"],
    zh: ["制冷剂", "氟利昂", "冷媒"],
    exceptEn: ["refrigerant free", "without refrigerant", "refrigerant removed", "refrigerant drained", "refrigerant hose", "refrigerant gauge", "refrigerant scale"],
    exceptZh: ["无氟利昂", "不含氟利昂", "制冷剂已抽", "已抽制冷剂", "冷媒表", "冷媒管", "制冷剂压力表"],
  },
  gas_bottles: {
    en: ["gas bottle", "gas cylinder", "propane tank", "propane bottle", "propane cylinder", "butane bottle", "butane cylinder", "camping gas cartridge", "gas cartridge", "helium bottle", "helium tank", "oxygen cylinder", "acetylene"],
    zh: ["煤气罐", "煤气瓶", "液化气罐", "液化气瓶", "气罐装满", "丁烷气罐", "卡式气罐", "丙烷罐", "氧气瓶", "乙炔"],
    exceptEn: ["gas bottle holder", "gas bottle cover", "gas bottle regulator", "gas bottle trolley", "gas cylinder regulator", "office chair gas cylinder", "chair gas cylinder", "gas cylinder for office chair", "propane tank cover", "propane tank gauge"],
    exceptZh: ["煤气罐架", "煤气罐减压阀", "煤气罐罩", "煤气罐底座", "氧气瓶架", "氧气瓶减压阀", "液化气罐架"],
  },
  vehicle_batteries: {
    en: ["car battery", "car batteries", "lead acid battery", "lead acid batteries", "truck battery", "motorcycle battery", "ev battery pack", "traction battery", "vehicle battery"],
    zh: ["汽车电瓶", "旧电瓶", "废电瓶", "铅酸电池", "铅酸蓄电池", "旧蓄电池", "废蓄电池", "动力电池包"],
    exceptEn: ["car battery charger", "car battery tester", "car battery cable", "toy car battery", "play car battery", "car battery jump", "motorcycle battery charger", "car battery terminal", "car battery monitor", "car battery maintainer", "lead acid battery charger"],
    exceptZh: ["汽车电瓶夹", "汽车电瓶线", "汽车电瓶充电器", "铅酸电池充电器", "汽车电瓶检测"],
  },
  old_batteries: {
    en: ["swollen battery", "swollen batteries", "used batteries", "dead battery", "dead batteries", "leaking battery", "leaking batteries", "old batteries", "waste batteries", "battery scrap", "swollen power bank", "damaged battery", "damaged lithium battery"],
    zh: ["废电池", "废旧电池", "旧干电池", "鼓包电池", "电池鼓包", "漏液电池", "鼓包充电宝", "充电宝鼓包"],
    exceptEn: ["no dead batteries"],
    exceptZh: ["废电池回收箱", "废电池收集盒", "无电池鼓包", "电池无鼓包"],
  },
  tube_screens: { en: ["crt tv", "crt television", "crt monitor", "tube tv", "tube television", "cathode ray"], zh: ["显像管", "crt显示器", "crt电视", "大屁股电视", "大屁股显示器"] },
  mercury_lamps: { en: ["fluorescent tube", "fluorescent lamp tube", "mercury vapour lamp", "mercury vapor lamp"], zh: ["荧光灯管", "日光灯管", "汞灯", "水银灯"], exceptEn: ["fluorescent tube holder", "fluorescent tube fitting"], exceptZh: ["日光灯管支架", "led日光灯管", "荧光灯管支架"] },
  mercury: { en: ["mercury thermometer", "mercury barometer", "liquid mercury", "elemental mercury"], zh: ["水银温度计", "水银体温计", "水银血压计", "液态汞"], exceptEn: ["no mercury thermometer"], exceptZh: ["无水银体温计", "无水银温度计", "非水银体温计"] },
  pesticides: { en: ["pesticide", "weedkiller", "weed killer", "insecticide", "rat poison", "herbicide", "glyphosate", "roundup weed"], zh: ["农药", "除草剂", "老鼠药", "杀虫剂", "百草枯", "草甘膦"], exceptEn: ["pesticide free", "without pesticide", "pesticide sprayer", "no pesticide"], exceptZh: ["无农药", "农药喷雾器", "农药喷壶", "不打农药", "农药残留", "没打农药", "未用农药", "不用农药"] },
  old_oil: { en: ["used engine oil", "old engine oil", "waste oil", "used motor oil", "old motor oil", "waste engine oil"], zh: ["废机油", "旧机油", "废润滑油", "废油"], exceptEn: ["waste oil can", "waste oil drum empty", "waste oil tray"], exceptZh: ["废油桶", "废机油桶", "废油盘", "废油壶"] },
  medical_devices: {
    en: ["oxygen concentrator", "cpap machine", "cpap", "insulin pump", "defibrillator", "infusion pump", "syringe", "dialysis machine", "hearing aid", "nebuliser", "nebulizer", "ventilator bipap"],
    zh: ["制氧机", "呼吸机", "胰岛素泵", "除颤仪", "注射器", "透析机", "助听器", "雾化器", "输液泵", "血糖仪"],
    exceptEn: ["toy syringe", "syringe without needle", "glue syringe", "baking syringe", "feeding syringe", "syringe for ink", "grease syringe", "hearing aid batteries"],
    exceptZh: ["玩具注射器", "无针注射器", "喂药注射器", "注墨注射器", "香薰雾化器", "雾化器加湿"],
  },
  used_helmets_child_seats: {
    en: ["helmet", "child seat", "car seat for children", "child car seat", "baby car seat", "infant car seat", "booster seat", "isofix seat", "infant carrier seat"],
    zh: ["头盔", "安全帽", "儿童安全座椅", "婴儿安全座椅", "宝宝安全座椅", "儿童座椅", "婴儿提篮", "增高坐垫"],
    exceptEn: ["helmet bag", "helmet stand", "helmet case", "helmet holder", "helmet hook", "helmet lock", "helmet liner", "toy helmet", "costume helmet", "carnival helmet", "knight helmet", "lego helmet", "helmet for decoration", "decorative helmet", "booster seat cover", "child seat cover", "child seat mat", "hair dryer helmet", "singing helmet"],
    exceptZh: ["头盔包", "头盔架", "头盔锁", "头盔内衬", "玩具头盔", "头盔收纳", "头盔镜片", "儿童座椅套", "安全座椅垫", "安全座椅防磨垫", "安全座椅保护垫", "装饰头盔", "玩具安全帽"],
  },
  airbags: { en: ["airbag", "air bag module"], zh: ["安全气囊", "主气囊", "副气囊"], exceptEn: ["airbag vest cover", "airbag packaging"], exceptZh: ["安全气囊包装", "无安全气囊"] },
  fire_extinguishers: { en: ["fire extinguisher"], zh: ["灭火器"], exceptEn: ["fire extinguisher holder", "fire extinguisher bracket", "fire extinguisher box", "fire extinguisher cabinet", "toy fire extinguisher", "empty fire extinguisher"], exceptZh: ["灭火器箱", "灭火器架", "灭火器支架", "玩具灭火器", "灭火器底座"] },
  knives: { en: ["hunting knife", "combat knife", "machete", "dagger", "samurai sword", "katana", "throwing knife", "axe for throwing"], zh: ["猎刀", "军刀", "砍刀", "匕首", "武士刀", "开刃"], exceptEn: ["toy dagger", "foam sword", "wooden katana", "toy katana", "swiss army knife", "letter dagger"], exceptZh: ["瑞士军刀", "玩具匕首", "玩具砍刀", "未开刃", "木质武士刀", "玩具武士刀"] },
} as const satisfies Record<string, WordList>;

export type RuleCode = keyof typeof prohibitedWords;
