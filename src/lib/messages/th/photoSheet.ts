/** What is said over a photo's small picture while the full one is not here. */
export const photoSheet = {
	fetching: 'กำลังดึงรูปเต็มมา…',
	'no-signal': 'เห็นรูปเต็มได้เมื่อมีสัญญาณ',
	absent: 'รูปเต็มยังอยู่ในเครื่องที่ถ่าย ยังมาไม่ถึงสำนักงาน',
};
