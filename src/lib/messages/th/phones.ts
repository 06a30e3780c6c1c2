import type { PhoneNews, Span } from '../../domain/phone-news.ts';

const UNITS = { minutes: 'นาที', hours: 'ชั่วโมง', days: 'วัน' };
const span = ({ unit, count }: Span) => `${count} ${UNITS[unit]}`;

/** The phones of a shop, in the seller's app and at the desk. */
export const phones = {
	title: 'เครื่องของร้านนี้',
	text: 'ทุกเครื่องที่เข้าร้านนี้ได้ ตามที่สำนักงานได้ข่าวล่าสุด',
	loading: 'กำลังถามสำนักงาน…',
	needsSignal: 'รายชื่อเครื่องอยู่ที่สำนักงาน มีสัญญาณแล้วกดลองใหม่',
	of: (name: string) => `ของ ${name}`,
	here: 'เครื่องนี้',
	unknown: 'ไม่ทราบรุ่นเครื่อง',
	heard: (when: string) => `ติดต่อล่าสุด ${when}`,
	heardLately: 'ติดต่อภายในชั่วโมงที่ผ่านมา',
	/** What waits there; `age`: of the oldest. */
	news: (news: PhoneNews, age: Span | null): string => {
		const oldest = age === null ? '' : ` เก่าสุด ${span(age)}`;
		switch (news.kind) {
			case 'never':
				return 'ยังไม่เคยติดต่อ';
			case 'quiet':
				return news.left === null
					? `ไม่มีข่าว ${news.days} วัน ไม่รู้ว่ามีงานค้างอยู่หรือไม่`
					: `ไม่มีข่าว ${news.days} วัน ครั้งสุดท้ายบอกว่าค้าง ${news.left.count} รายการ${oldest}`;
			case 'untold':
				return 'แอปรุ่นเก่า ไม่บอกว่ามีงานค้างเท่าไร';
			case 'clear':
				return 'ไม่มีงานค้าง ตอนติดต่อล่าสุด';
			case 'left':
				return `ค้างอยู่ ${news.count} รายการ${oldest}`;
		}
	},
	latest: 'แอปรุ่นล่าสุด',
	older: (version: string) => `แอปรุ่นก่อน ${version}`,
	end: 'เลิกใช้เครื่องนี้',
	endAsk: (phone: string, name: string) => `เลิกใช้ ${phone} ของ ${name}`,
	facts: [
		'เครื่องนั้นเข้าร้านไม่ได้อีก ตั้งแต่ครั้งต่อไปที่ติดต่อสำนักงาน',
		'งานที่ค้างอยู่ในเครื่องนั้นไม่ถูกลบ ยังอยู่ในเครื่องนั้น',
		'ถ้าเชิญเครื่องนั้นใหม่ งานที่ค้างจะไปถึงสำนักงานเอง',
	],
	endYes: 'เลิกใช้',
	endNo: 'ไม่เลิกใช้',
	ending: 'กำลังเลิกใช้…',
	ended: (phone: string) => `เลิกใช้ ${phone} แล้ว`,
	notEnded: 'ยังเลิกใช้ไม่ได้ ต้องมีสัญญาณ ลองใหม่',
	again: 'ถามสำนักงานอีกครั้ง',
	another: 'เครื่องใหม่ของฉัน',
};
