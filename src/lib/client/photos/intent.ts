import { liveQuery, type Observable } from 'dexie';
import type { Session } from '../session.ts';

/** The camera of a small phone needs the memory the browser is in, and Android may close the page behind it. */
const ID = 'camera';
/** Later than this the person has gone on to other things, milliseconds. */
const FRESH = 15 * 60_000;

/** Call it right before the camera opens. `key`: the product the picture is for. */
export async function openingCamera({ db }: Session, key: string): Promise<void> {
	await db.drafts.put({ id: ID, text: key, at: Date.now() }).catch(() => undefined);
}

/** The camera came back, with a picture or without. */
export async function cameraClosed({ db }: Session): Promise<void> {
	await db.drafts.delete(ID).catch(() => undefined);
}

/** The product whose picture was being taken when the app was closed; null: none. */
export async function cameraIntent({ db }: Session): Promise<string | null> {
	const row = await db.drafts.get(ID).catch(() => undefined);
	return row && Date.now() - row.at < FRESH ? row.text : null;
}

/** True where the browser lets a page ask for the camera at all. */
export const canTakeHere = (): boolean => navigator.mediaDevices?.getUserMedia !== undefined;

/** How many pictures of a thing are no photos yet. */
export const watchUnfinished = ({ db }: Pick<Session, 'db'>, of: string): Observable<number> =>
	liveQuery(() => db.taken.where('of').equals(of).count());

/** Goes on with the pictures that were cut off before they had become photos. */
export async function finishEarlier(session: Session, stop?: AbortSignal): Promise<void> {
	if ((await session.db.taken.count()) > 0) await (await import('./taken.ts')).finishAll(session, stop);
}
