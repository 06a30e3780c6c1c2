/**
 * The workload that sync engines are compared on: a shop and `n` products of 12 fields with Thai text, from a seeded
 * generator. The text comes from a word list, so it compresses somewhat better than prose; ids and numbers are random.
 */
export interface Workload {
	readonly shop: Readonly<Record<string, unknown>> & { readonly id: string };
	readonly products: readonly WorkProduct[];
}

export interface WorkProduct {
	readonly id: string;
	readonly shopId: string;
	readonly sku: string;
	readonly name: string;
	readonly description: string;
	readonly price: number;
	readonly unit: string;
	readonly stock: number;
	readonly category: string;
	readonly photoIds: readonly string[];
	readonly status: string;
	readonly updatedAt: number;
}

const list = (text: string) => text.split(',');
const GOODS = list(
	'กระเป๋าสาน,ผ้าไหมมัดหมี่,ผ้าฝ้ายทอมือ,น้ำพริกกะปิ,น้ำพริกปลาร้า,ขนมทองม้วน,กล้วยฉาบ,ข้าวหอมมะลิ,' +
		'ข้าวไรซ์เบอร์รี่,น้ำผึ้งป่า,สบู่สมุนไพร,แชมพูมะกรูด,ปลาส้ม,ปลาแดดเดียว,หมูยอ,แหนมหมู,ไข่เค็ม,' +
		'มะขามแช่อิ่ม,มะม่วงกวน,ทุเรียนทอด,ตะกร้าไม้ไผ่,หมวกใบลาน,เสื่อกก,เครื่องเบญจรงค์,โถเซรามิก,' +
		'ตุ๊กตาดินเผา,ยาหม่อง,น้ำมันไพล,ชาใบหม่อน,กาแฟคั่วบด',
);
const QUALITIES = list(
	'สูตรโบราณ,ลายดั้งเดิม,รสเผ็ดมาก,รสกลมกล่อม,สีครามธรรมชาติ,อบแห้ง,ขนาดใหญ่,ขนาดกลาง,ขนาดเล็ก,' +
		'ปลอดสารพิษ,คัดพิเศษ,เกรดส่งออก,ทำมือ,สดใหม่,หอมกรุ่น,ลายขิด,ลายช้าง,ลายดอกแก้ว,ตราแม่บุญมี,' +
		'ตราบ้านทุ่ง,ห่อใบตอง,บรรจุกล่อง,บรรจุถุง,แพ็คคู่',
);
const WORDS = list(
	'ผลิต,โดย,กลุ่มแม่บ้าน,กลุ่มเกษตรกร,วิสาหกิจชุมชน,ใน,หมู่บ้าน,ของเรา,ใช้,วัตถุดิบ,จาก,ท้องถิ่น,' +
		'คัดสรร,อย่างดี,ไม่ใส่,สารกันบูด,ผงชูรส,สีสังเคราะห์,เก็บได้นาน,สามเดือน,หกเดือน,หนึ่งปี,' +
		'ที่อุณหภูมิห้อง,ในตู้เย็น,เหมาะสำหรับ,เป็นของฝาก,ของขวัญ,ผู้สูงอายุ,เด็ก,ทุกวัย,รับประทานกับ,' +
		'ข้าวสวย,ข้าวเหนียว,ผักสด,ร้อนๆ,ทอด,ด้วยกี่พื้นบ้าน,ใช้เวลา,ประมาณ,สองวัน,สามวัน,หนึ่งสัปดาห์,' +
		'ต่อชิ้น,ลวดลาย,สืบทอด,มาจาก,รุ่นคุณยาย,รุ่นสู่รุ่น,สีไม่ตก,ซักมือ,เท่านั้น,ตากในร่ม,น้ำหนัก,' +
		'ประมาณสองร้อยกรัม,ห้าร้อยกรัม,หนึ่งกิโลกรัม,ได้รับรางวัล,ระดับจังหวัด,สี่ดาว,ห้าดาว,มาตรฐาน,มผช,' +
		'อย,สั่งได้,ล่วงหน้า,จำนวนมาก,ลดราคา,ส่งทั่วประเทศ,ทางไปรษณีย์,ค่าส่ง,ตามจริง,มีหน้าร้าน,' +
		'ริมถนนใหญ่,ใกล้วัด,ใกล้ตลาดสด,ตรงข้ามโรงเรียน,เปิดทุกวัน,หยุดวันพระ,โทรสอบถามก่อน,รสชาติ,' +
		'หวานน้อย,เค็มนิด,เปรี้ยวกำลังดี,กลิ่นหอม,เนื้อนุ่ม,กรอบนาน,แข็งแรง,ทนทาน,น้ำหนักเบา,พกพาสะดวก,' +
		'ล้างน้ำได้,มีหลายสี,แดง,เขียว,น้ำเงิน,ม่วง,ดำ,เลือกลายได้,ปรับสายได้,ซับในผ้าฝ้าย,มีซิป,' +
		'กระดุมไม้,ย้อมคราม,ย้อมเปลือกไม้,ฝาดมะเกลือ,ตำด้วยครก,คั่วไฟอ่อน,หมักในไห,เจ็ดวัน,สิบห้าวัน,' +
		'ตากแดดจัด,รมควัน,กาบมะพร้าว',
);
const CATEGORIES = list('อาหาร,เครื่องดื่ม,ผ้าและเครื่องแต่งกาย,ของใช้และของตกแต่ง,สมุนไพร');
const UNITS = list('ชิ้น,ถุง,ขวด,กล่อง,ผืน,กระปุก,กิโลกรัม');
const ALPHABET = '0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ-_';
const EPOCH = 1_760_000_000_000;

