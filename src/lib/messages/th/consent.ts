/** The sheet in which a shop's owner agrees to be seen by everybody, and may take it back. */
export const consent = {
	askTitle: 'ก่อนเปิดหน้าร้าน',
	yes: 'ยินยอม และเปิดหน้าร้าน',
	othersTitle: 'ขอความยินยอมเจ้าของร้าน',
	othersText: 'อ่านให้ฟังทีละข้อ หรือยื่นเครื่องให้อ่านเอง',
	who: 'ชื่อเจ้าของร้านที่ยินยอม',
	whoMissing: 'ใส่ชื่อคนที่ยินยอมก่อน',
	tapped: 'เจ้าของร้านแตะเอง: ยินยอม',
	spoken: 'อ่านให้ฟังแล้ว ตอบว่ายินยอม',
	lookTitle: 'ความยินยอมของเจ้าของร้าน',
	given: (by: string, when: string) => `${by} ยินยอมเมื่อ ${when}`,
	ways: { tapped: 'แตะยินยอมในเครื่อง', spoken: 'ตอบด้วยคำพูด' },
	heard: (name: string) => `ต่อหน้า ${name}`,
	readThen: 'ข้อความที่ยินยอมไว้',
	newerText: 'ข้อความนี้มากับแอปรุ่นใหม่กว่า อัปเดตแอปแล้วจะอ่านได้',
	withdraw: 'ถอนความยินยอม',
	withdrawText: 'ถอนแล้ว ลูกค้าจะไม่เห็นร้านทันทีที่เรื่องถึงสำนักงาน ของทุกอย่างยังอยู่ครบ',
};
