/** The five categories of the national catalogue, in its order and with its codes. */
export const CATEGORIES = ['FOOD', 'BEVERAGE', 'TEXTILE', 'CRAFT', 'HERB'] as const;
export type Category = (typeof CATEGORIES)[number];

const NAMES: Record<Category, readonly string[]> = {
	FOOD: ['อาหาร', 'food'],
	BEVERAGE: ['เครื่องดื่ม', 'beverage', 'drink'],
	TEXTILE: ['ผ้า เครื่องแต่งกาย', 'ผ้าและเครื่องแต่งกาย', 'ผ้า/เครื่องแต่งกาย', 'เสื้อผ้า', 'ผ้า', 'textile', 'fabric'],
	CRAFT: [
		'ของใช้ ของตกแต่ง ของที่ระลึก',
		'ของใช้/ของตกแต่ง/ของที่ระลึก',
		'ของใช้และของตกแต่ง',
		'ของใช้',
		'ของตกแต่ง',
		'ของที่ระลึก',
		'craft',
	],
	HERB: ['สมุนไพรที่ไม่ใช่อาหาร', 'สมุนไพรไม่ใช่อาหาร', 'สมุนไพร', 'herb'],
};

const plain = (text: string) =>
	text
		.normalize('NFKC')
		.toLowerCase()
		.replace(/[\s/,.]+/g, '');

const BY_NAME = new Map(
	CATEGORIES.flatMap((code) => [code, ...NAMES[code]].map((name) => [plain(name), code] as const)),
);

/** The category a spelling in use stands for (`ของใช้/ของตกแต่ง/ของที่ระลึก` → `CRAFT`), or null. */
export function readCategory(text: string): Category | null {
	return BY_NAME.get(plain(text)) ?? null;
}
