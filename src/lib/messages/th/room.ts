/** Whole MB above ten: less is of no use to anybody. */
export const mega = (bytes: number): string => {
	const number = bytes / 1_000_000;
	const shown = number < 10 ? Math.max(0.1, number).toFixed(1) : Math.round(number).toLocaleString('en');
	return `${shown} MB`;
};

/** How much room the app has on this phone. MB as phones write it in both languages. */
export const room = {
	meter: 'แอปใช้พื้นที่',
	detail: (used: string, all: string) => `${used} จาก ${all}`,
	states: {
		plenty: { title: 'ยังมีพื้นที่ว่าง', text: undefined },
		short: {
			title: 'พื้นที่เหลือน้อย',
			text: 'รูปเต็มเก่า ๆ กำลังทยอยออกจากเครื่องนี้ ราคาและข้อความยังเก็บได้ตามปกติ',
		},
		full: {
			title: 'พื้นที่เต็มแล้ว',
			text: 'รูปใหม่อาจเก็บไม่ได้ งานที่เก็บไว้แล้วยังอยู่ครบ ลบรูป วิดีโอ หรือแอปที่ไม่ใช้ในเครื่อง แล้วต่อเน็ตให้รูปที่รออยู่ไปถึงสำนักงาน',
		},
		unknown: {
			title: 'เครื่องนี้ไม่บอกว่าเหลือพื้นที่เท่าไร',
			text: 'งานยังเก็บได้ตามปกติ ถ้าเก็บไม่ได้ แอปจะบอกทันที',
		},
	},
	figures: 'ตัวเลขนี้เบราว์เซอร์เป็นคนบอก พื้นที่จริงในเครื่องอาจน้อยกว่านี้',
	rule: 'ถ้าพื้นที่เหลือน้อย รูปเต็มที่ถึงสำนักงานมาแล้วเกิน 30 วันจะออกจากเครื่องนี้ก่อน เปิดดูได้อีกเมื่อมีสัญญาณ ส่วนรูปเล็ก รูปที่ยังไปไม่ถึง ราคา และข้อความ อยู่ครบเสมอ',
	madeWay: (when: string, count: number, bytes: string) =>
		`${when} รูปเต็ม ${count} รูปออกจากเครื่องนี้ ได้พื้นที่คืน ${bytes}`,
};
