const many = (count: number) => count.toLocaleString('en-US');

/** What a change and its pictures come to, in one line. */
const amount = (changes: number, pictures: number): string =>
	pictures === 0
		? `การแก้ ${many(changes)} รายการ`
		: changes === 0
			? `รูป ${many(pictures)} รูป`
			: `การแก้ ${many(changes)} รายการ และรูป ${many(pictures)} รูป`;

/** The rescue file: work that has no signal leaves by another way. */
export const rescue = {
	title: 'ไฟล์กู้ข้อมูล',
	amount,
	/** The first lines of the file itself, for whoever opens it as a text. */
	preamble: (facts: {
		shop: string;
		when: string;
		amount: string;
		part: number;
		parts: number;
	}): string[] => [
		'ไฟล์กู้ข้อมูลของ Tambon (ตำบล)',
		`ร้าน: ${facts.shop === '' ? 'ยังไม่ได้ตั้งชื่อ' : facts.shop}`,
		`เก็บเมื่อ ${facts.when} · ${facts.amount}${facts.parts > 1 ? ` · ไฟล์ที่ ${facts.part} จาก ${facts.parts}` : ''}`,
		'เปิดด้วยแอป Tambon: หน้า “ร้านของฉัน” ของเครื่องอื่นในร้าน หรือ “งานของฉัน” ของนักการตลาด แล้วแตะ “เปิดไฟล์กู้ข้อมูล”',
		'ห้ามแก้ไฟล์นี้ แก้แม้แต่ตัวเดียวแอปจะไม่รับ มีข้อมูลของร้าน ให้เฉพาะคนที่ไว้ใจ',
		'Tambon rescue file. Open it in the Tambon app on another phone of this shop, or give it to your provincial marketer. Do not edit.',
	],
	write: {
		title: 'เก็บงานที่ยังไม่ถึงสำนักงานเป็นไฟล์',
		text: 'ไม่มีสัญญาณนาน ๆ หรือเครื่องใกล้เสีย ใช้ไฟล์นี้พางานออกไปก่อนได้',
		steps: [
			'ให้ไฟล์นี้กับนักการตลาดประจำจังหวัด หรือเปิดในอีกเครื่องของร้าน',
			'ในไฟล์มีชื่อ ราคา เบอร์โทร และรูปของร้านที่ใครเปิดก็อ่านได้ ให้เฉพาะคนที่ไว้ใจ',
			'งานในเครื่องนี้ยังอยู่ครบ ถ้ามีสัญญาณก็ไปเองด้วย ไปสองทางก็นับครั้งเดียว',
		],
		waiting: (changes: number, pictures: number) => `ตอนนี้มี${amount(changes, pictures)}`,
		nothing: 'ทุกอย่างถึงสำนักงานแล้ว ไม่มีอะไรต้องเก็บเป็นไฟล์',
		go: 'ทำไฟล์กู้ข้อมูล',
		working: 'กำลังทำไฟล์',
		progress: (done: number, all: number) => `รูปแล้ว ${many(done)} จาก ${many(all)} ไฟล์`,
		stop: 'หยุด',
		stopped: 'หยุดแล้ว ยังไม่มีไฟล์ งานในเครื่องอยู่ครบ',
		failed: 'ทำไฟล์ไม่ได้ พื้นที่ในเครื่องอาจเต็ม งานยังอยู่ครบ ลบรูปหรือแอปที่ไม่ใช้แล้วลองอีกครั้ง',
		tooMuch: 'งานมีมากเกินกว่าไฟล์จะเก็บได้ งานยังอยู่ครบในเครื่อง พาเครื่องไปที่ที่มีสัญญาณ',
		ready: (what: string) => `ไฟล์พร้อมแล้ว มี${what}`,
		parts: (count: number) => `รูปเยอะ จึงแบ่งเป็น ${count} ไฟล์ ให้ครบทุกไฟล์`,
		left: (count: number) =>
			`รูปที่ถ่ายไว้ ${many(count)} รูปยังไม่อยู่ในไฟล์นี้ ยังอยู่ในเครื่อง ถ้าพื้นที่เต็ม ลบของที่ไม่ใช้ก่อน แล้วทำไฟล์อีกครั้ง`,
		share: 'แชร์ไฟล์',
		save: 'เก็บลงเครื่อง',
		which: (label: string, part: number, parts: number) =>
			parts > 1 ? `${label} ${part} จาก ${parts}` : label,
		shared: 'ให้ไฟล์ไปแล้ว งานในเครื่องนี้ยังอยู่ครบ ถ้ามีสัญญาณก็ไปเองด้วย นับครั้งเดียว',
		saved: 'ไฟล์อยู่ใน “ดาวน์โหลด” ของเครื่องแล้ว งานในแอปยังอยู่ครบ ถ้ามีสัญญาณก็ไปเองด้วย นับครั้งเดียว',
		closed: 'ยังไม่ได้แชร์ ไฟล์ยังรออยู่ แตะอีกครั้งได้',
	},
	open: {
		title: 'เปิดไฟล์กู้ข้อมูล',
		text: 'รับงานที่อีกเครื่องหนึ่งเก็บไว้เป็นไฟล์ แล้วพาไปถึงสำนักงานแทน',
		pick: 'เลือกไฟล์',
		another: 'เลือกไฟล์อื่น',
		reading: 'กำลังตรวจไฟล์',
		of: (shop: string) => (shop === '' ? 'ร้านที่ยังไม่ได้ตั้งชื่อ' : shop),
		from: (when: string) => `เก็บเมื่อ ${when}`,
		part: (part: number, parts: number) => `ไฟล์ที่ ${part} จาก ${parts} เปิดให้ครบทุกไฟล์`,
		allKnown: 'เคยรับไฟล์นี้ไว้ครบแล้ว ไม่มีอะไรใหม่',
		someKnown: (what: string) => `ที่ยังไม่เคยรับ: ${what}`,
		take: 'รับไว้',
		taking: 'กำลังรับรูป',
		stopped: 'หยุดแล้ว ที่รับไว้ไม่หาย เปิดไฟล์เดิมอีกครั้งจะรับต่อ',
		taken: 'รับไว้ครบแล้ว จะไปถึงสำนักงานเองเมื่อมีสัญญาณ',
		broken: (count: number) => `มีรูป ${count} ไฟล์ที่เปิดไม่ได้ ขอไฟล์ใหม่จากเครื่องเดิม`,
		failed: 'รับไว้ไม่ครบ พื้นที่ในเครื่องอาจเต็ม ลบรูปหรือแอปที่ไม่ใช้ แล้วเปิดไฟล์เดิมอีกครั้ง',
		own: 'ไฟล์นี้มาจากเครื่องนี้เอง งานอยู่ครบแล้ว ไม่ต้องทำอะไร',
		ownText: 'ถ้าจะพางานออกไป เปิดไฟล์นี้ในเครื่องอื่น',
		problems: {
			'not-ours': {
				title: 'อันนี้ไม่ใช่ไฟล์กู้ข้อมูลของ Tambon',
				text: 'ไฟล์ชื่อขึ้นต้นด้วย tambon-rescue ลองเลือกใหม่',
			},
			damaged: {
				title: 'ไฟล์นี้ไม่ครบหรือถูกแก้ จึงยังไม่ได้รับอะไรไว้',
				text: 'งานยังอยู่ในเครื่องเดิม ขอไฟล์ใหม่ แล้วเปิดโดยไม่แก้อะไร',
			},
			'too-large': { title: 'ไฟล์ใหญ่เกินไป', text: 'ทำไฟล์ใหม่จากเครื่องเดิม แอปจะแบ่งให้เอง' },
			newer: {
				title: 'ไฟล์นี้มาจากแอปที่ใหม่กว่า',
				text: 'อัปเดตแอปในเครื่องนี้ก่อน แล้วเปิดไฟล์อีกครั้ง ยังไม่ได้รับอะไรไว้',
			},
			gone: {
				title: 'อ่านไฟล์นี้ไม่ได้',
				text: 'ถ้าไฟล์อยู่ในไดรฟ์หรือในแชต เก็บลงเครื่องก่อน แล้วเลือกใหม่',
			},
		},
	},
	brought: {
		title: 'ที่รับฝากมา',
		waiting: (what: string) => `รับฝากมา ${what} รอสัญญาณ`,
		changes: (count: number) => `${many(count)} รายการ`,
		pictures: (count: number) => `รูป ${many(count)} รูป`,
		reached: (count: number) => `ถึงสำนักงานแล้ว ${many(count)} รายการ`,
		refused: (count: number) => `สำนักงานรับไม่ได้ ${many(count)} รายการ`,
		refusedPictures: (count: number) => `สำนักงานรับรูปไม่ได้ ${many(count)} รูป ขอไฟล์ใหม่จากเครื่องเดิม`,
		refusedText: 'งานยังอยู่ในเครื่องเดิมของร้าน บอกเจ้าของเครื่องให้แก้ที่นั่น',
		letGo: 'ไม่ต้องถือไว้แล้ว',
		gone: (name: string) => `เอา ${name} ออกจากเครื่องนี้แล้ว`,
	},
	kinds: { product: 'สินค้า', shop: 'ร้าน', photo: 'รูป', story: 'เรื่องเล่า', visit: 'การเยี่ยม' } as Readonly<
		Record<string, string>
	>,
	otherKind: 'รายการ',
	noName: (kind: string) => `${kind}ที่ยังไม่มีชื่อ`,
	removed: 'ลบออก',
	/** Why a change that another person's phone made was not taken, by the codes of `server/admit` and the merge. */
	why: {
		'not-allowed': 'ไม่ใช่ร้านที่คุณดูแล หรือสำนักงานยังไม่รู้จักเครื่องเดิม',
		'other-content': 'เครื่องเดิมแก้เป็นอย่างอื่นและไปถึงสำนักงานแล้ว',
	} as Readonly<Record<string, string>>,
	desk: {
		title: 'รับไฟล์กู้ข้อมูล',
		text: 'ร้านที่ไม่มีสัญญาณเก็บงานเป็นไฟล์ tambon-rescue แล้วให้คุณมา เลือกไฟล์นั้นที่นี่ งานจะเข้าสำนักงานในชื่อของร้าน ไฟล์เดิมซ้ำก็นับครั้งเดียว',
		file: 'ไฟล์กู้ข้อมูล (.txt)',
		go: 'รับเข้าสำนักงาน',
		none: 'เลือกไฟล์ก่อน',
		result: (shop: string) => `ไฟล์ของ ${shop}`,
		outcomes: {
			taken: 'รับแล้ว',
			here: 'มีอยู่ที่สำนักงานแล้ว',
			asked: 'รับแล้ว แต่มีคนตั้งไว้ไม่ตรงกัน ให้ร้านเลือก',
			refused: 'ไม่ได้รับ',
			parked: 'ติดอยู่ที่เครื่องเดิม ร้านต้องแก้ที่นั่น',
		},
		pictures: 'รูป',
		picturesTaken: (count: number) => `รับรูปแล้ว ${many(count)} ไฟล์`,
		picturesHere: (count: number) => `รูปที่มีอยู่แล้ว ${many(count)} ไฟล์`,
		picturesRefused: (count: number) => `รูปที่รับไม่ได้ ${many(count)} ไฟล์`,
		pictureWhy: {
			'not-allowed': 'ไม่ใช่ร้านที่คุณดูแล',
			'too-large': 'ไฟล์ใหญ่เกินไป',
			'not-a-picture': 'ไม่ใช่รูปที่เปิดได้',
			broken: 'รูปไม่ครบ',
			'hash-mismatch': 'รูปไม่ตรงกับชื่อของมัน',
			'over-quota': 'ร้านมีรูปเต็มแล้ว',
		} as Readonly<Record<string, string>>,
		otherWhy: 'เปิดรูปไม่ได้',
		more: (count: number) => `และอีก ${many(count)} รายการที่รับแล้วหรือมีอยู่แล้ว`,
	},
};
