/** A newer version of the app waits. */
export const update = {
	title: 'มีแอปรุ่นใหม่',
	text: 'เปลี่ยนได้เมื่อพร้อม ทุกอย่างที่ทำไว้ยังอยู่ครบ',
	action: 'เปลี่ยนเป็นรุ่นใหม่',
};
