import { ago } from './ago.ts';

const reasons: Readonly<Record<string, string>> = {
	over: 'โปรนี้หมดเวลาแล้ว ตั้งใหม่ได้ที่หน้าราคา',
	consent: 'เปิดหน้าร้านได้ที่หน้าร้าน',
	'product-needs-price': 'ต้องมีราคาก่อน จึงขึ้นหน้าร้านได้',
	'product-needs-name': 'ต้องมีชื่อก่อน จึงขึ้นหน้าร้านได้',
	'product-needs-category': 'ต้องมีหมวดก่อน จึงขึ้นหน้าร้านได้',
	'shop-needs-name': 'ร้านเปิดอยู่ ต้องมีชื่อร้าน',
	'shop-needs-address': 'ร้านเปิดอยู่ ต้องมีจังหวัด',
	'shop-needs-contact': 'ร้านเปิดอยู่ ต้องมีทางติดต่อ',
};

/** What a thing held before, and the way back to it. */
export const past = {
	title: 'ข้อมูลเดิมที่เคยใส่',
	now: (value: string) => `ตอนนี้: ${value}`,
	nowEmpty: 'ตอนนี้: ไม่ได้ใส่',
	use: 'ใช้อันนี้อีกครั้ง',
	used: (field: string, value: string) => `${field}: กลับไปใช้ ${value}`,
	whole: 'อ่านทั้งหมด',
	more: (count: number) => `ดูอีก ${count}`,
	me: 'ฉัน',
	other: 'คนอื่นในร้านหรือสำนักงาน',
	inShop: 'คนในร้าน',
	office: 'ทะเบียนของสำนักงาน',
	roles: { staff: 'เจ้าหน้าที่กรม', marketer: 'นักการตลาดประจำจังหวัด' },
	by: (who: string) => `${who}ใส่ไว้`,
	until: (when: string) => `ใช้ถึง${/^\d/.test(when) ? ' ' : ''}${when}`,
	offered: (when: string) => `ใส่ไว้ ${when} แต่ไม่ได้ใช้`,
	beneath: 'สำนักงานยังใช้อันนี้อยู่ จนกว่าอันใหม่จะไปถึง',
	storyEn: 'เรื่องเล่าภาษาอังกฤษ',
	place: (lat: string, lng: string) => `ละติจูด ${lat} ลองจิจูด ${lng}`,
	asking: 'กำลังถามสำนักงานว่ามีอีกไหม…',
	offline: {
		title: 'เห็นเท่าที่เครื่องนี้จำได้',
		text: 'ตอนนี้ต่อสำนักงานไม่ได้ มีสัญญาณแล้วเปิดใหม่ อาจเห็นมากกว่านี้',
	},
	none: {
		title: 'ยังไม่มีข้อมูลเดิม',
		text: 'แก้อะไรเมื่อไร ของเดิมจะเก็บไว้ให้ที่นี่ เผื่ออยากกลับไปใช้',
	},
	notSaved: {
		title: 'เครื่องนี้เก็บไม่ได้',
		text: 'พื้นที่อาจเต็ม ยังไม่มีอะไรเปลี่ยน ลบรูปหรือแอปที่ไม่ใช้ แล้วลองอีกครั้ง',
	},
	/** Why an earlier value cannot be used now. */
	reason: (code: string) => reasons[code] ?? 'ตอนนี้ยังใช้อันนี้ไม่ได้',
	when: ago,
};
