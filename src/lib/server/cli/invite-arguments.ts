import { parseArgs } from 'node:util';
import { ROLES, type Role } from '../../domain/access.ts';
import { LINK_VALID } from '../../domain/invitation.ts';
import { KEY_PATTERN } from '../../domain/key.ts';
import { findProvince } from '../../domain/province-name.ts';
import type { Wish } from '../invitations.ts';

export type Asked = { kind: 'ok'; wish: Wish } | { kind: 'help' } | { kind: 'bad'; problems: string[] };

export const HELP = `ทำลิงก์เชิญ (ใช้ได้ครั้งเดียว ภายใน 72 ชั่วโมง) · Makes an invitation link (works once, within 72 hours)

  npm run invite -- --role seller --province นครราชสีมา --name "ยายบุญ"
  npm run invite -- --role seller --shop KEY --name "ยายบุญ"
  npm run invite -- --role marketer --provinces 30,31 --name "คุณมาลี"
  npm run invite -- --role staff --name "คุณสมชาย"

  --role       staff | marketer | seller
  --name       ชื่อผู้รับเชิญ · what the invited person is called
  --province   จังหวัดของร้านใหม่ รหัสหรือชื่อ · the province of a new shop: code or name
  --provinces  จังหวัดที่นักการตลาดดูแล คั่นด้วย , · the provinces of a marketer, comma between them
  --shop       รหัสของร้านที่มีอยู่แล้ว · the key of a shop or register entry that exists
  --help
`;

/** Reads the command line. Every problem is told, in both languages. */
export function readArguments(args: readonly string[]): Asked {
	const options = {
		role: { type: 'string' },
		name: { type: 'string' },
		province: { type: 'string' },
		provinces: { type: 'string' },
		shop: { type: 'string' },
		help: { type: 'boolean', short: 'h' },
	} as const;
	let values;
	try {
		({ values } = parseArgs({ args: [...args], options }));
	} catch (error) {
		const told = error instanceof Error ? error.message : String(error);
		return { kind: 'bad', problems: [`ไม่เข้าใจคำสั่ง · not understood: ${told}`] };
	}
	if (values.help) return { kind: 'help' };

	const problems: string[] = [];
	const role = ROLES.find((known) => known === values.role);
	if (!role) problems.push('--role: เลือก staff, marketer หรือ seller · choose staff, marketer or seller');
	const name = (values.name ?? '').trim();
	if (name === '') problems.push('--name: ใส่ชื่อผู้รับเชิญ · say what the invited person is called');
	const areas: string[] = [];
	for (const text of [values.province, ...(values.provinces ?? '').split(',')]) {
		if (text === undefined || text.trim() === '') continue;
		const province = findProvince(text);
		if (province) areas.push(province.code);
		else problems.push(`ไม่รู้จักจังหวัด · no such province: ${text.trim()}`);
	}
	const shop = values.shop ?? null;
	if (shop !== null && !KEY_PATTERN.test(shop))
		problems.push(`--shop: รหัสร้านไม่ถูกต้อง · not a shop key: ${shop}`);
	if (role && problems.length === 0) problems.push(...misfits(role, areas, shop));
	if (!role || problems.length > 0) return { kind: 'bad', problems };
	return { kind: 'ok', wish: { role, areas, shop, name, validMs: LINK_VALID } };
}

/** What a role needs, and what it does not go with. */
function misfits(role: Role, areas: readonly string[], shop: string | null): string[] {
	if (role === 'staff' && (areas.length > 0 || shop !== null)) {
		return [
			'staff: ดูแลทั้งประเทศ ไม่ต้องใส่จังหวัดหรือร้าน · works for the whole country: leave out provinces and shop',
		];
	}
	if (role === 'marketer' && shop !== null) {
		return ['marketer: ไม่ต้องใส่ --shop · leave out --shop'];
	}
	if (role === 'marketer' && areas.length === 0) {
		return ['marketer: ใส่จังหวัดที่ดูแล เช่น --provinces 30,31 · say the provinces, such as --provinces 30,31'];
	}
	if (role === 'seller' && (shop === null) !== (areas.length === 1)) {
		return ['seller: ใส่ --province หนึ่งจังหวัด หรือ --shop · give one --province, or --shop'];
	}
	return [];
}
