const kilo = (bytes: number): string => `${Math.ceil(bytes / 1_000)} kB`;

/** Pictures on their way to the office. kB as phones write it in both languages. */
export const photoLine = {
	title: 'รูปกำลังทยอยไป',
	detail: (gone: number, all: number, minutes: number | null) =>
		`${Math.floor(gone / 1_000)} จาก ${kilo(all)}${minutes === null ? '' : ` อีกราว ${minutes} นาที`}`,
	tile: (gone: number, all: number) =>
		gone === 0 ? `รอส่ง ${kilo(all)}` : `${Math.floor(gone / 1_000)} จาก ${kilo(all)}`,
	held: (count: number) => `รูปเต็มรออยู่ ${count} รูป`,
	why: {
		'no-wifi': 'ตั้งไว้ให้ส่งรูปเต็มตอนมีไวไฟเท่านั้น รูปเล็กไปแล้วหรือกำลังไป งานอื่นไปตามปกติ',
		'unknown-line': 'ตั้งไว้ให้ส่งรูปเต็มตอนมีไวไฟ แต่เครื่องนี้ไม่บอกว่าใช้ไวไฟหรือเน็ตมือถือ ถ้าใช้ไวไฟอยู่ กดส่งได้เลย',
		saving: 'เครื่องนี้เปิดโหมดประหยัดเน็ตอยู่ รูปเต็มจะไปเมื่อปิดโหมดนี้ หรือกดส่งเลย',
	},
	sendNow: 'ส่งรูปเต็มเลย',
	wifiOnly: 'ส่งรูปเต็มเฉพาะตอนมีไวไฟ',
	wifiOnlyHint: 'ประหยัดเน็ตมือถือ รูปเล็กและงานอื่นยังไปทันที',
};
