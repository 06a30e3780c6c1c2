/** A marketer's first page. */
export const field = {
	title: 'งานของฉัน',
	you: (name: string) => (name.startsWith('คุณ') ? name : `คุณ${name}`),
	noAccount: 'เครื่องนี้ยังไม่มีบัญชีนักการตลาด',
	noAccountText: 'เปิดลิงก์เชิญที่เจ้าหน้าที่ส่งให้ หรือสแกน QR เพื่อเริ่มใช้งาน',
	provinces: 'จังหวัดที่ดูแล',
	makers: 'รายชื่อผู้ผลิต',
	invite: 'เชิญร้านใหม่',
	rescue: 'ไฟล์กู้ข้อมูลของร้าน',
	online: 'รายชื่อและการเชิญต้องมีสัญญาณ',
};
