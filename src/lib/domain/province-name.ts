import { BANGKOK, PROVINCES, provinceOf, type Province } from './provinces.ts';
import { fold } from './thai.ts';

const PREFIX = /^(จังหวัด|จ\.)\s*/u;
const BANGKOK_NAMES = ['กทม', 'กทม.', 'กรุงเทพ', 'กรุงเทพฯ'];

/** The province a person means by a code, a Thai name or an English one; null when there is none. */
export function findProvince(text: string): Province | null {
	const asked = fold(text).replace(PREFIX, '');
	if (/^\d{2}$/.test(asked)) return provinceOf(asked);
	if (BANGKOK_NAMES.includes(asked)) return provinceOf(BANGKOK);
	const bare = (name: string) => fold(name).replace(/[\s-]/g, '');
	return PROVINCES.find(({ th, en }) => [th, en].some((name) => bare(name) === bare(asked))) ?? null;
}
