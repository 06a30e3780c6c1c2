import { ago } from './ago.ts';
import { ends } from './ends.ts';

const shopFields: Readonly<Record<string, string>> = {
	producerType: 'ประเภทผู้ผลิต',
	nameTh: 'ชื่อร้าน',
	nameEn: 'ชื่อร้านภาษาอังกฤษ',
	address: 'ที่อยู่',
	place: 'จุดบนแผนที่',
	phones: 'เบอร์โทร',
	line: 'ไลน์',
	facebook: 'เฟซบุ๊ก',
	messenger: 'เมสเซนเจอร์',
	website: 'เว็บไซต์',
	promptpay: 'พร้อมเพย์',
	delivery: 'วิธีรับของ',
	otopNumber: 'เลขทะเบียน OTOP',
	mergedInto: 'การรวมกับอีกร้าน',
	consent: 'ความยินยอม',
	state: 'การเปิดหน้าร้าน',
};

const productFields: Readonly<Record<string, string>> = {
	category: 'หมวด',
	categoryGuess: 'หมวด',
	nameTh: 'ชื่อ',
	nameEn: 'ชื่อภาษาอังกฤษ',
	materials: 'ทำจากอะไร',
	size: 'ขนาด',
	weightG: 'น้ำหนัก',
	price: 'ราคา',
	wholesale: 'ราคาขายส่ง',
	stock: 'จำนวนที่มี',
	madeInDays: 'ทำตามสั่งกี่วัน',
	shelfLifeDays: 'เก็บได้นานแค่ไหน',
	standards: 'มาตรฐาน',
	stars: 'ดาว',
	quadrant: 'กลุ่ม A–D',
	alcohol: 'เครื่องดื่มแอลกอฮอล์',
	season: 'ช่วงที่มีขาย',
	promo: 'ราคาโปร',
	state: 'การขึ้นหน้าร้าน',
};

const missing: Readonly<Record<string, string>> = {
	name: 'ชื่อ',
	price: 'ราคา',
	category: 'หมวด',
	address: 'จังหวัดของร้าน',
	contact: 'ทางติดต่อ เช่น เบอร์โทรหรือไลน์',
	consent: 'ความยินยอมของเจ้าของร้าน',
};

const noRight = {
	what: 'บัญชีนี้ไม่มีสิทธิ์แก้ร้านนี้แล้ว',
	todo: 'ที่แก้ไว้ยังอยู่ในเครื่องนี้ ติดต่อนักการตลาดประจำจังหวัดเพื่อขอคำเชิญใหม่',
};

/** By the codes of `server/admit`, the merge and the phone itself; those with a field in them are worded in `reason`. */
const reasons: Readonly<Record<string, { what: string; todo: string }>> = {
	'no-longer-yours': noRight,
	'not-allowed': noRight,
	'edited-since': {
		what: 'ยังไม่ได้ลบ เพราะมีคนอื่นแก้หลังจากที่คุณเห็น',
		todo: 'ของยังอยู่ครบ เปิดดูก่อน ถ้ายังอยากลบ ลบได้อีกครั้ง',
	},
	'too-long': {
		what: 'ยาวเกินกว่าที่สำนักงานรับได้',
		todo: 'ที่พิมพ์ไว้ยังอยู่ครบ เปิดแก้ ตัดให้สั้นลง',
	},
	depends: {
		what: 'ยังไปไม่ได้ เพราะสำนักงานยังไม่ได้รับตัวสินค้านี้',
		todo: 'ที่แก้ไว้ยังอยู่ครบ เปิดแก้สินค้านี้ให้ครบก่อน แล้วกดลองอีกครั้ง',
	},
	unsure: {
		what: 'ไม่แน่ใจว่าสำนักงานนับจำนวนนี้ไปแล้วหรือยัง',
		todo: 'ไม่มีอะไรหาย เปิดดูจำนวนที่มีก่อน ถ้ายังไม่ได้นับ กดลองอีกครั้ง ถ้านับแล้ว กดทิ้งการแก้นี้',
	},
	'order-is-paid': {
		what: 'รายการขายนี้รับเงินแล้ว',
		todo: 'ที่แก้ไว้ยังอยู่ ของที่ขายไปแล้วคงเดิม จดเรื่องที่เปลี่ยนไว้ในหมายเหตุแทน',
	},
	'merge-loop': {
		what: 'มีคนรวมสองร้านนี้ในทางกลับกันไปก่อนแล้ว',
		todo: 'ไม่มีอะไรหาย เปิดดูร้านที่ใช้ต่อ แล้วกดทิ้งการแก้นี้ได้',
	},
	'merge-not-there': {
		what: 'ร้านที่จะใช้ต่อยังไม่ถึงสำนักงาน หรือไม่ได้อยู่ในความดูแลของคุณ',
		todo: 'ไม่มีอะไรหาย รอให้ร้านนั้นถึงสำนักงานก่อน แล้วกดลองอีกครั้ง',
	},
	'consent-withdrawn': {
		what: 'เจ้าของร้านถอนความยินยอมไปก่อนแล้ว',
		todo: 'ที่บันทึกไว้ยังอยู่ ถ้าเจ้าของร้านยินยอมอีก เปิดหน้าร้านแล้วถามใหม่',
	},
	internal: {
		what: 'สำนักงานขัดข้องตอนรับการแก้นี้',
		todo: 'ที่แก้ไว้ยังอยู่ กดลองอีกครั้ง ถ้ายังไม่ได้ บอกนักการตลาดประจำจังหวัด',
	},
};

