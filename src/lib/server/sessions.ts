import { DAY, HOUR } from '../domain/dates.ts';
import { can } from './access.ts';
import type { App } from './app.ts';
import type { Enrolled } from './principal.ts';
import { isSecret } from './secret.ts';
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
	if (!isSecret(secret, device?.secretHash ?? '') || !device || !person) return null;
	if (device.revokedAt !== null || person.revokedAt !== null) return null;
	const now = app.now();
	// A cookie that was copied outlives the browser's own clock
	if (now - (device.heardAt ?? device.createdAt) > COOKIE_AGE) return null;
	if (device.heardAt === null || now - device.heardAt >= HOUR) {
		await app.store.write((tx) => setHeard(tx, enrolment, now));
	}
	const { role, areas, shop } = person;
	const principal = { person: person.person, role, areas, shop };
	const enrolled = { enrolment, device: device.device, renamed: device.renamed, principal };
	askers.set(request, enrolled);
	return enrolled;
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
