import { liveQuery, type Observable } from 'dexie';
import { filed } from '../filed.ts';
import type { Session } from '../session.ts';

/** The camera of a small phone needs the memory the browser is in, and Android may close the page behind it. */
const ID = 'camera';
/** Later than this the person has gone on to other things, milliseconds. */
const FRESH = 15 * 60_000;

/** Call it right before the camera opens. `key`: the product the picture is for. */
export async function openingCamera(session: Session, key: string): Promise<void> {
	await session.db.drafts.put({ id: filed(session, ID), text: key, at: Date.now() }).catch(() => undefined);
}

/** The camera came back, with a picture or without. */
export async function cameraClosed(session: Session): Promise<void> {
	await session.db.drafts.delete(filed(session, ID)).catch(() => undefined);
}

/** The product whose picture was being taken when the app was closed; null: none. */
export async function cameraIntent(session: Session): Promise<string | null> {
	const row = await session.db.drafts.get(filed(session, ID)).catch(() => undefined);
	return row && Date.now() - row.at < FRESH ? row.text : null;
}

/** True where the browser lets a page ask for the camera at all. */
export const canTakeHere = (): boolean => navigator.mediaDevices?.getUserMedia !== undefined;

/** How many pictures of a thing are no photos yet. */
export const watchUnfinished = (session: Session, of: string): Observable<number> =>
	liveQuery(() => session.db.taken.where('of').equals(filed(session, of)).count());

/** Goes on with the pictures that were cut off before they had become photos. */
export async function finishEarlier(session: Session, stop?: AbortSignal): Promise<void> {
	if ((await session.db.taken.count()) > 0) await (await import('./taken.ts')).finishAll(session, stop);
}
