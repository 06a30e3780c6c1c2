import type { Category } from './category.ts';

/** What a price is for, as Thai sellers say it: the likeliest first. Kept and shown as it stands, in every language. */
const COMMON = ['ชิ้น', 'ขวด', 'ถุง', 'กล่อง', 'ห่อ', 'ผืน', 'ชุด', 'กิโลกรัม'] as const;
const OF: Record<Category, readonly string[]> = {
	FOOD: ['ถุง', 'กระปุก', 'ห่อ', 'กล่อง', 'ขวด', 'กิโลกรัม', 'ชิ้น', 'ชุด'],
	BEVERAGE: ['ขวด', 'ถุง', 'กล่อง', 'แก้ว', 'ซอง', 'โหล', 'ลัง'],
	TEXTILE: ['ผืน', 'ตัว', 'ชุด', 'เมตร', 'คู่', 'ชิ้น'],
	CRAFT: ['ชิ้น', 'ใบ', 'อัน', 'ชุด', 'คู่', 'ตัว', 'โหล'],
	HERB: ['ขวด', 'กระปุก', 'ก้อน', 'ซอง', 'หลอด', 'ถุง', 'ชุด'],
};

export function unitsOf(category: Category | undefined): readonly string[] {
	return category ? OF[category] : COMMON;
}
