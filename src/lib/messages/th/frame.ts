/** The bars around every screen of the seller's app, and what stands there while there is no app. */
export const frame = {
	places: { label: 'เมนูหลัก', products: 'สินค้า', prices: 'ราคา', shop: 'ร้าน' },
	myShop: 'ร้านของฉัน',
	notLoaded: 'เปิดส่วนนี้ไม่ได้ตอนนี้ ปิดแอปแล้วเปิดใหม่ งานอยู่ครบ',
	chip: {
		'needs-you': (count: number) => `ต้องดู ${count}`,
		waiting: (count: number, hours: number) => {
			const age = hours < 48 ? `${hours} ชม.` : `${Math.floor(hours / 24)} วัน`;
			return `รอสัญญาณ ${count}${hours > 0 ? ` · ${age}` : ''}`;
		},
		reached: 'ถึงสำนักงานแล้ว',
		here: 'อยู่ในเครื่องนี้',
	},
};
