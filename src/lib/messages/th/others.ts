/** What others did in the shop in its owner's name. */
export const others = {
	asking: 'กำลังถามสำนักงาน…',
	none: 'ยังไม่มีใครทำอะไรแทนคุณ',
	offline: 'เห็นเท่าที่เครื่องนี้รู้ มีสัญญาณแล้วเปิดใหม่ อาจเห็นมากกว่านี้',
	set: (field: string, value: string) => `${field}: ${value}`,
	by: (who: string, when: string | null) => (when === null ? `${who}ใส่ไว้` : `${who}ใส่ไว้ ${when}`),
	nobody: 'คนอื่นในร้านหรือสำนักงาน',
	back: (value: string) => `กลับเป็น ${value}`,
	first: 'ก่อนหน้านี้ไม่ได้ใส่ไว้',
	change: 'ไปแก้',
	put: (field: string, value: string) => `${field}: กลับเป็น ${value} แล้ว`,
	noName: 'ยังไม่มีชื่อ',
	more: (count: number) => `ดูอีก ${count}`,
};
