import { liveQuery, type Observable } from 'dexie';
import type { Session } from '../session.ts';
import type { PhoneRow, UploadRow } from '../store/database.ts';
import { holdOf, mayGo, phoneRow, type Hold } from './rule.ts';
import { lineFacts, type LineFacts } from './line-facts.ts';

/** Of one photo's two files, or of all: what has gone and what there is. Bytes. */
export interface Gone {
	readonly gone: number;
	readonly all: number;
}

export interface PhotosOnTheWay extends Gone {
	/** By the photo's key. */
	readonly each: ReadonlyMap<string, Gone>;
	/** Minutes for what may go, at the pace of late and at least 1; null: nobody knows yet, or nothing may go. */
	readonly minutes: number | null;
	/** Photos whose full picture is held back, and why. */
	readonly held: number;
	readonly hold: Hold | null;
	readonly wifiOnly: boolean;
}

const MINUTE = 60;

/** Counts what is on its way. Refused files are not: they wait for the person. */
export function photosOnTheWay(
	uploads: readonly UploadRow[],
	phone: Omit<PhoneRow, 'id'>,
	facts: LineFacts,
): PhotosOnTheWay {
	const each = new Map<string, { gone: number; all: number }>();
	const hold = holdOf(facts, phone);
	const goes = mayGo(hold, phone);
	const total = { gone: 0, all: 0 };
	const held = new Set<string>();
	let left = 0;
	for (const upload of uploads) {
		if (upload.refused !== null) continue;
		const { photo, bytes = 0, arrived = 0 } = upload;
		const its = each.get(photo) ?? { gone: 0, all: 0 };
		each.set(photo, its);
		for (const sum of [its, total]) {
			sum.gone += arrived;
			sum.all += bytes;
		}
		if (goes(upload)) left += bytes - arrived;
		else held.add(photo);
	}
	const minutes = phone.rate && left > 0 ? Math.max(1, Math.round(left / phone.rate / MINUTE)) : null;
	return {
		...total,
		each,
		minutes,
		held: held.size,
		hold: held.size > 0 ? hold : null,
		wifiOnly: phone.wifiOnly === true,
	};
}

export function watchPhotosOnTheWay({ db }: Pick<Session, 'db'>): Observable<PhotosOnTheWay> {
	return liveQuery(async () => {
		const [uploads, phone] = await Promise.all([db.uploads.toArray(), phoneRow(db)]);
		return photosOnTheWay(uploads, phone, lineFacts());
	});
}
