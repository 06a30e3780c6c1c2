import type { Category } from '../../../src/lib/domain/category.ts';

export interface Sample {
	id: string;
	name: string;
	category: Category;
	satang: number | null;
	was?: number;
	src: string | null;
}

/** A stand-in for a photo: two colours and a shape, as a data address. */
const photo = (a: string, b: string) =>
	`data:image/svg+xml,${encodeURIComponent(
		`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 100"><radialGradient id="g" cx=".35" cy=".3" r=".9"><stop stop-color="${a}"/><stop offset="1" stop-color="${b}"/></radialGradient><rect width="100" height="100" fill="url(#g)"/><ellipse cx="54" cy="66" rx="30" ry="17" fill="${b}"/><ellipse cx="52" cy="60" rx="28" ry="16" fill="${a}"/></svg>`,
	)}`;

export const samples: Sample[] = [
	{ id: 'a', name: 'น้ำพริกหนุ่มย่างเตาถ่าน สูตรแม่คำปัน บ้านสันป่าตอง', category: 'FOOD', satang: 4500, src: null },
	{
		id: 'b',
		name: 'ผ้าซิ่นตีนจกแม่แจ่ม ย้อมสีธรรมชาติ ทอมือ',
		category: 'TEXTILE',
		satang: 285000,
		was: 320000,
		src: photo('#d9b38c', '#7b2d2a'),
	},
	{ id: 'c', name: 'กระติบข้าว', category: 'CRAFT', satang: 18000, src: null },
	{
		id: 'd',
		name: 'น้ำมะพร้าวน้ำหอมบ้านแพ้ว',
		category: 'BEVERAGE',
		satang: 3500,
		src: photo('#e9f0d8', '#6a8f4e'),
	},
	{ id: 'e', name: 'ลูกประคบสมุนไพรสด', category: 'HERB', satang: null, src: null },
	{ id: 'f', name: 'ผ้าขาวม้าร้อยสี', category: 'TEXTILE', satang: 22050, src: null },
];
