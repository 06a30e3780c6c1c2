import type { ShareWords } from '../../domain/share.ts';

/** The text for a group post, and what became of sharing it. */
export const share = {
	words: {
		language: 'th',
		price: (baht, unit) => (unit ? `ราคา ${baht} บาท ต่อ${unit}` : `ราคา ${baht} บาท`),
		promo: (price, before, until) => `${price} (ปกติ ${before} บาท) ถึง ${until}`,
		shop: (name) => `ร้าน ${name}`,
		phone: (number) => `โทร ${number}`,
		line: (id) => `ไลน์ ${id}`,
	} satisfies ShareWords as ShareWords,
	copied: 'คัดลอกข้อความแล้ว วางในไลน์หรือเฟซบุ๊กได้เลย',
	failed: 'คัดลอกไม่ได้ กดค้างที่ข้อความแล้วเลือกคัดลอก',
};
