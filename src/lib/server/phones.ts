import type { Telling } from '../sync/wire/telling.ts';
import { MINUTE } from '../domain/dates.ts';
import { can } from './access.ts';
import type { App } from './app.ts';
import type { Enrolled } from './principal.ts';
import { enrolmentsOf, findPerson, peopleOfShop, setTold } from './store/queries/accounts.ts';
import { areaOfShop } from './store/queries/shops.ts';

/** A build's name as it may stand in a list; what else a phone says of its version is left out. */
const VERSION = /^[\w.+-]{1,40}$/;
/** More than any phone holds: what is above is no count. */
const MOST = 1_000_000;

/** Keeps what a phone tells of itself. How old things there are is told in minutes: its clock may be wrong by years. */
export async function keepTelling(
	app: Pick<App, 'store' | 'now'>,
	who: Pick<Enrolled, 'enrolment'>,
	{ unsent, age, version }: Telling,
): Promise<void> {
	const now = app.now();
	const told = {
		version: VERSION.test(version) ? version : '',
		unsent: Math.min(unsent, MOST),
		unsentSince: unsent === 0 ? null : Math.max(0, now - age * MINUTE),
	};
	await app.store.write((tx) => setTold(tx, who.enrolment, told, now));
}

/** A phone as the people of its shop see it. Times in ms UTC. */
export interface PhoneItem {
	readonly id: string;
	/** Whose it is. */
	readonly name: string;
	readonly phone: string;
	readonly joinedAt: number;
	readonly heardAt: number | null;
	readonly version: string;
	readonly unsent: number | null;
	readonly unsentSince: number | null;
	/** The person who asks has joined with it. */
	readonly isOwn: boolean;
}

/** The phones in use that somebody may put out of use: their own, and those of the people of their shop. Own ones first. */
export async function phonesOf(app: App, { principal }: Enrolled): Promise<PhoneItem[]> {
	const { shop } = principal;
	return app.store.read(async (tx) => {
		const self = await findPerson(tx, principal.person);
		const others = shop === null ? [] : await peopleOfShop(tx, shop);
		const area = shop === null ? null : await areaOfShop(tx, shop);
		const people = [...(self ? [self] : []), ...others.filter(({ person }) => person !== principal.person)]
			.filter(({ revokedAt }) => revokedAt === null)
			.filter((person) => can(principal, 'revoke', area === null ? person : { ...person, areas: [area] }));
		const devices = await enrolmentsOf(
			tx,
			people.map(({ person }) => person),
		);
		return people.flatMap(({ person, name }) =>
			devices
				.filter((device) => device.person === person && device.revokedAt === null)
				.map(({ id, phone, createdAt, heardAt, version, unsent, unsentSince }) => {
					const isOwn = person === principal.person;
					return { id, name, phone, joinedAt: createdAt, heardAt, version, unsent, unsentSince, isOwn };
				}),
		);
	});
}
