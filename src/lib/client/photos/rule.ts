import { liveQuery, type Observable } from 'dexie';
import type { Database, PhoneRow, UploadRow } from '../store/database.ts';
import type { LineFacts } from './line-facts.ts';

/** Why full pictures wait. */
export type Hold =
	/** The person wants Wi-Fi for them, and this is none. */
	| 'no-wifi'
	/** The same, and the browser does not say what the line is. */
	| 'unknown-line'
	/** The browser is to be sparing with data. */
	| 'saving';

/** Lines that cost nothing by the byte. */
const FREE = ['wifi', 'ethernet'];

/** Null: nothing holds them. */
export function holdOf({ type, saveData }: LineFacts, { wifiOnly }: Pick<PhoneRow, 'wifiOnly'>): Hold | null {
	if (saveData) return 'saving';
	if (!wifiOnly || FREE.includes(type ?? '')) return null;
	return type === undefined || type === 'unknown' ? 'unknown-line' : 'no-wifi';
}

/** Thumbnails always go: they make a list whole and are small. So does what the person said should go anyway. */
export function mayGo(
	hold: Hold | null,
	{ goAnyway = 0 }: Pick<PhoneRow, 'goAnyway'>,
): (upload: UploadRow) => boolean {
	return ({ size, madeAt }) => hold === null || size === 'thumb' || madeAt <= goAnyway;
}

export const phoneRow = async ({ phone }: Database): Promise<PhoneRow> =>
	(await phone.get('phone')) ?? { id: 'phone' };

export const watchPhone = ({ db }: { db: Database }): Observable<PhoneRow> => liveQuery(() => phoneRow(db));

export async function setPhone({ phone }: Database, fields: Partial<PhoneRow>): Promise<void> {
	await phone.db.transaction('rw', phone, async () => {
		await phone.put({ ...((await phone.get('phone')) ?? {}), ...fields, id: 'phone' });
	});
}
