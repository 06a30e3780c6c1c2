/**
 * The five categories, drawn with one pen on a 64 × 64 sheet, for products without a photo.
 * `tints` are filled first, `lines` are stroked over them (width 2, round ends); `dye` is the thread for the tint.
 */
import type { Category } from '../domain/category.ts';
import type { Dye } from './dyes.ts';

export interface Drawing {
	/** Lies behind the motif, as a wash of this thread. */
	ground: Dye;
	dye: Dye;
	tints: readonly string[];
	lines: readonly string[];
}

export const MOTIF_SIZE = 64;
export const MOTIF_PEN = 2;

export const motifs: Record<Category, Drawing> = {
	/** ปิ่นโต: three tiers, a lid, a handle. */
	FOOD: {
		ground: 'turmeric',
		dye: 'lac',
		tints: ['M16 27h32v8H16z', 'M16 44h32v9a3 3 0 0 1-3 3H19a3 3 0 0 1-3-3z'],
		lines: [
			'M16 26h32v9H16z',
			'M16 35h32v9H16z',
			'M16 44h32v9a3 3 0 0 1-3 3H19a3 3 0 0 1-3-3z',
			'M16 26c0-6 7-9 16-9s16 3 16 9',
			'M29 17c0-2 1-3 3-3s3 1 3 3',
			'M11 44V16c0-5 4-8 9-8h24c5 0 9 3 9 8v28',
			'M11 30h5M48 30h5M11 41h5M48 41h5',
			'M22 39.5h6M22 30.5h6M22 49.5h6',
		],
	},
	/** มะพร้าวน้ำหอม: a trimmed young coconut, opened, with a straw. */
	BEVERAGE: {
		ground: 'leaf',
		dye: 'leaf',
		tints: ['M11 36c6 4 36 4 42 0l-6 18a3 3 0 0 1-3 2H20a3 3 0 0 1-3-2z'],
		lines: [
			'M22 22c0-2.2 4.5-4 10-4s10 1.8 10 4-4.5 4-10 4-10-1.8-10-4z',
			'M22 22L11 36l6 18a3 3 0 0 0 3 2h24a3 3 0 0 0 3-2l6-18-11-14',
			'M11 36c6 4 36 4 42 0',
			'M27 25.5l-4 13M37 25.5l4 13',
			'M34 22l5-15 8-2',
			'M25 45l1 6M39 45l-1 6',
		],
	},
	/** ผ้าทอ: a length of cloth over a pole, with its band of lozenges and its fringe. */
	TEXTILE: {
		ground: 'indigo',
		dye: 'indigo',
		tints: ['M15 31h34v14H15z'],
		lines: [
			'M7 14h50',
			'M7 11v6M57 11v6',
			'M15 14v37h34V14',
			'M15 31h34M15 45h34',
			'M15 38l5.67-7 5.66 7-5.66 7z',
			'M26.33 38l5.67-7 5.67 7-5.67 7z',
			'M37.67 38l5.66-7 5.67 7-5.67 7z',
			'M15 24h34',
			'M18 51v6M24 51v6M32 51v6M40 51v6M46 51v6',
		],
	},
	/** ตะกร้าสาน: a basket of split bamboo with a round handle. */
	CRAFT: {
		ground: 'lac',
		dye: 'turmeric',
		tints: ['M12 35h40l-5 19a3 3 0 0 1-3 2H20a3 3 0 0 1-3-2z'],
		lines: [
			'M9 29h46v6H9z',
			'M12 35l5 19a3 3 0 0 0 3 2h24a3 3 0 0 0 3-2l5-19',
			'M15 29c0-13 7-21 17-21s17 8 17 21',
			'M20 29c0-10 5-16 12-16s12 6 12 16',
			'M24 35l2 21M32 35v21M40 35l-2 21',
			'M14 42h36M15.5 49h33',
		],
	},
	/** ลูกประคบ: the herbal compress, tied at the neck, with a sprig of leaves. */
	HERB: {
		ground: 'thread',
		dye: 'leaf',
		tints: ['M26 30c-8 2-14 7-14 14 0 8 7 13 16 13s16-5 16-13c0-7-6-12-14-14z'],
		lines: [
			'M26 30c-8 2-14 7-14 14 0 8 7 13 16 13s16-5 16-13c0-7-6-12-14-14',
			'M24 25h8v5h-8z',
			'M25 25l-3-14c3-2 9-2 12 0l-3 14',
			'M28 34v9M22 34c-2 2-3 5-3 8M34 34c2 2 3 5 3 8',
			'M44 33c0-10 3-18 8-24',
			'M47 22c-6 0-8-3-8-8 5 0 8 3 8 8z',
			'M46 26c6 0 9-3 9-8-5 0-9 3-9 8z',
		],
	},
};
