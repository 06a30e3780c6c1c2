import { Dexie } from 'dexie';
import type { Database } from './database.ts';

/**
 * False where no thumbnail of another phone can be lacking: there is no photo at all, or nothing has been told since this
 * phone looked last. What looks for them (`photos/thumbs.ts`) need not be loaded then.
 */
export async function mayLackThumbs({ self, phone, followed, records }: Database): Promise<boolean> {
	const [own, row, spaces] = await Promise.all([self.get('self'), phone.get('phone'), followed.toArray()]);
	const seen = spaces.filter(({ visible, leaving }) => visible && !leaving);
	const { sought } = row ?? {};
	if (sought?.epoch === own?.epoch && sought) {
		if (Object.keys(sought.absent).length > 0) return true;
		return seen.some(({ space, cursor }) => {
			const known = sought.spaces[space];
			return known?.upTo !== cursor || known.below !== undefined;
		});
	}
	const photos = seen.map(({ space }) =>
		records
			.where('[space+kind+key]')
			.between([space, 'photo', Dexie.minKey], [space, 'photo', Dexie.maxKey])
			.limit(1)
			.count(),
	);
	return (await Promise.all(photos)).some((count) => count > 0);
}