const visitFields: Readonly<Record<string, string>> = {
	notes: 'บันทึกการเยี่ยม',
	task: 'สิ่งที่จะไปทำ',
	nextTask: 'ครั้งหน้าจะไปทำอะไร',
};

function field(kind: string, name: string): string {
	if (kind === 'visit') return visitFields[name] ?? 'การเยี่ยม';
	if (kind === 'photo') return 'รูป';
	if (kind === 'comment') return 'ข้อความจากสำนักงาน';
	if (kind === 'apart') return 'เป็นคนละราย';
	if (kind === 'story') return 'เรื่องเล่า';
	return (kind === 'shop' ? shopFields : productFields)[name] ?? 'รายละเอียดอื่น';
}

/** A stretch of time as a person says it. */
function span(minutes: number): string {
	const [hours, days] = [minutes / 60, minutes / 1_440];
	if (minutes < 120) return `${minutes} นาที`;
	if (hours < 48) return `${Math.round(hours)} ชั่วโมง`;
	if (days < 60) return `${Math.round(days)} วัน`;
	return days < 700 ? `${Math.round(days / 30)} เดือน` : `${Math.round(days / 365)} ปี`;
}

/** The sheet behind the chip: what reached the office, what waits, what needs the person. */
export const status = {
	title: 'อะไรถึงสำนักงานแล้ว',
	up: 'ของเราถึงสำนักงานล่าสุด',
	down: 'ข่าวจากสำนักงานมาล่าสุด',
	upNever: 'ยังไม่เคย',
	downNever: 'ยังไม่เคย',
	upList: 'ดูว่าอะไรไปถึงแล้ว',
	downList: 'ดูว่าใครแก้อะไร',
	upNone: 'ยังไม่มี',
	downNone: 'ยังไม่มีใครแก้ของในร้านนี้',
	waiting: (count: number) => `รออยู่ ${count} รายการ`,
	nothingWaits: 'ไม่มีอะไรรออยู่',
	nothingWaitsText: 'ทุกอย่างที่แก้ไว้ถึงสำนักงานแล้ว',
	more: (count: number) => `และอีก ${count} รายการ`,
	needsYou: 'ต้องดู',
	asked: (field: string) => `${field}ตั้งไว้ไม่ตรงกัน`,
	askedText: 'ทุกค่ายังอยู่ เลือกอันที่จะใช้',
	choose: 'ดูและเลือก',
	since: (when: string) => `รอมาตั้งแต่ ${when}`,
	whySignal: 'ยังไม่มีสัญญาณ จะไปถึงเองเมื่อมี',
	whyBusy: 'กำลังไป',
	whyNotYet: 'รอรอบต่อไป จะไปถึงเอง',
	whyInvitation: 'รอคำเชิญใหม่',
	whyUpdate: 'รออัปเดตแอป',
	photos: (count: number) => `รูปรออยู่ ${count} รูป`,
	refusedPhotos: (count: number) => `สำนักงานรับรูปไม่ได้ ${count} รูป เปิดแล้วถ่ายหรือเลือกรูปใหม่`,
	fullPhotos: 'ร้านนี้มีรูปเต็มที่สำนักงานแล้ว ลบรูปที่ไม่ใช้ก่อน รูปนี้ยังอยู่ในเครื่อง',
	removed: 'ลบออก',
	open: 'เปิดแก้',
	again: 'ลองอีกครั้ง',
	discard: 'ทิ้งการแก้นี้',
	discarded: (name: string) => `ทิ้งการแก้ของ ${name} แล้ว`,
	discardedMany: (count: number) => `ทิ้งการแก้ ${count} รายการแล้ว`,
	againAll: (count: number) => `ลองอีกครั้งทั้ง ${count} รายการ`,
	notYours: (count: number) => `ดูที่แก้ไว้ ${count} รายการ`,
	showMore: 'แสดงเพิ่ม',
	someThing: 'สินค้าหนึ่งรายการ',
	somePhoto: 'รูปภาพ',
	noName: 'สินค้ายังไม่มีชื่อ',
	others: 'คนอื่น',
	yourOther: 'เครื่องอื่นของคุณ',
	try: 'ลองตอนนี้',
	trying: 'กำลังติดต่อสำนักงาน…',
	clock: {
		title: (minutes: number, slow: boolean) => `นาฬิกาเครื่องนี้${slow ? 'ช้า' : 'เร็ว'}ไป ${span(minutes)}`,
		text: 'ไม่มีอะไรหายหรือสลับกัน เพราะสำนักงานเรียงงานให้เอง แต่วันเวลาที่เห็นในแอปจะเพี้ยน เปิดการตั้งค่าของเครื่อง เลือก “วันและเวลา” แล้วเปิด “ตั้งเวลาอัตโนมัติ” ข้อความนี้จะหายไปเมื่อติดต่อสำนักงานได้ครั้งต่อไป',
	},
	noNews: (when: string) => `สำนักงานยังไม่รู้ข่าวจากเครื่องนี้ ตั้งแต่ ${when}`,
	noNewsEver: 'สำนักงานยังไม่เคยรู้ข่าวจากเครื่องนี้',
	noNewsText: (count: number) =>
		`งาน ${count} รายการมีอยู่ในเครื่องนี้ที่เดียว เก็บเครื่องไว้ให้ดี ไปที่ที่มีสัญญาณ เปิดแอปไว้ แล้วกด “ลองตอนนี้”`,
	otherAccount: (name: string, count: number) => `งานของ ${name} ยังรออยู่ในเครื่องนี้ ${count} รายการ`,
	otherAccountText: 'งานอยู่ครบ จะไปถึงสำนักงานเมื่อสลับไปใช้บัญชีนั้นตอนมีสัญญาณ',
	toAccounts: 'ดูบัญชีในเครื่องนี้',
	update: 'หารุ่นใหม่ตอนนี้',
	ends,
	field,
	/** Why the office refused a change, and what to do about it. */
	reason(code: string, kind: string): { what: string; todo: string } {
		const needs = /^(product|shop)-needs-(.+)$/.exec(code);
		if (needs) {
			const what = missing[needs[2] ?? ''] ?? 'บางอย่าง';
			return {
				what: `ขึ้นหน้าร้านไม่ได้ เพราะยังไม่มี${what}`,
				todo:
					needs[2] === 'consent'
						? 'ที่แก้ไว้ยังอยู่ครบ เปิดแก้ ถามเจ้าของร้าน แล้วกดลองอีกครั้ง'
						: 'ที่แก้ไว้ยังอยู่ครบ เปิดแก้ เติมให้ครบ แล้วขึ้นหน้าร้านอีกครั้ง',
			};
		}
		const bad = /^bad-(.+)$/.exec(code);
		if (bad && code !== 'bad-name') {
			return {
				what: `สำนักงานรับ “${field(kind, bad[1] ?? '')}” แบบนี้ไม่ได้`,
				todo: 'ที่แก้ไว้ยังอยู่ เปิดแก้ แล้วใส่ใหม่',
			};
		}
		return (
			reasons[code] ?? {
				what: 'สำนักงานรับไม่ได้',
				todo: 'ที่แก้ไว้ยังอยู่ ลองอีกครั้ง ถ้ายังไม่ได้ บอกนักการตลาดประจำจังหวัด',
			}
		);
	},
	ago,
};
