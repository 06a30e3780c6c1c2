/** What is said over a photo's small picture while the large one is not here. */
export const photoSheet = {
	fetching: 'กำลังดึงรูปใหญ่มา…',
	'no-signal': 'รูปใหญ่จะเห็นได้เมื่อมีสัญญาณ',
	absent: 'รูปใหญ่ยังอยู่ในเครื่องที่ถ่าย ยังมาไม่ถึงสำนักงาน',
};
