const many = (count: number) => count.toLocaleString('en');

/** Carrying makers by a list of their names. */
export const carryList = {
	title: 'พกตามรายชื่อ',
	way: 'ตามรายชื่อ',
	wayCount: (count: number) => `ตามรายชื่อ (${many(count)} ราย)`,
	wayText: 'วางรายชื่อที่ได้จาก LINE หรือ Excel หรือหาทีละราย',
	label: 'ผู้ผลิต บรรทัดละราย',
	hint: 'ใส่ชื่อหรือบางส่วนของชื่อ เบอร์โทร หรือเลข OTOP',
	kept: 'พิมพ์ค้างไว้ครั้งก่อน ยังไม่ได้พก',
	find: 'หา',
	finding: 'กำลังถามสำนักงาน…',
	noSignal: 'ตอนนี้ถามสำนักงานไม่ได้',
	noSignalText: 'ที่พิมพ์ไว้ยังอยู่ในเครื่องนี้ กดหาอีกครั้งตรงที่มีสัญญาณ',
	ended: 'สำนักงานไม่รู้จักเครื่องนี้แล้ว',
	endedText: 'ที่พิมพ์ไว้ยังอยู่ในเครื่องนี้ กลับไปที่หน้างานของฉัน จะบอกว่าต้องทำอะไร',
	found: (sure: number, choose: number, none: number) =>
		[`พบ ${many(sure)} บรรทัด`, choose > 0 && `ให้เลือก ${many(choose)}`, none > 0 && `ไม่พบ ${many(none)}`]
			.filter(Boolean)
			.join(' · '),
	rest: (asked: number, rest: number) => `หาได้ครั้งละ ${many(asked)} บรรทัด ยังเหลืออีก ${many(rest)} บรรทัด`,
	restText: 'บรรทัดที่เหลือยังอยู่ครบ',
	findRest: 'หาต่อ',
	none: 'ไม่พบในจังหวัดที่ดูแล',
	noneText: 'ใส่ให้สั้นลง หรือดูตัวสะกด แล้วกดหาอีกครั้ง',
	tooLong: 'บรรทัดนี้ยาวเกินไป ใส่บรรทัดละราย',
	choose: 'อาจเป็นรายใดรายหนึ่ง แตะรายที่ใช่',
	alike: 'ไม่แน่ใจว่าใช่ แตะถ้าใช่',
	more: (count: number) => `ยังมีอีก ${many(count)} ราย ใส่ชื่อให้ยาวขึ้น หรือใส่อำเภอด้วย`,
	otop: (number: string) => `เลข OTOP ${number}`,
	covered: 'อยู่ในพื้นที่ที่พกแล้ว',
	here: 'อยู่ในเครื่องแล้ว',
	coming: 'ยังไม่มาถึงเครื่อง',
	merged: 'รวมเข้ากับร้านอื่นแล้ว หาชื่อใหม่แล้วพกแทน',
	listed: (count: number) => `ในรายชื่อ ${many(count)} ราย`,
	listedText: 'เอาเครื่องหมายออกจากรายที่ไม่พกแล้ว',
	clear: 'เอาออกทุกราย',
	full: (most: number) => `รายชื่อใส่ได้ ${many(most)} ราย เอาบางรายออก หรือพกทั้งอำเภอแทน`,
	nobody: 'ไม่พกใครแล้ว',
};
