/** What the office writes to a shop, as phones show it. */
export const comments = {
	title: 'ข้อความจากสำนักงาน',
	about: (name: string) => `เรื่อง ${name}`,
	from: { staff: 'เจ้าหน้าที่สำนักงาน', marketer: 'นักการตลาดประจำจังหวัด' },
	open: 'เปิดดู',
	done: 'แก้แล้ว',
	doneSaid: 'บอกสำนักงานว่าแก้แล้ว',
	doneWhen: (when: string) => `แก้แล้ว ${when}`,
	unsent: 'รอสัญญาณเพื่อบอกสำนักงาน',
	notYet: 'ยังไม่ได้แก้',
	shop: 'ร้าน',
};
