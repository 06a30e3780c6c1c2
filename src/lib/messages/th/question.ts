import { ago } from './ago.ts';

const fields: Readonly<Record<string, string>> = {
	'product.price': 'ราคา',
	'product.promo': 'ราคาโปร',
	'product.stock': 'จำนวนที่มี',
	'product.state': 'การขึ้นหน้าร้าน',
	'shop.address': 'ที่อยู่ร้าน',
	'shop.phones': 'เบอร์โทร',
	'shop.promptpay': 'พร้อมเพย์',
	'shop.state': 'การเปิดหน้าร้าน',
};

/** The screen on which a person decides between values that were set without having seen each other. */
export const question = {
	title: 'เลือกค่าที่จะใช้',
	why: (field: string) => `${field}ตั้งไว้ไม่ตรงกัน เพราะตอนตั้งยังไม่เห็นของกันและกัน ทุกค่ายังอยู่ เลือกอันที่จะใช้`,
	field: (kind: string, field: string) => fields[`${kind}.${field}`] ?? 'รายละเอียด',
	mine: 'ที่ฉันตั้ง',
	others: 'คนอื่นในร้านหรือสำนักงานตั้ง',
	before: 'ของเดิม',
	stands: 'ใช้อยู่ตอนนี้',
	picked: 'เลือกไว้',
	use: 'ใช้อันนี้',
	anew: { price: 'ตั้งราคาใหม่', other: 'ตั้งใหม่' },
	pad: { label: 'ราคา บาท', erase: 'ลบทีละตัว', unit: 'ขายเป็น' },
	chosen: (value: string) => `เลือกใช้ ${value}`,
	kept: 'เก็บในเครื่องนี้แล้ว จะไปถึงสำนักงานเองเมื่อมีสัญญาณ',
	waits: 'รอสัญญาณอยู่ ถ้าเปลี่ยนใจ เลือกใหม่ได้',
	next: (count: number) => `ดูเรื่องต่อไป เหลืออีก ${count}`,
	open: { product: 'ไปที่สินค้านี้', shop: 'ไปที่ร้าน' },
	settled: {
		title: 'เรื่องนี้เรียบร้อยแล้ว',
		text: 'มีคนเลือกแล้ว หรือตั้งตรงกันแล้ว ไม่ต้องทำอะไร',
	},
	notSaved: {
		title: 'เครื่องนี้เก็บไม่ได้',
		text: 'พื้นที่อาจเต็ม ยังไม่ได้เลือก และทุกค่ายังอยู่ ลบรูปหรือแอปที่ไม่ใช้ แล้วแตะอีกครั้ง',
	},
	value: {
		noPrice: 'ไม่มีราคา',
		per: (unit: string) => `ต่อ${unit}`,
		noPromo: 'ไม่มีโปร',
		days: (from: string, until: string) => `${from} ถึง ${until}`,
		uncounted: 'ไม่นับจำนวน',
		pieces: 'ที่มีอยู่',
		product: { draft: 'ยังไม่ขึ้นหน้าร้าน', published: 'ขึ้นหน้าร้าน', paused: 'พักการขาย' },
		shop: { draft: 'ยังไม่เปิดหน้าร้าน', published: 'เปิดหน้าร้าน', paused: 'พักหน้าร้าน' },
		subdistrict: 'ต.',
		district: 'อ.',
		province: 'จ.',
		noAddress: 'ไม่มีที่อยู่',
		noPhones: 'ไม่มีเบอร์โทร',
		noPromptpay: 'ไม่มีพร้อมเพย์',
		unknown: 'ค่าที่แอปรุ่นนี้ยังไม่รู้จัก อัปเดตแอปก่อนเลือก',
	},
	when: ago,
};