/** Mulberry32: small, seeded, and the same on every machine. Numbers in [0, 1). */
export function seeded(seed: number): () => number {
	let state = seed >>> 0;
	return () => {
		state = (state + 0x6d2b79f5) | 0;
		let t = Math.imul(state ^ (state >>> 15), 1 | state);
		t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
		return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
	};
}

export function makeWorkload(n = 200, seed = 42): Workload {
	const random = seeded(seed);
	const below = (limit: number) => Math.floor(random() * limit);
	const pick = (from: readonly string[]) => from[below(from.length)] as string;
	const id = (length: number) => Array.from({ length }, () => ALPHABET[below(64)]).join('');
	const prose = (length: number) => {
		let text = '';
		while (text.length < length) {
			text += pick(WORDS);
			if (random() < 0.18) text += ' ';
		}
		return text.slice(0, length);
	};

	const shopId = `s${id(15)}`;
	const shop = {
		id: shopId,
		type: 'shop',
		name: 'ร้านวิสาหกิจชุมชนบ้านหนองบัว',
		owner: `u${id(15)}`,
		phone: `08${String(below(1e8)).padStart(8, '0')}`,
		province: 'ร้อยเอ็ด',
		district: 'เกษตรวิสัย',
		address: prose(80),
		description: prose(200),
		photoId: `f${id(15)}`,
		updatedAt: EPOCH,
		status: 'open',
	};
	const products = Array.from({ length: n }, (_, i): WorkProduct => {
		return {
			id: `p${id(15)}`,
			shopId,
			sku: `SKU-${String(i + 1).padStart(4, '0')}`,
			name: `${pick(GOODS)}${pick(QUALITIES)} ${1 + below(99)}`,
			description: prose(190 + below(20)),
			price: (5 + below(1_500)) * 100,
			unit: pick(UNITS),
			stock: below(200),
			category: pick(CATEGORIES),
			photoIds: [`f${id(15)}`, `f${id(15)}`].slice(0, 1 + below(2)),
			status: random() < 0.9 ? 'active' : 'hidden',
			updatedAt: EPOCH + below(1e9),
		};
	});
	return { shop, products };
}
