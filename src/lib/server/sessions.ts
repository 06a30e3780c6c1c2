import { DAY, HOUR } from '../domain/dates.ts';
import { can } from './access.ts';
import type { App } from './app.ts';
import { noteOnce } from './access-log.ts';
import type { Enrolled } from './principal.ts';
import { heardOffered, isDue, offerSecret, shownOf, stepOf } from './renewal.ts';
import { findEnrolment, findPerson, setHeard } from './store/queries/accounts.ts';

/** Each account on a phone has a cookie of its own: its enrolment's id follows. */
const COOKIE_PREFIX = '__Host-t-';
/** The longest that browsers keep a cookie. */
const COOKIE_AGE = 400 * DAY;
/** Accounts on one phone that a desk page looks through. */
const MAX_ACCOUNTS = 12;

/** The `set-cookie` header that makes a device this enrolment's. */
export function sessionCookie(enrolment: string, secret: string): string {
	const age = COOKIE_AGE / 1_000;
	return `${COOKIE_PREFIX}${enrolment}=${secret}; Max-Age=${age}; Path=/; Secure; HttpOnly; SameSite=Lax`;
}

/**
 * Who a request speaks for. It names its enrolment, and its cookie of that name must hold the secret: null when it
 * does not, or when the person or the device was revoked. A request with null must apply nothing.
 */
export async function authenticate(app: App, request: Request, enrolment: string): Promise<Enrolled | null> {
	const secret = sessionsOf(request).get(enrolment);
	if (secret === undefined) return null;
	const { device, person } = await app.store.read(async (tx) => {
		const found = await findEnrolment(tx, enrolment);
		return { device: found, person: await findPerson(tx, found?.person ?? '') };
	});
	// One path, and the same queries, for a wrong secret and for an enrolment that does not exist
	const shown = shownOf(secret, device);
	if (shown === null || !device || !person) return null;
	if (device.revokedAt !== null || person.revokedAt !== null) return null;
	const now = app.now();
	if (shown === 'spent') {
		// Somebody has a copy: a thief, or a browser's folder that was put back
		await noteOnce(app, {
			person: person.person,
			enrolment,
			act: 'session',
			thing: 'spent',
			outcome: 'denied',
		});
		return null;
	}
	// A cookie that was copied outlives the browser's own clock
	if (now - (device.heardAt ?? device.createdAt) > COOKIE_AGE) return null;
	const isHeard = device.heardAt !== null && now - device.heardAt < HOUR;
	const isOffered = shown === 'offered' && stepOf(device, now) !== null;
	if (!isHeard || isOffered) {
		await app.store.write(async (tx) => {
			if (!isHeard) await setHeard(tx, enrolment, now);
			if (isOffered) await heardOffered(tx, device, now);
		});
	}
	const { role, areas, shop } = person;
	const principal = { person: person.person, role, areas, shop };
	const secretIsDue = shown === 'held' && isDue(device, now);
	const enrolled = { enrolment, device: device.device, renamed: device.renamed, principal, secretIsDue };
	askers.set(request, enrolled);
	return enrolled;
}

/** Gives a phone's answer another secret where its own is due: no byte of it otherwise. */
export async function renewSecret(app: App, who: Enrolled, answer: Response): Promise<Response> {
	const secret = who.secretIsDue ? await offerSecret(app, who.enrolment) : null;
	if (secret !== null) answer.headers.set('set-cookie', sessionCookie(who.enrolment, secret));
	return answer;
}

const askers = new WeakMap<Request, Enrolled>();

/** Who a request turned out to speak for, once it was answered; null where nobody asked, or it speaks for nobody. */
export const whoAsked = (request: Request): Enrolled | null => askers.get(request) ?? null;

/** Who a page of the desk is for: staff among the accounts of this browser, else a marketer, else null. */
export async function anyStaff(app: App, request: Request): Promise<Enrolled | null> {
	let marketer: Enrolled | null = null;
	for (const enrolment of [...sessionsOf(request).keys()].slice(0, MAX_ACCOUNTS)) {
		const enrolled = await authenticate(app, request, enrolment);
		if (!enrolled || !can(enrolled.principal, 'open-desk', null)) continue;
		if (can(enrolled.principal, 'see-office', null)) return enrolled;
		marketer ??= enrolled;
	}
	return marketer;
}

/** The secrets a request carries, by enrolment. */
function sessionsOf(request: Request): Map<string, string> {
	const sessions = new Map<string, string>();
	for (const pair of (request.headers.get('cookie') ?? '').split(';')) {
		const [name = '', ...value] = pair.trim().split('=');
		if (name.startsWith(COOKIE_PREFIX)) sessions.set(name.slice(COOKIE_PREFIX.length), value.join('='));
	}
	return sessions;
}
